import { CONTACT_REFUSAL_WORDS } from "../rules/contact-policy.js";
import { ambiguityRule, backOffMillis, MAX_DELIVERY_ATTEMPTS, quietMillis } from "../rules/pacing.js";
import type { DeskDeps } from "./desk-deps.js";
import type { DeliveryOutcome, QueuedMessage } from "./outbound-message.js";
import type { OutboundSettlement } from "./outbound-ports.js";
import { passOn } from "./pass-on.js";
import type { Claim, Stores } from "./ports.js";

/** A target that refuses for good (robot removed, app disabled) is looked at again after this long. */
const DOWN_MILLIS = 600_000;

/** One claimed message on its way out. */
export interface Delivery {
  readonly deps: DeskDeps;
  readonly message: QueuedMessage;
  readonly claim: Claim;
}

/** What goes through a session's own doors, whatever its window and budget. */
const AT_THE_DOOR: ReadonlySet<string> = new Set(["welcome", "handOver", "takeBack"]);

/** True for messages that the 48 h window and its budget bind: all of 微信客服 but what opens, hands over or ends a session. */
export function isContact(message: QueuedMessage): boolean {
  return message.target.channel === "kf" && !AT_THE_DOOR.has(message.content.type);
}

/** Who has the session once a message is out: handing over gives it to a person, taking back to the desk. */
function servedSince({ content }: QueuedMessage, at: Date): { humanSince: Date | null } | null {
  if (content.type === "handOver") return { humanSince: at };
  return content.type === "takeBack" ? { humanSince: null } : null;
}

/** True for what nobody misses: a welcome that came too late, the greying of a card that was greyed before. */
function isCourtesy(message: QueuedMessage): boolean {
  return message.content.type === "welcome" || message.content.type === "cardUpdate";
}

/** Settles and does what follows from it in one transaction; a lost claim changes nothing. */
export function settle(
  { deps, claim }: Delivery,
  settlement: OutboundSettlement,
  also?: (stores: Stores) => Promise<void>,
): Promise<boolean> {
  return deps.unitOfWork.run(async (stores) => {
    const settled = await stores.outbound.settle(claim, settlement);
    if (settled && also) await also(stores);
    return settled;
  });
}

/** Ends the attempts: a person takes over. `words` say why in Chinese, `reason` is for the log. */
export async function giveUp(delivery: Delivery, why: { reason: string; words: string }): Promise<void> {
  const { deps, message } = delivery;
  const now = deps.clock.now();
  const state = isContact(message) ? "phoneTask" : "failed";
  await settle(delivery, { state, reason: why.reason }, (stores) =>
    passOn(deps, stores, { message, reason: why.words, now }),
  );
  const level = state === "failed" && !isCourtesy(message) ? "error" : "warn";
  const { channel } = message.target;
  deps.log[level]({ outboundId: message.id, channel, reason: why.reason }, "message_passed_on");
}

async function onSent(delivery: Delivery, sent: Extract<DeliveryOutcome, { kind: "sent" }>): Promise<void> {
  const { deps, message } = delivery;
  const at = deps.clock.now();
  const { channelMessageId, responseCode } = sent;
  const settled = await settle(
    delivery,
    { state: "sent", at, channelMessageId, responseCode },
    async (stores) => {
      if (message.target.channel !== "kf") return;
      const { openKfId, externalUserId } = message.target;
      const conversation = await stores.conversations.findByPeer("kf", openKfId, externalUserId);
      const served = servedSince(message, at);
      if (conversation && served) await stores.conversations.update(conversation.id, served);
      const answers = isContact(message) || message.content.type === "takeBack";
      if (!answers) return;
      if (conversation && isContact(message)) await stores.conversations.noteSent(conversation.id);
      for (const caseId of await stores.outbound.casesOf(message)) {
        const record = await stores.cases.find(caseId);
        if (record && !record.firstReplyAt) await stores.cases.update(record, { firstReplyAt: at }, at);
      }
    },
  );
  if (settled) deps.log.info({ outboundId: message.id, channel: message.target.channel }, "message_sent");
}

/** The request may have arrived: what then happens is the channel's rule (protocol §4.8, §6, §8.3). */
export async function onUncertain(delivery: Delivery, reason: string): Promise<void> {
  const { message, claim } = delivery;
  const rule = ambiguityRule(message.target.channel, message.key);
  if (rule === "letGo" || (rule === "resendMarked" && message.uncertainBefore)) {
    await settle(delivery, { state: "uncertain", reason });
    return;
  }
  if (claim.attempt >= MAX_DELIVERY_ATTEMPTS) {
    return giveUp(delivery, { reason, words: "微信一直没有回音，不确定是否送达" });
  }
  await postpone(delivery, { millis: backOffMillis(claim.attempt), reason, mayHaveArrived: true });
}

/** Tries again later; the whole target waits, so that a later message does not overtake this one. */
async function postpone(
  delivery: Delivery,
  pause: { millis: number; reason: string; mayHaveArrived?: boolean },
): Promise<void> {
  const { deps, message } = delivery;
  const now = deps.clock.now();
  const until = new Date(now.getTime() + pause.millis);
  const { reason, mayHaveArrived = false } = pause;
  await settle(delivery, { state: "waiting", retryAt: until, reason, mayHaveArrived }, (stores) =>
    stores.outbound.pauseTarget(message.targetKey, { until, reason, now }),
  );
}

async function onWait(delivery: Delivery, wait: Extract<DeliveryOutcome, { kind: "wait" }>): Promise<void> {
  const { deps, message, claim } = delivery;
  const { reason } = wait;
  const waitedMillis = deps.clock.now().getTime() - message.notBefore.getTime();
  const millis = quietMillis(wait.waitMillis, { attempt: claim.attempt, waitedMillis });
  if (millis === null) return giveUp(delivery, { reason, words: "微信限制了发送次数，一直没能发出去" });
  await postpone(delivery, { millis, reason });
}

async function onTargetDown(delivery: Delivery, reason: string): Promise<void> {
  const { deps, message } = delivery;
  const now = deps.clock.now();
  const until = new Date(now.getTime() + DOWN_MILLIS);
  await deps.unitOfWork.stores.outbound.pauseTarget(message.targetKey, { until, reason, now });
  await giveUp(delivery, { reason, words: "这个群或账号暂时发不进去" });
}

/** Does what the platform's answer asks for. */
export function reactTo(delivery: Delivery, outcome: DeliveryOutcome): Promise<void> {
  const attempt = delivery.claim.attempt;
  switch (outcome.kind) {
    case "sent":
      return onSent(delivery, outcome);
    case "uncertain":
      return onUncertain(delivery, outcome.reason);
    case "wait":
      return onWait(delivery, outcome);
    case "retry":
      return attempt >= MAX_DELIVERY_ATTEMPTS
        ? giveUp(delivery, { reason: outcome.reason, words: "微信多次发送都没有成功" })
        : postpone(delivery, { millis: backOffMillis(attempt), reason: outcome.reason });
    case "refused":
      return giveUp(delivery, { reason: outcome.reason, words: "微信拒绝了这条消息" });
    case "windowClosed":
      return giveUp(delivery, { reason: outcome.reason, words: CONTACT_REFUSAL_WORDS[outcome.why] });
    case "targetDown":
      return onTargetDown(delivery, outcome.reason);
  }
}
