import { readNumber } from "./chinese-text.js";
import { type ReadTime, readChineseTime } from "./chinese-time.js";
import { sayMoment } from "./estate-time.js";
import { shareTopic, topicsOfText } from "./matching.js";

/** A notice staff publish: what, where, from when to when. */
export interface NoticeDraft {
  /** As triage names topics, for example 停水. */
  readonly topic: string;
  /** What residents read, without time and place. */
  readonly words: string;
  /** Names of buildings; empty = the whole estate. */
  readonly buildings: readonly string[];
  readonly startsAt: Date;
  /** Exclusive. */
  readonly endsAt: Date;
}

/** A published notice. */
export interface Notice extends NoticeDraft {
  readonly id: number;
  readonly estateId: string;
  readonly publishedBy: string;
  readonly publishedAt: Date;
  readonly withdrawnAt: Date | null;
}

export type NoticeReading =
  | { readonly kind: "notice"; readonly draft: NoticeDraft }
  | { readonly kind: "problem"; readonly missing: "topic" | "time" | "order" };

const AREA =
  /((?:[0-9一二三四五六七八九十]{1,3}|[A-Za-z])(?:\s*[、,，和及]\s*(?:[0-9一二三四五六七八九十]{1,3}|[A-Za-z]))*)\s*(?:号楼|栋|幢|座)|全(?:小区|园区|体)|整个小区/g;
const UNTIL = /(?:到|至|-|—|~|～)/;

function buildingsIn(words: string, known: readonly string[]): string[] {
  const named = known.filter((name) => words.includes(name));
  const numbered = [...words.matchAll(AREA)].flatMap((found) =>
    (found[1] ?? "").split(/[、,，和及\s]+/).filter(Boolean),
  );
  const read = numbered.map((name) =>
    /^[A-Za-z]$/.test(name) ? name.toUpperCase() : (readNumber(name) ?? name),
  );
  return [...new Set([...named, ...read])];
}

function spanOf(
  words: string,
  at: { now: Date; timezone: string },
): { from: ReadTime; to: Date } | "order" | null {
  const first = readChineseTime(words, at.now, at.timezone);
  if (first.kind === "none") return null;
  const from = first.kind === "clear" ? first.time : first.readings[0];
  const rest = words.slice(words.indexOf(from.words) + from.words.length);
  const until = UNTIL.exec(rest.slice(0, 2)) ? rest.replace(UNTIL, "") : "";
  const second = until ? readChineseTime(until, from.start, at.timezone) : { kind: "none" as const };
  if (second.kind === "none")
    return { from, to: from.end > from.start ? from.end : new Date(from.start.getTime() + 4 * 3_600_000) };
  const ends = second.kind === "clear" ? [second.time] : second.readings;
  const end = ends
    .map((time) => (time.end > time.start ? time.end : time.start))
    .find((to) => to > from.start);
  return end ? { from, to: end } : "order";
}

/** Words of a notice without its time and area, which are said apart. */
function plainWords(words: string, timeWords: string): string {
  const at = words.indexOf(timeWords);
  const rest = words.slice(at + timeWords.length);
  const withoutTime = `${words.slice(0, at)} ${rest.replace(/^\s*(?:到|至|-|—|~|～)\s*\S*?(?:点(?:半|[0-9一二三四五]+分?)?|[0-9]{1,2}:[0-9]{2}|[号日])/, " ")}`;
  return withoutTime.replace(AREA, " ").replace(/\s+/g, " ").trim();
}

/** Reads what staff wrote after 通知: `停水 明天9点到17点 3栋 检修水泵`. Without area it is for everybody. */
export function readNotice(
  words: string,
  at: { readonly now: Date; readonly timezone: string; readonly buildings: readonly string[] },
): NoticeReading {
  const topic = topicsOfText(words)[0] ?? words.trim().split(/\s+/)[0] ?? "";
  if (topic === "") return { kind: "problem", missing: "topic" };
  const span = spanOf(words, at);
  if (span === null) return { kind: "problem", missing: "time" };
  if (span === "order" || span.to <= at.now || /昨[天日晚]|前天/.test(words))
    return { kind: "problem", missing: "order" };
  const draft = {
    topic,
    words: plainWords(words, span.from.words),
    buildings: buildingsIn(words, at.buildings),
    startsAt: span.from.start,
    endsAt: span.to,
  };
  return { kind: "notice", draft };
}

/** Before its start a notice answers questions this early; reports only from its start on. */
const AHEAD_MILLIS = 3 * 24 * 3_600_000;

/** Asking when it is back is asking about the outage. */
const BACK: readonly (readonly [RegExp, string])[] = [
  [/来水|有水|供水|水(?:什么时候|几点|啥时候)/, "停水"],
  [/来电(?!话|显)|有电|供电|电(?:什么时候|几点|啥时候)/, "停电"],
];

/** A notice that explains what somebody asks or reports, or null. */
export function noticeFor(
  notices: readonly Notice[],
  asked: {
    readonly text: string;
    readonly room: string | null;
    readonly isReport: boolean;
    readonly now: Date;
  },
): Notice | null {
  const { text, room, isReport, now } = asked;
  const topics = [
    ...topicsOfText(text),
    ...BACK.filter(([pattern]) => pattern.test(text)).map(([, topic]) => topic),
  ];
  const building = room?.split("-")[0] ?? null;
  const found = notices.find((notice) => {
    if (notice.withdrawnAt || notice.endsAt <= now) return false;
    const begun = now >= notice.startsAt;
    if (isReport ? !begun : now.getTime() < notice.startsAt.getTime() - AHEAD_MILLIS) return false;
    const here = notice.buildings.length === 0 || building === null || notice.buildings.includes(building);
    // Somebody without a known flat may live elsewhere: only who asks is told, a report is recorded.
    if (building === null && isReport && notice.buildings.length > 0) return false;
    return here && shareTopic([notice.topic], topics);
  });
  return found ?? null;
}

/** `3栋、5栋` or 全小区. */
export function sayArea(buildings: readonly string[]): string {
  if (buildings.length === 0) return "全小区";
  return buildings.map((name) => (/^[0-9A-Z]+$/.test(name) ? `${name}栋` : name)).join("、");
}

/** `明天09:00到明天17:00`, the day said once when it is the same. */
export function saySpan(
  notice: Pick<NoticeDraft, "startsAt" | "endsAt">,
  now: Date,
  timezone: string,
): string {
  const from = sayMoment(notice.startsAt, now, timezone);
  const to = sayMoment(notice.endsAt, now, timezone);
  return from.slice(0, -5) === to.slice(0, -5) ? `${from}到${to.slice(-5)}` : `${from}到${to}`;
}

/** What the ledger names as the source of an answer from a notice. */
export function noticeSource(noticeId: number): string {
  return `通知${noticeId}`;
}
