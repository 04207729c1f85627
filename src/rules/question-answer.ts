import { type CaseRecord, isOpen } from "./case-record.js";
import { isAbout, NAMED_NUMBER, namedRecord, samePlace, topicsOfText } from "./matching.js";
import { isOpenQuestion, type SatisfactionQuestion } from "./question.js";
import { type ReadAnswer, readAnswer, type SplitAnswer, splitAnswer } from "./satisfaction.js";
import type { TriageResult } from "./triage/triage-result.js";

/** A question with the matter it is about. */
export interface AskedMatter {
  readonly question: SatisfactionQuestion;
  readonly record: CaseRecord;
}

/** What words that may be an answer are held against. */
export interface AnswerFacts {
  /** In simplified script. */
  readonly text: string;
  readonly triage: Pick<TriageResult, "emergency" | "kind" | "room">;
  /** What is said besides an assessment the words begin with, read by itself; null when there is none. */
  readonly besides: Pick<TriageResult, "kind" | "room"> | null;
  /** Number of the matter that a quoted message names, or null. */
  readonly quoted: number | null;
  /** The latest question of each matter that may still be answered, the one asked last first. */
  readonly asked: readonly AskedMatter[];
  /** Open records of the resident. */
  readonly open: readonly CaseRecord[];
  readonly now: Date;
}

/** An answer, the matters it goes to, and those it might have meant as well. */
export interface FoundAnswer {
  readonly reading: ReadAnswer;
  readonly about: readonly AskedMatter[];
  readonly others: readonly AskedMatter[];
  /** True when the same words bring a matter of their own (1，另外楼道灯坏了), which must not be lost. */
  readonly more: boolean;
}

/** Kinds of words that want something done or answered. */
const WANTS: ReadonlySet<string> = new Set(["complaint", "repair", "request", "enquiry", "suggestion"]);

/** Settled within this time of one another, matters were asked about in one breath. */
const TOGETHER_MILLIS = 10 * 60_000;

/** Words that may mean something else are taken for an answer this long after the question; then the matter came back. */
const FRESH_MILLIS = 48 * 3_600_000;

const isStillOpen = ({ record }: AskedMatter) => isOpen(record);

function byName({ text, quoted, asked, open }: AnswerFacts): AskedMatter | "another" | null {
  const records = asked.map(({ record }) => record);
  const named = namedRecord(text, [...records, ...open]);
  const number = named?.number ?? quoted;
  if (number === null) return null;
  return asked.find(({ record }) => record.number === number) ?? (named ? "another" : null);
}

/** The matter the words speak of by its subject; `another` when they have a subject of their own. */
function bySubject({ text, triage, asked, open }: AnswerFacts): AskedMatter | "another" | null {
  if (topicsOfText(text).length === 0) return null;
  const speaksOf = (record: CaseRecord) => isAbout(text, record) && samePlace(triage.room, record.room);
  const meant = asked.find(({ record }) => speaksOf(record));
  if (meant) return meant;
  return open.some(speaksOf) || topicsOfText(text).length > 0 ? "another" : null;
}

/** The same defect reported anew needs no word of blame: it was not solved. */
const REPORTED_AGAIN: ReadAnswer = { satisfaction: "dissatisfied", sure: false, bare: false };

function reportsAgain({ triage, text }: AnswerFacts, subject: AskedMatter | "another" | null): boolean {
  const isReport = triage.kind === "repair" || triage.kind === "complaint";
  return isReport && subject !== null && subject !== "another" && !/[?？]\s*$|[吗呢]\s*$/.test(text);
}

/** Words that name nothing mean the matter talked about last: no open one came up since it was asked about. */
function isLastTalkedOf(facts: AnswerFacts, { question, record }: AskedMatter): boolean {
  return facts.open.every((one) => one.id === record.id || one.receivedAt < question.askedAt);
}

/** 还行吧 就是鞋套没穿: a remark about what is assessed, unless it reports a defect. */
const REMARKS = /^(?:就是|只是|不过|但|可惜|唯一|美中不足)/;

/** Whether words bring a matter or a question of their own besides the assessment (1，另外楼道灯坏了). */
function bringsMore(facts: AnswerFacts, split: SplitAnswer | null): boolean {
  if (!split || !facts.besides) return bySubject(facts) === "another" && WANTS.has(facts.triage.kind);
  const { kind } = facts.besides;
  if (!WANTS.has(kind) || (REMARKS.test(split.besides) && kind !== "repair")) return false;
  if (split.apart || kind === "enquiry") return true;
  const triage = { ...facts.triage, ...facts.besides };
  return bySubject({ ...facts, text: split.besides, triage }) === "another";
}

/** What the words assess. What is wrong with something else is not said of this (很满意，另外楼道灯坏了). */
function assessmentIn(said: string, apartFrom: SplitAnswer | null): ReadAnswer | null {
  const reading = readAnswer(apartFrom ? apartFrom.answer : said);
  return reading && apartFrom ? { ...reading, sure: true } : reading;
}

/** Asked about within minutes of one another, or named in one reminder. */
function inOneBreath({ question: one }: AskedMatter, { question: other }: AskedMatter): boolean {
  const apart = Math.abs(other.askedAt.getTime() - one.askedAt.getTime());
  return apart <= TOGETHER_MILLIS || (one.messageKey !== null && one.messageKey === other.messageKey);
}

function unnamed(facts: AnswerFacts, reading: ReadAnswer): AskedMatter[] {
  const waiting = facts.asked.filter(({ question }) => isOpenQuestion(question));
  const [latest] = waiting.length > 0 ? waiting : facts.asked;
  if (!latest) return [];
  if (!reading.sure && !isLastTalkedOf(facts, latest)) return [];
  // What is wrong is acted on, and on one matter; what is right may be said of all that were asked about together.
  if (reading.satisfaction === "dissatisfied" || waiting.length === 0) return [latest];
  return waiting.filter((one) => /都|两件|几件/.test(facts.text) || inOneBreath(one, latest));
}

/**
 * Finds out whether words answer the question of satisfaction, and for which matters: the one named or quoted,
 * the one they speak of, else the one asked about last. Null sends them their usual way: an emergency, a new
 * matter, a question, words about something that is still being worked on.
 */
export function findAnswer(facts: AnswerFacts): FoundAnswer | null {
  const { text, triage, asked } = facts;
  if (triage.emergency || asked.length === 0) return null;
  const named = byName(facts);
  if (named === "another") return null;
  const subject = named ?? bySubject(facts);
  const said = named ? text.replace(NAMED_NUMBER, " ").trim() : text;
  const split = splitAnswer(said);
  const more = bringsMore(facts, split);
  const reading =
    assessmentIn(said, more ? split : null) ?? (reportsAgain(facts, subject) ? REPORTED_AGAIN : null);
  if (!reading) return null;
  if (subject === "another" && !reading.sure) return null;
  const about = subject === null || subject === "another" ? unnamed(facts, reading) : [subject];
  if (about.length === 0) return null;
  // A matter opened again is talked of like any open one, unless the words can only be an answer.
  const isStale = ({ question }: AskedMatter) =>
    triage.kind !== "progress" &&
    !isOpenQuestion(question) &&
    facts.now.getTime() - question.askedAt.getTime() > FRESH_MILLIS;
  if (!reading.sure && about.some((one) => isStillOpen(one) || isStale(one))) return null;
  const others = asked.filter((one) => isOpenQuestion(one.question) && !about.includes(one));
  const isNamed = subject !== null && subject !== "another";
  return { reading, about, others: isNamed ? [] : others, more };
}
