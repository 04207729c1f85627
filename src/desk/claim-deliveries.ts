import { nextSendAt, PACING, pacingHorizon } from "../rules/pacing.js";
import type { DeskDeps } from "./desk-deps.js";
import { mergeWaiting } from "./merge-waiting.js";
import type { QueuedMessage } from "./outbound-message.js";
import type { Claim, Stores } from "./ports.js";

/** A sender that dies frees its message after this long; a text with its token calls ends sooner. */
const LEASE_MILLIS = 40_000;

/** A message that is this process's to send. */
export interface ClaimedMessage {
  readonly message: QueuedMessage;
  readonly claim: Claim;
}

/** False when the target has to wait: its limit is used up for now. */
async function keepsPace({ outbound }: Stores, message: QueuedMessage, now: Date): Promise<boolean> {
  const rules = PACING[message.target.channel];
  if (rules.length === 0) return true;
  const since = new Date(now.getTime() - pacingHorizon(rules));
  const sendAt = nextSendAt(rules, await outbound.sentTimes(message.targetKey, since), now);
  if (sendAt <= now) return true;
  await outbound.pauseTarget(message.targetKey, { until: sendAt, reason: "pacing", now });
  return false;
}

/**
 * Claims the next message of each of these targets, as far as their pace allows: all in one transaction, so
 * that the disk is flushed once. What waits for one resident is merged before. A message whose target turns
 * out to be served by another process is given back: a look may have begun before the other's claim, and a
 * later message must not overtake an earlier one.
 */
export async function claimDeliveries(
  { unitOfWork, clock }: DeskDeps,
  targets: readonly (readonly QueuedMessage[])[],
): Promise<ClaimedMessage[]> {
  const now = clock.now();
  const next: QueuedMessage[] = [];
  for (const waiting of targets) {
    const message = await mergeWaiting({ unitOfWork }, waiting, now);
    if (message) next.push(message);
  }
  if (next.length === 0) return [];
  const claimed = await unitOfWork.run(async (stores) => {
    const mine: ClaimedMessage[] = [];
    for (const message of next) {
      if (!(await keepsPace(stores, message, now))) continue;
      const claim = await stores.outbound.claim(message, now, new Date(now.getTime() + LEASE_MILLIS));
      if (claim) mine.push({ message, claim });
    }
    return mine;
  });
  const { outbound } = unitOfWork.stores;
  const kept: ClaimedMessage[] = [];
  for (const one of claimed) {
    // Asked after the commit: of two processes that claim at the same time at least one sees the other.
    if (await outbound.isTargetTaken(one.message, now)) await outbound.release(one.claim);
    else kept.push(one);
  }
  return kept;
}
