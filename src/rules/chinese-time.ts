import { readNumber } from "./chinese-text.js";
import { instantAt, type WallClock, wallClock } from "./estate-time.js";

/**
 * A time somebody wrote: a span, half-open; `start` equals `end` when it is one moment. `edge` tells whether
 * they meant it, something before it (周五前) or after it (三点以后).
 */
export interface ReadTime {
  readonly start: Date;
  readonly end: Date;
  readonly edge: "at" | "before" | "after";
  /** How exactly it was said: a moment, a part of a day, or a day. */
  readonly grain: "moment" | "partOfDay" | "day";
  /** The words it was read from. */
  readonly words: string;
}

/** `ambiguous` carries the two likeliest readings, the earlier first: whoever wrote it is asked. */
export type TimeReading =
  | { readonly kind: "clear"; readonly time: ReadTime }
  | { readonly kind: "ambiguous"; readonly readings: readonly [ReadTime, ReadTime] }
  | { readonly kind: "none" };

const N = "(?:[0-9]{1,3}|[一二三四五六七八九十两半]{1,3})";
const DAY = `(?:今天|今日|今儿|今早|今晚|今夜|明天|明日|明儿|明早|明晚|后天|大后天|(?:这个?|本|下个?|下下个?)?(?:周末|(?:周|星期|礼拜)[一二三四五六日天1-6])|(?:(?:下个?|这个?|本)月|${N}月)?${N}[号日]|(?:这个?|本|下个?)?月底)`;
const HALF = "(?:凌晨|一早|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|晚)";
const CLOCK = `(?:${N}(?::[0-5][0-9]|点(?:钟|半|一刻|三刻|[0-5]?[0-9]分?|[一二三四五]?十?[一二三四五六七八九]?分)?|时))`;
const EDGE = "(?:以前|之前|前|以后|之后|后)?";
const ABSOLUTE = new RegExp(`(${DAY})?[ ,，的]*(${HALF})? ?(${CLOCK})?(${EDGE})`, "g");
const RELATIVE = new RegExp(
  `(${N}) ?(?:个)?(半)?(分钟|刻钟|小时|钟头|天|星期|礼拜|周|个?月)(半)?(?:之内|以内|内|左右|之后|以后|后)?`,
);

const WEEKDAY_SIGNS = "日一二三四五六";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY_MILLIS = 24 * HOUR;

/** Hours of the estate's wall a half of the day means, from and to. */
const HALVES: readonly (readonly [RegExp, number, number])[] = [
  [/凌晨/, 0, 6],
  [/早/, 7, 10],
  [/上午/, 8, 12],
  [/中午/, 11, 14],
  [/下午/, 12, 18],
  [/傍晚/, 17, 19],
  [/晚|夜/, 18, 22],
];

/** End of a working day: by then a limit that names only a day is meant. */
const DAY_END_HOUR = 18;

function numberOf(written: string): number | null {
  if (written === "半") return 0.5;
  const read = readNumber(written.replace(/半$/, ""));
  return read === null ? null : Number(read) + (/.半$/.test(written) ? 0.5 : 0);
}

interface Moment {
  readonly now: Date;
  readonly timezone: string;
}

/** Midnight that begins the day named, or null for a day that is none. */
function dayOf(word: string, { now, timezone }: Moment): WallClock | null {
  const today = { ...wallClock(now, timezone), hour: 0, minute: 0 };
  const plus = (days: number) => ({ ...today, day: today.day + days });
  if (/^今/.test(word)) return today;
  if (/^明/.test(word)) return plus(1);
  if (/^后天/.test(word)) return plus(2);
  if (/^大后天/.test(word)) return plus(3);
  if (/月底$/.test(word)) return { ...today, month: today.month + (/^下/.test(word) ? 2 : 1), day: 0 };
  const weekday = /(周末|[日天一二三四五六1-6])$/.exec(word)?.[1];
  if (/周|星期|礼拜/.test(word) && weekday) return plus(daysToWeekday(word, weekday, today.weekday));
  return dateOf(word, today);
}

function daysToWeekday(word: string, sign: string, todaysWeekday: number): number {
  const plain = sign === "周末" ? "六" : sign === "天" ? "日" : sign;
  const index = /[1-6]/.test(plain) ? Number(plain) : WEEKDAY_SIGNS.indexOf(plain);
  const monday = (day: number) => (day + 6) % 7;
  const distance = monday(index) - monday(todaysWeekday);
  if (/^下下/.test(word)) return distance + 14;
  if (/^下/.test(word)) return distance + 7;
  return distance < 0 ? distance + 7 : distance;
}

function dateOf(word: string, today: WallClock): WallClock | null {
  const parts = /^(?:(下个?|这个?|本)月|(.+?)月)?(.+?)[号日]$/.exec(word);
  const day = parts?.[3] ? numberOf(parts[3]) : null;
  if (!parts || day === null || day < 1 || day > 31) return null;
  if (parts[2]) {
    const month = numberOf(parts[2]);
    if (month === null || month < 1 || month > 12) return null;
    const past = month < today.month || (month === today.month && day < today.day);
    return { ...today, year: today.year + (past ? 1 : 0), month, day };
  }
  const next = parts[1]?.startsWith("下") || (!parts[1] && day < today.day);
  return { ...today, month: today.month + (next ? 1 : 0), day };
}

/** Hour and minute of 三点半, 15:30, 10点20分. */
function clockOf(word: string): { hour: number; minute: number } | null {
  const parts = /^(.+?)(?::([0-9]{2})|点(.*)|时)$/.exec(word);
  const hour = parts?.[1] ? numberOf(parts[1]) : null;
  if (!parts || hour === null || hour > 24 || !Number.isInteger(hour)) return null;
  const rest = (parts[2] ?? parts[3] ?? "").replace(/[分钟]$/, "");
  const minute =
    rest === "" ? 0 : rest === "半" ? 30 : rest === "一刻" ? 15 : rest === "三刻" ? 45 : numberOf(rest);
  return minute === null || minute > 59 ? null : { hour, minute };
}

function readRelative(text: string, { now }: Moment): ReadTime | null {
  const found = RELATIVE.exec(text);
  const count = found?.[1] ? numberOf(found[1]) : null;
  if (!found || count === null) return null;
  const [words = "", , before, unit = "", after] = found;
  // 三天前报的 is the past, 3天2次 no time at all.
  if (/^(?:前|以前|之前|[0-9一二两三])/.test(text.slice(found.index + words.length))) return null;
  const length = count + (before || after ? 0.5 : 0);
  const millis = /分/.test(unit)
    ? MINUTE
    : /刻/.test(unit)
      ? 15 * MINUTE
      : /时|头/.test(unit)
        ? HOUR
        : unit === "天"
          ? DAY_MILLIS
          : /月/.test(unit)
            ? 30 * DAY_MILLIS
            : 7 * DAY_MILLIS;
  const at = new Date(now.getTime() + length * millis);
  return { start: at, end: at, edge: /后$/.test(words) ? "at" : "before", grain: "moment", words };
}

function edgeOf(word: string): ReadTime["edge"] {
  if (/前/.test(word)) return "before";
  return /后/.test(word) ? "after" : "at";
}

interface Parts {
  readonly day: string | undefined;
  readonly half: string | undefined;
  readonly clock: string | undefined;
  readonly edge: string;
  readonly words: string;
}

/** The hours a clock time may mean: one when the half of the day or sense settles it, else two. */
function hoursMeant(hour: number, half: string): readonly number[] {
  if (hour > 12 || hour === 0) return [hour];
  if (/下午|傍晚|晚|夜/.test(half)) return [hour === 12 ? (/下午/.test(half) ? 12 : 24) : hour + 12];
  if (/中午/.test(half)) return [hour <= 3 ? hour + 12 : hour];
  if (half !== "") return [hour === 12 ? 12 : hour];
  // Nobody makes an appointment for three at night; at six, seven or eight both halves make sense.
  if (hour <= 5) return [hour + 12];
  return hour <= 8 ? [hour, hour + 12] : [hour];
}

function readParts(parts: Parts, moment: Moment): TimeReading {
  const half = `${parts.half ?? ""}${/早|晚|夜/.exec(parts.day ?? "")?.[0] ?? ""}`;
  const day = dayOf(parts.day ?? "今天", moment);
  if (!day) return { kind: "none" };
  const at = (hour: number, minute = 0) => instantAt({ ...day, hour, minute }, moment.timezone);
  const edge = edgeOf(parts.edge);
  const { words } = parts;
  if (parts.clock) {
    const clock = clockOf(parts.clock);
    if (!clock) return { kind: "none" };
    const all = hoursMeant(clock.hour, half).map((hour) => at(hour, clock.minute));
    const ahead = all.filter((candidate) => candidate > moment.now);
    const [first, second] = (ahead.length ? ahead : all).map((start) => ({
      start,
      end: start,
      edge,
      grain: "moment" as const,
      words,
    }));
    if (!first) return { kind: "none" };
    return second ? { kind: "ambiguous", readings: [first, second] } : { kind: "clear", time: first };
  }
  const span = HALVES.find(([pattern]) => half !== "" && pattern.test(half));
  const [from, to] = span ? [span[1], span[2]] : [0, DAY_END_HOUR];
  const grain = span ? "partOfDay" : "day";
  return { kind: "clear", time: { start: at(from), end: at(to), edge, grain, words } };
}

/**
 * Reads the first time in a text as staff and residents write it: 明天下午三点, 周五前, 半小时内, 下个月5号,
 * 12月3日上午, 15:30. Times of day without a day are today's. Expects simplified script, half width.
 */
export function readChineseTime(text: string, now: Date, timezone: string): TimeReading {
  const moment = { now, timezone };
  for (const found of text.matchAll(ABSOLUTE)) {
    const [whole, day, half, clock, edge = ""] = found;
    if (!day && !clock && !(half && /早上|上午|下午|晚上|中午|傍晚/.test(half))) continue;
    const words = whole.trim();
    const reading = readParts({ day, half, clock, edge, words }, moment);
    if (reading.kind !== "none") return reading;
  }
  const relative = readRelative(text, moment);
  return relative ? { kind: "clear", time: relative } : { kind: "none" };
}
