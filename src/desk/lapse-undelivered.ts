import type { Estate } from "../rules/estate.js";
import { isCalledAnyway, lapseQuestion } from "./lapse-question.js";
import type { QueuedMessage } from "./outbound-message.js";
import type { Stores } from "./ports.js";

/** How the key of a reminder begins. */
export const REMINDER_KEY = "question:";

/** What is left to do for a message to a resident that did not arrive. */
export interface LapsedWith {
  /** Numbers of the matters whose question is to be asked in the call that tells the result. */
  readonly asks: readonly number[];
  /** True when it was nothing but a reminder: there is no result to tell. */
  readonly nothingToTell: boolean;
}

/**
 * Ends the questions that a message carried which WeChat did not deliver: the resident never read them, so that
 * nobody waits for the answer. Whoever tells the result by phone asks in the same call, unless a callback is
 * planned; for a reminder somebody calls on purpose.
 */
export async function lapseUndelivered(
  stores: Stores,
  at: { message: QueuedMessage; estate: Estate; now: Date },
): Promise<LapsedWith> {
  const { message, estate, now } = at;
  const keys = await stores.outbound.keysOf(message);
  const nothingToTell = keys.every((key) => key.startsWith(REMINDER_KEY));
  const asks: number[] = [];
  for (const question of await stores.questions.carriedBy(keys)) {
    const record = await stores.cases.find(question.caseId);
    if (!record) continue;
    if (!(await isCalledAnyway(stores, record))) asks.push(record.number);
    const because = "undelivered" as const;
    await lapseQuestion(stores, { question, record, estate, because, mayCall: nothingToTell, now });
  }
  return { asks, nothingToTell };
}
