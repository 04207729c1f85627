import type { CaseRecord } from "./case-record.js";
import type { Estate } from "./estate.js";
import { isAbout, namedRecord, samePlace, speaksOf, topicsOfText } from "./matching.js";
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
const HURRY = /快点|快些|抓紧|赶紧|赶快|尽快|催|等不及|急死|着急|再不(?:来|修|管|弄|处理|解决|回|给)/;

/** 不着急, 不用催: the opposite of urging, in the same words. */
const NO_HURRY = /(?:不|别|没那么|没有那么|不用|不必|不要|不是很|不太|不怎么|也不|并不)(?:着急|急|催|赶)/g;

/** Whether words press for speed. */
export function urges(text: string): boolean {
  return HURRY.test(text.replace(NO_HURRY, ""));
}

/** 来不来, 查到没有: a verb and its own denial ask whether. */
const WHETHER = /([来修管弄查办换])[没不]\1|[到好来完成过了]没有?[啊呀]?(?=[\s,，。！!?？~～]|$)/;

/** 师傅今天来吗; 明天上午能来吗 proposes a time. */
const ASKS_WHO_COMES = /(?:师[傅付父]|工人|维修工?|你们|有?人)[^能可便行好]{0,6}来(?:吗|么|嘛|不)/;

/** Whether words ask if somebody is coming, and so propose no time of their own. */
export function asksWhoComes(text: string): boolean {
  return ASKS_WHO_COMES.test(text);
}

/** Short words that ask when something will happen; with an open matter they chase it. */
const ASKS_WHEN =
  /多久|多长时间|什么时候|啥时候|啥时间|几点|来了吗|来了没|怎么还|还没|到哪|好了吗|好了没|弄好|修好没/;

function asksWhen(text: string): boolean {
  return ASKS_WHEN.test(text) || WHETHER.test(text) || ASKS_WHO_COMES.test(text);
}

const ASKS_BACK =
  /[?？]|[吗么嘛]$|什么时候|啥时候?|几时|多久|怎么样|咋样|怎么还|怎么回事|还没|还不|没来|没到|没人|没有人|没动静|一直没|进展|有结果/;

/** 罚款没, 来人没: two or three words and whether; 家里没有 tells. */
const ASKS_IF_DONE = /^[^,，。 ]{1,6}[^也都还里我就一]没[?？]*$/;

/** Whether words ask where a matter stands: they want an answer, whatever else they tell. */
export function asksBack(text: string): boolean {
  return ASKS_BACK.test(text) || asksWhen(text) || ASKS_IF_DONE.test(text);
}

/** Whether words ask after a matter or urge; a plain answer to a question of ours may be read as progress too. */
export function presses(text: string): boolean {
  return asksBack(text) || urges(text);
}

/** 外墙的不着急: told of a matter under way so that it is not rushed. */
export function saysNoHurry(text: string): boolean {
  return [...text].length <= 16 && text.replace(NO_HURRY, "") !== text && !presses(text);
}

/** What a chaser is made of besides its asking; what is left over is a subject of its own (游泳池什么时候开放). */
const CHASING_WORDS =
  /什么时候|啥时候|啥时间|多长时间|多久|几点|师傅|工人|维修|你们|物业|请问|到底|大概|答复|回复|结果|消息|回音|怎么|上门|处理|安排|今天|明天|那个|这个|现在|已经|一直|来人|派人|半天|好久|所以|[还没不查来到修好弄的了吗呢啊呀吧人能会要等我家这那事都过去再才就得？?，,。！!\s]/g;

function chasesInFewWords(text: string): boolean {
  if ([...text].length > 14 || !asksWhen(text)) return false;
  return [...text.replace(CHASING_WORDS, "")].length <= 2;
}

/** 水龙头的呢, 灯修好了吗: asks after a matter by its name. */
const ASKS_AFTER =
  /(?:呢|怎么样了?|咋样了?|好了(?:吗|没有?)|进展(?:吗|如何)?|(?:下文|回音|结果|消息)(?:了?[吗没]有?)?)[?？。!！]*$/;
/** 到底什么时候来, with blame behind it: still urges, at greater length. */
const ASKS_LOUDLY = /到底.{0,4}(?:什么时候|啥时候|几时|多久|几天)|怎么还[没不]|拖到什么时候/;
/** 你们规定几点才能装修: what holds for everybody, not when somebody comes. */
const ASKS_RULE = /规定|允许|才(?:能|可以)|合法|违规|算不算/;

function asksAfter(text: string, open: readonly CaseRecord[]): boolean {
  const longest = ASKS_LOUDLY.test(text) ? 40 : 16;
  if ([...text].length > longest || !(ASKS_AFTER.test(text) || asksWhen(text))) return false;
  return !ASKS_RULE.test(text) && open.some((record) => speaksOf(text, record));
}

/** 已经说过两次了没人管: told again of what was told before, by somebody who says nothing else. */
const SAID_BEFORE =
  /(?:说|讲|报|反映|投诉|催|打)(?:过|了)(?:不止)?(?:好?几|[两二三四五六七八九0-9]+|很多|好多|多少)(?:次|遍|回)|(?:到现在|这么久|半天|一直|还是)[了都也]?(?:没|没有|无)人(?:管|理|来|处理)/;

function complainsAgain(text: string, open: readonly CaseRecord[]): boolean {
  if (open.length === 0 || [...text].length > 30 || /(?<!说|报|过)投诉(?!过|了)/.test(text)) return false;
  return SAID_BEFORE.test(text) && topicsOfText(text).length === 0;
}

/** Words that say a matter is there again rather than ask where it stands. */
export const BACK_AGAIN = /又(?:开始|漏|堵|坏|不|没|停|响|跳|臭|有|来|这样|是)|更(?:大|严重|厉害)|越来越/;

/** A car or a parking place that no open matter is about is a subject of its own, whatever is asked about it. */
function tellsOfOwnVehicle(text: string, open: readonly CaseRecord[]): boolean {
  return (
    namesVehicle(text) && !open.some((record) => sameVehicle(text, record.matter) || isAbout(text, record))
  );
}

/** 可以，我八点到家: an answer, not an urging. */
const ASSENTS = /^(?:可以的?|好的?|行的?|对的?|是的|嗯+|ok|没问题|没关系|不急|不着急)(?:[，,。.!！~ ]|$)/i;

/** 就那个缴费的, 我记得是10月报的: which one is meant. */
const SAYS_WHICH = /^就(?:是|在|那|这)|^(?:我(?:记得|印象)|好像|应该|大概)?是[^,，。 ]{1,14}的(?:[,，。 ]|$)/;

/** 我同意他搬 这样行吗: whether something may be, not where it stands. */
const ASKS_CONSENT =
  /(?:这样|那样|这么.{1,4}|的话|[,， ])(?:就)?(?:可以|行|对|好|成)(?:吗|么|吧|不)[?？。!！ ]*$/;

/** 我下午要出门, 不急: told of a matter under way, neither asking nor pressing nor going back to it. */
export function isMereAnswer(triage: Pick<TriageResult, "kind">, text: string): boolean {
  if (presses(text)) return false;
  return (
    ASSENTS.test(text) || SAYS_WHICH.test(text) || (triage.kind === "progress" && !REFERS_BACK.test(text))
  );
}

/** Words that go back to what was reported or promised, and so ask after it: 我上周报的那个. */
const REFERS_BACK =
  /(?:报|反映|登记|投诉)[过了的修]|(?:你们|师[傅付父]|物业|客服|前台|管家)[^,，。 ]{0,6}(?:说|讲|约)|说好|答应|约[好了的]|(?:上次|上回|之前|昨天|前天|上周|前几天)[^,，。 ]{0,6}(?:报|说|反映|讲|约|登记|问|联系)|那[个件](?:事|单子?|报修|投诉|问题)?(?:[呢吧啊,，。 ]|$)|怎么|什么|哪/;

/** Whether words chase a matter rather than report, tell or ask something of their own. */
export function isChaser({ triage, text, open }: ChaseFacts): boolean {
  const known = open.length > 0;
  if (tellsOfOwnVehicle(text, open)) return false;
  if (BACK_AGAIN.test(text) && triage.topic !== null) return false;
  if (known && [...text].length <= 12 && urges(text)) return true;
  if (known && /^(?:请?(?:再)?(?:催|追)(?:一|下|促|个)|.{0,6}(?:有进展|进展怎|进度|到哪一?步))/.test(text))
    return true;
  if (known && (isMereAnswer(triage, text) || ASKS_CONSENT.test(text))) return false;
  if (triage.kind === "progress" || asksAfter(text, open) || complainsAgain(text, open)) return true;
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
  const spokenOf = open.filter((record) => speaksOf(text, record));
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
