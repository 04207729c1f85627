import type { DutyCalendar } from "./duty.js";
import type { DailySpan } from "./estate.js";
import { instantAt, type WallClock, wallClock } from "./estate-time.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Public holidays and 调休, as data: days off that are no weekend, and weekends that are worked. */
export interface Holidays {
  /** Years the data covers, both inclusive. Outside of them only weekends are known. */
  readonly firstYear: number;
  readonly lastYear: number;
  /** `YYYY-MM-DD`, public holidays. */
  readonly daysOff: readonly string[];
  /** `YYYY-MM-DD`, Saturdays and Sundays worked in lieu. */
  readonly workDays: readonly string[];
}

/** Where a calendar holds. */
export interface CalendarPlace {
  readonly timezone: string;
  readonly holidays?: Holidays;
}

/** A length as a rule writes it. */
export interface Length {
  readonly amount: number;
  readonly unit: "minutes" | "hours" | "days" | "months";
}

/** Midnight at the start of the day, or of a day so many days later. */
export function startOfDay(at: Date, timezone: string, daysLater = 0): Date {
  const { year, month, day } = wallClock(at, timezone);
  return instantAt({ year, month, day: day + daysLater, hour: 0, minute: 0 }, timezone);
}

/** The next moment (or this one) at which the wall shows `HH:MM`. */
export function nextTimeOfDay(at: Date, time: string, timezone: string): Date {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const { year, month, day } = wallClock(at, timezone);
  const today = instantAt({ year, month, day, hour, minute }, timezone);
  return today >= at ? today : instantAt({ year, month, day: day + 1, hour, minute }, timezone);
}

function dayName({ year, month, day }: Pick<WallClock, "year" | "month" | "day">): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Whether people work on the day of this instant: holidays and 调休 first, else Monday to Friday. */
export function isWorkingDay(at: Date, { timezone, holidays }: CalendarPlace): boolean {
  const wall = wallClock(at, timezone);
  const name = dayName(wall);
  if (holidays?.daysOff.includes(name)) return false;
  if (holidays?.workDays.includes(name)) return true;
  return wall.weekday >= 1 && wall.weekday <= 5;
}

/** Whether a span of working days touches a year for which holidays are not known (and must be warned of). */
export function leavesKnownYears(from: Date, to: Date, place: CalendarPlace): boolean {
  const { holidays, timezone } = place;
  if (!holidays) return true;
  return (
    wallClock(from, timezone).year < holidays.firstYear || wallClock(to, timezone).year > holidays.lastYear
  );
}

/** Time on a calendar: the ms between two instants that count, 0 when the second is not later. */
export function countedMillis(
  span: { from: Date; to: Date },
  calendar: DutyCalendar,
  place: CalendarPlace,
): number {
  if (calendar !== "workingDays") return Math.max(0, span.to.getTime() - span.from.getTime());
  let counted = 0;
  for (let at = span.from; at < span.to; ) {
    const midnight = startOfDay(at, place.timezone, 1);
    const end = midnight < span.to ? midnight : span.to;
    if (isWorkingDay(at, place)) counted += end.getTime() - at.getTime();
    at = end;
  }
  return counted;
}

/** The instant by which so many counted ms have passed; working days stand still on days off. */
export function afterCounted(
  from: Date,
  counted: { millis: number; calendar: DutyCalendar },
  place: CalendarPlace,
): Date {
  if (counted.calendar !== "workingDays") return new Date(from.getTime() + counted.millis);
  let left = counted.millis;
  for (let at = from; ; ) {
    const midnight = startOfDay(at, place.timezone, 1);
    const length = midnight.getTime() - at.getTime();
    if (isWorkingDay(at, place)) {
      if (left <= length) return new Date(at.getTime() + left);
      left -= length;
    }
    at = midnight;
  }
}

/** Same day of a later month, or its last day (GEN-02), at the same time of day. */
function monthsLater(from: Date, months: number, timezone: string): Date {
  const wall = wallClock(from, timezone);
  const lastDay = new Date(Date.UTC(wall.year, wall.month - 1 + months + 1, 0)).getUTCDate();
  const minute = instantAt(
    { ...wall, month: wall.month + months, day: Math.min(wall.day, lastDay) },
    timezone,
  );
  return new Date(minute.getTime() + (from.getTime() % MINUTE));
}

/**
 * The limit of a length from its trigger. Minutes, hours and months are always exact; days are 24 h, the same
 * time of day so many days later, or so many working days (GEN-02).
 */
export function limitAfter(
  from: Date,
  { amount, unit }: Length,
  at: { calendar: DutyCalendar; place: CalendarPlace },
): Date {
  if (unit === "minutes") return new Date(from.getTime() + amount * MINUTE);
  if (unit === "hours") return new Date(from.getTime() + amount * HOUR);
  if (unit === "months") return monthsLater(from, amount, at.place.timezone);
  if (at.calendar === "calendarDays") {
    const wall = wallClock(from, at.place.timezone);
    const same = instantAt({ ...wall, day: wall.day + amount }, at.place.timezone);
    return new Date(same.getTime() + (from.getTime() % MINUTE));
  }
  return afterCounted(from, { millis: amount * DAY, calendar: at.calendar }, at.place);
}

function minuteOfDay(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}

/** Whether the instant lies in a daily span, its start included, its end not. */
export function isWithin(at: Date, span: DailySpan, timezone: string): boolean {
  const wall = wallClock(at, timezone);
  const minute = wall.hour * 60 + wall.minute;
  const [from, to] = [minuteOfDay(span.from), minuteOfDay(span.to)];
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** When an estate opens and when it must be quiet. */
export interface OpeningHours {
  readonly timezone: string;
  readonly hours: { readonly desk: DailySpan; readonly quiet: DailySpan };
}

/** The instant itself, or the opening after the quiet hours it falls into: everything held back goes then. */
export function afterQuietHours(at: Date, { timezone, hours }: OpeningHours): Date {
  if (!isWithin(at, hours.quiet, timezone)) return at;
  const quietEnds = nextTimeOfDay(at, hours.quiet.to, timezone);
  const opens = nextTimeOfDay(quietEnds, hours.desk.from, timezone);
  // A desk that opens before the quiet hours end opens next tomorrow, which is too late to be asked.
  return opens.getTime() - quietEnds.getTime() <= 6 * HOUR ? opens : quietEnds;
}
