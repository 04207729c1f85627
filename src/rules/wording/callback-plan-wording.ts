import type { Callback } from "../callback.js";
import { type FormShare, lacksVisits } from "../callback-plan.js";
import type { CaseRecord } from "../case-record.js";
import type { Estate } from "../estate.js";
import { sayMoment } from "../estate-time.js";
import type { VisitRound } from "../visit-round.js";
import { planLine } from "./callback-wording.js";
import { matterLine } from "./case-words.js";
import { callbackLines, visitLine } from "./visit-wording.js";

/** Lines of the plan that still read well on a phone. */
const SHOWN = 12;

/** The share of home visits in words, with the warning of CBK-17 when it is short. */
export function shareLine(share: FormShare): string | null {
  if (share.all === 0) return null;
  const count = `本月家访${share.visits}/${share.all}`;
  return lacksVisits(share) ? `${count}，不足两成（CBK-17），能上门的请改家访。` : `${count}，够两成。`;
}

/** Answer to 回访计划: the week to come, the nearest limit first. */
export function weekPlan(at: {
  callbacks: readonly Callback[];
  records: readonly CaseRecord[];
  /** Rounds of visits that are not over, a line each. */
  rounds: readonly VisitRound[];
  share: FormShare;
  before: Date;
  estate: Estate;
  now: Date;
}): string {
  const { callbacks, records, rounds, share, before, estate, now } = at;
  const until = sayMoment(before, now, estate.timezone).replace(/\d\d:\d\d$/, "");
  const visits = shareLine(share);
  const recordOf = (caseId: number) => records.find(({ id }) => id === caseId);
  const visitLines = rounds.flatMap((round) => {
    const record = recordOf(round.caseId);
    return record ? [visitLine(round, record, { estate, now })] : [];
  });
  if (callbacks.length === 0) {
    return [`到${until}没有要做的回访。`, ...visitLines, visits].filter((line) => line !== null).join("\n");
  }
  const lines = callbacks.slice(0, SHOWN).flatMap((callback) => {
    const record = recordOf(callback.caseId);
    return record ? [planLine(callback, record, { estate, now })] : [];
  });
  const more = callbacks.length > SHOWN ? `另有${callbacks.length - SHOWN}次。` : null;
  return [
    `回访计划，到${until}共${callbacks.length}次：`,
    ...lines,
    more,
    ...visitLines,
    visits,
    "要改请回复「回访计划 编号 家访 李娜」「回访计划 编号 周五前」「回访计划 编号 取消 理由」。",
  ]
    .filter((line) => line !== null)
    .join("\n");
}

/** The callbacks of one matter, as its plan shows them. */
export function matterPlan(
  record: CaseRecord,
  callbacks: readonly Callback[],
  place: { estate: Estate; now: Date },
): string {
  const name = `#${record.number} ${matterLine(record)}`;
  if (callbacks.length === 0) return `${name}：没有安排回访。`;
  return [`${name}的回访：`, ...callbackLines(callbacks, record, place)].join("\n");
}

/** What keeps a month's records from being filed, one line per matter. */
export interface Unfiled {
  readonly number: number;
  readonly why: string;
}

/** Answer to 归档: what was filed until when, and what is missing and why. */
export function filedAnswer(at: {
  month: string;
  filed: number;
  already: number;
  missing: readonly Unfiled[];
  keptUntil: string;
}): string {
  const { month, filed, already, missing, keptUntil } = at;
  const before = already > 0 ? `（之前已归档${already}条）` : "";
  const head =
    filed > 0
      ? `${month}的回访记录已归档${filed}条${before}，保存到${keptUntil}。`
      : `${month}没有可以归档的新记录${before}。`;
  if (missing.length === 0) return filed + already > 0 ? `${head}这个月的回访记录齐了。` : head;
  const lines = missing.slice(0, SHOWN).map(({ number, why }) => `#${number} ${why}`);
  const more = missing.length > SHOWN ? [`另有${missing.length - SHOWN}条。`] : [];
  return [head, `还有${missing.length}条没有归档：`, ...lines, ...more, "补齐后再归档一次就行。"].join("\n");
}
