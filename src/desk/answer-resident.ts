import type { CaseRecord } from "../rules/case-record.js";
import { PRIORITY } from "./outbound-message.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";
import type { ResidentContext } from "./resident-context.js";

/**
 * Queues the one answer to a resident's message, in the resident's script. While a person serves the session
 * the bot is silent (design §5): nothing is queued and false comes back.
 */
export async function answerResident(
  stores: Stores,
  context: ResidentContext,
  answer: { words: string; record: CaseRecord | null },
): Promise<boolean> {
  const { estate, message, conversation, resident, script, now } = context;
  if (conversation.humanSince) return false;
  const words = resident.script === "traditional" ? script.toTraditional(answer.words) : answer.words;
  await queueMessage(
    stores,
    {
      estateId: estate.id,
      key: `answer:${message.id}`,
      target: { channel: "kf", openKfId: message.accountId, externalUserId: message.peerId },
      content: plainText(words),
      record: answer.record,
      inboundId: message.id,
      priority: answer.record?.emergency ? PRIORITY.emergency : PRIORITY.answer,
      importance: "outcome",
    },
    now,
  );
  if (answer.record) {
    await stores.ledger.append(answer.record.id, {
      at: now,
      type: "answered",
      actor: "guanjia",
      data: { words },
      inboundId: message.id,
      correctsId: null,
    });
  }
  return true;
}
