import type { CaseRecord } from "./case-record.js";
import type { Estate } from "./estate.js";
import { isAbout, namedRecord } from "./matching.js";
import { settingOf } from "./settings.js";
import type { TriageResult } from "./triage/triage-result.js";
import { namesVehicle, sameVehicle } from "./vehicles.js";

/** What a chaser is held against. */
export interface ChaseFacts {
  readonly triage: Pick<TriageResult, "kind" | "topic">;
  readonly text: string;
  /** Open records of the resident, newest first. */
  readonly open: readonly CaseRecord[];
  /** Latest record in any state, or null. */
  readonly latest: CaseRecord | null;
}

/** Matters one chaser may mean at a time. */
const MOST_CHASED = 3;

/** Words that only urge. */
const HURRY = /快点|快些|抓紧|赶紧|赶快|尽快|麻烦催|等不及|急死|着急/;

/** Short words that ask when something will happen; with an open matter they chase it. */
const ASKS_WHEN =
  /多久|多长时间|什么时候|啥时候|啥时间|几点|来了吗|来了没|怎么还|还没|到哪|好了吗|好了没|弄好|修好没/;

/** What a chaser is made of besides its asking; what is left over is a subject of its own (游泳池什么时候开放). */
const CHASING_WORDS =
  /什么时候|啥时候|啥时间|多长时间|多久|几点|师傅|工人|维修|你们|物业|请问|到底|大概|答复|回复|结果|消息|回音|怎么|上门|处理|安排|今天|明天|那个|这个|现在|已经|一直|来人|派人|半天|好久|[还没来到修好弄的了吗呢啊呀吧人能会要等我家这那事都过去再才就得？?，,。！!\s]/g;

function chasesInFewWords(text: string): boolean {
  if ([...text].length > 14 || !ASKS_WHEN.test(text)) return false;
  return [...text.replace(CHASING_WORDS, "")].length <= 2;
}

/** 水龙头的呢, 灯修好了吗: asks after a matter by its name. */
const ASKS_AFTER = /(?:呢|怎么样了?|咋样了?|好了(?:吗|没有?)|进展(?:吗|如何)?)[?？。!！]*$/;

function asksAfter(text: string, open: readonly CaseRecord[]): boolean {
  if ([...text].length > 16 || !(ASKS_AFTER.test(text) || ASKS_WHEN.test(text))) return false;
  return open.some((record) => isAbout(text, record));
}

/** Words that say a matter is there again rather than ask where it stands. */
const BACK_AGAIN = /又(?:开始|漏|堵|坏|不|没|停|响|跳|臭|有|来|这样|是)|更(?:大|严重|厉害)|越来越/;

/** A car or a parking place that no open matter is about is a subject of its own, whatever is asked about it. */
function tellsOfOwnVehicle(text: string, open: readonly CaseRecord[]): boolean {
  return (
    namesVehicle(text) && !open.some((record) => sameVehicle(text, record.matter) || isAbout(text, record))
  );
}

/** Whether words chase a matter rather than report, tell or ask something of their own. */
export function isChaser({ triage, text, open }: ChaseFacts): boolean {
  const known = open.length > 0;
  if (tellsOfOwnVehicle(text, open)) return false;
  if (BACK_AGAIN.test(text) && triage.topic !== null) return false;
  if (known && [...text].length <= 12 && HURRY.test(text)) return true;
  if (known && /^(?:请?(?:再)?(?:催|追)(?:一|下|促|个)|.{0,6}(?:有进展|进展怎|进度|到哪一?步))/.test(text))
    return true;
  if (triage.kind === "progress" || asksAfter(text, open)) return true;
  return known && (triage.kind === "enquiry" || triage.kind === "smalltalk") && chasesInFewWords(text);
}

/** Matters a chaser means: the one named or spoken of, else all that are open, else the latest that was done. */
export function chasedRecords({ text, open, latest }: ChaseFacts): readonly CaseRecord[] {
  const named = namedRecord(text, latest ? [...open, latest] : open);
  if (named) return [named];
  const spokenOf = open.filter((record) => isAbout(text, record));
  if (spokenOf.length > 0) return spokenOf.slice(0, MOST_CHASED);
  if (open.length > 0) return open.slice(0, MOST_CHASED);
  return latest ? [latest] : [];
}

/** From this chase on an overdue matter is the supervisor's business (REC-18, CMP-23). */
const CHASES_BEFORE_SUPERVISOR = 2;

/** Whether a chase that was just counted goes up: the second, and every one after, of a matter past its promise. */
export function climbsByChase(
  record: Pick<CaseRecord, "chaseCount">,
  promisedBy: Date | null,
  now: Date,
): boolean {
  return promisedBy !== null && promisedBy <= now && record.chaseCount >= CHASES_BEFORE_SUPERVISOR;
}

/**
 * Whether a matter reported so often and still unsolved is proposed as major (CMP-05, CMP-09): one report more
 * than "several times". A person decides (GEN-07).
 */
export function proposesMajor(
  record: Pick<CaseRecord, "reportCount" | "complaintClass">,
  estate: Estate,
): boolean {
  if (record.complaintClass === "major") return false;
  return record.reportCount > settingOf(estate, "complaint.severalTimes");
}
