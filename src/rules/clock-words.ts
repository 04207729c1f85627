import { N, numberOf, type TimeFrame } from "./day-words.js";

/** Source of the pattern of a half of the day. 晚点来 means later, not the evening. */
export const HALF =
  "(?:凌晨|清晨|清早|一早|早上|早晨|早(?=[0-9一二三四五六七八九十两]{1,3} ?[点點:])|上午|中午|午后|下午|傍晚|晚上|晚间|半夜|深夜|夜里|晚(?!点|點|些|一点|一點|于|到|来))";

/** 快一点 and 三点建议 tell no time; nor does what is counted behind it belong to it: 9点17栋. */
const MINUTES =
  "(?:钟|半|[一三]刻|[0-5][0-9](?![0-9点點:栋幢座号楼户层]) ?分?|[0-9] ?分|[零一二三四五]?十[一二三四五六七八九]?分?|零?[一二三四五六七八九]分)?";
const NO_CLOCK = "(?!建议|意见|要求|问题|原因|说明)";
const NOT_A_LITTLE = "(?!(?<=[快慢好大小多少差有]|(?<![今明昨])[早晚])一[点點](?!半|钟))";

/** The first of 9-17点 leaves out what the second says. */
const BEFORE = `(?<!:)${N}(?= ?[到至~～-] ?(?:[0-9]{1,2}|[一二三四五六七八九十两]{1,3}) ?(?:[点點]|:[0-5]))`;

/** Source of the pattern of a time of day as a clock shows it. */
export const CLOCK = `(?:${N}:[0-5][0-9](?![0-9])|${NOT_A_LITTLE}${N} ?[点點]${NO_CLOCK}${MINUTES}|${N}时(?!候|间|常|段)(?:[0-5]?[0-9]分)?|${BEFORE})`;

/** Hours of the estate's wall a half of the day means, from and to. */
const HALVES: readonly (readonly [RegExp, number, number])[] = [
  [/凌晨/, 0, 6],
  [/早|清晨/, 7, 10],
  [/上午/, 8, 12],
  [/中午/, 11, 14],
  [/下午|午后/, 12, 18],
  [/傍晚/, 17, 19],
  [/晚|夜里|^夜/, 18, 22],
];

/** The hours of a half of the day; null for one that two days may claim (半夜). */
export function hoursOfHalf(half: string): { from: number; to: number } | null {
  const found = HALVES.find(([pattern]) => pattern.test(half));
  return found ? { from: found[1], to: found[2] } : null;
}

/** Hour and minute of 三点半, 15:30, 10点20分; null for what no clock shows. */
export function clockOf(word: string): { hour: number; minute: number } | null {
  const parts = /^(.+?) ?(?::([0-9]{2})|[点點](.*)|时(.*)|)$/.exec(word);
  const hour = parts?.[1] ? numberOf(parts[1]) : null;
  if (!parts || hour === null || hour > 24 || !Number.isInteger(hour)) return null;
  const rest = (parts[2] ?? parts[3] ?? parts[4] ?? "").replace(/[ 分钟]+$/, "");
  const minute =
    rest === "" ? 0 : rest === "半" ? 30 : rest === "一刻" ? 15 : rest === "三刻" ? 45 : numberOf(rest);
  return minute === null || minute > 59 ? null : { hour, minute };
}

/**
 * The hours a clock time may mean: one when the half of the day or sense settles it, else two; past 23 they are
 * of the next day; none when both contradict each other (上午15点).
 */
export function hoursMeant(hour: number, half: string, frame: TimeFrame): readonly number[] {
  if (half === "") {
    if (frame.reads24 || hour > 12 || hour === 0) return [hour];
    if (frame.tense === "past") return hour === 12 ? [0, 12] : [hour, hour + 12];
    // Nobody makes an appointment for three at night; at six, seven or eight both halves make sense.
    if (hour <= 5) return [hour + 12];
    return hour <= 8 ? [hour, hour + 12] : [hour];
  }
  if (/凌晨/.test(half)) return hour === 12 ? [0] : hour <= 6 ? [hour] : [];
  if (/早|清晨|上午/.test(half)) return hour <= 12 ? [hour] : [];
  if (/中午/.test(half)) return [hour <= 3 ? hour + 12 : hour];
  if (hour > 12) return [hour];
  if (/下午|午后|傍晚/.test(half)) return [hour === 12 ? 12 : hour + 12];
  if (hour === 12 || hour === 0) return [24];
  // 明天晚上两点 and 半夜两点 belong to either day.
  return hour <= 4 ? [hour, hour + 24] : [hour + 12];
}
