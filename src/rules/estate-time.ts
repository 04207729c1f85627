/** Wall-clock parts of an instant in an estate's time zone. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** 0 = Sunday. */
  readonly weekday: number;
}

const MINUTE = 60_000;
const DAY_MILLIS = 86_400_000;
const WEEKDAYS = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timezone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timezone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-CA", {
      timeZone: timezone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
    formatters.set(timezone, formatter);
  }
  return formatter;
}

/** Reads an instant on the estate's wall. Throws RangeError for an unknown zone. */
export function wallClock(at: Date, timezone: string): WallClock {
  const parts: Record<string, number> = {};
  for (const part of formatterFor(timezone).formatToParts(at)) parts[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}

type WallTime = Pick<WallClock, "year" | "month" | "day" | "hour" | "minute">;

/**
 * The instant at which the wall of the zone shows this time. Days and months may overflow (day 32). A time
 * that a change of clocks leaves out is taken an hour later; one that comes twice is the first.
 */
export function instantAt(wall: WallTime, timezone: string): Date {
  const wanted = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  const shownAt = (at: number) => {
    const { year, month, day, hour, minute } = wallClock(new Date(at), timezone);
    return Date.UTC(year, month - 1, day, hour, minute);
  };
  const shifts = [wanted - DAY_MILLIS, wanted + DAY_MILLIS].map((at) => shownAt(at) - at);
  const candidates = shifts.map((shift) => wanted - shift).sort((a, b) => a - b);
  const [first = wanted, second = first] = candidates;
  return new Date([first, second].find((at) => shownAt(at) === wanted) ?? second);
}

function dayNumber(clock: WallClock): number {
  return Math.floor(Date.UTC(clock.year, clock.month - 1, clock.day) / DAY_MILLIS);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/**
 * A moment as people say it: 今天17:30, 明天09:00, 11月23日（周一）17:30, with the year when it is another.
 * `now` decides what today is.
 */
export function sayMoment(at: Date, now: Date, timezone: string): string {
  const clock = wallClock(at, timezone);
  const today = wallClock(now, timezone);
  const time = `${twoDigits(clock.hour)}:${twoDigits(clock.minute)}`;
  const distance = dayNumber(clock) - dayNumber(today);
  if (distance === 0) return `今天${time}`;
  if (distance === 1) return `明天${time}`;
  if (distance === -1) return `昨天${time}`;
  const year = clock.year === today.year ? "" : `${clock.year}年`;
  return `${year}${clock.month}月${clock.day}日（${WEEKDAYS[clock.weekday]}）${time}`;
}

/**
 * A limit as it is promised: rounded down to ten minutes, so that what is said is never too late. One within
 * the hour is said to the minute: of ten minutes for an emergency, ten may not be lost.
 */
export function sayLimit(at: Date, now: Date, timezone: string): string {
  if (at.getTime() - now.getTime() < 60 * MINUTE) return sayMoment(at, now, timezone);
  const rounded = new Date(Math.floor(at.getTime() / (10 * MINUTE)) * 10 * MINUTE);
  return sayMoment(rounded, now, timezone);
}

/** A length of time in rough words: 刚刚, 35分钟, 4小时, 3天. */
export function sayLength(millis: number): string {
  const minutes = Math.floor(millis / MINUTE);
  if (minutes < 1) return "刚刚";
  if (minutes < 60) return `${minutes}分钟`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}小时`;
  return `${Math.floor(minutes / (24 * 60))}天`;
}
