import { readNumber } from "./chinese-text.js";
import { type WallClock, wallClock } from "./estate-time.js";

/** When and where words are read, and how they were meant. */
export interface TimeFrame {
  readonly now: Date;
  readonly timezone: string;
  /** `past`: the latest that fits, as for 上报; `any`: may have begun; else what comes next. */
  readonly tense?: "past" | "any";
  /** True = hours are written as a clock of 24 shows them: 7点到22点. */
  readonly reads24?: boolean;
}

/** A number as times write it, digits or numerals, whole: the 5 of 15 is none, the 四 of 周三四点 is. */
export const N =
  "(?<![0-9]|(?<!周|星期|礼拜)[一二三四五六七八九十两])(?:[0-9]{1,3}|[一二三四五六七八九十两半]{1,3})";
/** What may stand between the parts of one time: 后天的 下午，大概3点. */
export const GAP = "[ ,，的]{0,3}(?:大概|大约|差不多)?";

const WEEK = "(?:周|星期|礼拜)";
const SIGN = "[一二三四五六日天1-7]";
const TO = " ?[到至~～-] ?";
/** 周一三五 is several days and none of them; 周三一早 and 周三四点 are one. */
const SEVERAL = "(?:[一二三四五六日]{1,6}(?=[ ,，]?(?:上午|下午|中午|晚|早上|都|来|去|$)))?";
/** The second of 周三到五 leaves out what the first has said. */
const WEEKDAY = `(?<=${WEEK}${SIGN}${TO})[一二三四五六日天](?![0-9一二三四五六七八九十点點号个])|(?<!每)(?:(?:上个?|这个?|本|下个?|下下个?)(?:${WEEK}的?(?=${WEEK}))?)?(?:周末|${WEEK}${SIGN}${SEVERAL})`;
const NEAR = "(?:(?:大?前|昨|今|明|大?后)天|[昨今明]日|今儿|明儿|[今明]早|[昨今明]晚|[昨今]夜|次日|第二天)";
/** 3日内 and 3日后 count days; 3号楼 is a house. */
const OF_MONTH =
  "[号日](?!楼|栋|门|线|机|梯|岗|柜|井|泵|阀|单元|电(?!话)|车|库|院|厅|变|水|路|地)(?<!日(?=[之以]?[内后]))";
const DATE = `(?:20[0-9]{2}年)?(?:(?:下个?|这个?|本|上个?)月|${N}月) ?${N} ?${OF_MONTH}|${N} ?${OF_MONTH}`;
/** The first of 25到27号 leaves out what the second says. */
const DATE_BEFORE = `(?:${N}月 ?)?${N}(?=${TO}[0-9一二三四五六七八九十]{1,3} ?${OF_MONTH})`;
const MONTH_END = "(?:这个?|本|下个?)?月底";
const NAMED = /周|星期|礼拜/;

/**
 * Days written with signs or with a bare number. Decimals and counted things look the same, so without its year
 * one counts only where a time of day, an edge, another date or the end of the sentence follows.
 */
function signedDate(follows: string): string {
  const after = `(?=${GAP}(?:${follows}|[之以]?[前后](?!天)|[(（]?${WEEK}|[到至~～]|- ?[0-9]{1,2}[./月]|$))`;
  const full = "(?<![0-9])20[0-9]{2} ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2}(?![0-9]) ?[日号]?";
  const short = `(?<![0-9./:])[0-9]{1,2}[./月][0-9]{1,2}(?![0-9./])${after}`;
  const dashed = `(?<![0-9./:-])[0-9]{1,2}-[0-9]{1,2}(?![0-9./-])(?=${GAP}(?:${follows}))`;
  const bare = `(?<![0-9./:-])(?:20[0-9]{6}|[0-9]{4})(?=${GAP}(?:${follows}))`;
  return `${full}|${short}|${dashed}|${bare}`;
}

/** Source of the pattern of a day; `follows` is that of a time of day, which may stand behind it. */
export function dayPattern(follows: string): string {
  const counted = `${N} ?(?:天|日|个?${WEEK})[之以]?后(?=${GAP}(?:${follows}))`;
  const dated = `(?:${signedDate(follows)}|${DATE}|${DATE_BEFORE}|${NEAR})(?: ?[(（]?${WEEK}${SIGN}[)）]?)?`;
  return `(?:${counted}|${dated}|${WEEKDAY}|${MONTH_END})`;
}

/** The number that was written, 半 being a half, or null. */
export function numberOf(written: string): number | null {
  if (written === "半") return 0.5;
  const read = readNumber(written.replace(/半$/, ""));
  return read === null ? null : Number(read) + (/.半$/.test(written) ? 0.5 : 0);
}

const WEEKDAY_SIGNS = "日一二三四五六";

function weekdayOf(word: string): number | null {
  const sign = /(?:周|星期|礼拜)([末日天一二三四五六1-7])[)）]?$/.exec(word)?.[1];
  if (!sign) return null;
  if (/[1-7]/.test(sign)) return Number(sign) % 7;
  return sign === "末" ? 6 : sign === "天" ? 0 : WEEKDAY_SIGNS.indexOf(sign);
}

function daysToWeekday(word: string, wanted: number, at: { today: number; isPast: boolean }): number {
  const monday = (day: number) => (day + 6) % 7;
  const distance = monday(wanted) - monday(at.today);
  if (/^下下/.test(word)) return distance + 14;
  if (/^下/.test(word)) return distance + 7;
  if (/^上/.test(word)) return distance - 7;
  // 本周三 said on a Friday is over; 周三 is the next one.
  if (/^[这本]/.test(word)) return distance;
  if (at.isPast) return distance > 0 ? distance - 7 : distance;
  return distance < 0 ? distance + 7 : distance;
}

const DAY_MILLIS = 86_400_000;
/** A date without its year that was less long ago than this is over, not next year's. */
const JUST_OVER_DAYS = 90;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const utcOf = ({ year, month, day }: Day) => Date.UTC(year, month - 1, day);

function exists(wanted: Day): boolean {
  const at = new Date(utcOf(wanted));
  return at.getUTCMonth() === wanted.month - 1 && at.getUTCDate() === wanted.day;
}

interface DateFrame {
  readonly today: Day;
  readonly isPast: boolean;
}

function yearOf(month: number, day: number, at: DateFrame): number {
  const years = [at.today.year - 1, at.today.year, at.today.year + 1];
  const distance = (year: number) => (utcOf({ year, month, day }) - utcOf(at.today)) / DAY_MILLIS;
  const fitting = at.isPast
    ? years.filter((year) => distance(year) <= 0).at(-1)
    : years.find((year) => distance(year) >= -JUST_OVER_DAYS);
  return fitting ?? at.today.year;
}

/** The month a day without its month is of. */
function monthOf(day: number, word: string, at: DateFrame): number {
  const { month, day: todays } = at.today;
  if (/^下/.test(word)) return month + 1;
  if (/^上/.test(word)) return month - 1;
  if (/月/.test(word)) return month;
  if (at.isPast) return day > todays ? month - 1 : month;
  return day < todays ? month + 1 : month;
}

function dateOf(word: string, at: DateFrame): Day | null {
  const whole = /^(20[0-9]{2})([0-9]{2})([0-9]{2})$/.exec(word);
  const signed = whole ?? /^(?:(20[0-9]{2}) ?[-/.年] ?)?(.{1,3}?) ?[-/.月] ?(.{1,3}?) ?[号日]?$/.exec(word);
  if (signed && !/^[下这本上]/.test(word)) {
    const [month, day] = [numberOf(signed[2] ?? ""), numberOf(signed[3] ?? "")];
    if (month === null || day === null) return null;
    const wanted = { year: signed[1] ? Number(signed[1]) : yearOf(month, day, at), month, day };
    return exists(wanted) ? wanted : null;
  }
  const day = numberOf(/([^月 ]{1,3}?) ?[号日]?$/.exec(word)?.[1] ?? "");
  if (day === null) return null;
  const first = new Date(Date.UTC(at.today.year, monthOf(day, word, at) - 1, 1));
  const wanted = { year: first.getUTCFullYear(), month: first.getUTCMonth() + 1, day };
  return exists(wanted) ? wanted : null;
}

const NEAR_DAYS: readonly (readonly [RegExp, number])[] = [
  [/^大前/, -3],
  [/^前/, -2],
  [/^昨/, -1],
  [/^今/, 0],
  [/^明/, 1],
  [/^后/, 2],
  [/^大后/, 3],
];

function daysAway(word: string, today: WallClock, frame: TimeFrame): number | null {
  const near = NEAR_DAYS.find(([pattern]) => pattern.test(word))?.[1];
  if (near !== undefined) return near;
  const counted = /^(.+?) ?(天|日|个?(?:周|星期|礼拜))[之以]?后$/.exec(word);
  if (counted) {
    const count = numberOf(counted[1] ?? "");
    return count === null || !Number.isInteger(count)
      ? null
      : count * (/[天日]/.test(counted[2] ?? "") ? 1 : 7);
  }
  const weekday = weekdayOf(/^[一二三四五六日天]$/.test(word) ? `周${word}` : word);
  return weekday === null
    ? null
    : daysToWeekday(word, weekday, { isPast: frame.tense === "past", today: today.weekday });
}

/**
 * Midnight on the wall that begins the day named, or null for a day that does not exist: 2月30日, 11月25日周一.
 * 次日 counts from the day `before` it in the sentence.
 */
export function readDay(words: string, frame: TimeFrame, before: WallClock): WallClock | null {
  if (/^(?:次日|第二天)$/.test(words)) return { ...before, day: before.day + 1 };
  const today = { ...wallClock(frame.now, frame.timezone), hour: 0, minute: 0 };
  const [, plain = words, weekday] =
    /^(.*?[^下上这本个每的]) ?[(（]?((?:周|星期|礼拜)[^周]{1,2})$/.exec(words) ?? [];
  const word = plain.trim();
  if (/月底$/.test(word)) {
    return { ...today, month: today.month + (/^下/.test(word) ? 2 : 1), day: 0 };
  }
  const isDate =
    /[号日0-9]$|^[一二三四五六七八九十]{2,3}$/.test(word) &&
    word !== "日" &&
    !NAMED.test(word) &&
    !/^[昨今明次]日$/.test(word);
  const away = isDate ? null : daysAway(word, today, frame);
  const date = isDate ? dateOf(word, { today, isPast: frame.tense === "past" }) : null;
  if (away === null && date === null) return null;
  const found = { ...today, ...(date ?? { day: today.day + (away ?? 0) }) };
  const sameDay = weekday === undefined || new Date(utcOf(found)).getUTCDay() === weekdayOf(weekday);
  return sameDay ? found : null;
}
