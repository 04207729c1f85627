import type { CaseRecord } from "../rules/case-record.js";
import type { Estate } from "../rules/estate.js";
import type { LapseReason, SatisfactionQuestion } from "../rules/question.js";
import { nobodyAnswered } from "../rules/wording/satisfaction-news.js";
import { planOne } from "./arrange-callbacks.js";
import { askForCallbacks } from "./ask-for-callbacks.js";
import { closeWhenComplete } from "./close-when-complete.js";
import { LostRace } from "./errors.js";
import type { Stores } from "./ports.js";

const DAY = 24 * 3_600_000;

/** Nobody is called more often than once in so many days because of questions they did not answer. */
const CALLED_LATELY_MILLIS = 31 * DAY;

/** A question that will not be answered in chat. */
export interface Lapse {
  readonly question: SatisfactionQuestion;
  readonly record: CaseRecord;
  readonly estate: Estate;
  readonly because: LapseReason;
  /** False where whoever tells the result by phone asks in the same call. */
  readonly mayCall: boolean;
  readonly now: Date;
}

/** True when somebody asks the resident in any case: a callback of this settlement is planned. */
export async function isCalledAnyway(stores: Stores, record: CaseRecord): Promise<boolean> {
  const own = await stores.callbacks.ofCase(record.id);
  return own.some(({ state, round }) => state === "planned" && round >= record.round);
}

/** Whether a person calls on purpose: nobody does it anyway, there is a number, and nobody called lately. */
async function needsCall(stores: Stores, { record, estate, mayCall, now }: Lapse): Promise<boolean> {
  if (!mayCall || !record.contactPhone || (await isCalledAnyway(stores, record))) return false;
  const person = { residentId: record.residentId, phone: record.contactPhone };
  const lately = { from: new Date(now.getTime() - CALLED_LATELY_MILLIS), to: now };
  return (await stores.callbacks.countAsked(estate.id, lately, person)) === 0;
}

/**
 * Ends a question nobody answered in chat (CBK-27). A callback that is planned anyway asks it; else somebody calls,
 * at most once a month per resident, with number, what happened and what to say; else it stays unanswered and the
 * matter may be closed. Returns whether somebody was asked to call.
 */
export async function lapseQuestion(stores: Stores, lapse: Lapse): Promise<boolean> {
  const { question, record, estate, because, now } = lapse;
  const ended = { state: "lapsed", nextAt: null, lapsedBecause: because } as const;
  if (!(await stores.questions.advance(question, ended))) throw new LostRace(`question ${question.id}`);
  await stores.ledger.append(record.id, {
    at: now,
    type: "noted",
    actor: "guanjia",
    data: { words: nobodyAnswered(because) },
    inboundId: null,
    correctsId: null,
  });
  if (await needsCall(stores, lapse)) {
    const settlement = { record, estate, now };
    const callback = await planOne(stores, settlement, { kind: "unanswered", startsAt: now });
    await askForCallbacks(stores, settlement, [callback]);
    return true;
  }
  await closeWhenComplete(stores, { record, estate, now });
  return false;
}
