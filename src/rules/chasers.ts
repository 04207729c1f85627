import type { CaseRecord } from "./case-record.js";
import type { Estate } from "./estate.js";
import { isAbout, namedRecord, samePlace } from "./matching.js";
import { settingOf } from "./settings.js";
import type { TriageResult } from "./triage/triage-result.js";
import { namesVehicle, sameVehicle } from "./vehicles.js";

/** What a chaser is held against. */
export interface ChaseFacts {
  readonly triage: Pick<TriageResult, "kind" | "topic" | "room">;
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

const ASKS_BACK =
  /[?？]|[吗么嘛]$|什么时候|啥时候?|几时|多久|怎么样|咋样|怎么还|怎么回事|还没|还不|没来|没到|没人|没有人|没动静|一直没|进展|有结果/;

/** Whether words ask where a matter stands: they want an answer, whatever else they tell. */
export function asksBack(text: string): boolean {
  return ASKS_BACK.test(text) || ASKS_WHEN.test(text);
}

/** Whether words ask after a matter or urge; a plain answer to a question of ours may be read as progress too. */
export function presses(text: string): boolean {
  return asksBack(text) || HURRY.test(text) || text.includes("催");
}

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

/** 可以，我八点到家: an answer, not an urging. */
const ASSENTS = /^(?:可以的?|好的?|行的?|对的?|是的|嗯+|ok|没问题|没关系|不急|不着急)(?:[，,。.!！~ ]|$)/i;

/** 就那个缴费的: which one is meant. */
const SAYS_WHICH = /^就(?:是|在|那|这)/;

/** 我下午要出门, 不急: told of a matter under way, neither asking nor pressing nor going back to it. */
export function isMereAnswer(triage: Pick<TriageResult, "kind">, text: string): boolean {
  if (presses(text)) return false;
  return (
    ASSENTS.test(text) || SAYS_WHICH.test(text) || (triage.kind === "progress" && !REFERS_BACK.test(text))
  );
}

/** Words that go back to something said before, and so ask after it: 我上周报的那个. */
const REFERS_BACK =
  /报|反映|登记|投诉|说[好过是的]|答应|约[好了的]|上次|之前|昨天|前天|那[个件]|怎么|什么|哪/;

/** Whether words chase a matter rather than report, tell or ask something of their own. */
export function isChaser({ triage, text, open }: ChaseFacts): boolean {
  const known = open.length > 0;
  if (tellsOfOwnVehicle(text, open)) return false;
  if (BACK_AGAIN.test(text) && triage.topic !== null) return false;
  if (known && [...text].length <= 12 && HURRY.test(text)) return true;
  if (known && /^(?:请?(?:再)?(?:催|追)(?:一|下|促|个)|.{0,6}(?:有进展|进展怎|进度|到哪一?步))/.test(text))
    return true;
  if (known && isMereAnswer(triage, text)) return false;
  if (triage.kind === "progress" || asksAfter(text, open)) return true;
  return known && (triage.kind === "enquiry" || triage.kind === "smalltalk") && chasesInFewWords(text);
}

/**
 * Matters a chaser means: the one named or spoken of, else all that are open, else the latest that was done; none
 * that is somewhere else than the place it names.
 */
export function chasedRecords(facts: ChaseFacts): readonly CaseRecord[] {
  const { text } = facts;
  const isThere = ({ room }: CaseRecord) => samePlace(facts.triage.room, room);
  const named = namedRecord(text, facts.latest ? [...facts.open, facts.latest] : facts.open);
  if (named) return [named];
  const open = facts.open.filter(isThere);
  const latest = facts.latest && isThere(facts.latest) ? facts.latest : null;
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
