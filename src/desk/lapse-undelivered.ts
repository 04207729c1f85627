import type { Estate } from "../rules/estate.js";
import { lapseQuestion } from "./lapse-question.js";
import type { QueuedMessage } from "./outbound-message.js";
import type { Stores } from "./ports.js";

const DAY = 24 * 3_600_000;

/** How the key of a reminder begins. */
export const REMINDER_KEY = "question:";

/** What is left to do for a message to a resident that did not arrive. */
export interface LapsedWith {
  /** Number of the matter whose question it carried and that is now to be asked by phone, or null. */
  readonly askedBy: number | null;
  /** True when it was nothing but a reminder: there is no result to tell. */
  readonly nothingToTell: boolean;
}

/**
 * Ends the questions that a message carried which WeChat did not deliver: the resident never read them, so that
 * nobody waits for the answer. Whoever tells the result by phone asks in the same call; a day later somebody is
 * asked to, if nobody has.
 */
export async function lapseUndelivered(
  stores: Stores,
  at: { message: QueuedMessage; estate: Estate; now: Date },
): Promise<LapsedWith> {
  const { message, estate, now } = at;
  const keys = await stores.outbound.keysOf(message);
  const nothingToTell = keys.every((key) => key.startsWith(REMINDER_KEY));
  const callFrom = nothingToTell ? now : new Date(now.getTime() + DAY);
  let askedBy: number | null = null;
  for (const question of await stores.questions.carriedBy(keys)) {
    const record = await stores.cases.find(question.caseId);
    if (!record) continue;
    const because = "undelivered" as const;
    if (await lapseQuestion(stores, { question, record, estate, because, callFrom, now })) {
      askedBy ??= record.number;
    }
  }
  return { askedBy, nothingToTell };
}
