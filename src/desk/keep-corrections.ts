import type { CaseKind, CaseRecord, ComplaintClass } from "../rules/case-record.js";
import type { ResponsibleDepartment } from "../rules/departments.js";
import { ERASED } from "../rules/erasing.js";
import type { Estate } from "../rules/estate.js";
import type { LedgerEntry } from "../rules/ledger-entry.js";
import { hidePersonalData } from "../rules/personal-data.js";
import type { CorrectedExample, CorrectionFigures } from "./correction-ports.js";
import type { ScriptConverter, Stores, UnitOfWork } from "./ports.js";

/** What a person decided about a record: its kind (改类), the class of a complaint (定级), or the department (转). */
export type CorrectedField = "kind" | "class" | "department";

/** A correction that has just been made; `record` is how it stands now. */
export interface Correction {
  readonly estate: Estate;
  readonly script: Pick<ScriptConverter, "toSimplified">;
  readonly record: CaseRecord;
  readonly field: CorrectedField;
  /** Userid. */
  readonly by: string;
  readonly now: Date;
}

interface Said {
  readonly kind: CaseKind;
  readonly complaintClass: ComplaintClass | null;
  readonly department: ResponsibleDepartment | null;
}

/** What triage said when the record was opened: its own entry, which no later change touches. */
function saidByTriage(entries: readonly LedgerEntry[]): Said | null {
  const first = entries.find((entry) => entry.type === "classified" && entry.actor === "guanjia");
  if (!first) return null;
  const { kind, complaintClass, department } = first.data;
  return {
    kind: kind as CaseKind,
    complaintClass: complaintClass as ComplaintClass | null,
    department: department as ResponsibleDepartment | null,
  };
}

function exampleText({ record, estate, script }: Pick<Correction, "record" | "estate" | "script">): string {
  const people = estate.staff.map((member) => member.name);
  const known = record.contactName ? [...people, script.toSimplified(record.contactName)] : people;
  const matter = script.toSimplified(record.matter);
  return hidePersonalData(matter, { buildings: estate.buildings, people: known }).text;
}

/** The judge before the desk: what the ledger says, since the record itself now names the desk. */
function judgeOf(entries: readonly LedgerEntry[]): "rules" | "model" {
  return entries.some((entry) => entry.type === "classified" && entry.data.by === "model")
    ? "model"
    : "rules";
}

/**
 * The example a record is now; `field` is what a person has just said, null when a command was taken back.
 * Null for a record triage never read.
 */
async function exampleOf(
  stores: Stores,
  correction: Omit<Correction, "field"> & { field: CorrectedField | null },
): Promise<CorrectedExample | null> {
  const { estate, record, by, now, field } = correction;
  const entries = await stores.ledger.ofCase(record.id);
  const said = saidByTriage(entries);
  if (!said) return null;
  const before = await stores.corrections.ofCase(record.id);
  const isSaid = (other: CorrectedField, already: boolean | undefined) => field === other || already === true;
  return {
    estateId: estate.id,
    caseId: record.id,
    receivedAt: record.receivedAt,
    text: exampleText(correction),
    saidKind: said.kind,
    saidClass: said.complaintClass,
    saidDepartment: said.department,
    emergency: record.emergency,
    rule: record.triageRule,
    confidence: record.triageConfidence,
    classifiedBy: judgeOf(entries),
    kind: record.kind,
    complaintClass: record.complaintClass,
    department: record.responsibleDepartment,
    kindCorrected: isSaid("kind", before?.kindCorrected) && record.kind !== said.kind,
    classCorrected: isSaid("class", before?.classCorrected) && record.complaintClass !== said.complaintClass,
    departmentCorrected:
      isSaid("department", before?.departmentCorrected) && record.responsibleDepartment !== said.department,
    correctedBy: by,
    firstCorrectedAt: before?.firstCorrectedAt ?? now,
    correctedAt: now,
  };
}

/**
 * Keeps a corrected record as a labelled example: what triage said, what the person said, by whom and when,
 * the words without personal data. One example per case, the last word counts. Runs in the transaction of the
 * correction; does nothing for a record triage never read.
 */
export async function keepCorrection(stores: Stores, correction: Correction): Promise<void> {
  const example = await exampleOf(stores, correction);
  if (example) await stores.corrections.keep(example);
}

/** After 撤回: what remains corrected stays an example, otherwise there is none any more. */
export async function takeBackCorrection(stores: Stores, undone: Omit<Correction, "field">): Promise<void> {
  if (!(await stores.corrections.ofCase(undone.record.id))) return;
  const example = await exampleOf(stores, { ...undone, field: null });
  const isLeft = example?.kindCorrected || example?.classCorrected || example?.departmentCorrected;
  if (example && isLeft) await stores.corrections.keep(example);
  else await stores.corrections.remove(undone.record.id);
}

/** One line of the format in which triage is measured; `?` is not scored. */
export interface ExportedExample {
  readonly id: string;
  readonly text: string;
  readonly kind: CaseKind | "?";
  readonly severity: ComplaintClass | "?" | null;
  /** Nobody is asked about it, and rooms and phones are placeholders by now. */
  readonly emergency: "?";
  readonly department: ResponsibleDepartment | "?";
  readonly room: "?";
  readonly phone: "?";
}

function severityLabel(kind: CaseKind | "?", said: ComplaintClass | null): ExportedExample["severity"] {
  if (kind === "?" || kind === "complaint") return said ?? "?";
  return null;
}

/**
 * An example as a labelled row. Only what a person said is a label (a class says that it is a complaint); the
 * rest is `?`. Null where nobody said anything, or nothing is left of the words.
 */
export function exportedExample(example: CorrectedExample): ExportedExample | null {
  const { kindCorrected, classCorrected, departmentCorrected, complaintClass } = example;
  if (example.text === ERASED || !(kindCorrected || classCorrected || departmentCorrected)) return null;
  const isKindSaid = (kindCorrected || classCorrected) && example.kind !== "unclear";
  const kind = isKindSaid ? example.kind : "?";
  return {
    id: `${example.estateId}-${example.caseId}`,
    text: example.text,
    kind,
    severity: severityLabel(kind, classCorrected ? complaintClass : null),
    emergency: "?",
    department: departmentCorrected ? example.department : "?",
    room: "?",
    phone: "?",
  };
}

const PAGE = 500;

/** All examples of a ledger as labelled rows, in order of the cases. */
export async function* exportCorrections({ stores }: Pick<UnitOfWork, "stores">) {
  let afterCaseId = 0;
  for (;;) {
    const page = await stores.corrections.list({ afterCaseId, limit: PAGE });
    for (const example of page) {
      const row = exportedExample(example);
      if (row) yield row;
    }
    const last = page.at(-1);
    if (!last) return;
    afterCaseId = last.caseId;
  }
}

/** Says how often triage was corrected among the cases an estate received in [from, to). */
export function createCorrectionFigures({ unitOfWork }: { readonly unitOfWork: UnitOfWork }) {
  return function correctionFigures(
    estate: Pick<Estate, "id">,
    from: Date,
    to: Date,
  ): Promise<CorrectionFigures> {
    return unitOfWork.stores.corrections.figures(estate.id, from, to);
  };
}
