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
