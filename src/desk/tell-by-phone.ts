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
  readonly words: string;
  /** Why it is not a chat message, in Chinese. */
  readonly reason: string;
  readonly now: Date;
}

/** Whoever handled a matter does not ask how it was handled: an assistant does (CBK-16). */
async function whoAsks(
  stores: Stores,
  { estate, now }: Unheard,
  record: CaseRecord | null,
): Promise<string | null> {
  const ladder = [{ role: "customerAssistant" as const, until: null, takesOver: false }];
  const absences = await stores.absences.current(estate.id, now);
  return reach({ ladder, step: 0, ownerUserid: null }, { estate, record, absences, now }).userid;
}

/** A person says on the phone what the message said of each of its matters, and asks what it asked (design §1.5, CBK-27). */
export async function tellByPhone(stores: Stores, unheard: Unheard): Promise<void> {
  const { message, estate, words, reason, now } = unheard;
  const { asks, nothingToTell } = await lapseUndelivered(stores, unheard);
  if (nothingToTell) return;
  const about = await stores.cases.findAll(await stores.outbound.casesOf(message));
  const records = about.sort((a, b) => a.number - b.number);
  const [record = null] = records;
  const assignee = records.find((one) => one.assignee)?.assignee ?? null;
  const caller = asks.length === 0 ? assignee : await whoAsks(stores, unheard, record);
  const said = saidAloud(words, { asks: asks.length > 0 });
  const task = { estate, records, words: said, reason, key: message.key, caller };
  const afterwards = asks.length === 0 ? {} : { afterwards: noteTheAnswer(asks) };
  await handToPerson(stores, { ...task, ...afterwards }, now);
}
