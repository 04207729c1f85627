import { type ReadTime, readChineseTime } from "./chinese-time.js";
import { instantAt, sayMoment, wallClock } from "./estate-time.js";

/** A moment somebody named in everyday words. */
export interface SpokenMoment {
  /** The day, at the time that was named, or at its start when none was. */
  readonly at: Date;
  /** True when only a day was named. */
  readonly wholeDay: boolean;
  /** What the sentence says besides. */
  readonly rest: string;
}

/** `ambiguous` carries the two likeliest moments, the earlier first: whoever named them is asked. */
export type MomentReading =
  | { readonly kind: "clear"; readonly moment: SpokenMoment }
  | { readonly kind: "ambiguous"; readonly moments: readonly [SpokenMoment, SpokenMoment] }
  | { readonly kind: "none" };

/** Hour at which somebody comes who named only a part of the day. */
const PART_HOURS: readonly (readonly [RegExp, number])[] = [
  [/凌晨/, 2],
  [/早/, 8],
  [/上午/, 9],
  [/中午/, 12],
  [/下午/, 14],
  [/傍晚/, 18],
  [/晚|夜/, 19],
];

const NAMES_DAY = /[今明后]|周|星期|礼拜|月|[号日]|小时|钟头|分钟|刻钟|天/;

/** The moment a reading means. A time without a day that has passed is tomorrow's. */
function momentOf(time: ReadTime, text: string, at: { now: Date; timezone: string }): SpokenMoment {
  const { now, timezone } = at;
  const wall = wallClock(time.start, timezone);
  const partHour = PART_HOURS.find(([pattern]) => pattern.test(time.words))?.[1];
  const hour = time.grain === "partOfDay" && partHour !== undefined ? partHour : wall.hour;
  const named = time.grain === "partOfDay" ? instantAt({ ...wall, hour, minute: 0 }, timezone) : time.start;
  const isTomorrows = named <= now && !NAMES_DAY.test(time.words);
  return {
    at: isTomorrows ? instantAt({ ...wall, hour, day: wall.day + 1 }, timezone) : named,
    wholeDay: time.grain === "day",
    rest: text.replace(time.words, " ").replace(/\s+/g, " ").trim(),
  };
}

/**
 * The first moment a sentence names (明天下午3点, 周五, 11月25日 9:30, 3天后), in the estate's zone. A time
 * without a day is today's, or tomorrow's once it has passed.
 */
export function readMoment(text: string, now: Date, timezone: string): MomentReading {
  const plain = text.replaceAll("：", ":");
  const read = readChineseTime(plain, now, timezone);
  const at = { now, timezone };
  switch (read.kind) {
    case "none":
      return read;
    case "clear":
      return { kind: "clear", moment: momentOf(read.time, plain, at) };
    case "ambiguous": {
      const [one, other] = read.readings;
      return { kind: "ambiguous", moments: [momentOf(one, plain, at), momentOf(other, plain, at)] };
    }
  }
}

/** Asks which of two moments is meant; nothing changes until it is clear. */
export function askWhichMoment(
  [one, other]: readonly [SpokenMoment, SpokenMoment],
  at: { now: Date; timezone: string },
): string {
  const said = [one, other].map((moment) => sayMoment(moment.at, at.now, at.timezone));
  return `您说的是${said.join("还是")}？请写明早上还是晚上再发一次，还没有改动。`;
}
