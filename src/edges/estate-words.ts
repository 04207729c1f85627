import type { DailySpan } from "../rules/estate.js";
import { nearestWord } from "../rules/nearest-word.js";
import { WEEKDAYS } from "../rules/setting-kinds.js";

const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const DAILY = new RegExp(`^${TIME}$`);
const SPAN = new RegExp(`^(${TIME})\\s*[-–]\\s*(${TIME}|24:00)$`);
const WEEKLY = new RegExp(`^(${WEEKDAYS.join("|")}) ${TIME}$`);
const MONTHLY = new RegExp(`^([1-9]|1\\d|2[0-8]) ${TIME}$`);

/** A span like `08:30-18:00`, or null; one that begins where it ends is none. */
export function readSpan(written: string): DailySpan | null {
  const [, from, to] = SPAN.exec(written) ?? [];
  return from !== undefined && to !== undefined && from !== to ? { from, to } : null;
}

/** Written for a digest nobody wants. */
export const SWITCHED_OFF = "off";

/** Whether it is a moment of the rhythm as the estate file writes it. */
export const isMoment = {
  daily: (written: string) => DAILY.test(written),
  weekly: (written: string) => WEEKLY.test(written),
  monthly: (written: string) => MONTHLY.test(written),
} as const;

/** What a moment must look like, for the message about one that does not. */
export const MOMENT_FORM = {
  daily: "a time HH:MM, for example 18:07, or off",
  weekly: "a weekday and a time, for example mon 08:53, or off",
  monthly: "a day from 1 to 28 and a time, for example 1 09:11, or off",
} as const;

/** Whether the calendar of this machine knows the zone. */
export function isTimezone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The key alone, of a key or of the whole address the WeCom client shows for a group robot; null if neither. */
export function robotKeyOf(written: string): string | null {
  const key = URL.canParse(written) ? new URL(written).searchParams.get("key") : written;
  return key && /^[\w-]+$/.test(key) ? key : null;
}

/** The advice after something unknown: the nearest word, or all there are. */
export function advice(written: string, known: readonly string[]): string {
  const meant = nearestWord(written, known);
  if (meant) return `did you mean ${meant}?`;
  return known.length > 0 ? `known: ${known.join(", ")}` : "none is known";
}
