import { setImmediate } from "node:timers/promises";
import type { stream, Worksheet } from "exceljs";
import type { FilePlan, FormFile, SheetPlan } from "../../desk/form-ports.js";
import type { Cell } from "../../rules/forms/form-table.js";
import { openDraft } from "./draft-file.js";
import { rowHeight } from "./row-height.js";
import {
  CLOSING_STYLE,
  COLUMN_STYLES,
  HEAD_HEIGHT,
  HEAD_STYLE,
  NOTE_STYLE,
  pageOf,
  type TallStyle,
  TITLE_STYLE,
} from "./sheet-look.js";

type Workbook = stream.xlsx.WorkbookWriter;

/** Rows above the data: title, note, column heads. They stay in sight and are printed on every page. */
const HEAD_ROWS = 3;

interface Width {
  readonly sheet: Worksheet;
  readonly columns: number;
}

/** A line as wide as the table. */
function wideRow({ sheet, columns }: Width, text: string, { height, ...look }: TallStyle): void {
  const row = sheet.addRow([text]);
  row.height = height;
  row.getCell(1).style = look;
  sheet.mergeCells(row.number, 1, row.number, columns);
  row.commit();
}

function beginSheet(workbook: Workbook, plan: FilePlan, { title, note, columns }: SheetPlan): Worksheet {
  const sheet = workbook.addWorksheet(title, {
    ...pageOf(plan, HEAD_ROWS),
    views: [{ state: "frozen", xSplit: 1, ySplit: HEAD_ROWS }],
  });
  sheet.columns = columns.map(({ width }) => ({ width }));
  const width = { sheet, columns: columns.length };
  wideRow(width, title, TITLE_STYLE);
  wideRow(width, note, NOTE_STYLE);
  const head = sheet.addRow(columns.map((column) => column.title));
  head.height = HEAD_HEIGHT;
  head.eachCell((cell) => {
    cell.style = HEAD_STYLE;
  });
  head.commit();
  return sheet;
}

function writeRow(sheet: Worksheet, cells: readonly Cell[], { columns }: SheetPlan): void {
  const row = sheet.addRow([...cells]);
  row.height = rowHeight(cells, columns);
  for (const [index, { kind }] of columns.entries()) row.getCell(index + 1).style = COLUMN_STYLES[kind];
  row.commit();
}

/**
 * A spreadsheet that is written row by row. The library is loaded only now: most desks print once a month, and it
 * weighs more than the desk.
 */
export async function openWorkbook(plan: FilePlan): Promise<FormFile> {
  const { default: excel } = await import("exceljs");
  const draft = await openDraft(plan.folder, `${plan.name}.xlsx`);
  const workbook = new excel.stream.xlsx.WorkbookWriter({
    stream: draft.stream,
    useStyles: true,
    // Shared strings are held until the end: memory would grow with the month.
    useSharedStrings: false,
    zip: { zlib: { level: 6 } },
  });
  workbook.creator = "管家";
  workbook.created = plan.madeAt;
  let current: { sheet: Worksheet; plan: SheetPlan } | null = null;
  let sheets = 0;
  let firstRows = 0;
  return {
    async begin(sheetPlan) {
      draft.check();
      current = { sheet: beginSheet(workbook, plan, sheetPlan), plan: sheetPlan };
      sheets += 1;
    },
    async add(rows) {
      if (!current) throw new Error("a row came before its sheet");
      for (const row of rows) writeRow(current.sheet, row, current.plan);
      if (sheets === 1) firstRows += rows.length;
      // The library takes rows faster than it can pack them; in between it must come to its turn.
      await setImmediate();
      draft.check();
    },
    async end() {
      if (!current) return;
      const { sheet, plan: sheetPlan } = current;
      const width = { sheet, columns: sheetPlan.columns.length };
      if (sheetPlan.closing) wideRow(width, sheetPlan.closing, CLOSING_STYLE);
      sheet.commit();
      current = null;
    },
    async finish() {
      await Promise.race([workbook.commit(), failureOf(draft.stream)]);
      return [{ ...(await draft.keep()), rows: firstRows }];
    },
    abandon: () => draft.discard(),
  };
}

/** Never resolves; rejects when the stream fails, which the library would wait out for ever. */
function failureOf(writing: NodeJS.EventEmitter): Promise<never> {
  return new Promise((_resolve, reject) => writing.once("error", reject));
}
