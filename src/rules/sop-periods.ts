import { isWorkingDay, startOfDay } from "./calendar.js";
import type { Estate } from "./estate.js";
import { instantAt, wallClock } from "./estate-time.js";
import { type Period, periodAt } from "./periods.js";
import type { Role } from "./roles.js";
import { type MonthDay, WEEKDAYS } from "./setting-kinds.js";
import { settingOf } from "./settings.js";

/** Duties that hang on no matter but on a day, a week or a month. */
export const PERIOD_KINDS = ["audit.daily", "audit.weekly", "callback.file", "report.summary"] as const;
/** One of them. */
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** One row: who answers for which period; the first role owes it until its limit, the others hear of it then. */
export interface PeriodRule {
  readonly kind: PeriodKind;
  readonly requirement: string;
  readonly period: Period["kind"];
  readonly roles: readonly [owner: Role, ...above: Role[]];
}

/** Requirements §32, what recurs. Who is told above the owner are the proposals of the table (p). */
export const PERIOD_TABLE: readonly PeriodRule[] = [
  { kind: "audit.daily", requirement: "DL-06", period: "day", roles: ["supervisor", "centerManager"] },
  { kind: "audit.weekly", requirement: "DL-07", period: "week", roles: ["centerManager", "generalManager"] },
  { kind: "callback.file", requirement: "DL-24", period: "month", roles: ["archivist", "supervisor"] },
  { kind: "report.summary", requirement: "DL-67", period: "month", roles: ["archivist", "supervisor"] },
];

/** When somebody is asked about a period, and until when they have time. */
export interface Opening {
  readonly rule: PeriodRule;
  readonly period: Period;
  readonly startsAt: Date;
  readonly dueAt: Date;
}

const MINUTE = 60_000;
/** Before closing, so that whoever audits is still there; off the round hours at which everything else comes. */
const BEFORE_CLOSING_MINUTES = 43;
const AFTER_OPENING_MINUTES = 13;
/** Longer than any run of holidays. */
const FURTHEST_DAYS = 20;

/** A moment of the day of this instant, so many minutes after its `HH:MM`. */
function onDay(at: Date, time: string, more: { timezone: string; minutes: number }): Date {
  const { year, month, day } = wallClock(at, more.timezone);
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return new Date(
    instantAt({ year, month, day, hour, minute }, more.timezone).getTime() + more.minutes * MINUTE,
  );
}

/** Whether the desk audits on this day: on a calendar of working days, days off wait for the next one. */
function isAuditDay(day: Date, estate: Estate): boolean {
  return settingOf(estate, "reception.auditCalendar") !== "workingDays" || isWorkingDay(day, estate);
}

function dailyWindow({ from, to }: Period, estate: Estate): Pick<Opening, "startsAt" | "dueAt"> | null {
  const { timezone, hours } = estate;
  if (!settingOf(estate, "reception.dailyAudit") || !isAuditDay(from, estate)) return null;
  const closesToday = hours.desk.to > hours.desk.from;
  const minutes = -BEFORE_CLOSING_MINUTES;
  const startsAt = closesToday
    ? onDay(from, hours.desk.to, { timezone, minutes })
    : new Date(to.getTime() + minutes * MINUTE);
  return { startsAt: startsAt < from ? from : startsAt, dueAt: to };
}

function weeklyWindow({ to }: Period, estate: Estate): Pick<Opening, "startsAt" | "dueAt"> | null {
  const { timezone, hours } = estate;
  const weekday = settingOf(estate, "reception.weeklyAuditDay");
  if (weekday === null) return null;
  const wanted = WEEKDAYS.indexOf(weekday);
  for (let later = wanted; later < wanted + FURTHEST_DAYS; later += 1) {
    const day = startOfDay(to, timezone, later);
    if (!isAuditDay(day, estate)) continue;
    const startsAt = onDay(day, hours.desk.from, { timezone, minutes: AFTER_OPENING_MINUTES });
    return { startsAt, dueAt: startOfDay(day, timezone, 1) };
  }
  return null;
}

/** The end of a day of the month that begins with this instant; a month without it takes its last day. */
function endOfMonthDay(first: Date, day: MonthDay, timezone: string): Date {
  const { year, month } = wallClock(first, timezone);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return startOfDay(first, timezone, day === "last" ? last : Math.min(day, last));
}

function monthlyWindow(
  { to }: Period,
  day: MonthDay | null,
  { timezone, hours }: Estate,
): Pick<Opening, "startsAt" | "dueAt"> | null {
  if (day === null) return null;
  const startsAt = onDay(to, hours.desk.from, { timezone, minutes: AFTER_OPENING_MINUTES });
  return { startsAt, dueAt: endOfMonthDay(to, day, timezone) };
}

/** When a period is asked about; null where the estate switched it off, or a day off is left to the next one. */
export function openingOf(rule: PeriodRule, period: Period, estate: Estate): Opening | null {
  const window = {
    "audit.daily": () => dailyWindow(period, estate),
    "audit.weekly": () => weeklyWindow(period, estate),
    "callback.file": () => monthlyWindow(period, settingOf(estate, "callback.archiveDay"), estate),
    "report.summary": () => monthlyWindow(period, settingOf(estate, "report.summaryDay"), estate),
  }[rule.kind]();
  return window && { rule, period, ...window };
}

/** The opening of the period so many steps from that of the instant; null where there is none. */
function openingNear(rule: PeriodRule, estate: Estate, at: { now: Date; later: number }): Opening | null {
  const period = periodAt(rule.period, at.now, { timezone: estate.timezone, later: at.later });
  return openingOf(rule, period, estate);
}

/** Periods whose hour may still be to come although they are over: a week waits for the end of holidays. */
const STEPS_BACK = { day: 0, week: -3, month: -1 } as const;

/**
 * The latest period whose hour has come, or null. Only this one is ever started: what an earlier one left
 * undone because nobody's program ran goes into it (REC-12), so that a long standstill asks once.
 */
export function latestOpening(rule: PeriodRule, estate: Estate, now: Date): Opening | null {
  for (let later = 0; later >= -FURTHEST_DAYS; later -= 1) {
    const opening = openingNear(rule, estate, { now, later });
    if (opening && opening.startsAt <= now) return opening;
  }
  return null;
}

/** The next hour at which a period is asked about, or null where none is. */
export function nextOpening(rule: PeriodRule, estate: Estate, now: Date): Date | null {
  for (let later: number = STEPS_BACK[rule.period]; later <= FURTHEST_DAYS; later += 1) {
    const opening = openingNear(rule, estate, { now, later });
    if (opening && opening.startsAt > now) return opening.startsAt;
  }
  return null;
}
