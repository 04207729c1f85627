import type { CaseRecord } from "../rules/case-record.js";
import { mergeTexts } from "../rules/merging.js";
import { PRIORITY } from "./outbound-message.js";
import type { Joinable } from "./outbound-ports.js";
import { personIsThere } from "./person-serves.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";
import type { ResidentContext } from "./resident-context.js";

const keyOf = ({ message }: Pick<ResidentContext, "message">) => `answer:${message.id}`;

/** Queues words of the answer and enters them into the ledger of their matter. */
async function queueAnswer(
  stores: Stores,
  context: ResidentContext,
  said: { key: string; words: string; record: CaseRecord | null; takesBack?: boolean },
): Promise<Joinable> {
  const { estate, message, resident, script, now } = context;
  const { key, record } = said;
  const words = resident.script === "traditional" ? script.toTraditional(said.words) : said.words;
  const content = said.takesBack ? ({ type: "takeBack", text: words } as const) : plainText(words);
  const importance = "outcome";
  const id = await queueMessage(
    stores,
    {
      estateId: estate.id,
      key,
      target: { channel: "kf", openKfId: message.accountId, externalUserId: message.peerId },
      content,
      record,
      inboundId: message.id,
      priority: record?.emergency ? PRIORITY.emergency : PRIORITY.answer,
      importance,
    },
    now,
  );
  if (record) {
    await stores.ledger.append(record.id, {
      at: now,
      type: "answered",
      actor: "guanjia",
      data: { words },
      inboundId: message.id,
      correctsId: null,
    });
  }
  return { id, content, importance };
}

/** Who is in danger is not left to a person who was called and has not come: then the desk speaks again. */
async function speaksInDanger(
  stores: Stores,
  { conversation, message }: ResidentContext,
  record: CaseRecord | null,
): Promise<boolean> {
  if (!conversation.humanSince || !record?.emergency) return false;
  return !(await personIsThere(stores, message, conversation.humanSince));
}

/**
 * Queues the one answer to a resident's message, in the resident's script. While a person serves the session
 * the bot is silent (design §5): nothing is queued and false comes back.
 */
export async function answerResident(
  stores: Stores,
  context: ResidentContext,
  answer: { words: string; record: CaseRecord | null },
): Promise<boolean> {
  const takesBack = await speaksInDanger(stores, context, answer.record);
  if (context.conversation.humanSince && !takesBack) return false;
  await queueAnswer(stores, context, { ...answer, key: keyOf(context), takesBack });
  return true;
}

/**
 * Says something about a further matter in the same answer, or answers with it where there is no answer yet. It
 * stays one message unless that would hold more than WeChat takes: then it is a second one rather than cut.
 */
export async function addToAnswer(
  stores: Stores,
  context: ResidentContext,
  added: { words: string; record: CaseRecord },
): Promise<void> {
  const carrier = await stores.outbound.findByKey(keyOf(context));
  if (carrier?.content.type !== "text") {
    await answerResident(stores, context, added);
    return;
  }
  const joined = await queueAnswer(stores, context, {
    ...added,
    key: `${keyOf(context)}:${added.record.id}`,
  });
  const { content } = joined;
  const merged = mergeTexts([carrier.content.text, content.type === "text" ? content.text : ""]);
  if (merged) await stores.outbound.merge([carrier, joined], merged.text, context.now);
}
