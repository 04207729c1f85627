import type { Estate } from "../rules/estate.js";
import { chartedDays, type DayCharts } from "../rules/figures/day-charts.js";
import { dayOf } from "../rules/figures/report-span.js";
import { sayDay } from "../rules/wording/figure-words.js";
import type { FigureReads } from "./figure-ports.js";

/**
 * Draws a report's picture and keeps it as a file; returns its path, or null where none is wanted. Slow, and may
 * fail: never in a transaction.
 */
export interface ReportPictures {
  draw(charts: DayCharts, name: string): Promise<string | null>;
}

/** The figures of the picture that goes with the report of a day. */
export async function gatherDayCharts(
  reads: FigureReads,
  estate: Estate,
  { of, now }: { readonly of: Date; readonly now: Date },
): Promise<DayCharts> {
  const scope = { estateId: estate.id, department: null };
  const days: DayCharts["days"][number][] = [];
  for (const { label, from, to } of chartedDays(of, estate.timezone)) {
    days.push({ label, ...(await reads.countsIn(scope, { from, to })) });
  }
  const day = dayOf(now, estate.timezone);
  const standing = await reads.standing(scope, { now, day, tomorrow: dayOf(now, estate.timezone, 1) });
  return { title: `${estate.name} ${sayDay(of, estate.timezone)}`, days, ages: standing.ages };
}
