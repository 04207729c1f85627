import { KIND_NAMES } from "../wording/case-words.js";
import { countOf, countsBy, type PeriodFigures, satisfactionOf } from "./period-figures.js";

/** A figure that is no longer what was reported. */
export interface ChangedFigure {
  readonly name: string;
  readonly reported: number;
  readonly corrected: number;
}

/**
 * The figures a period settles for good. What merely goes on afterwards, for example a complaint solved next
 * month, is no correction and not among them.
 */
function settledFigures(figures: PeriodFigures): Map<string, number> {
  const answers = satisfactionOf(figures.satisfaction);
  const named = new Map<string, number>([
    ["新到", countOf(figures.received)],
    ["办结", countOf(figures.settled)],
    ["满意", answers.satisfied + answers.basicallySatisfied],
    ["不满意", answers.dissatisfied],
  ]);
  for (const [kind, count] of countsBy(figures.received, (cell) => cell.kind))
    named.set(KIND_NAMES[kind], count);
  return named;
}

/** What differs between a report and the same figures now, in the order of the report; mostly nothing. */
export function changedFigures(reported: PeriodFigures, now: PeriodFigures): ChangedFigure[] {
  const [before, after] = [settledFigures(reported), settledFigures(now)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((name) => ({ name, reported: before.get(name) ?? 0, corrected: after.get(name) ?? 0 }))
    .filter((figure) => figure.reported !== figure.corrected);
}
