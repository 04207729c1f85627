import { isBarePlace } from "./bare-place.js";
import type { CaseKind, CaseRecord, MessageKind } from "./case-record.js";
import { asksBack, asksWhoComes, urges } from "./chasers.js";
import { plainText } from "./chinese-text.js";
import { isAbout, samePlace, topicsOfText } from "./matching.js";
import { namesOthersFlat } from "./memory-facts.js";
import type { ResidentDecision, ResidentSituation } from "./resident-situation.js";
import { SURE_ENOUGH } from "./triage/triage-result.js";
import { proposesTime } from "./triage/wished-time.js";

/** Words that only say whose room and phone the figures beside them are: 我是3号楼1单元204室的，电话…. */
const FACT_WORDS =
  /我们?家?(?:就)?(?:是|住在?|在)?|号楼|楼栋|单元|房号|门牌号?|地址|[栋幢座室号楼层]|电话|手机|号码|联系(?:方式)?|业主|住户|[是的为]/g;

/** A fact of those the desk just asked for. */
function givesAsked({ asked, askedFor, triage }: ResidentSituation): boolean {
  const given = { room: triage.room, phone: triage.phone, time: triage.wishedTime };
  return asked !== null && Object.entries(given).some(([fact, value]) => value && askedFor.includes(fact));
}

/**
 * Facts alone: what is left of a message without its room, phone, name and time is no matter, and asks nothing.
 * A thing that is named beside them is a matter, in however few words: 5栋灯坏了.
 */
function isFactsOnly(situation: ResidentSituation): boolean {
  const { triage, text } = situation;
  const hasFact =
    triage.room !== null || triage.phone !== null || triage.name !== null || triage.wishedTime !== null;
  if (!hasFact || asksBack(text) || (urges(text) && !givesAsked(situation))) return false;
  if (triage.kind === "progress" || triage.kind === "smalltalk") return true;
  const letters = [...text.replace(FACT_WORDS, "").replace(/[\d\s\p{P}\p{S}]/gu, "")].length;
  if (topicsOfText(text).length === 0) return letters <= 8;
  return letters <= 14 && givesAsked(situation) && isOfAsked(situation);
}

/** 电话13088889999，水龙头明天下午来修吧: the thing asked about is named with the answer. */
function isOfAsked({ asked, triage, text }: ResidentSituation): boolean {
  if (!asked || /又|还在|更|另外|也/.test(text)) return false;
  return isAbout(text, asked) && samePlace(triage.room, asked.room);
}

/** Asked when it suits, a time with nothing else is the answer, however it is put: 刚出去了，明天上午十点可以吗. */
function tellsTimeAsked({ asked, askedFor, triage, text }: ResidentSituation): boolean {
  return (
    asked !== null &&
    askedFor.includes("time") &&
    triage.wishedTime !== null &&
    topicsOfText(text).length === 0 &&
    !asksWhoComes(text)
  );
}

/** 推了三次了 一推就响，17栋2单元303: what was asked for, with more about the same. */
export function tellsMoreWithAsked(situation: ResidentSituation): boolean {
  const { text, triage, asked } = situation;
  if (!asked || !givesAsked(situation) || asksBack(text) || topicsOfText(text).length > 0) return false;
  return TOLD_OF_IT.has(triage.kind) && [...text].length <= 30 && !/投诉|另外|还有|对了/.test(text);
}
const TOLD_OF_IT: ReadonlySet<MessageKind> = new Set(["complaint", "repair", "request"]);

/** Asked where it is, they say where. */
export function tellsPlaceAsked({ asked, askedFor, text }: ResidentSituation): boolean {
  return asked !== null && askedFor.includes("room") && isBarePlace(text);
}

const VISITED: ReadonlySet<CaseKind> = new Set(["repair", "request", "unclear"]);

/** Whether somebody may come for it: a time told of another matter is when it happens, not when to come. */
export function takesVisit({ kind }: Pick<CaseRecord, "kind">): boolean {
  return VISITED.has(kind);
}

/** 就晚上11点以后, said of a noise. */
function tellsWhenItHappens({ triage, askedFor }: ResidentSituation, record: CaseRecord): boolean {
  const isTimeOnly = triage.room === null && triage.phone === null && triage.name === null;
  return isTimeOnly && triage.wishedTime !== null && !askedFor.includes("time") && !takesVisit(record);
}

/** 是隔壁1204吧: where somebody else lives, which nobody asked. */
function tellsOthersFlat({ triage, text, askedFor }: ResidentSituation): boolean {
  const isFlatOnly = triage.phone === null && triage.name === null && triage.wishedTime === null;
  return isFlatOnly && !askedFor.includes("room") && namesOthersFlat(text);
}

/** Longer ones tell more than another time. */
const MOST_LETTERS_OF_A_TIME = 24;

/**
 * The visit for which another time is told or proposed (周三加班，周四吧 · 周五晚上7点行吗), or null: the one asked about,
 * else the newest that has a time already, else the newest.
 */
function visitToMove({ triage, text, open, asked }: ResidentSituation): CaseRecord | null {
  if (triage.wishedTime === null || !proposesTime(plainText(text))) return null;
  const letters = [...text.replace(/[^\p{Script=Han}]/gu, "")].length;
  const isBlame = triage.kind === "complaint" && triage.confidence >= SURE_ENOUGH;
  if (letters > MOST_LETTERS_OF_A_TIME || isBlame) return null;
  const isMeant = (record: CaseRecord) => topicsOfText(text).length === 0 || isAbout(text, record);
  const visits = open.filter(
    (record) =>
      takesVisit(record) && !record.emergency && isMeant(record) && samePlace(triage.room, record.room),
  );
  const hasTime = ({ appointmentAt, wishedTime }: CaseRecord) =>
    appointmentAt !== null || wishedTime !== null;
  return visits.find((record) => record.id === asked?.id) ?? visits.find(hasTime) ?? visits[0] ?? null;
}

/** What facts alone mean: they are of the matter asked about, or of the one opened lately; else of none yet. */
export function onFacts(situation: ResidentSituation, gap: CaseRecord | null): ResidentDecision | null {
  const moved = visitToMove(situation);
  if (moved) return { act: "fillGap", record: moved };
  if (!isFactsOnly(situation) && !(gap && tellsTimeAsked(situation))) return null;
  if (gap === null) return saysNothingBesides(situation) ? { act: "askMatter" } : null;
  if (tellsWhenItHappens(situation, gap) || tellsOthersFlat(situation))
    return { act: "extend", record: gap, again: false };
  return { act: "fillGap", record: gap };
}

/** A room and a number alone; 昨天报的，3栋502 speaks of a matter. */
function saysNothingBesides({ triage, text }: ResidentSituation): boolean {
  if (triage.room === null && triage.phone === null) return false;
  const rest = text.replace(FACT_WORDS, "").replace(triage.name ?? "", "");
  return [...rest.replace(/[^\p{Script=Han}]/gu, "")].length <= 2;
}
