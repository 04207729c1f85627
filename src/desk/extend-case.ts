import { type CaseRecord, isOpen } from "../rules/case-record.js";
import { proposesMajor } from "../rules/chasers.js";
import { takesVisit } from "../rules/facts-alone.js";
import { topicsOfText, UNHEARD_VOICE } from "../rules/matching.js";
import { completeRoom, isFlat, type ResidentFacts } from "../rules/memory-facts.js";
import { saysRelief } from "../rules/relief.js";
import { addedWordsAnswer, reliefAnswer } from "../rules/wording/added-words-wording.js";
import { againAnswer, correctedAnswer, stillUrgentAnswer } from "../rules/wording/conversation-wording.js";
import { gapFilledAnswer } from "../rules/wording/resident-wording.js";
import { majorProposal } from "../rules/wording/staff-news-wording.js";
import { answerResident } from "./answer-resident.js";
import { LostRace } from "./errors.js";
import type { Handled } from "./handle-message.js";
import type { WordsContext } from "./open-from-words.js";
import type { Stores } from "./ports.js";
import { promiseOf } from "./promise-of.js";
import { putFacts } from "./remember-facts.js";
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
  const { triage } = context;
  return {
    room: triage.room && completeRoom(record.room, triage.room),
    phone: triage.phone,
    name: triage.name,
  };
}

async function learnFlat(stores: Stores, context: ResidentContext, facts: ResidentFacts): Promise<void> {
  const { resident, now } = context;
  const room = facts.room && isFlat(completeRoom(resident.room, facts.room)) ? facts.room : null;
  const learned = {
    ...(room ? { room: completeRoom(resident.room, room) } : {}),
    ...(facts.phone ? { phone: facts.phone } : {}),
    ...(facts.name ? { name: facts.name } : {}),
  };
  if (Object.keys(learned).length > 0) await stores.residents.learn(resident.id, learned, now);
}

/** What of the last question is still not answered. */
async function settleQuestion(stores: Stores, context: WordsContext): Promise<void> {
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

/** Puts facts that arrived later into the record they were asked for, and tells who works on it. */
export async function fillGap(
  stores: Stores,
  context: WordsContext & { record: CaseRecord },
): Promise<Handled> {
  const { triage, record, message, words, now } = context;
  const facts = factsOf(context, record);
  const changes = {
    ...(facts.room ? { room: facts.room } : {}),
    ...(facts.phone ? { contactPhone: facts.phone } : {}),
    ...(facts.name ? { contactName: facts.name } : {}),
    ...(triage.wishedTime ? { wishedTime: triage.wishedTime } : {}),
  };
  const updated = await stores.cases.update(record, changes, now);
  if (!updated) throw new LostRace(`case ${record.id}`);
  await learnFlat(stores, context, facts);
  await stores.ledger.append(record.id, {
    at: now,
    type: "extended",
    actor: "resident",
    data: { words, ...facts, time: triage.wishedTime },
    inboundId: message.id,
    correctsId: null,
  });
  await linkPieces(stores, context, record);
  for (const other of context.open) {
    if (other.id !== record.id) {
      await putFacts(stores, other, { facts, overwrite: false, inboundId: message.id, now });
    }
  }
  await settleQuestion(stores, context);
  const said = { ...facts, time: triage.wishedTime };
  await answerResident(stores, context, { words: gapFilledAnswer(updated, said), record: updated });
  await tellWorkers(stores, {
    estate: context.estate,
    record: updated,
    words: `住户补充：${words}`,
    cause: `extended:${message.id}`,
    now,
  });
  return { outcome: "extended", caseId: record.id };
}

/** Puts right what was said wrong before (不是502是503): in what is known of the resident and in open records. */
export async function correctFacts(
  stores: Stores,
  context: WordsContext & { facts: ResidentFacts },
): Promise<Handled> {
  const { resident, estate, message, words, open, now } = context;
  const [newest] = open;
  const known = resident.room ?? newest?.room ?? null;
  const facts = { ...context.facts, room: context.facts.room && completeRoom(known, context.facts.room) };
  await learnFlat(stores, context, facts);
  const corrected: CaseRecord[] = [];
  for (const record of open) {
    // A matter elsewhere (the lift of building 5) keeps its place when the writer's own flat is put right.
    const isOwn =
      facts.room === null || record.room === null || record.room === known || record.id === newest?.id;
    const mine = isOwn ? facts : { ...facts, room: null };
    const updated = await putFacts(stores, record, {
      facts: mine,
      overwrite: true,
      inboundId: message.id,
      now,
    });
    if (updated === record) continue;
    corrected.push(updated);
    await tellWorkers(stores, {
      estate,
      record: updated,
      words: `住户更正：${words}`,
      cause: `corrected:${message.id}`,
      now,
    });
  }
  await settleQuestion(stores, context);
  const record = corrected[0] ?? null;
  await answerResident(stores, context, { words: correctedAnswer(facts, corrected), record });
  return { outcome: "corrected", caseId: record?.id ?? null };
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

/** Adds words to an open record: more about it, the same again, or an emergency that goes on. */
export async function extendCase(
  stores: Stores,
  context: WordsContext & { record: CaseRecord; again: boolean },
): Promise<Handled> {
  const { record, again, estate, triage, message, words, pieces, now } = context;
  const facts = { phone: triage.phone, name: triage.name, room: triage.room };
  const filled = await putFacts(stores, record, { facts, overwrite: false, inboundId: message.id, now });
  const reportCount = record.reportCount + (again ? 1 : 0);
  const matter = matterWith(context, record);
  const updated = await stores.cases.update(
    filled,
    {
      reportCount,
      ...(matter ? { matter } : {}),
      ...(triage.wishedTime && takesVisit(record) ? { wishedTime: triage.wishedTime } : {}),
    },
    now,
  );
  if (!updated) throw new LostRace(`case ${record.id}`);
  const media = mediaOfPieces(pieces).map(({ kind }) => kind);
  await stores.ledger.append(record.id, {
    at: now,
    type: again ? "chased" : "extended",
    actor: "resident",
    data: { words, again, reports: reportCount, media: media.join(",") || null },
    inboundId: message.id,
    correctsId: null,
  });
  await linkPieces(stores, context, record);
  await settleQuestion(stores, context);
  const promise = await promiseOf(stores, updated);
  const answer = record.emergency
    ? saysRelief(words)
      ? reliefAnswer(updated)
      : stillUrgentAnswer(updated)
    : again && isOpen(updated)
      ? againAnswer(updated, estate, { promisedBy: promise, now })
      : addedWordsAnswer({
          record: updated,
          estate,
          words,
          tellsMatter: matter !== null,
          promisedBy: promise,
          now,
        });
  await answerResident(stores, context, { words: answer, record: updated });
  await tellWorkers(stores, {
    estate,
    record: updated,
    words: again ? `住户第${reportCount}次反映：${words}` : `住户补充：${words}`,
    cause: `extended:${message.id}`,
    now,
  });
  await proposeMajor(stores, context, updated);
  return { outcome: again ? "reportedAgain" : "extended", caseId: record.id };
}
