import type { DeskDeps } from "./desk-deps.js";
import type { WebhookDesk } from "./edge-ports.js";

/** Lets a webhook wait for an answer that is being made in this process. */
export interface AnswerBell {
  /** Resolves when the message was handled, or after so many ms; never rejects. */
  wait(inboundId: number, millis: number): Promise<void>;
}

/** A held answer is acknowledged within 5 s or not at all (protocol §7.8); then the outbox may have it, in ms. */
const HOLD_MILLIS = 20_000;

/** Between two looks at the ledger while another process may be handling the message, in ms. */
const LOOK_MILLIS = 250;

/**
 * The answer to a message of the 智能机器人, taken out of the outbox: whoever takes it (a waiting webhook, a
 * poll or the long connection, in any process) marks it sent or holds it, so that it is not sent another way as
 * well. Asking again gives the same text: a stream reply replaces, it does not repeat (protocol §7.4).
 */
export function createBotAnswer(deps: DeskDeps & { bell: AnswerBell }): WebhookDesk["botAnswer"] {
  const { unitOfWork, clock, bell } = deps;
  const { inbound, outbound } = unitOfWork.stores;

  async function take(inboundId: number, taken: "said" | "held"): Promise<string | null> {
    const answer = await outbound.answerTo(inboundId);
    if (answer?.content.type !== "text" && answer?.content.type !== "markdown") return null;
    if (answer.state === "waiting") {
      const now = clock.now();
      const leaseMillis = taken === "held" ? HOLD_MILLIS : LOOK_MILLIS;
      const claim = await outbound.claim(answer, now, new Date(now.getTime() + leaseMillis));
      if (claim && taken === "said") {
        await outbound.settle(claim, { state: "sent", at: now, channelMessageId: null, responseCode: null });
      }
    }
    return answer.content.text;
  }

  return async function botAnswer(message, waitMillis, taken) {
    const found = await inbound.findByChannelId({ channel: "bot", ...message });
    if (!found) return { kind: "unknown" };
    for (let waited = 0; ; waited += LOOK_MILLIS) {
      const text = await take(found.id, taken);
      if (text !== null) return { kind: "text", text };
      if ((await inbound.stateOf(found.id)) !== "waiting") {
        // Handled between the two looks: the answer was committed with the mark.
        const late = await take(found.id, taken);
        return late === null ? { kind: "none" } : { kind: "text", text: late };
      }
      if (waited >= waitMillis) return { kind: "pending" };
      await bell.wait(found.id, Math.min(LOOK_MILLIS, waitMillis - waited));
    }
  };
}
