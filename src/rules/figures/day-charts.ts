import { wallClock } from "../estate-time.js";
import { dayOf } from "./report-span.js";
import type { OpenAges } from "./standing.js";

/** Days of the first chart. */
const CHARTED_DAYS = 14;

/** What the picture of a day's report shows: what came and went each day, and how old is what is open. */
export interface DayCharts {
  readonly title: string;
  readonly days: readonly { readonly label: string; readonly received: number; readonly settled: number }[];
  readonly ages: OpenAges;
}

/** The days the first chart shows, the last of them the one that is reported. */
export function chartedDays(at: Date, timezone: string): { label: string; from: Date; to: Date }[] {
  return Array.from({ length: CHARTED_DAYS }, (_, index) => {
    const { from, to } = dayOf(at, timezone, index + 1 - CHARTED_DAYS);
    const { month, day } = wallClock(from, timezone);
    return { label: `${month}/${day}`, from, to };
  });
}
