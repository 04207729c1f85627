import type { CaseRecord } from "../rules/case-record.js";
import { findAnswer, isQuestion } from "../rules/knowledge.js";
import { noticeFor, noticeSource, sayArea, saySpan } from "../rules/notices.js";
import { recordKeptUntil } from "../rules/retention.js";
import { knownAnswer, noticeAnswer } from "../rules/wording/conversation-wording.js";
import { answerResident } from "./answer-resident.js";
import { LostRace } from "./errors.js";
import { linkPieces } from "./extend-case.js";
import type { Handled } from "./handle-message.js";
import { recordMatter } from "./open-case.js";
import type { WordsContext } from "./open-from-words.js";
import type { Stores } from "./ports.js";

/** An answer the desk may give by itself, and where it comes from. */
interface Known {
  readonly words: string;
  readonly source: string;
  readonly outcome: "answeredFromKnowledge" | "answeredByNotice";
}

async function find(stores: Stores, context: WordsContext): Promise<Known | null> {
  const { estate, resident, triage, words, now } = context;
  if (triage.emergency) return null;
  const isReport = !isQuestion(triage, words);
  const room = triage.room ?? resident.room;
  const notice = noticeFor(await stores.notices.current(estate.id, now), {
    text: words,
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
  const entry = findAnswer(words, estate.knowledge ?? [], { now, timezone: estate.timezone });
  return entry && { words: knownAnswer(entry), source: entry.source, outcome: "answeredFromKnowledge" };
}

/** The contact enters the ledger as answered at once: nobody has to act on it (REC-20). */
async function recordAnswered(stores: Stores, context: WordsContext, known: Known): Promise<CaseRecord> {
  const { estate, resident, conversation, message, triage, words, now } = context;
  const record = await recordMatter(stores, {
    estate,
    kind: "enquiry",
    needsClassification: false,
    triage: { ...triage, room: triage.room ?? resident.room, complaintClass: null },
    classifiedBy: triage.classifiedBy,
    words,
    resident,
    conversationId: conversation.id,
    channel: "online",
    recordedBy: null,
    inboundId: message.id,
    receivedAt: now,
    photos: 0,
    now,
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
 * Answers what the estate's knowledge or a current notice answers, and records the contact; null when neither
 * does, so that a person is asked. Nothing is ever made up.
 */
export async function answerKnown(stores: Stores, context: WordsContext): Promise<Handled | null> {
  const known = await find(stores, context);
  if (!known) return null;
  const record = await recordAnswered(stores, context, known);
  await linkPieces(stores, context, record);
  await answerResident(stores, context, { words: known.words, record });
  return { outcome: known.outcome, caseId: record.id };
}
