import { type CaseKind, type CaseRecord, isOpen, type LinkKind, wasAnsweredAtOnce } from "./case-record.js";
import { chasedRecords, isChaser } from "./chasers.js";
import { explainedVoice, isAbout, type Match, matchRecord, samePlace, topicsOfText } from "./matching.js";
import type { ResidentFacts } from "./memory-facts.js";
import { saysRelief } from "./relief.js";
import type { ResidentIntent } from "./resident-intent.js";
import { SURE_ENOUGH, type TriageResult } from "./triage/triage-result.js";
import { namesVehicle } from "./vehicles.js";

/** What the desk knows when a message arrives. */
export interface ResidentSituation {
  readonly triage: TriageResult;
  readonly text: string;
  /** Open records of the resident, newest first. */
  readonly open: readonly CaseRecord[];
  /** Latest record in any state, or null. */
  readonly latest: CaseRecord | null;
  /** Records of the last three months in any state, newest first. */
  readonly recent: readonly CaseRecord[];
  /** Record the desk's last question was about, or null. */
  readonly asked: CaseRecord | null;
  /** What that question asked for and has not been told. */
  readonly askedFor: readonly string[];
  /** What the resident wants of the desk itself, or null. */
  readonly intent: ResidentIntent | null;
  /** What the words correct of what was said before, or null. */
  readonly correction: ResidentFacts | null;
  readonly now: Date;
}

/** The record a new one hangs together with. */
export interface CaseLink {
  readonly caseId: number;
  readonly kind: LinkKind;
}

/** What to do with a resident's words. */
export type ResidentDecision =
  | {
      readonly act: "open";
      readonly kind: CaseKind;
      readonly needsClassification: boolean;
      readonly link: CaseLink | null;
    }
  | { readonly act: "fillGap"; readonly record: CaseRecord }
  | { readonly act: "correct"; readonly facts: ResidentFacts }
  /** `again`: the same matter reported once more, not merely more about it. */
  | { readonly act: "extend"; readonly record: CaseRecord; readonly again: boolean }
  | { readonly act: "chase"; readonly records: readonly CaseRecord[] }
  | { readonly act: "callOff"; readonly record: CaseRecord }
  | { readonly act: "person" | "privacy" | "abuse" | "smalltalk" };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A matter that comes back within this time repeats the old one (CMP-26: three months). */
export const REPEAT_MILLIS = 92 * 24 * HOUR;

/** Words that only say whose room and phone the figures beside them are: 我是3号楼1单元204室的，电话…. */
const FACT_WORDS =
  /我们?家?(?:就)?(?:是|住在?|在)?|号楼|楼栋|单元|房号|门牌号?|地址|[栋幢座室号楼层]|电话|手机|号码|联系(?:方式)?|业主|住户|[是的为]/g;

/** Facts alone: what is left of a message without its room, phone, name and time is no matter. */
function isFactsOnly(triage: TriageResult, text: string): boolean {
  const hasFact =
    triage.room !== null || triage.phone !== null || triage.name !== null || triage.wishedTime !== null;
  if (!hasFact) return false;
  const letters = (words: string) => [...words.replace(/[\d\s\p{P}\p{S}]/gu, "")].length;
  if (triage.kind === "progress" || triage.kind === "smalltalk" || letters(text) <= 8) return true;
  return letters(text.replace(FACT_WORDS, "")) <= 8 && topicsOfText(text).length === 0;
}

/** Words taken for small talk without certainty, and long for it: rather one record too many than a matter lost. */
function maySayMore(triage: TriageResult, text: string): boolean {
  // A plate or a parking place is said for a reason, in however few words.
  if (namesVehicle(text)) return true;
  const letters = [...text.replace(/[^\p{Script=Han}]/gu, "")].length;
  return triage.confidence < SURE_ENOUGH && letters >= 10;
}

/** An emergency of the last two hours goes on: more words about it alarm again instead of opening another. */
function goesOn(situation: ResidentSituation): CaseRecord | null {
  const { triage, text, open, now } = situation;
  const running = open.find(
    (record) => record.emergency && now.getTime() - record.receivedAt.getTime() < 2 * HOUR,
  );
  if (!running || !samePlace(triage.room, running.room)) return null;
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

/**
 * What the words correct of what was said before; nothing when nothing was. 「不是投诉哈，就报个修，24栋灯坏了」 sounds
 * like a correction and is a matter of its own: one that no open record is about must not be lost for a room.
 */
function correctionIn(situation: ResidentSituation): ResidentFacts | null {
  const { correction, triage, open, latest } = situation;
  if (!correction || (open.length === 0 && latest === null)) return null;
  const isMatter = MATTERS.has(triage.kind) && triage.topic !== null && triage.confidence >= SURE_ENOUGH;
  return isMatter && matchRecord(situation) === null ? null : correction;
}

function onIntent(situation: ResidentSituation): ResidentDecision | null {
  const { intent, triage, open } = situation;
  if (intent === "person" || intent === "privacy") return { act: intent };
  const correction = correctionIn(situation);
  if (correction) return { act: "correct", facts: correction };
  const [newest] = open;
  if (intent === "neverMind" && newest && !triage.emergency) return { act: "callOff", record: newest };
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

function onMatter(situation: ResidentSituation): ResidentDecision {
  const { triage, text } = situation;
  const unsure = {
    act: "open",
    kind: "unclear",
    needsClassification: true,
    link: linkOf(situation),
  } as const;
  const explained = explainedBefore(situation);
  if (explained && (triage.kind === "progress" || triage.kind === "smalltalk")) {
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
  if (asked && tellsWhatWasAsked(situation)) return { act: "extend", record: asked, again: false };
  if (gap && isFactsOnly(triage, text)) return { act: "fillGap", record: gap };
  const voice = explainedVoice(situation);
  if (voice) return { act: "extend", record: voice, again: false };
  const rescued = open.find(
    (record) => record.emergency && now.getTime() - record.receivedAt.getTime() < DAY,
  );
  if (rescued && saysRelief(text)) return { act: "extend", record: rescued, again: false };
  if (isMereThanks(situation)) return { act: "smalltalk" };
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
