import { MESSAGE_KINDS, type MessageKind } from "../../rules/case-record.js";
import { SURE_ENOUGH, type TriageResult } from "../../rules/triage/triage-result.js";
import { type LabelledRow, UNLABELLED } from "./labelled-rows.js";

/** One row with what triage made of it. */
export interface Judged {
  readonly row: LabelledRow;
  readonly result: TriageResult;
}

export interface ClassFigures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly rows: number;
}

/** One mistake: which field, what the label says, what came out, and the rule that decided. */
export interface Wrong {
  readonly line: number;
  readonly id: string | null;
  readonly field: "kind" | "emergency" | "severity" | "department" | "room" | "phone";
  readonly expected: string | null;
  readonly got: string | null;
  readonly rule: string;
  readonly confidence: number;
  readonly text: string;
}

/** Figures of one file; a figure with nothing to count is null. `"?"` is not scored. */
export interface Report {
  readonly file: string;
  readonly rows: number;
  readonly kind: {
    readonly macroF1: number | null;
    readonly accuracy: number | null;
    readonly perClass: Readonly<Partial<Record<MessageKind, ClassFigures>>>;
    /** Rows are labels, columns what came out. */
    readonly confusion: Readonly<Partial<Record<MessageKind, Partial<Record<MessageKind, number>>>>>;
  };
  readonly emergency: { readonly recall: number | null; readonly precision: number | null };
  readonly severity: { readonly accuracy: number | null };
  readonly department: { readonly accuracy: number | null };
  readonly room: { readonly exact: number | null };
  readonly phone: { readonly exact: number | null };
  /** Rows whose confidence is below the threshold at which the desk asks a person. */
  readonly abstained: number;
  /** Share right by tenth of confidence: what a stated confidence is worth. */
  readonly calibration: readonly {
    readonly from: number;
    readonly rows: number;
    readonly right: number | null;
  }[];
  readonly microsecondsPerMessage: number;
  readonly wrong: readonly Wrong[];
}

/** Measures triage on judged rows. */
export function measure(file: string, judged: readonly Judged[], microsecondsPerMessage: number): Report {
  const ofKind = judged.filter(({ row }) => row.kind !== UNLABELLED);
  const perClass = classFigures(ofKind);
  const figures = Object.values(perClass);
  const complaints = ofKind.filter(({ row }) => row.kind === "complaint" && isClassed(row));
  const alarmed = judged.filter(({ row, result }) => row.emergency !== UNLABELLED && result.emergency);
  const dangerous = judged.filter(({ row }) => row.emergency === true);
  const caught = dangerous.filter(({ result }) => result.emergency).length;
  const exact = (field: "department" | "room" | "phone") =>
    shareOf(
      judged.filter(({ row }) => row[field] !== UNLABELLED),
      ({ row, result }) => row[field] === result[field],
    );
  return {
    file,
    rows: judged.length,
    kind: {
      macroF1: share(
        figures.reduce((sum, { f1 }) => sum + f1, 0),
        figures.length,
      ),
      accuracy: shareOf(ofKind, ({ row, result }) => row.kind === result.kind),
      perClass,
      confusion: confusionOf(ofKind),
    },
    emergency: { recall: share(caught, dangerous.length), precision: share(caught, alarmed.length) },
    // A complaint taken for something else has no class, hence a wrong one.
    severity: { accuracy: shareOf(complaints, ({ row, result }) => row.severity === result.complaintClass) },
    department: { accuracy: exact("department") },
    room: { exact: exact("room") },
    phone: { exact: exact("phone") },
    abstained: judged.filter(({ result }) => result.confidence < SURE_ENOUGH).length,
    calibration: calibrationOf(ofKind),
    microsecondsPerMessage: Math.round(microsecondsPerMessage * 10) / 10,
    wrong: judged.flatMap(wrongOf),
  };
}

/** A complaint whose class somebody said and nobody doubts. */
function isClassed({ severity }: LabelledRow): boolean {
  return severity !== null && severity !== UNLABELLED;
}

function classFigures(judged: readonly Judged[]): Partial<Record<MessageKind, ClassFigures>> {
  const figures: Partial<Record<MessageKind, ClassFigures>> = {};
  for (const kind of MESSAGE_KINDS) {
    const labelled = judged.filter(({ row }) => row.kind === kind);
    const answered = judged.filter(({ result }) => result.kind === kind);
    const right = labelled.filter(({ result }) => result.kind === kind).length;
    // A class that neither occurs nor is answered says nothing about the others.
    if (labelled.length === 0 && answered.length === 0) continue;
    const precision = share(right, answered.length) ?? 0;
    const recall = share(right, labelled.length) ?? 0;
    const f1 = right === 0 ? 0 : round((2 * precision * recall) / (precision + recall));
    figures[kind] = { precision, recall, f1, rows: labelled.length };
  }
  return figures;
}

function confusionOf(
  judged: readonly Judged[],
): Partial<Record<MessageKind, Partial<Record<MessageKind, number>>>> {
  const confusion: Partial<Record<MessageKind, Partial<Record<MessageKind, number>>>> = {};
  for (const { row, result } of judged) {
    if (row.kind === UNLABELLED) continue;
    const line = confusion[row.kind] ?? {};
    line[result.kind] = (line[result.kind] ?? 0) + 1;
    confusion[row.kind] = line;
  }
  return confusion;
}

function calibrationOf(judged: readonly Judged[]): Report["calibration"] {
  return Array.from({ length: 10 }, (_, tenth) => {
    const own = judged.filter(({ result }) => Math.min(9, Math.floor(result.confidence * 10)) === tenth);
    return {
      from: tenth / 10,
      rows: own.length,
      right: shareOf(own, ({ row, result }) => row.kind === result.kind),
    };
  });
}

function wrongOf({ row, result }: Judged): Wrong[] {
  const pairs: readonly (readonly [Wrong["field"], string | null, string | null])[] = [
    ["kind", row.kind, result.kind],
    ["emergency", String(row.emergency), String(result.emergency)],
    ["severity", ...classesOf({ row, result })],
    ["department", row.department, result.department],
    ["room", row.room, result.room],
    ["phone", row.phone, result.phone],
  ];
  return pairs
    .filter(([, expected, got]) => expected !== UNLABELLED && expected !== got)
    .map(([field, expected, got]) => ({
      line: row.line,
      id: row.id,
      field,
      expected,
      got,
      rule: result.rule,
      confidence: round(result.confidence),
      text: row.text,
    }));
}

/** The class of a complaint as labelled and as read; two nulls where there is none to compare. */
function classesOf({ row, result }: Judged): readonly [string | null, string | null] {
  return row.kind === "complaint" && isClassed(row) ? [row.severity, result.complaintClass] : [null, null];
}

function shareOf<T>(items: readonly T[], holds: (item: T) => boolean): number | null {
  return share(items.filter(holds).length, items.length);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : round(part / whole);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
