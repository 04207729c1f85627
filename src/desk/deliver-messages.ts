import { CONTACT_REFUSAL_WORDS, type ContactRefusal, contactRefusal } from "../rules/contact-policy.js";
import { ambiguityRule } from "../rules/pacing.js";
import { claimDeliveries } from "./claim-deliveries.js";
import type { DeskDeps } from "./desk-deps.js";
import { errorCode } from "./errors.js";
import type { Courier, QueuedMessage } from "./outbound-message.js";
import { type Delivery, giveUp, isContact, onUncertain, reactTo, settle } from "./settle-delivery.js";
import type { SideBySide } from "./side-by-side.js";

const MESSAGES_AT_ONCE = 64;

/** Claims after which a message whose sender died each time is taken for the cause. */
const MAX_CLAIMS = 20;

type DeliveryDeps = DeskDeps & { readonly courier: Courier };

/**
 * What to send when an earlier attempt may have arrived (a time-out, a crash between send and mark): the
 * same again where the channel knows repetitions, once more marked 重发, or nothing.
 */
function afterDoubt(message: QueuedMessage): QueuedMessage | null {
  if (!message.uncertainBefore) return message;
  const rule = ambiguityRule(message.target.channel, message.key);
  if (rule === "letGo") return null;
  const { content } = message;
  if (rule === "retrySame" || (content.type !== "text" && content.type !== "markdown")) return message;
  return { ...message, content: { ...content, text: `（重发）${content.text}` } };
}

/** Why the resident may not be written to right now, or null. */
async function refusalOf(deps: DeskDeps, message: QueuedMessage): Promise<ContactRefusal | null> {
  if (message.target.channel !== "kf" || !isContact(message)) return null;
  const { openKfId, externalUserId } = message.target;
  const conversation = await deps.unitOfWork.stores.conversations.findByPeer("kf", openKfId, externalUserId);
  if (!conversation) return "neverWrote";
  return contactRefusal(conversation, message.importance, deps.clock.now());
}

async function send(delivery: Delivery, courier: Courier): Promise<void> {
  const { deps, message } = delivery;
  if (delivery.claim.attempt > MAX_CLAIMS) {
    return giveUp(delivery, { reason: "too_many_attempts", words: "系统多次发送都没有完成" });
  }
  const refusal = await refusalOf(deps, message);
  if (refusal) return giveUp(delivery, { reason: refusal, words: CONTACT_REFUSAL_WORDS[refusal] });
  const outgoing = afterDoubt(message);
  if (!outgoing) {
    await settle(delivery, { state: "uncertain", reason: "an earlier attempt may have arrived" });
    return;
  }
  try {
    await reactTo(delivery, await courier.send(outgoing));
  } catch (error) {
    deps.log.error({ outboundId: message.id, error: errorCode(error) }, "delivery_broke");
    await onUncertain(delivery, errorCode(error));
  }
}

/** What waits for each target: order within a target is priority, then age. */
function byTarget(due: readonly QueuedMessage[]): QueuedMessage[][] {
  const targets = new Map<string, QueuedMessage[]>();
  for (const message of due) {
    const waiting = targets.get(message.targetKey);
    if (waiting) waiting.push(message);
    else targets.set(message.targetKey, [message]);
  }
  return [...targets.values()];
}

/**
 * Looks into the outbox and begins to send what is due: one message per target at a time, worst first,
 * several targets side by side. Pacing, windows and reactions are tables in the rules; this decides nothing
 * but the order of steps. What cannot be delivered is passed on to a person, never dropped in silence.
 * Returns how many were begun.
 */
export function createDeliverMessages(deps: DeliveryDeps) {
  const { outbound } = deps.unitOfWork.stores;
  return async function deliverMessages(beside: SideBySide): Promise<number> {
    let begun = 0;
    while (beside.room > 0) {
      const targets = byTarget(await outbound.due(deps.clock.now(), MESSAGES_AT_ONCE));
      const claimed = await claimDeliveries(deps, targets.slice(0, beside.room));
      for (const { message, claim } of claimed) {
        beside.start(() => send({ deps, message, claim }, deps.courier));
      }
      if (claimed.length === 0) return begun;
      begun += claimed.length;
    }
    return begun;
  };
}
