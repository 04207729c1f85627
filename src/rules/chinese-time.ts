import { CLOCK, clockOf, HALF, hoursMeant, hoursOfHalf } from "./clock-words.js";
import { dayPattern, GAP, N, numberOf, readDay, type TimeFrame } from "./day-words.js";
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
  /** True when the words name the day; else it is today's, or that of the time before it. */
  readonly namesDay: boolean;
  /** The words it was read from. */
  readonly words: string;
}

/**
 * `ambiguous` carries the two likeliest readings, the earlier first: whoever wrote it is asked. `impossible` is
 * written as a time and is none (2月30日, 25点): nothing else in the sentence may stand in for it.
 */
export type TimeReading =
  | { readonly kind: "clear"; readonly time: ReadTime }
  | { readonly kind: "ambiguous"; readonly readings: readonly [ReadTime, ReadTime] }
  | { readonly kind: "impossible"; readonly words: string }
  | { readonly kind: "none" };

/** A time where it stands in a text. */
export interface FoundTime {
  readonly reading: Exclude<TimeReading, { kind: "none" }>;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

const EDGE = "(?:以前|之前|前(?!天)|以后|之后|后(?!天|来|面)|之内|以内|内)?";
const DAY = dayPattern(`${HALF}|${CLOCK}`);
const ABSOLUTE = new RegExp(`(${DAY})?(?:${GAP}(${HALF}))?(?:${GAP}(${CLOCK}))?(${EDGE})`, "g");
const RELATIVE = new RegExp(
  `(${N}) ?个?(半)?(分钟|刻钟|小时|钟头|天|日(?=[之以]?[内后])|星期|礼拜|周(?![一二三四五六日天末])|(?<=个|半)月(?!底|[0-9]))(半)?(之内|以内|内|左右|之后|以后|后|之前|以前|前)?`,
  "g",
);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY_MILLIS = 24 * HOUR;
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/分/, MINUTE],
  [/刻/, 15 * MINUTE],
  [/小时|钟头/, HOUR],
  [/天|日/, DAY_MILLIS],
  [/月/, 30 * DAY_MILLIS],
  [/周|星期|礼拜/, 7 * DAY_MILLIS],
];

/** End of a working day: by then a limit that names only a day is meant. */
const DAY_END_HOUR = 18;

const RANGE = /^\s*[到至~～-]+\s*$/;

interface Found extends FoundTime {
  /** False for a bare length (3天), which is a time only when nothing else is. */
  readonly isPlain: boolean;
}

function readRelative(text: string, { now, tense }: TimeFrame): Found[] {
  return [...text.matchAll(RELATIVE)].flatMap((found): Found[] => {
    const [words, written = "", before, unit = "", after, edge = ""] = found;
    const count = numberOf(written);
    const isPast = /前/.test(edge);
    // 三天前报的 is the past, 3天2次 no time at all.
    if (count === null || isPast !== (tense === "past")) return [];
    if (/^[0-9一二两三]/.test(text.slice(found.index + words.length))) return [];
    const length = count + (before || after ? 0.5 : 0);
    const millis = (UNITS.find(([pattern]) => pattern.test(unit))?.[1] ?? 0) * length;
    const at = new Date(now.getTime() + (isPast ? -millis : millis));
    const meant = /后|前/.test(edge) ? "at" : "before";
    const time = { start: at, end: at, edge: meant, grain: "moment", namesDay: true, words } as const;
    const place = { from: found.index, to: found.index + words.length };
    return [{ reading: { kind: "clear", time }, ...place, isPlain: edge !== "" }];
  });
}

function edgeOf(word: string): ReadTime["edge"] {
  if (/前|内/.test(word)) return "before";
  return /后/.test(word) ? "after" : "at";
}

interface Parts {
  readonly day: WallClock;
  readonly half: string;
  readonly clock: string | undefined;
  readonly said: Pick<ReadTime, "edge" | "namesDay" | "words">;
}

function readClock(parts: Parts & { clock: string }, frame: TimeFrame): FoundTime["reading"] {
  const { day, half, said } = parts;
  const clock = clockOf(parts.clock);
  const hours = clock ? hoursMeant(clock.hour, half, frame) : [];
  const all = hours.map((hour) => instantAt({ ...day, hour, minute: clock?.minute ?? 0 }, frame.timezone));
  const past = frame.tense === "past";
  const fits = (candidate: Date) => (past ? candidate <= frame.now : candidate > frame.now);
  const fitting = frame.tense === "any" ? all : all.filter(fits);
  const meant = fitting.length ? fitting : all;
  const [first, second] = (past ? meant.slice(-1) : meant).map(
    (start): ReadTime => ({ ...said, start, end: start, grain: "moment" }),
  );
  if (!first) return { kind: "impossible", words: said.words };
  return second ? { kind: "ambiguous", readings: [first, second] } : { kind: "clear", time: first };
}

function readParts(parts: Parts, frame: TimeFrame): FoundTime["reading"] {
  const { day, half, clock, said } = parts;
  if (clock) return readClock({ ...parts, clock }, frame);
  const span = half === "" ? { from: 0, to: DAY_END_HOUR } : hoursOfHalf(half);
  if (!span) return { kind: "impossible", words: said.words };
  const at = (hour: number) => instantAt({ ...day, hour, minute: 0 }, frame.timezone);
  const grain = half === "" ? "day" : "partOfDay";
  return { kind: "clear", time: { ...said, start: at(span.from), end: at(span.to), grain } };
}

const FIXED_DAY = /[今明昨前后次年]|第二|20/;

/** The day named; one that ends a span is not before its begin: 周五到周一, 28号到3号. */
function dayNamed(
  words: string,
  { frame, before, isEnd }: { frame: TimeFrame; before: WallClock; isEnd: boolean },
): WallClock | null {
  const day = readDay(words, frame, before);
  if (!day || !isEnd || FIXED_DAY.test(words)) return day;
  const [at, begin] = [day, before].map((wall) => instantAt(wall, frame.timezone));
  return at && begin && at < begin ? readDay(words, { ...frame, now: begin }, before) : day;
}

function readAbsolute(text: string, frame: TimeFrame): Found[] {
  const all: Found[] = [];
  let day = { ...wallClock(frame.now, frame.timezone), hour: 0, minute: 0 };
  for (const found of text.matchAll(ABSOLUTE)) {
    const [whole, named, half, clock, edge = ""] = found;
    if (!named && !clock && !(half && /早上|上午|下午|晚上|中午|傍晚/.test(half))) continue;
    const words = whole.replace(/^[ ,，的]+/, "").trim();
    const from = found.index + whole.indexOf(words);
    const isEnd = all.length > 0 && RANGE.test(text.slice(all.at(-1)?.to, from));
    const readNamed = named ? dayNamed(named, { frame, before: day, isEnd }) : day;
    const said = { edge: edgeOf(edge), namesDay: named !== undefined, words };
    const halves = `${/早|晚|夜/.exec(named ?? "")?.[0] ?? ""}${half ?? ""}`;
    // A time without a day that follows one with a day is of the same: 明天9点到17点.
    if (readNamed) day = readNamed;
    const reading = readNamed
      ? readParts({ day: readNamed, half: halves, clock, said }, frame)
      : ({ kind: "impossible", words } as const);
    all.push({ reading, from, to: from + words.length, isPlain: true });
  }
  return all;
}

/**
 * All times of a text in their order, as staff write them: 明天下午三点, 周五前, 半小时内, 下个月5号, 11.25 上午,
 * 2026-11-26 9:00, 三天后下午. Times of day without a day are today's. Expects simplified script, half width.
 */
export function findTimes(text: string, frame: TimeFrame): FoundTime[] {
  const absolute = readAbsolute(text, frame);
  const apart = readRelative(text, frame).filter(
    ({ from, to }) => !absolute.some((other) => from < other.to && other.from < to),
  );
  const all = [...absolute, ...apart].sort((a, b) => a.from - b.from);
  const plain = all.filter(({ isPlain }) => isPlain);
  return plain.length ? plain : all;
}

/** The first time of a text, or `none`. */
export function readChineseTime(text: string, now: Date, timezone: string): TimeReading {
  return findTimes(text, { now, timezone })[0]?.reading ?? { kind: "none" };
}
