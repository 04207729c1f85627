import { startOfDay } from "./calendar.js";
import { plainText, readNumber } from "./chinese-text.js";
import { type FoundTime, findTimes, type ReadTime } from "./chinese-time.js";
import { topicsOfText } from "./matching.js";
import type { NoticeDraft } from "./notices.js";

/** What a notice lacks: nothing is published that its writer did not write. */
export type NoticeProblem =
  | "number"
  | "topic"
  | "area"
  | "unreadable"
  | "time"
  | "unclear"
  | "past"
  | "order";

export type NoticeReading =
  | { readonly kind: "notice"; readonly draft: NoticeDraft }
  | { readonly kind: "problem"; readonly missing: NoticeProblem };

interface Frame {
  readonly now: Date;
  readonly timezone: string;
}

const NAME = "(?<![0-9:.])(?:[0-9一二三四五六七八九十]{1,3}|[A-Za-z])";
const AREA = new RegExp(
  `(${NAME}(?:\\s{0,3}[、,，和及到至~-]\\s{0,3}${NAME})*)\\s{0,3}(?:号楼|栋|幢|座)|[全整]个?(?:小区|园区|体)`,
  "g",
);
const WHOLE = /[全整]个?(?:小区|园区|体)/;
const EXCEPT = /除了|除[0-9A-Za-z]|除.{1,8}外|不含|不包括/;
/** 通知2 业主下午来 is meant for whoever has #2, and is no notice. */
const NUMBER_AHEAD = /^#|^\d{1,7}(?!\d|\s{0,3}(?:[栋幢座号月点时日天年期区、,，和及./:~-]|小时))/;
const CLOCK_24 = /(?<!\d)(?:1[3-9]|2[0-4])[点點:时]/;
const RANGE = /^\s*[到至~～-]+\s*$/;
const UNTIL = /(?:从?(?:现在|目前|即时|即日)起?\s*)?(?:[到至]|(?<![0-9] ?)[~～-])\s*$/;

/** Buildings of 3、5栋 and of 3到5栋. */
function numbered(list: string): string[] {
  const names = list
    .split(/[、,，和及\s]+/)
    .filter(Boolean)
    .flatMap((part) => {
      const ends = part.split(/[到至~-]+/).map((name) => Number(readNumber(name) ?? Number.NaN));
      const [first = 0, last = first] = ends;
      if (!ends.every(Number.isInteger) || last <= first) return part.split(/[到至~-]+/);
      return Array.from({ length: last - first + 1 }, (_, step) => String(first + step));
    });
  return names.map((name) => (/^[A-Za-z]$/.test(name) ? name.toUpperCase() : (readNumber(name) ?? name)));
}

/** Names of the buildings; empty for the whole estate, null when no one place is written. */
function areaIn(words: string, known: readonly string[]): string[] | null {
  const named = known.filter((name) => words.includes(name));
  const written = [...words.matchAll(AREA)].flatMap((found) => (found[1] ? numbered(found[1]) : []));
  const all = [...new Set([...named, ...written])];
  // 全小区除5栋 is neither: which ones are meant has to be written.
  if (EXCEPT.test(words) || WHOLE.test(words) === all.length > 0) return null;
  return all;
}

function timesOf({ reading }: FoundTime): readonly ReadTime[] {
  if (reading.kind === "impossible") return [];
  return reading.kind === "clear" ? [reading.time] : reading.readings;
}

interface Span {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const DAY_MILLIS = 86_400_000;
const LATE_HALF = /下午|午后|傍晚|晚/;

function spanBetween(starts: readonly ReadTime[], ends: readonly ReadTime[]): Span | "order" | "unclear" {
  // 晚上8点到10点 ends in the evening too.
  const staysLate = starts.some(({ words }) => LATE_HALF.test(words));
  const pairs = starts.flatMap(({ start: startsAt }) =>
    ends.flatMap(({ start, words }) => {
      const isBare = staysLate && start <= startsAt && /^[\d一二三四五六七八九十两]/.test(words);
      const endsAt = isBare ? new Date(start.getTime() + DAY_MILLIS / 2) : start;
      return startsAt < endsAt ? [{ startsAt, endsAt }] : [];
    }),
  );
  const [pair] = pairs;
  if (!pair) return "order";
  return pairs.length > 1 ? "unclear" : pair;
}

function spanFrom(ends: readonly ReadTime[], now: Date): Span | NoticeProblem {
  const later = ends.filter(({ start }) => start > now);
  const [end] = later;
  if (!end) return "past";
  return later.length > 1 ? "unclear" : { startsAt: now, endsAt: end.start };
}

/** From when to when. Hours are never supplied: 明天停水 is asked for them. */
function spanOf(plain: string, found: readonly FoundTime[], { now, timezone }: Frame): Span | NoticeProblem {
  if (found.some(({ reading }) => reading.kind === "impossible")) return "unreadable";
  const ranges = found.filter((one, index) => {
    const next = found[index + 1];
    return next && RANGE.test(plain.slice(one.to, next.from));
  });
  const [from] = ranges;
  if (ranges.length > 1) return "unclear";
  const until = from
    ? found[found.indexOf(from) + 1]
    : found.find(({ from: at }) => UNTIL.test(plain.slice(0, at)));
  const ends = until ? timesOf(until) : [];
  const starts = from ? timesOf(from) : [];
  if (!until || [...ends, ...starts].some(({ grain }) => grain !== "moment")) return "time";
  // What has begun is published as such: 现在到17点, 今天9点到17点.
  if (!from) return spanFrom(ends, now);
  const span = spanBetween(starts, ends);
  if (typeof span === "string") return span;
  const isTodays = starts.some(({ namesDay }) => namesDay) && span.startsAt >= startOfDay(now, timezone);
  return span.endsAt <= now || (span.startsAt < now && !isTodays) ? "past" : span;
}

/** Words of a notice without its time and area, which are said apart. */
function withoutTimes(plain: string, found: readonly FoundTime[]): string {
  let rest = plain;
  for (const { from, to } of found.toReversed()) {
    rest = `${rest
      .slice(0, from)
      .replace(UNTIL, " ")
      .replace(/[~～-]\s*$/, " ")} ${rest.slice(to)}`;
  }
  return rest.replace(AREA, " ").replace(/\s+/g, " ").trim();
}

/** What stands first, when it names a topic: 停水 … 清除堵塞 is no notice about what is blocked. */
function topicOf(words: string, first: string): string {
  if (first !== "" && topicsOfText(first).includes(first)) return first;
  return topicsOfText(words)[0] ?? first;
}

/** Reads what staff wrote after 通知: `停水 明天9点到17点 3栋 检修水泵`, `停电 现在到17点 全小区`. */
export function readNotice(
  words: string,
  at: Frame & { readonly buildings: readonly string[] },
): NoticeReading {
  const problem = (missing: NoticeProblem): NoticeReading => ({ kind: "problem", missing });
  const plain = plainText(words);
  if (NUMBER_AHEAD.test(plain)) return problem("number");
  const found = findTimes(plain, { ...at, tense: "any", reads24: CLOCK_24.test(plain) });
  const rest = withoutTimes(plain, found);
  const topic = topicOf(plain, rest.split(" ")[0] ?? "");
  if (topic === "") return problem("topic");
  const span = spanOf(plain, found, at);
  if (typeof span === "string") return problem(span);
  const buildings = areaIn(plain, at.buildings);
  if (!buildings) return problem("area");
  return { kind: "notice", draft: { topic, words: rest, buildings, ...span } };
}
