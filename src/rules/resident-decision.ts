import { type CaseRecord, isOpen, wasAnsweredAtOnce } from "./case-record.js";
import { chasedRecords, isChaser, isMereAnswer, presses } from "./chasers.js";
import { onFacts, tellsPlaceAsked } from "./facts-alone.js";
import { explainedVoice, isAbout, type Match, matchRecord, samePlace, topicsOfText } from "./matching.js";
import type { ResidentFacts } from "./memory-facts.js";
import { saysRelief } from "./relief.js";
import type { CaseLink, ResidentDecision, ResidentSituation } from "./resident-situation.js";
import { SURE_ENOUGH, type TriageResult } from "./triage/triage-result.js";
import { namesVehicle } from "./vehicles.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A matter that comes back within this time repeats the old one (CMP-26: three months). */
export const REPEAT_MILLIS = 92 * 24 * HOUR;

/** Words taken for small talk without certainty, and long for it: rather one record too many than a matter lost. */
function maySayMore(triage: TriageResult, text: string): boolean {
  // A plate or a parking place is said for a reason, in however few words.
  if (namesVehicle(text)) return true;
  const letters = [...text.replace(/[^\p{Script=Han}]/gu, "")].length;
  return triage.confidence < SURE_ENOUGH && letters >= 10;
}

/** Emergency of the last two hours at the place named, or at the one nobody named otherwise. */
function runningEmergency({ triage, open, now }: ResidentSituation): CaseRecord | null {
  const running = open.find(
    (record) => record.emergency && now.getTime() - record.receivedAt.getTime() < 2 * HOUR,
  );
  return running && samePlace(triage.room, running.room) ? running : null;
}

const ACKNOWLEDGEMENTS =
  /(?:好[的滴]?|嗯|哦|行|收到|知道了?|明白了?|ok|谢谢?(?:您|你们?|大家)?|多谢|感谢|辛苦(?:您|你们?)?|麻烦(?:您|你们?)?)[了啦啊哈呢吧，,。.！!～~ ]*/gi;

/** 好的，谢谢: nothing is left without such words. As one pattern of the whole it would be tried in 2^n ways. */
function acknowledges(text: string): boolean {
  return text !== "" && text.replace(ACKNOWLEDGEMENTS, "") === "";
}

/** Asked, thanked and proposed beside it. */
const ASIDE: ReadonlySet<string> = new Set(["enquiry", "praise", "suggestion"]);

/** 好像是小孩, 沪B88888白色奔驰: who is on their way has to know, whatever the words look like by themselves. */
function addsToEmergency(situation: ResidentSituation): CaseRecord | null {
  const { triage, text } = situation;
  const running = runningEmergency(situation);
  if (!running || acknowledges(text.trim())) return null;
  const isPlain = triage.confidence >= SURE_ENOUGH;
  const isOther = topicsOfText(text).length > 0 && !isAbout(text, running);
  if (isPlain && (ASIDE.has(triage.kind) || (MATTERS.has(triage.kind) && isOther))) return null;
  return running;
}

/** An emergency of the last two hours goes on: more words about it alarm again instead of opening another. */
function goesOn(situation: ResidentSituation): CaseRecord | null {
  const { text } = situation;
  const running = runningEmergency(situation);
  if (!running) return null;
  return topicsOfText(text).length === 0 || isAbout(text, running) ? running : null;
}

/** A new record that says the same as one done lately is its repetition (CMP-26); about an open one it is related. */
function linkOf({ triage, text, open, recent }: ResidentSituation): CaseLink | null {
  const isSame = (record: CaseRecord) => isAbout(text, record) && samePlace(triage.room, record.room);
  const about = open.find(isSame);
  if (about) return { caseId: about.id, kind: "related" };
  // What a notice or the knowledge file answered was never worked on.
  const wasDone = (record: CaseRecord) => !isOpen(record) && !wasAnsweredAtOnce(record);
  const done = recent.find((record) => wasDone(record) && isSame(record));
  return done ? { caseId: done.id, kind: "repeat" } : null;
}

const MATTERS: ReadonlySet<string> = new Set(["complaint", "repair", "request"]);

/** What a matter under way grew into hangs on it, so that whoever works on it sees both. */
function linkOfEmergency(situation: ResidentSituation): CaseLink | null {
  const match = matchRecord(situation);
  return match ? { caseId: match.record.id, kind: "related" } : null;
}

const PUTS_RIGHT = /(?:改|换|更新|更正|修改)(?:一下|成|为|了|掉)/;

/**
 * What the words correct of what was said before; nothing when nothing was. 「不是投诉哈，就报个修，24栋灯坏了」 sounds
 * like a correction and is a matter of its own: one that no open record is about must not be lost for a room.
 */
function correctionIn(situation: ResidentSituation): ResidentFacts | null {
  const { correction, triage, open, latest } = situation;
  if (!correction) return null;
  const isMatter = MATTERS.has(triage.kind) && triage.topic !== null && triage.confidence >= SURE_ENOUGH;
  // Nothing was said before that could be wrong; what is known of the writer can still be put right.
  if (open.length === 0 && latest === null)
    return PUTS_RIGHT.test(situation.text) && !isMatter ? correction : null;
  return isMatter && matchRecord(situation) === null ? null : correction;
}

/** 修好了, where nothing is under way. */
const SAYS_DONE = /^(?:已经|都|现在|终于|总算)?(?:修|弄|搞|换|解决|处理|恢复|通|装)好?了[。.!！~ ]*$/;

/** 有没有人管管啊, 物业在吗: somebody is called, and nothing told. */
function isBareCall(text: string): boolean {
  return text !== "" && text.replace(CALLS, "") === "";
}
const CALLS =
  /有没有人|有人|没人|物业|管家|客服|前台|工作人员|领导|你们?|您|在不在|[在管]|一下|一?管|请问|喂|哈喽|哈啰|嗨|你好|您好|好|吗|嘛|么|啊|呢|呀|哦|[\s,，。.!！?？~]/g;

function onIntent(situation: ResidentSituation): ResidentDecision | null {
  const { intent, triage, open, text } = situation;
  if (intent === "person" || intent === "privacy") return { act: intent };
  const correction = correctionIn(situation);
  if (correction) return { act: "correct", facts: correction };
  const [newest] = open;
  if (intent === "neverMind" && !triage.emergency) {
    if (newest) return { act: "callOff", record: newest };
    if (triage.topic === null) return { act: "smalltalk" };
  }
  if (open.length === 0 && !triage.emergency && (isBareCall(text) || SAYS_DONE.test(text)))
    return { act: "smalltalk" };
  if (intent === "abuse" && triage.topic === null && triage.room === null && !triage.emergency)
    return { act: "abuse" };
  return null;
}

/**
 * Asked what it was about, whatever they tell is the answer; asked what was wrong with how it was settled, all that
 * is not plainly about something else.
 */
function tellsWhatWasAsked({ askedFor, asked, text }: ResidentSituation): boolean {
  const topics = topicsOfText(text);
  if (askedFor.includes("matter")) return topics.length > 0;
  if (!asked || !askedFor.includes("reason") || /谢|辛苦|^(?:好|嗯|行|收到)/.test(text)) return false;
  return topics.length === 0 ? [...text].length >= 4 : isAbout(text, asked);
}

/** Thanks at the end of a matter are thanks, however the rules read them; praise says of whom, and more. */
function isMereThanks({ triage, text, recent }: ResidentSituation): boolean {
  const letters = [...text.replace(/[^\p{Script=Han}]/gu, "")].length;
  if (recent.length === 0 || letters > 14 || !/谢|辛苦|麻烦(?:了|你们了)/.test(text)) return false;
  if (/表扬|锦旗|感谢信|点赞|还没|还不|怎么|什么时候|多久|吗|不是|错/.test(text)) return false;
  const hasFact = triage.room !== null || triage.phone !== null || triage.wishedTime !== null;
  return !hasFact && (triage.kind === "praise" || topicsOfText(text).length === 0);
}

/** What a notice or the knowledge file explained lately and which is there all the same. */
function explainedBefore({ text, recent, now }: ResidentSituation): CaseRecord | null {
  const found = recent.find(
    (record) =>
      wasAnsweredAtOnce(record) &&
      now.getTime() - record.receivedAt.getTime() < 24 * HOUR &&
      isAbout(text, record),
  );
  return found && /还是|还没|仍|没恢复|依然/.test(text) ? found : null;
}

/** An answer of few words that has no subject of its own: 不急, 我下午要出门. */
function answersWithout({ triage, text }: ResidentSituation, gap: CaseRecord): boolean {
  if (!isMereAnswer(triage, text) || acknowledges(text.trim())) return false;
  return topicsOfText(text).length === 0 && !namesVehicle(text) && samePlace(triage.room, gap.room);
}

function onMatter(situation: ResidentSituation): ResidentDecision {
  const { triage, text } = situation;
  const unsure = {
    act: "open",
    kind: "unclear",
    needsClassification: true,
    link: linkOf(situation),
  } as const;
  const explained = explainedBefore(situation);
  const saysLittle = triage.kind === "progress" || triage.kind === "smalltalk";
  if (explained && (saysLittle || triage.confidence < SURE_ENOUGH)) {
    const link = { caseId: explained.id, kind: "related" } as const;
    return { act: "open", kind: "repair", needsClassification: false, link };
  }
  if (triage.kind === "progress") return unsure;
  if (triage.kind === "smalltalk") return maySayMore(triage, text) ? unsure : { act: "smalltalk" };
  if (triage.confidence < SURE_ENOUGH) return unsure;
  return { act: "open", kind: triage.kind, needsClassification: false, link: linkOf(situation) };
}

/** A complaint about how a repair is handled is a matter of its own, linked to it. */
function isComplaintAbout({ triage, text }: ResidentSituation, { record }: Match): boolean {
  return triage.kind === "complaint" && record.kind !== "complaint" && /投诉/.test(text);
}

/**
 * Decides what a resident's words mean for the ledger. An emergency opens a record of its own unless it is
 * under way already. What is wanted of the desk itself and corrections come next. Facts alone fill the gap of
 * the matter asked about, or of one opened within the last day. A chaser goes to the matter it speaks of;
 * chasing one that nobody knows opens one for the desk to look into, so that it is not lost. More about an open
 * matter joins it. What the rules are unsure of is recorded as a reception, and a person at the desk classifies
 * it (GEN-07).
 */
export function decideOnWords(situation: ResidentSituation): ResidentDecision {
  const { triage, text, open, asked, now } = situation;
  const wish = onIntent(situation);
  if (wish) return wish;
  if (triage.emergency) {
    const running = goesOn(situation);
    if (running) return { act: "extend", record: running, again: false };
    const kind = triage.kind === "complaint" || triage.kind === "repair" ? triage.kind : "request";
    return { act: "open", kind, needsClassification: false, link: linkOfEmergency(situation) };
  }
  const newest = open[0] ?? null;
  const recent = newest && now.getTime() - newest.receivedAt.getTime() < 24 * HOUR ? newest : null;
  const gap = asked ?? recent;
  const isAnswer = tellsWhatWasAsked(situation) || tellsPlaceAsked(situation);
  if (asked && isAnswer) return { act: "extend", record: asked, again: false };
  const facts = onFacts(situation, gap);
  if (facts) return facts;
  const voice = explainedVoice(situation);
  if (voice) return { act: "extend", record: voice, again: false };
  const rescued = open.find(
    (record) => record.emergency && now.getTime() - record.receivedAt.getTime() < DAY,
  );
  if (rescued && saysRelief(text)) return { act: "extend", record: rescued, again: false };
  if (isMereThanks(situation)) return { act: "smalltalk" };
  const under = addsToEmergency(situation);
  if (under && !presses(text)) return { act: "extend", record: under, again: false };
  if (gap && answersWithout(situation, gap)) return { act: "extend", record: gap, again: false };
  if (isChaser(situation)) {
    const records = chasedRecords(situation);
    if (records.length > 0) return { act: "chase", records };
  }
  const match = matchRecord(situation);
  if (match && !isComplaintAbout(situation, match)) {
    return { act: "extend", record: match.record, again: match.again };
  }
  return onMatter(situation);
}
