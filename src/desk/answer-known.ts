import type { CaseRecord } from "../rules/case-record.js";
import { findAnswer, isQuestion } from "../rules/knowledge.js";
import { noticeFor, noticeSource, sayArea, saySpan } from "../rules/notices.js";
import { recordKeptUntil } from "../rules/retention.js";
import { answerBeside, knownAnswer, noticeAnswer } from "../rules/wording/conversation-wording.js";
import { addToAnswer } from "./answer-resident.js";
import { LostRace } from "./errors.js";
import { linkPieces } from "./extend-case.js";
import type { Handled } from "./handle-message.js";
import { recordMatter } from "./open-case.js";
import type { WordsContext } from "./open-from-words.js";
import type { Stores } from "./ports.js";
import { fromChat, type ResidentContext } from "./resident-context.js";

/** An answer the desk may give by itself, and where it comes from. */
export interface Known {
  readonly words: string;
  readonly source: string;
  readonly outcome: "answeredFromKnowledge" | "answeredByNotice";
}

/** What the estate's knowledge or a current notice answers; null when neither does. Nothing is ever made up. */
export async function findKnown(stores: Stores, context: WordsContext): Promise<Known | null> {
  const { estate, resident, triage, script, now } = context;
  if (triage.emergency) return null;
  const text = script.toSimplified(context.words);
  const isReport = !isQuestion(triage, text);
  const room = triage.room ?? resident.room;
  const notice = noticeFor(await stores.notices.current(estate.id, now), {
    text,
    room,
    isReport,
    now,
  });
  if (notice) {
    const said = {
      words: notice.words,
      area: sayArea(notice.buildings),
      span: saySpan(notice, now, estate.timezone),
    };
    return {
      words: noticeAnswer(said, { isReport }),
      source: noticeSource(notice.id),
      outcome: "answeredByNotice",
    };
  }
  if (isReport) return null;
  const entry = findAnswer(text, estate.knowledge ?? [], { now, timezone: estate.timezone });
  return entry && { words: knownAnswer(entry), source: entry.source, outcome: "answeredFromKnowledge" };
}

/** The contact enters the ledger as answered at once: nobody has to act on it (REC-20). */
async function recordAnswered(stores: Stores, context: WordsContext, known: Known): Promise<CaseRecord> {
  const { estate, resident, message, triage, words, now } = context;
  const record = await recordMatter(stores, {
    ...fromChat(context),
    kind: "enquiry",
    needsClassification: false,
    triage: { ...triage, room: triage.room ?? resident.room, complaintClass: null },
    classifiedBy: triage.classifiedBy,
    words,
    photos: 0,
  });
  const done = {
    handledAt: now,
    closedAt: now,
    retainUntil: recordKeptUntil(estate, now),
    handling: known.words,
    result: known.words,
  };
  const closed = await stores.cases.update(
    record,
    { ...done, status: "closed", closeReason: known.source },
    now,
  );
  if (!closed) throw new LostRace(`case ${record.id}`);
  await stores.ledger.append(record.id, {
    at: now,
    type: "closed",
    actor: "guanjia",
    data: { source: known.source },
    inboundId: message.id,
    correctsId: null,
  });
  return closed;
}

/**
 * Gives the answer and records the contact. `beside` the answers to other matters of the same message it says what
 * it answers, and is part of theirs.
 */
export async function answerKnown(
  stores: Stores,
  context: WordsContext,
  known: Known & { readonly beside?: boolean },
): Promise<Handled> {
  const record = await recordAnswered(stores, context, known);
  await linkPieces(stores, context, record);
  const words = known.beside ? answerBeside(context.words, known.words) : known.words;
  await addToAnswer(stores, context, { words, record });
  return { outcome: known.outcome, caseId: record.id };
}

/** One of several matters of a message, read. */
type ReadMatter = Pick<WordsContext, "words" | "triage">;

/** One of them that the desk can answer by itself. */
export interface KnownMatter extends ReadMatter {
  readonly answer: Known;
}

/**
 * What of several matters the desk can answer by itself, as if each had been sent alone, and those left. Somebody
 * in an emergency reads of that alone: nothing is taken out then, so that whoever helps reads all of it.
 */
export async function takeKnown<M extends ReadMatter>(
  stores: Stores,
  context: ResidentContext,
  matters: readonly M[],
): Promise<{ known: readonly KnownMatter[]; rest: readonly M[] }> {
  if (context.open.some(({ emergency }) => emergency)) return { known: [], rest: matters };
  const known: KnownMatter[] = [];
  const rest: M[] = [];
  for (const matter of matters) {
    const answer = await findKnown(stores, { ...context, ...matter });
    if (answer) known.push({ ...matter, answer });
    else rest.push(matter);
  }
  return { known, rest };
}

/**
 * Answers what the desk knows in the same message as the rest. What became of the rest, if there was any, is what
 * became of the message; photos are of the matter somebody works on.
 */
export async function answerBesides(
  stores: Stores,
  context: ResidentContext,
  said: { known: readonly KnownMatter[]; handled: Handled | null },
): Promise<Handled> {
  let { handled } = said;
  for (const { words, triage, answer } of said.known) {
    const also = await answerKnown(stores, { ...context, words, triage }, { ...answer, beside: true });
    handled ??= also;
  }
  if (!handled) return { outcome: "nothing", caseId: null };
  if (handled.caseId !== null) await linkPieces(stores, context, { id: handled.caseId });
  return handled;
}
