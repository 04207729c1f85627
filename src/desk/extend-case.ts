import { type CaseRecord, isOpen } from "../rules/case-record.js";
import { proposesMajor } from "../rules/chasers.js";
import { takesVisit } from "../rules/facts-alone.js";
import type { LedgerEntry } from "../rules/ledger-entry.js";
import { topicsOfText, UNHEARD_VOICE } from "../rules/matching.js";
import {
  completePlace,
  isFlat,
  namesOthersFlat,
  ownFacts,
  type ResidentFacts,
} from "../rules/memory-facts.js";
import { namesAnotherTime } from "../rules/spoken-moment.js";
import { addedWordsAnswer } from "../rules/wording/added-words-wording.js";
import { againAnswer } from "../rules/wording/conversation-wording.js";
import { gapFilledAnswer } from "../rules/wording/resident-wording.js";
import { majorProposal, reportedLate, timeMovedNews } from "../rules/wording/staff-news-wording.js";
import { answerResident } from "./answer-resident.js";
import { LostRace } from "./errors.js";
import type { Handled } from "./handle-message.js";
import type { WordsContext } from "./open-from-words.js";
import type { Stores } from "./ports.js";
import { promiseOf } from "./promise-of.js";
import { learnFacts, putFacts } from "./remember-facts.js";
import type { ResidentContext } from "./resident-context.js";
import { mediaOfPieces } from "./resident-pieces.js";
import { tellSupervisors } from "./tell-supervisors.js";
import { tellWorkers } from "./tell-workers.js";

/** Links what the pieces carried to the record. */
export async function linkPieces(
  stores: Stores,
  context: ResidentContext,
  record: Pick<CaseRecord, "id">,
): Promise<void> {
  for (const piece of context.pieces) await stores.attachments.linkToCase(piece.id, record.id);
}

function factsOf(context: WordsContext, record: CaseRecord): ResidentFacts {
  const { triage, words } = context;
  // A neighbour's flat is not where the matter is, once that is known.
  const isOthers = record.room !== null && namesOthersFlat(words);
  return {
    room: triage.room && !isOthers ? completePlace(record.room, triage.room, words) : null,
    phone: triage.phone,
    name: triage.name,
  };
}

/** What of the last question is still not answered. */
export async function settleQuestion(stores: Stores, context: WordsContext): Promise<void> {
  const { conversation, triage } = context;
  const pending = conversation.pendingQuestion;
  if (!pending) return;
  const given = {
    reason: context.words,
    room: triage.room,
    phone: triage.phone,
    time: triage.wishedTime,
    matter: triage.topic,
  };
  const asked = pending.asked.filter((fact) => given[fact] === null);
  await stores.conversations.update(conversation.id, {
    pendingQuestion: asked.length > 0 ? { ...pending, asked } : null,
  });
}

const NO_TIME = { time: null, fromTime: null };

/** The time wished for, and the one it takes the place of. */
function timeOf({ triage }: WordsContext, record: CaseRecord) {
  const time = triage.wishedTime;
  const isAnother = time !== null && record.wishedTime !== time;
  return { time, fromTime: isAnother ? record.wishedTime : null };
}

/** Puts facts that arrived later into the record they were asked for, and tells who works on it. */
export async function fillGap(
  stores: Stores,
  context: WordsContext & { record: CaseRecord },
): Promise<Handled> {
  const { estate, record, message, words, now } = context;
  const facts = factsOf(context, record);
  const { time, fromTime } = timeOf(context, record);
  const { appointmentAt } = record;
  const isMoved =
    time !== null &&
    (appointmentAt ? namesAnotherTime(time, appointmentAt, { ...estate, now }) : fromTime !== null);
  const changes = {
    ...(facts.room ? { room: facts.room } : {}),
    ...(facts.phone ? { contactPhone: facts.phone } : {}),
    ...(facts.name ? { contactName: facts.name } : {}),
    ...(time ? { wishedTime: time } : {}),
  };
  const updated = await stores.cases.update(record, changes, now);
  if (!updated) throw new LostRace(`case ${record.id}`);
  await learnFacts(stores, context, ownFacts(words, facts));
  // Another time carries the matter on: it is no mistake put right, which audits would list.
  await stores.ledger.append(record.id, {
    at: now,
    type: "extended",
    actor: "resident",
    data: { words, ...facts, time, fromTime },
    inboundId: message.id,
    correctsId: null,
  });
  await linkPieces(stores, context, record);
  // Where something happened is of that matter alone; the writer's home is of all.
  const isHome = !record.emergency && facts.room !== null && isFlat(facts.room);
  const shared = ownFacts(words, isHome ? facts : { ...facts, room: null });
  for (const other of context.open) {
    if (other.id !== record.id) {
      await putFacts(stores, other, { facts: shared, overwrite: false, inboundId: message.id, now });
    }
  }
  await settleQuestion(stores, context);
  const said = { ...facts, time, isMoved };
  await answerResident(stores, context, { words: gapFilledAnswer(updated, said), record: updated });
  await tellWorkers(stores, {
    estate,
    record: updated,
    words: isMoved ? timeMovedNews(updated, { words, estate, now }) : `住户补充：${words}`,
    cause: `extended:${message.id}`,
    now,
  });
  return { outcome: "extended", caseId: record.id };
}

/** A matter reported too often to be minor is proposed as major, once (CMP-09). */
export async function proposeMajor(
  stores: Stores,
  context: ResidentContext,
  record: CaseRecord,
): Promise<void> {
  const { estate, now } = context;
  if (!isOpen(record) || !proposesMajor(record, estate)) return;
  const key = `proposeMajor:${record.id}`;
  await tellSupervisors(stores, { estate, record, words: majorProposal(record), key, now });
}

/** What the record is about, when these words are the first to tell: after a voice message, or when asked. */
function matterWith({ conversation, words, script }: WordsContext, record: CaseRecord): string | null {
  if (record.matter === UNHEARD_VOICE) return words;
  const pending = conversation.pendingQuestion;
  const wasAsked = pending?.caseId === record.id && pending.asked.includes("matter");
  return wasAsked && topicsOfText(script.toSimplified(words)).length > 0 ? words : null;
}

/** The same reported again past its promise is the supervisor's business, as a chase is (CMP-23); whether somebody was told. */
async function climbLate(
  stores: Stores,
  { estate, message, words, now }: WordsContext,
  { record, promisedBy }: { record: CaseRecord; promisedBy: Date | null },
): Promise<boolean> {
  if (!isOpen(record) || record.emergency || promisedBy === null || promisedBy > now) return false;
  const key = `againLate:${record.id}:${message.id}`;
  const told = await tellSupervisors(stores, {
    estate,
    record,
    words: reportedLate(record, words),
    key,
    now,
  });
  return told.length > 0;
}

/** What is added to an open record. */
export interface Addition {
  readonly record: CaseRecord;
  /** True for the same reported once more. */
  readonly again: boolean;
  /** What the matter reads from now on; null leaves it. */
  readonly matter: string | null;
  /** More for its entry in the ledger. */
  readonly data?: LedgerEntry["data"];
}

/** Enters words into an open record with what belongs to them; nobody is told yet. */
export async function enterAddition(
  stores: Stores,
  context: WordsContext,
  { record, again, matter, data }: Addition,
): Promise<CaseRecord> {
  const { triage, message, words, pieces, now } = context;
  const { time, fromTime } = takesVisit(record) ? timeOf(context, record) : NO_TIME;
  const facts = { phone: triage.phone, name: triage.name, room: triage.room };
  const filled = await putFacts(stores, record, { facts, overwrite: false, inboundId: message.id, now });
  const reportCount = record.reportCount + (again ? 1 : 0);
  const updated = await stores.cases.update(
    filled,
    {
      reportCount,
      ...(matter ? { matter } : {}),
      ...(time ? { wishedTime: time } : {}),
    },
    now,
  );
  if (!updated) throw new LostRace(`case ${record.id}`);
  const media = mediaOfPieces(pieces).map(({ kind }) => kind);
  await stores.ledger.append(record.id, {
    at: now,
    type: again ? "chased" : "extended",
    actor: "resident",
    data: { words, again, reports: reportCount, media: media.join(",") || null, time, fromTime, ...data },
    inboundId: message.id,
    correctsId: null,
  });
  await linkPieces(stores, context, record);
  await settleQuestion(stores, context);
  return updated;
}

/** Adds words to an open record: more about it, or the same again. */
export async function extendCase(
  stores: Stores,
  context: WordsContext & { record: CaseRecord; again: boolean },
): Promise<Handled> {
  const { record, again, estate, message, words, now } = context;
  const matter = matterWith(context, record);
  const updated = await enterAddition(stores, context, { record, again, matter });
  const promisedBy = await promiseOf(stores, updated);
  const toldSupervisor = again && (await climbLate(stores, context, { record: updated, promisedBy }));
  const tellsMatter = matter !== null;
  const answer =
    again && isOpen(updated)
      ? againAnswer(updated, estate, { promisedBy, now, toldSupervisor })
      : addedWordsAnswer({ record: updated, estate, words, tellsMatter, promisedBy, now });
  await answerResident(stores, context, { words: answer, record: updated });
  await tellWorkers(stores, {
    estate,
    record: updated,
    words: again ? `住户第${updated.reportCount}次反映：${words}` : `住户补充：${words}`,
    cause: `extended:${message.id}`,
    now,
  });
  await proposeMajor(stores, context, updated);
  return { outcome: again ? "reportedAgain" : "extended", caseId: record.id };
}
