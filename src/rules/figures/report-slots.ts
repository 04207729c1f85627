import { startOfDay } from "../calendar.js";
import type { DigestSetup, Estate } from "../estate.js";
import { instantAt, wallClock } from "../estate-time.js";
import { WEEKDAYS } from "../setting-kinds.js";
import { dayOf, monthOf, type ReportSpan, soFar, weekOf } from "./report-span.js";

/** Reports that come by the calendar. */
export const RHYTHMS = ["daily", "weekly", "monthly"] as const;
/** One of them. */
export type Rhythm = (typeof RHYTHMS)[number];

/** One appointed moment of a report and what it covers. */
export interface ReportSlot {
  readonly rhythm: Rhythm;
  readonly dueAt: Date;
  /** Daily: the day itself. Weekly and monthly: the week and the month before. */
  readonly span: ReportSpan;
}

type Place = Pick<Estate, "digests" | "timezone">;

/** A slot so many steps after the one in the day, week or month of this instant. */
function slotNear(
  rhythm: Rhythm,
  written: string,
  { at, timezone, steps }: { at: Date; timezone: string; steps: number },
): ReportSlot {
  const words = written.split(" ");
  const [hour = 0, minute = 0] = (words.at(-1) ?? "").split(":").map(Number);
  const wall = wallClock(at, timezone);
  if (rhythm === "daily") {
    const day = wall.day + steps;
    const dueAt = instantAt({ year: wall.year, month: wall.month, day, hour, minute }, timezone);
    return { rhythm, dueAt, span: dayOf(dueAt, timezone) };
  }
  if (rhythm === "weekly") {
    const weekday = WEEKDAYS.indexOf(words[0] as (typeof WEEKDAYS)[number]);
    const day = wall.day - ((wall.weekday + 6) % 7) + weekday + 7 * steps;
    const dueAt = instantAt({ year: wall.year, month: wall.month, day, hour, minute }, timezone);
    return { rhythm, dueAt, span: weekOf(dueAt, timezone, -1) };
  }
  const month = wall.month + steps;
  const dueAt = instantAt({ year: wall.year, month, day: Number(words[0]), hour, minute }, timezone);
  return { rhythm, dueAt, span: monthOf(dueAt, timezone, -1) };
}

const writtenOf = (digests: DigestSetup, rhythm: Rhythm): string | null => digests[rhythm];

/** The latest slot that has come, or null where this report is switched off. */
export function latestSlot(rhythm: Rhythm, { digests, timezone }: Place, now: Date): ReportSlot | null {
  const written = writtenOf(digests, rhythm);
  if (written === null) return null;
  const own = slotNear(rhythm, written, { at: now, timezone, steps: 0 });
  return own.dueAt <= now ? own : slotNear(rhythm, written, { at: now, timezone, steps: -1 });
}

/** The next slot that has not come, or null where this report is switched off. */
export function nextSlot(rhythm: Rhythm, { digests, timezone }: Place, now: Date): ReportSlot | null {
  const written = writtenOf(digests, rhythm);
  if (written === null) return null;
  const own = slotNear(rhythm, written, { at: now, timezone, steps: 0 });
  return own.dueAt > now ? own : slotNear(rhythm, written, { at: now, timezone, steps: 1 });
}

/** Most missed slots that are looked for: nobody reads more. */
const MOST_MISSED = 31;

/** Slots after `since` and before this one, oldest first: those that were missed. */
export function slotsBetween(since: Date, slot: ReportSlot, { digests, timezone }: Place): ReportSlot[] {
  const written = writtenOf(digests, slot.rhythm);
  const missed: ReportSlot[] = [];
  for (let steps = -1; written !== null && -steps <= MOST_MISSED; steps -= 1) {
    const before = slotNear(slot.rhythm, written, { at: slot.dueAt, timezone, steps });
    if (before.dueAt <= since) break;
    missed.unshift(before);
  }
  return missed;
}

/** Lateness up to which a report need not excuse itself. */
const PUNCTUAL_MILLIS = 15 * 60_000;

/** Whether the report comes so late that it says so. */
export function isLate(slot: Pick<ReportSlot, "dueAt">, now: Date): boolean {
  return now.getTime() - slot.dueAt.getTime() > PUNCTUAL_MILLIS;
}

/**
 * What a slot's report really covers when it is made: a day up to now, or the whole day when it is made up for
 * later; a week or month is over by then.
 */
export function coveredBy(slot: ReportSlot, now: Date): ReportSpan {
  return soFar(slot.span, now);
}

/** The same part of the day so many weeks earlier, to compare with. */
export function weeksBefore(span: ReportSpan, weeks: number, timezone: string): ReportSpan {
  const earlier = dayOf(span.from, timezone, -7 * weeks);
  const begun = startOfDay(span.from, timezone).getTime();
  const to = Math.min(earlier.from.getTime() + (span.to.getTime() - begun), earlier.to.getTime());
  return { ...earlier, to: new Date(span.to >= startOfDay(span.from, timezone, 1) ? earlier.to : to) };
}
