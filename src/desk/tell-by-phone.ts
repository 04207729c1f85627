import type { CaseRecord } from "../rules/case-record.js";
import type { Estate } from "../rules/estate.js";
import { reach } from "../rules/ladder.js";
import { noteTheAnswer } from "../rules/wording/satisfaction-news.js";
import { saidAloud } from "../rules/wording/satisfaction-wording.js";
import { handToPerson } from "./hand-to-person.js";
import { lapseUndelivered } from "./lapse-undelivered.js";
import type { QueuedMessage } from "./outbound-message.js";
import type { Stores } from "./ports.js";

/** A message to a resident that WeChat did not carry. */
export interface Unheard {
  readonly message: QueuedMessage;
  readonly estate: Estate;
  readonly record: CaseRecord | null;
  readonly words: string;
  /** Why it is not a chat message, in Chinese. */
  readonly reason: string;
  readonly now: Date;
}

/** Whoever handled a matter does not ask how it was handled: an assistant does (CBK-16). */
async function whoAsks(stores: Stores, { estate, record, now }: Unheard): Promise<string | null> {
  const ladder = [{ role: "customerAssistant" as const, until: null, takesOver: false }];
  const absences = await stores.absences.current(estate.id, now);
  return reach({ ladder, step: 0, ownerUserid: null }, { estate, record, absences, now }).userid;
}

/** A person says on the phone what the message said, and asks what it asked (design §1.5, CBK-27). */
export async function tellByPhone(stores: Stores, unheard: Unheard): Promise<void> {
  const { message, estate, record, words, reason, now } = unheard;
  const { asks, nothingToTell } = await lapseUndelivered(stores, unheard);
  if (nothingToTell) return;
  const caller = asks === null ? (record?.assignee ?? null) : await whoAsks(stores, unheard);
  const said = saidAloud(words, { asks: asks !== null });
  const task = { estate, record, words: said, reason, key: message.key, caller };
  const afterwards = asks === null ? {} : { afterwards: noteTheAnswer(asks) };
  await handToPerson(stores, { ...task, ...afterwards }, now);
}
