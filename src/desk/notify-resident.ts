import type { CaseRecord } from "../rules/case-record.js";
import { CONTACT_REFUSAL_WORDS, contactRefusal } from "../rules/contact-policy.js";
import type { Estate } from "../rules/estate.js";
import type { Hearing } from "../rules/hearing.js";
import { saidAloud } from "../rules/wording/satisfaction-wording.js";
import type { DeskDeps } from "./desk-deps.js";
import { handToPerson } from "./hand-to-person.js";
import type { Importance } from "./outbound-message.js";
import { PRIORITY } from "./outbound-message.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";

/** Something a resident should hear about their matter. */
export interface ResidentNotice {
  readonly estate: Estate;
  readonly record: CaseRecord;
  readonly words: string;
  /** Idempotency key. */
  readonly key: string;
  readonly importance: Importance;
  /** Who gets the phone task when the resident has no chat; null = the receptionist. */
  readonly caller: string | null;
  readonly now: Date;
}

/** Words in the script the resident writes. */
export async function inResidentsScript(
  deps: Pick<DeskDeps, "script">,
  stores: Stores,
  at: { residentId: string | null; words: string },
): Promise<string> {
  const resident = at.residentId ? await stores.residents.find(at.residentId) : null;
  return resident?.script === "traditional" ? deps.script.toTraditional(at.words) : at.words;
}

/**
 * Tells a resident something about their matter and notes it in the ledger (REC-19, CMP-23). Someone who
 * has no chat with us is told by phone when it matters (`outcome`), else not at all. Returns how they hear of it,
 * as far as it is known before it is sent.
 */
export async function notifyResident(
  deps: Pick<DeskDeps, "script">,
  stores: Stores,
  notice: ResidentNotice,
): Promise<Hearing> {
  const { estate, record, key, importance, now } = notice;
  const conversation = record.conversationId ? await stores.conversations.find(record.conversationId) : null;
  if (conversation?.channel !== "kf") {
    if (importance !== "outcome") return "unheard";
    const task = {
      estate,
      records: [record],
      words: saidAloud(notice.words, { asks: false }),
      reason: CONTACT_REFUSAL_WORDS.neverWrote,
      key,
      caller: notice.caller,
    };
    await handToPerson(stores, task, now);
    return "byPhone";
  }
  const words = await inResidentsScript(deps, stores, { residentId: record.residentId, words: notice.words });
  const target = {
    channel: "kf",
    openKfId: conversation.accountId,
    externalUserId: conversation.peerId,
  } as const;
  await queueMessage(
    stores,
    {
      estateId: estate.id,
      key,
      target,
      content: plainText(words),
      record,
      importance,
      priority: PRIORITY.notice,
    },
    now,
  );
  await stores.ledger.append(record.id, {
    at: now,
    type: "informed",
    actor: "guanjia",
    data: { words },
    inboundId: null,
    correctsId: null,
  });
  return contactRefusal(conversation, importance, now) ? "byPhone" : "inChat";
}
