import { nextTimeOfDay } from "./calendar.js";
import type { Callback } from "./callback.js";
import type { Estate } from "./estate.js";
import { readMoment } from "./spoken-moment.js";

/** Households one round may have: more are planned building by building. */
export const MOST_HOUSEHOLDS = 200;

/** A round of regular visits to owners (走访, CBK-28) as it is planned. */
export interface ReadVisits {
  readonly kind: "visits";
  /** Who is visited: 3栋. */
  readonly title: string;
  readonly households: number;
  /** Closing time of the last day. */
  readonly dueAt: Date;
}

/** Words that say what is wrong and what would be right. */
interface Problem {
  readonly kind: "problem";
  readonly words: string;
}

const EXAMPLE = "「回访计划 走访 3栋 24户 到2026-12-31」";
const PARTS = /^走访[\s:：]*(.+?)[\s,，]*(\d{1,5})\s*户[\s,，]*(?:到|至|截止)?\s*(.*)$/su;

/** Closing time of the day that was named; null when none was. */
function lastDay(words: string, { estate, now }: { estate: Estate; now: Date }): Date | null {
  const { timezone, hours } = estate;
  const read = readMoment(words, now, timezone);
  return read.kind === "clear" ? nextTimeOfDay(read.moment.at, hours.desk.to, timezone) : null;
}

/** Reads 「走访 3栋 24户 到2026-12-31」. */
export function readVisits(words: string, at: { estate: Estate; now: Date }): ReadVisits | Problem {
  const found = PARTS.exec(words.trim());
  const title = found?.[1]?.trim();
  const households = Number(found?.[2]);
  const dueAt = found && lastDay(found[3] ?? "", at);
  if (!title || !dueAt) {
    return { kind: "problem", words: `请写走访哪里、多少户、到哪一天，例如${EXAMPLE}。` };
  }
  if (households < 1 || households > MOST_HOUSEHOLDS) {
    return { kind: "problem", words: `一次安排1到${MOST_HOUSEHOLDS}户，多的请分楼栋安排。` };
  }
  if (dueAt <= at.now) return { kind: "problem", words: "这一天已经过了，请写一个以后的日期。" };
  return { kind: "visits", title, households, dueAt };
}

/** How far a round has come: households visited and still to visit, and by when. */
export interface VisitRound {
  readonly caseId: number;
  readonly visited: number;
  readonly left: number;
  readonly dueAt: Date;
}

/** The round these callbacks of one record make up, or null when they are none. */
export function roundOf(callbacks: readonly Callback[]): VisitRound | null {
  const visits = callbacks.filter(({ kind, state }) => kind === "visit" && state !== "cancelled");
  const [first] = visits;
  if (!first) return null;
  const visited = visits.filter(({ state }) => state === "done").length;
  const last = Math.max(...visits.map(({ dueAt }) => dueAt.getTime()));
  return { caseId: first.caseId, visited, left: visits.length - visited, dueAt: new Date(last) };
}
