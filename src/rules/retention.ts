import type { Estate } from "./estate.js";
import { instantAt, wallClock } from "./estate-time.js";
import { settingOf } from "./settings.js";

type Keeper = Pick<Estate, "settings" | "timezone">;

/** The same wall-clock moment so many years on; 29 February becomes 1 March where there is none. */
function yearsAfter(at: Date, years: number, timezone: string): Date {
  const wall = wallClock(at, timezone);
  return instantAt({ ...wall, year: wall.year + years }, timezone);
}

/** Until when a record closed then is kept (ARC-15, `retention.recordYears`): stamped when it closes. */
export function recordKeptUntil(estate: Keeper, closedAt: Date): Date {
  return yearsAfter(closedAt, settingOf(estate, "retention.recordYears"), estate.timezone);
}

/** Until when a callback record filed then is kept (CBK-25, ARC-07, DL-25, `retention.callbackYears`). */
export function callbackKeptUntil(estate: Keeper, filedAt: Date): Date {
  return yearsAfter(filedAt, settingOf(estate, "retention.callbackYears"), estate.timezone);
}

/** The same wall-clock moment so many months before; the last day of the month where it has no such day. */
function monthsBefore(at: Date, months: number, timezone: string): Date {
  const wall = wallClock(at, timezone);
  const lastDay = new Date(Date.UTC(wall.year, wall.month - months, 0)).getUTCDate();
  return instantAt({ ...wall, month: wall.month - months, day: Math.min(wall.day, lastDay) }, timezone);
}

/** Moments before which something is past its time, as they stand now. */
export interface RetentionLimits {
  readonly now: Date;
  /** Records closed before then without a term of their own. */
  readonly closedBefore: Date;
  /** Callback records filed before then without a term of their own. */
  readonly filedBefore: Date;
  /** Messages that belong to no record, and what is kept of questions to the model. */
  readonly messagesBefore: Date;
}

/** The limits of an estate (ARC-15, CBK-25). */
export function retentionLimits(estate: Keeper, now: Date): RetentionLimits {
  const before = (months: number) => monthsBefore(now, months, estate.timezone);
  return {
    now,
    closedBefore: before(12 * settingOf(estate, "retention.recordYears")),
    filedBefore: before(12 * settingOf(estate, "retention.callbackYears")),
    messagesBefore: before(settingOf(estate, "retention.messageMonths")),
  };
}
