import type { CaseKind, ComplaintClass } from "../case-record.js";
import type { ResponsibleDepartment } from "../departments.js";
import type { Cause } from "./causes.js";

/** Records that have kind, class, department and cause in common; `count` of them. */
export interface CountCell {
  readonly kind: CaseKind;
  readonly complaintClass: ComplaintClass | null;
  readonly department: ResponsibleDepartment;
  readonly cause: Cause | null;
  readonly count: number;
}

/** Settled records of one sort with the time they took from receipt to settlement, summed up. */
export interface SettledCell extends CountCell {
  readonly minutes: number;
}

/** Shares and counts by name: `part` of `whole`. What merely counts has the same number twice. */
export const MEASURES = [
  "answeredInTime",
  "firstReply",
  "complaintsHandled",
  "attitude",
  "repeats",
  "coordinationRepeats",
  "major",
  "validComplaints",
  "notices",
  "callbacksDone",
  "callbacksOnTime",
  "complaintCallbacks",
  "specialCallbacks",
  "repairCallbacks",
  "homeVisits",
  "callbacksFiled",
  "ownersCalled",
  "repairsOnTime",
  "emergencyReports",
  "triageCorrected",
] as const;
/** Name of one of them. */
export type MeasureName = (typeof MEASURES)[number];

/** So many of so many. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

/** Answers on satisfaction of one department, class or handler. */
export interface SatisfactionCell {
  readonly department: ResponsibleDepartment;
  readonly kind: CaseKind;
  readonly complaintClass: ComplaintClass | null;
  /** userid, or null when nobody was taken down. */
  readonly handledBy: string | null;
  readonly satisfied: number;
  readonly basicallySatisfied: number;
  readonly dissatisfied: number;
}

/** How often a topic came up at a place (building), for the analysis. */
export interface PlaceCell {
  readonly building: string;
  readonly topic: string;
  readonly count: number;
}

/** A record that stands out, by its number. */
export interface NamedCase {
  readonly number: number;
  /** Minutes from receipt to settlement, or how often it was chased: what it stands out by. */
  readonly value: number;
}

/**
 * Everything a period's reports say, and what is pinned when one goes out. Instants are ISO text, so that the
 * figures travel as they are.
 */
export interface PeriodFigures {
  readonly from: string;
  readonly to: string;
  readonly received: readonly CountCell[];
  readonly settled: readonly SettledCell[];
  readonly satisfaction: readonly SatisfactionCell[];
  readonly measures: Readonly<Record<MeasureName, Share>>;
  readonly places: readonly PlaceCell[];
  /** Slowest settled, worst first. */
  readonly slowest: readonly NamedCase[];
  /** Most often chased by their residents, worst first. */
  readonly chased: readonly NamedCase[];
  /** Times a duty climbed to a superior. */
  readonly climbs: number;
  /** Times nobody could be asked. */
  readonly noOneReached: number;
}

/** Nothing of anything. */
export const NO_SHARE: Share = { part: 0, whole: 0 };

/** Measures of which none was counted yet. */
export function emptyMeasures(): Record<MeasureName, Share> {
  return Object.fromEntries(MEASURES.map((name) => [name, NO_SHARE])) as Record<MeasureName, Share>;
}

/** How many records the cells hold that are of this sort. */
export function countOf<Cell extends CountCell>(
  cells: readonly Cell[],
  isMeant: (cell: Cell) => boolean = () => true,
): number {
  return cells.reduce((sum, cell) => (isMeant(cell) ? sum + cell.count : sum), 0);
}

/** Counts by what `keyOf` says, the largest first, those of nothing left out. */
export function countsBy<Cell extends CountCell, Key extends string>(
  cells: readonly Cell[],
  keyOf: (cell: Cell) => Key | null,
): (readonly [Key, number])[] {
  const counts = new Map<Key, number>();
  for (const cell of cells) {
    const key = keyOf(cell);
    if (key !== null && cell.count > 0) counts.set(key, (counts.get(key) ?? 0) + cell.count);
  }
  return [...counts].sort((one, other) => other[1] - one[1]);
}

/** Answers summed up over the cells that are meant. */
export function satisfactionOf(
  cells: readonly SatisfactionCell[],
  isMeant: (cell: SatisfactionCell) => boolean = () => true,
): { readonly satisfied: number; readonly basicallySatisfied: number; readonly dissatisfied: number } {
  const sum = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0 };
  for (const cell of cells) {
    if (!isMeant(cell)) continue;
    sum.satisfied += cell.satisfied;
    sum.basicallySatisfied += cell.basicallySatisfied;
    sum.dissatisfied += cell.dissatisfied;
  }
  return sum;
}

/**
 * Satisfied answers of all answers (KPI-04): 满意 and 基本满意 count as satisfied, as the owners' surveys do; no
 * answer is no answer and never counted as either.
 */
export function satisfactionShare(
  cells: readonly SatisfactionCell[],
  isMeant?: (cell: SatisfactionCell) => boolean,
): Share {
  const { satisfied, basicallySatisfied, dissatisfied } = satisfactionOf(cells, isMeant);
  const part = satisfied + basicallySatisfied;
  return { part, whole: part + dissatisfied };
}

function mergeCells<Cell extends object>(
  lists: readonly (readonly Cell[])[],
  sums: readonly (keyof Cell & string)[],
): Cell[] {
  const merged = new Map<string, Cell>();
  for (const cell of lists.flat()) {
    const key = JSON.stringify(
      Object.entries(cell).filter(([name]) => !(sums as readonly string[]).includes(name)),
    );
    const before = merged.get(key);
    const added =
      before && Object.fromEntries(sums.map((name) => [name, Number(before[name]) + Number(cell[name])]));
    merged.set(key, added ? { ...before, ...added } : cell);
  }
  return [...merged.values()];
}

/** Named records kept of each sort. */
export const MOST_NAMED = 5;
/** Places kept for the analysis. */
export const MOST_PLACES = 40;

const worst = (named: readonly NamedCase[]) =>
  [...named].sort((one, other) => other.value - one.value || one.number - other.number).slice(0, MOST_NAMED);

/** The worst of those named, at most `MOST_NAMED`. */
export const worstNamed = worst;

/** The figures of several periods as those of one, for example twelve months of a year. */
export function mergeFigures(
  parts: readonly PeriodFigures[],
  span: { from: string; to: string },
): PeriodFigures {
  const measures = emptyMeasures();
  for (const part of parts) {
    for (const name of MEASURES) {
      const { part: one, whole } = part.measures[name];
      measures[name] = { part: measures[name].part + one, whole: measures[name].whole + whole };
    }
  }
  const total = (of: (part: PeriodFigures) => number) => parts.reduce((sum, part) => sum + of(part), 0);
  return {
    ...span,
    received: mergeCells(
      parts.map(({ received }) => received),
      ["count"],
    ),
    settled: mergeCells(
      parts.map(({ settled }) => settled),
      ["count", "minutes"],
    ),
    satisfaction: mergeCells(
      parts.map(({ satisfaction }) => satisfaction),
      ["satisfied", "basicallySatisfied", "dissatisfied"],
    ),
    measures,
    places: mergeCells(
      parts.map(({ places }) => places),
      ["count"],
    )
      .sort((one, other) => other.count - one.count)
      .slice(0, MOST_PLACES),
    slowest: worst(parts.flatMap(({ slowest }) => slowest)),
    chased: worst(parts.flatMap(({ chased }) => chased)),
    climbs: total(({ climbs }) => climbs),
    noOneReached: total(({ noOneReached }) => noOneReached),
  };
}
