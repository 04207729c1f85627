import { startOfDay } from "../calendar.js";
import { instantAt, wallClock } from "../estate-time.js";

/** What a report may cover. */
export const SPAN_KINDS = ["day", "week", "month", "year"] as const;
/** One of them. */
export type SpanKind = (typeof SPAN_KINDS)[number];

/** A period of estate time, half-open: `from` counts, `to` does not. */
export interface ReportSpan {
  readonly kind: SpanKind;
  /** `2026-11-21`, `2026-W47`, `2026-11` or `2026`. */
  readonly id: string;
  readonly from: Date;
  readonly to: Date;
}

const DAY_MILLIS = 86_400_000;
const two = (value: number) => String(value).padStart(2, "0");

/** The day so many days after that of this instant. */
export function dayOf(at: Date, timezone: string, daysLater = 0): ReportSpan {
  const from = startOfDay(at, timezone, daysLater);
  const { year, month, day } = wallClock(from, timezone);
  return { kind: "day", id: `${year}-${two(month)}-${two(day)}`, from, to: startOfDay(from, timezone, 1) };
}

/** Year and number of a week as the calendar numbers them: its Thursday decides. */
function weekName(year: number, month: number, monday: number): string {
  const thursday = new Date(Date.UTC(year, month - 1, monday + 3));
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const number = Math.floor((thursday.getTime() - newYear) / (7 * DAY_MILLIS)) + 1;
  return `${thursday.getUTCFullYear()}-W${two(number)}`;
}

/** The week, Monday to Sunday, so many weeks after that of this instant. */
export function weekOf(at: Date, timezone: string, weeksLater = 0): ReportSpan {
  const { year, month, day, weekday } = wallClock(at, timezone);
  const monday = day - ((weekday + 6) % 7) + 7 * weeksLater;
  const midnight = (of: number) => instantAt({ year, month, day: of, hour: 0, minute: 0 }, timezone);
  return {
    kind: "week",
    id: weekName(year, month, monday),
    from: midnight(monday),
    to: midnight(monday + 7),
  };
}

/** The month so many months after that of this instant. */
export function monthOf(at: Date, timezone: string, monthsLater = 0): ReportSpan {
  const wall = wallClock(at, timezone);
  const first = (month: number) =>
    instantAt({ year: wall.year, month, day: 1, hour: 0, minute: 0 }, timezone);
  const from = first(wall.month + monthsLater);
  const { year, month } = wallClock(from, timezone);
  return { kind: "month", id: `${year}-${two(month)}`, from, to: first(wall.month + monthsLater + 1) };
}

/** The calendar year. */
export function yearOf(year: number, timezone: string): ReportSpan {
  const first = (of: number) => instantAt({ year: of, month: 1, day: 1, hour: 0, minute: 0 }, timezone);
  return { kind: "year", id: String(year), from: first(year), to: first(year + 1) };
}

/** The months of a year that have begun, in order. */
export function monthsOf(year: ReportSpan, now: Date, timezone: string): ReportSpan[] {
  const all = Array.from({ length: 12 }, (_, index) => monthOf(year.from, timezone, index));
  return all.filter(({ from }) => from <= now);
}

/** The span as far as it has passed, this very moment included: what was just recorded is not left out. */
export function soFar(span: ReportSpan, now: Date): ReportSpan {
  return now < span.to ? { ...span, to: new Date(now.getTime() + 1) } : span;
}

/** Spans of at most so many hours that together are the whole: what a table is read in, piece by piece. */
export function slicesOf(span: Pick<ReportSpan, "from" | "to">, hours: number): { from: Date; to: Date }[] {
  const slices: { from: Date; to: Date }[] = [];
  const step = hours * 3_600_000;
  for (let at = span.from.getTime(); at < span.to.getTime(); at += step) {
    slices.push({ from: new Date(at), to: new Date(Math.min(at + step, span.to.getTime())) });
  }
  return slices;
}
