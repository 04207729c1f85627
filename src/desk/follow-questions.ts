import { afterQuietHours } from "../rules/calendar.js";
import { type CaseRecord, isOpen } from "../rules/case-record.js";
import type { Estate } from "../rules/estate.js";
import { questionStep, type SatisfactionQuestion } from "../rules/question.js";
import { settingOf } from "../rules/settings.js";
import { questionReminder } from "../rules/wording/satisfaction-wording.js";
import type { DeskDeps } from "./desk-deps.js";
import { errorCode, LostRace } from "./errors.js";
import { lapseQuestion } from "./lapse-question.js";
import { REMINDER_KEY } from "./lapse-undelivered.js";
import { inResidentsScript } from "./notify-resident.js";
import type { Conversation } from "./people-ports.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";
import type { TimedSweep } from "./timed-sweep.js";

const HOUR = 3_600_000;
const BATCH = 50;

/** Calls that one look hands out per estate; the others come an hour later, so that nobody finds forty at once. */
const CALLS_AT_ONCE = 5;

/** Calls handed out so far, by estate. */
type Calls = Map<string, number>;

interface Due {
  readonly question: SatisfactionQuestion;
  readonly record: CaseRecord;
  readonly conversation: Conversation;
  readonly estate: Estate;
  /** Handed out in this look. */
  readonly calls: Calls;
  readonly now: Date;
}

async function postpone(stores: Stores, question: SatisfactionQuestion, until: Date): Promise<boolean> {
  if (!(await stores.questions.advance(question, { nextAt: until }))) {
    throw new LostRace(`question ${question.id}`);
  }
  return false;
}

/** Matters of the same chat that were asked about long enough ago to be named in the same reminder. */
async function alsoWaiting(stores: Stores, { question, estate, now }: Due): Promise<SatisfactionQuestion[]> {
  const age = (settingOf(estate, "question.remindHours") * HOUR) / 2;
  const since = new Date(now.getTime() - settingOf(estate, "question.lapseHours") * HOUR);
  const all = await stores.questions.ofConversation(question.conversationId, since);
  return all.filter(
    ({ id, state, askedAt }) =>
      id !== question.id && state === "asked" && now.getTime() - askedAt.getTime() >= age,
  );
}

/** One soft reminder for everything that waits in a chat. */
async function remind(deps: DeskDeps, stores: Stores, due: Due & { readonly nextAt: Date }): Promise<void> {
  const { question, record, conversation, estate, nextAt, now } = due;
  const key = `${REMINDER_KEY}${question.id}:${question.askedAt.getTime()}`;
  const records = [record];
  const waiting = [question, ...(await alsoWaiting(stores, due))];
  for (const one of waiting) {
    const changes = { state: "reminded", remindedAt: now, nextAt, messageKey: key } as const;
    if (!(await stores.questions.advance(one, changes))) throw new LostRace(`question ${one.id}`);
    const other = one.id === question.id ? null : await stores.cases.find(one.caseId);
    if (other) records.push(other);
  }
  const { residentId } = conversation;
  const words = await inResidentsScript(deps, stores, { residentId, words: questionReminder(records) });
  const { accountId: openKfId, peerId: externalUserId } = conversation;
  const target = { channel: "kf", openKfId, externalUserId } as const;
  await queueMessage(stores, { estateId: estate.id, key, target, content: plainText(words), record }, now);
  for (const one of records) {
    await stores.ledger.append(one.id, {
      at: now,
      type: "asked",
      actor: "guanjia",
      data: { words },
      inboundId: null,
      correctsId: null,
    });
  }
}

async function follow(deps: DeskDeps, stores: Stores, due: Due): Promise<boolean> {
  const { question, record, conversation, estate, calls, now } = due;
  if (isOpen(record) || question.round !== Math.max(1, record.round)) {
    const ended = { state: "lapsed", nextAt: null, lapsedBecause: "reopened" } as const;
    return stores.questions.advance(question, ended);
  }
  const awake = afterQuietHours(now, estate);
  if (awake > now) return postpone(stores, question, awake);
  const next = questionStep(question, conversation, { estate, now });
  if (next.step === "remind") {
    await remind(deps, stores, { ...due, nextAt: next.nextAt });
    return true;
  }
  const handedOut = calls.get(estate.id) ?? 0;
  if (handedOut >= CALLS_AT_ONCE) {
    return postpone(stores, question, afterQuietHours(new Date(now.getTime() + HOUR), estate));
  }
  const { because } = next;
  if (await lapseQuestion(stores, { question, record, estate, because, mayCall: true, now })) {
    calls.set(estate.id, handedOut + 1);
  }
  return true;
}

/**
 * Looks after the questions nobody has answered yet (CBK-27): one reminder within the window, by day, if the budget
 * leaves the reserve; then a person asks. Each question in a transaction whose claim names what was read, so that
 * several instances, a restart or days of downtime neither double nor lose one; calls are handed out a few an hour.
 */
export function createFollowQuestions(deps: DeskDeps): TimedSweep {
  const { unitOfWork, clock, directory, log } = deps;

  async function one(question: SatisfactionQuestion, at: { calls: Calls; now: Date }): Promise<boolean> {
    const { calls, now } = at;
    // Kept apart until the commit: a transaction that is run again must not count twice.
    const counted = new Map(calls);
    const moved = await unitOfWork.run(async (stores) => {
      counted.clear();
      for (const [estateId, count] of calls) counted.set(estateId, count);
      const estate = directory.byId(question.estateId);
      const record = await stores.cases.find(question.caseId);
      const conversation = await stores.conversations.find(question.conversationId);
      if (!estate || !record || !conversation) {
        log.warn({ questionId: question.id }, "question_without_estate_or_record");
        return postpone(stores, question, new Date(now.getTime() + 24 * HOUR));
      }
      return follow(deps, stores, { question, record, conversation, estate, calls: counted, now });
    });
    for (const [estateId, count] of counted) calls.set(estateId, count);
    return moved;
  }

  async function look(): Promise<number> {
    const now = clock.now();
    const calls: Calls = new Map();
    const seen = new Set<number>();
    let moved = 0;
    for (;;) {
      const due = await unitOfWork.stores.questions.due(now, BATCH);
      const fresh = due.filter(({ id }) => !seen.has(id));
      if (fresh.length === 0) break;
      for (const question of fresh) {
        seen.add(question.id);
        try {
          if (await one(question, { calls, now })) moved += 1;
        } catch (error) {
          if (error instanceof LostRace) continue;
          log.error({ questionId: question.id, error: errorCode(error) }, "question_failed");
        }
      }
    }
    if (moved > 0) log.info({ moved }, "questions_followed");
    return moved;
  }

  return {
    name: "questions",
    cron: "13 * * * * *",
    maxAgeMillis: 5 * 60_000,
    look,
    nextDueAt: () => unitOfWork.stores.questions.nextDueAt(),
  };
}
