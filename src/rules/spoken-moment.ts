import { type FoundTime, findTimes, type ReadTime, readChineseTime } from "./chinese-time.js";
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

/** A time that cannot be taken as it was written: two are meant, or one that does not exist. */
export type UnclearMoment =
  | { readonly kind: "ambiguous"; readonly moments: readonly [SpokenMoment, SpokenMoment] }
  | { readonly kind: "impossible"; readonly words: string };

/** Of what is unclear whoever wrote it is asked; nothing changes until it is clear. */
export type MomentReading =
  | { readonly kind: "clear"; readonly moment: SpokenMoment }
  | UnclearMoment
  | { readonly kind: "none" };

/** Hour at which somebody comes who named only a part of the day. */
const PART_HOURS: readonly (readonly [RegExp, number])[] = [
  [/凌晨/, 2],
  [/早/, 8],
  [/上午/, 9],
  [/中午/, 12],
  [/下午|午后/, 14],
  [/傍晚/, 18],
  [/晚|夜/, 19],
];

const DAY_MILLIS = 86_400_000;

interface Sentence {
  readonly text: string;
  readonly now: Date;
  readonly timezone: string;
}

/** The moment a reading means. A time without a day that has passed is tomorrow's. */
function momentOf(time: ReadTime, rest: string, { now, timezone }: Sentence): SpokenMoment {
  const wall = wallClock(time.start, timezone);
  const partHour = PART_HOURS.find(([pattern]) => pattern.test(time.words))?.[1];
  const hour = time.grain === "partOfDay" && partHour !== undefined ? partHour : wall.hour;
  const named = time.grain === "partOfDay" ? instantAt({ ...wall, hour, minute: 0 }, timezone) : time.start;
  const isTomorrows = named <= now && !time.namesDay;
  return {
    at: isTomorrows ? instantAt({ ...wall, hour, day: wall.day + 1 }, timezone) : named,
    wholeDay: time.grain === "day",
    rest: rest.replace(/\s+/g, " ").trim(),
  };
}

/** The likeliest reading; of two, the earlier. */
function likeliest({ reading }: FoundTime): ReadTime | null {
  if (reading.kind === "impossible") return null;
  return reading.kind === "clear" ? reading.time : reading.readings[0];
}

const RANGE = /^\s*[到至~～-]+\s*$/;
/** 周三不在，周四上午: what does not suit is not when. */
const DECLINED = /^[^，,。；;！!\s]{0,4}?(?:不(?!用)|没空|没时间|没人)/;

/** Times that may be meant: ends of spans, what does not suit and what is over already are not, if others are. */
function meantTimes(found: readonly FoundTime[], { text, now }: Sentence): readonly FoundTime[] {
  const starts = found.filter((one, index) => {
    const before = found[index - 1];
    return !before || !RANGE.test(text.slice(before.to, one.from));
  });
  const suiting = starts.filter((one) => !DECLINED.test(text.slice(one.to)));
  const ahead = suiting.filter((one) => {
    const time = likeliest(one);
    return time && !(time.namesDay && time.end <= now && time.start < now);
  });
  return ahead.length ? ahead : suiting.length ? suiting : starts;
}

/** Whether the one says more exactly what the other says. */
function isWithin(inner: ReadTime, outer: ReadTime): boolean {
  const end = outer.grain === "day" ? outer.start.getTime() + DAY_MILLIS : outer.end.getTime();
  return inner.start >= outer.start && inner.end.getTime() <= end;
}

/** The one time meant, or the first two that contradict each other. */
function oneOf(times: readonly FoundTime[]): readonly [FoundTime] | readonly [FoundTime, FoundTime] | null {
  let [chosen] = times;
  if (!chosen) return null;
  for (const other of times.slice(1)) {
    const [one, two] = [likeliest(chosen), likeliest(other)];
    if (!one || !two || isWithin(one, two)) continue;
    if (!isWithin(two, one)) return [chosen, other];
    chosen = other;
  }
  return [chosen];
}

function without({ from, to }: FoundTime, text: string): string {
  return `${text.slice(0, from)} ${text.slice(to)}`;
}

function readOne(found: FoundTime, rest: string, sentence: Sentence): MomentReading {
  const { reading } = found;
  if (reading.kind === "impossible") return reading;
  if (reading.kind === "clear") return { kind: "clear", moment: momentOf(reading.time, rest, sentence) };
  const [one, other] = reading.readings;
  return { kind: "ambiguous", moments: [momentOf(one, rest, sentence), momentOf(other, rest, sentence)] };
}

function readTimes(found: readonly FoundTime[], sentence: Sentence): MomentReading {
  const unread = found.find(({ reading }) => reading.kind === "impossible");
  if (unread) return readOne(unread, "", sentence);
  const [one, other] = oneOf(meantTimes(found, sentence)) ?? [];
  if (!one) return { kind: "none" };
  const [time, rival] = [likeliest(one), other ? likeliest(other) : null];
  const rest = without(one, sentence.text);
  if (!time || !rival) return readOne(one, rest, sentence);
  return { kind: "ambiguous", moments: [momentOf(time, rest, sentence), momentOf(rival, rest, sentence)] };
}

/**
 * The moment a sentence names (明天下午3点, 周五, 11.25 9:30, 3天后), in the estate's zone. A time without a day is
 * today's, or tomorrow's once it has passed. A sentence that names two is ambiguous, unless one says the other
 * more exactly, is over, or does not suit.
 */
export function readMoment(text: string, now: Date, timezone: string): MomentReading {
  const plain = text.replaceAll("：", ":");
  return readTimes(findTimes(plain, { now, timezone }), { text: plain, now, timezone });
}

/** Whether words name a time that is not the one agreed; words that name none (下班后) do not. */
export function namesAnotherTime(
  words: string,
  agreed: Date,
  { now, timezone }: { readonly now: Date; readonly timezone: string },
): boolean {
  const read = readChineseTime(words, now, timezone);
  if (read.kind === "none" || read.kind === "impossible") return false;
  const times = read.kind === "clear" ? [read.time] : read.readings;
  return !times.some(({ start, end, edge }) => {
    if (edge === "after") return agreed >= start;
    return edge === "before" ? agreed <= end : agreed >= start && (agreed < end || agreed <= start);
  });
}

/** Until when, as 暂停 says it: the time behind the last 到, else the one that is named. */
export function readUntil(text: string, now: Date, timezone: string): MomentReading {
  const plain = text.replaceAll("：", ":").replace(/[到至]\s*$/, "");
  const sentence = { text: plain, now, timezone };
  const found = findTimes(plain, sentence);
  const end = found.findLast(({ from }) => /[到至]\s*$/.test(plain.slice(0, from)));
  if (!end) return readTimes(found, sentence);
  const before = plain.slice(0, end.from).replace(/[到至]\s*$/, "");
  return readOne(end, `${before} ${plain.slice(end.to)}`, sentence);
}

/** A day, or a day and a time, as it was named. */
function sayNamed(moment: SpokenMoment, at: { now: Date; timezone: string }): string {
  const said = sayMoment(moment.at, at.now, at.timezone);
  return moment.wholeDay ? said.slice(0, -5) : said;
}

/** Asks for a time that can be taken; nothing changes until it is clear. */
export function askWhichMoment(unclear: UnclearMoment, at: { now: Date; timezone: string }): string {
  if (unclear.kind === "impossible") {
    return `「${unclear.words}」读不成一个日期或时间，请核对后写成「11月25日 15:00」这样再发一次，还没有改动。`;
  }
  const [one, other] = unclear.moments;
  const said = `您说的是${sayNamed(one, at)}还是${sayNamed(other, at)}？`;
  return `${said}请只写一个，写明上午还是晚上，再发一次，还没有改动。`;
}
