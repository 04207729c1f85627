import { afterQuietHours } from "../rules/calendar.js";
import type { Callback, CallbackKind, Satisfaction } from "../rules/callback.js";
import { callbackDuty } from "../rules/callback-table.js";
import type { CaseRecord } from "../rules/case-record.js";
import type { Estate } from "../rules/estate.js";
import { answeredMeanwhile } from "../rules/wording/satisfaction-news.js";
import { closeWhenComplete } from "./close-when-complete.js";
import { LostRace } from "./errors.js";
import type { StoredMessage } from "./inbound-message.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";
import { startReview } from "./start-review.js";

/** An answer in chat to the question about a settled matter. */
export interface ChatAnswer {
  readonly estate: Estate;
  readonly record: CaseRecord;
  readonly satisfaction: Satisfaction;
  readonly words: string;
  readonly message: Pick<StoredMessage, "id">;
  readonly now: Date;
}

/**
 * Callbacks that ask no more than the question does: of a repair or a request the sample chose, and of a question
 * nobody had answered. A complaint is called all the same (C-01, C-03).
 */
const ANSWERED_BY_CHAT: ReadonlySet<CallbackKind> = new Set<CallbackKind>(["repair", "other", "unanswered"]);

async function hold(stores: Stores, answer: ChatAnswer, callback: Callback): Promise<void> {
  const { record, satisfaction, words, message, now } = answer;
  const done = { state: "done", form: "chat", doneAt: now, satisfaction, words } as const;
  if (!(await stores.callbacks.update(callback, done))) {
    throw new LostRace(`callback ${callback.id}`);
  }
  await stores.duties.settle(record.id, [callbackDuty(callback.kind)], now);
  // The supervisor reviews it like any other record of a callback (CBK-23).
  await startReview(stores, answer);
  await stores.ledger.append(record.id, {
    at: now,
    type: "callbackHeld",
    actor: "resident",
    data: { callback: callback.kind, form: "chat", satisfaction, words },
    inboundId: message.id,
    correctsId: null,
  });
}

/**
 * Completes a callback that is only now chosen and whose question was answered in chat before: nobody is called
 * for it. False when it has to be held.
 */
export async function holdAnswered(
  stores: Stores,
  settlement: { record: CaseRecord; estate: Estate; now: Date },
  callback: Callback,
): Promise<boolean> {
  const { record } = settlement;
  if (!ANSWERED_BY_CHAT.has(callback.kind)) return false;
  const question = (await stores.questions.ofCase(record.id)).findLast(
    ({ round, state }) => round === callback.round && state === "answered",
  );
  const { satisfaction, words, inboundId } = question ?? {};
  if (!satisfaction || !words || !inboundId) return false;
  await hold(stores, { ...settlement, satisfaction, words, message: { id: inboundId } }, callback);
  return true;
}

/** Whoever calls all the same reads what was answered in the meantime, before the resident has to say it again. */
async function tellCallers(stores: Stores, answer: ChatAnswer, planned: readonly Callback[]): Promise<void> {
  const { record, estate, satisfaction, words, message, now } = answer;
  const calling = planned.filter(({ kind }) => !ANSWERED_BY_CHAT.has(kind));
  for (const userid of new Set(calling.map(({ caller }) => caller))) {
    if (!userid) continue;
    await queueMessage(
      stores,
      {
        estateId: estate.id,
        key: `chatAnswer:${message.id}:${record.id}:${userid}`,
        target: { channel: "app", userid },
        content: plainText(answeredMeanwhile(record, { satisfaction, words })),
        record,
        notBefore: afterQuietHours(now, estate),
      },
      now,
    );
  }
}

/** Completes the callbacks of the settlement that the answer makes needless, and closes what lacks nothing more. */
export async function holdByChat(stores: Stores, answer: ChatAnswer): Promise<void> {
  const { record, estate, satisfaction, now } = answer;
  const planned = (await stores.callbacks.ofCase(record.id)).filter(
    ({ state, round }) => state === "planned" && round === Math.max(1, record.round),
  );
  for (const callback of planned) {
    if (ANSWERED_BY_CHAT.has(callback.kind)) await hold(stores, answer, callback);
  }
  // What is wrong is opened again instead, and its callbacks are void.
  if (satisfaction === "dissatisfied") return;
  await tellCallers(stores, answer, planned);
  await closeWhenComplete(stores, { record, estate, now });
}
