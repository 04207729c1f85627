import type { CaseRecord } from "../rules/case-record.js";
import type { ReportSpan } from "../rules/figures/report-span.js";
import { createAuditSigns } from "../rules/forms/audit-signs.js";
import { CALLBACK_COLUMNS } from "../rules/forms/callback-form.js";
import { createComplaintStatistics, STATISTICS_COLUMNS } from "../rules/forms/complaint-statistics.js";
import { CASE_FORMS, type CaseFormId, FORM_TITLES, type FormId } from "../rules/forms/form-list.js";
import type { FormCase, FormEntry } from "../rules/forms/form-rows.js";
import { type Column, type FormFacts, shapeRow } from "../rules/forms/form-table.js";
import { LEDGER_COLUMNS } from "../rules/forms/ledger-sheet.js";
import { CLOSING_LINE, formNote, SHEET_TITLES } from "../rules/wording/form-wording.js";
import type { FormFile, FormReader, FormScope } from "./form-ports.js";

/** What is read, and for whom it is shaped. */
export interface FormRun {
  readonly reader: FormReader;
  readonly scope: FormScope;
  readonly month: ReportSpan;
  readonly facts: FormFacts;
}

/** Few enough that whoever writes to the desk meanwhile is not kept waiting. */
const PAGE = 50;
/** A sheet holds 1,048,576 rows, the head included. */
const MOST_ROWS = 1_000_000;

async function* pages<Row>(
  read: (page: { after: number; limit: number }) => Promise<Row[]>,
  placeOf: (row: Row) => number,
): AsyncGenerator<Row[]> {
  for (let after = 0; ; ) {
    const rows = await read({ after, limit: PAGE });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = placeOf(last);
  }
}

async function* inOnePage<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}

function casePages({ reader, scope }: FormRun, form: CaseFormId) {
  return pages(
    (page) => reader.cases(scope, form, page),
    ({ record }) => record.number,
  );
}

async function* audited(
  run: FormRun,
  form: CaseFormId,
  seen: (record: CaseRecord) => void,
): AsyncGenerator<FormCase[]> {
  const { id, timezone } = run.facts.estate;
  const signsOf = createAuditSigns(await run.reader.auditSigns(id), timezone);
  for await (const page of casePages(run, form)) {
    for (const { record } of page) seen(record);
    yield page.map((row) => ({ ...row, ...signsOf(row.record.receivedAt) }));
  }
}

async function* entries(run: FormRun, form: CaseFormId): AsyncGenerator<FormEntry[]> {
  for await (const page of casePages(run, form)) {
    yield page.flatMap(({ record, entries: of }) => of.map((entry) => ({ number: record.number, entry })));
  }
}

interface Sheet<Row> {
  readonly title: string;
  readonly note: string;
  readonly closing: string | null;
  readonly columns: readonly Column<Row>[];
}

/** Writes a sheet, and those that follow it when the rows are more than one holds. */
async function writeSheet<Row>(
  file: FormFile,
  { facts, ...sheet }: Sheet<Row> & { readonly facts: FormFacts },
  rows: AsyncIterable<readonly Row[]>,
): Promise<void> {
  let onSheet = 0;
  let sheets = 1;
  await file.begin(sheet);
  for await (const page of rows) {
    if (onSheet + page.length > MOST_ROWS) {
      await file.end();
      sheets += 1;
      onSheet = 0;
      await file.begin({ ...sheet, title: `${sheet.title}（${sheets}）` });
    }
    await file.add(page.map((row) => shapeRow(sheet.columns, row, facts)));
    onSheet += page.length;
  }
  await file.end();
}

/** Whether the month has anything for this form. */
export async function hasRows({ reader, scope }: FormRun, form: FormId): Promise<boolean> {
  const first = { after: 0, limit: 1 };
  const rows = form === "callback" ? reader.callbacks(scope, first) : reader.cases(scope, form, first);
  return (await rows).length > 0;
}

async function fillCaseForm(run: FormRun, form: CaseFormId, file: FormFile): Promise<void> {
  const { facts, month } = run;
  const statistics = createComplaintStatistics(facts.estate);
  const note = formNote(form, month, facts.estate);
  await writeSheet(
    file,
    { facts, note, title: FORM_TITLES[form], columns: CASE_FORMS[form], closing: CLOSING_LINE },
    audited(run, form, (record) => statistics.add(record)),
  );
  if (form === "complaint") {
    await writeSheet(
      file,
      { facts, note, title: SHEET_TITLES.statistics, columns: STATISTICS_COLUMNS, closing: CLOSING_LINE },
      inOnePage(statistics.rows()),
    );
  }
  await writeSheet(
    file,
    { facts, note, title: SHEET_TITLES.ledger, columns: LEDGER_COLUMNS, closing: null },
    entries(run, form),
  );
}

/** Writes a form with the sheets that belong to it, page by page. */
export async function fillForm(run: FormRun, form: FormId, file: FormFile): Promise<void> {
  if (form !== "callback") return fillCaseForm(run, form, file);
  const { reader, scope, month, facts } = run;
  const rows = pages(
    (page) => reader.callbacks(scope, page),
    ({ callback }) => callback.id,
  );
  const note = formNote(form, month, facts.estate);
  const title = FORM_TITLES[form];
  await writeSheet(file, { facts, note, title, columns: CALLBACK_COLUMNS, closing: CLOSING_LINE }, rows);
}
