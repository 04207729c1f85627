import { type CaseRecord, isOpen, wasAnsweredAtOnce } from "./case-record.js";
import { chasedRecords, isChaser, isMereAnswer } from "./chasers.js";
import { onEnd } from "./ended-matter.js";
import { onFacts, takesVisit, tellsMoreWithAsked, tellsPlaceAsked } from "./facts-alone.js";
import { explainedVoice, isAbout, type Match, matchRecord, samePlace, topicsOfText } from "./matching.js";
import { isBeginning } from "./memory.js";
import type { ResidentFacts } from "./memory-facts.js";
import { reliefIn } from "./relief.js";
import type { CaseLink, ResidentDecision, ResidentSituation } from "./resident-situation.js";
import {
  addsToEmergency,
  dangerOnRecord,
  goesOn,
  merelyAcknowledges,
  tellsBesidesThanks,
} from "./running-emergency.js";
import { goesWithOpen, toldOf } from "./told-of-known.js";
import { SURE_ENOUGH, type TriageResult } from "./triage/triage-result.js";
import { namesVehicle } from "./vehicles.js";
import { tellsOfWork } from "./work-remarks.js";

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

/** The emergency of the last day whose end the words tell; who need not come to a danger looks in all the same. */
function relievedEmergency({ open, text, now }: ResidentSituation): CaseRecord | null {
  const isRelieved = (record: CaseRecord) =>
    record.emergency &&
    now.getTime() - record.receivedAt.getTime() < DAY &&
    reliefIn(text, dangerOnRecord(record)) !== null;
  return open.find(isRelieved) ?? null;
}

function onIntent(situation: ResidentSituation): ResidentDecision | null {
  const { intent, triage, open, text } = situation;
  if (intent === "person" || intent === "privacy") return { act: intent };
  const correction = correctionIn(situation);
  if (correction) return { act: "correct", facts: correction };
  const relieved = relievedEmergency(situation);
  if (relieved) return { act: "extend", record: relieved, again: false };
  if ((intent === "neverMind" || intent === "solved") && !triage.emergency) {
    const ended = onEnd(situation);
    if (ended) return ended;
    if (open.length === 0 && triage.topic === null) return { act: "smalltalk" };
  }
  if (isBeginning(text) && !triage.emergency) return { act: "smalltalk" };
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
function isMereThanks({ triage, text, recent, running }: ResidentSituation): boolean {
  if (running.length > 0 && triage.kind !== "praise" && tellsBesidesThanks(text)) return false;
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
  if (!isMereAnswer(triage, text) || merelyAcknowledges(text)) return false;
  return topicsOfText(text).length === 0 && !namesVehicle(text) && samePlace(triage.room, gap.room);
}

/** 家里一直有人, 修好了发我照片: of the newest matter that somebody comes for, whatever was asked since. */
function workedOn({ triage, text, open }: ResidentSituation): CaseRecord | null {
  if (!tellsOfWork(text)) return null;
  const visited = open.find((record) => takesVisit(record) && samePlace(triage.room, record.room));
  return (
    visited ?? open.find(({ kind, room }) => kind === "complaint" && samePlace(triage.room, room)) ?? null
  );
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
  const { triage, open, asked, now } = situation;
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
  if (asked && tellsMoreWithAsked(situation)) return { act: "extend", record: asked, again: false };
  const voice = explainedVoice(situation);
  if (voice) return { act: "extend", record: voice, again: false };
  if (isMereThanks(situation)) return { act: "smalltalk" };
  const under = addsToEmergency(situation);
  if (under) return { act: "extend", record: under, again: false };
  const worked = workedOn(situation);
  if (worked) return { act: "extend", record: worked, again: false };
  if (gap && answersWithout(situation, gap)) return { act: "extend", record: gap, again: false };
  const told = toldOf(situation);
  if (told) return { act: "extend", record: told, again: false };
  if (isChaser(situation)) {
    const records = chasedRecords(situation);
    if (records.length > 0) return { act: "chase", records };
  }
  const match = matchRecord(situation);
  if (match && !isComplaintAbout(situation, match)) {
    return { act: "extend", record: match.record, again: match.again };
  }
  const underWay = goesWithOpen(situation);
  if (underWay) return { act: "extend", record: underWay, again: false };
  return onMatter(situation);
}
