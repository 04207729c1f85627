import type { IncomingMessage } from "../../desk/inbound-message.js";
import type { OutboundSettlement } from "../../desk/outbound-ports.js";
import type { Clock, Stores } from "../../desk/ports.js";

type MessageKey = Pick<IncomingMessage, "accountId" | "channelMessageId">;

/** What became of an answer that left by the stream of its question. */
export type AnswerEnding =
  | { readonly kind: "said" }
  /** It is known not to have arrived. */
  | { readonly kind: "later"; readonly waitMillis: number; readonly reason: string }
  /** Nobody acknowledged it. */
  | { readonly kind: "inDoubt"; readonly reason: string };

/** What the long connection reads of the desk's tables, and the one thing it writes there. */
export interface BotSocketRecords {
  /** True when this message has come before: then it has its answer, or gets it from the outbox. */
  isStored(message: MessageKey): Promise<boolean>;
  /** Whether the message came from a group; null when it is there no more. */
  isFromGroup(inboundId: number): Promise<boolean | null>;
  /** Ends the hold on an answer: it is said, or the outbox brings it as a message of its own. */
  answerEnded(message: MessageKey, ending: AnswerEnding): Promise<void>;
}

export function createBotSocketRecords(deps: {
  readonly stores: Pick<Stores, "inbound" | "outbound">;
  readonly clock: Clock;
}): BotSocketRecords {
  const { inbound, outbound } = deps.stores;
  const find = ({ accountId, channelMessageId }: MessageKey) =>
    inbound.findByChannelId({ channel: "bot", accountId, channelMessageId });

  return {
    isStored: async (message) => (await find(message)) !== null,
    isFromGroup: async (inboundId) => (await inbound.find(inboundId))?.inGroup ?? null,
    async answerEnded(message, ending) {
      const asked = await find(message);
      const answer = asked && (await outbound.answerTo(asked.id));
      if (answer?.state !== "waiting") return;
      await outbound.settle(
        { id: answer.id, attempt: answer.attempts },
        settlementOf(ending, deps.clock.now()),
      );
    },
  };
}

function settlementOf(ending: AnswerEnding, now: Date): OutboundSettlement {
  if (ending.kind === "said") {
    return { state: "sent", at: now, channelMessageId: null, responseCode: null };
  }
  const { reason } = ending;
  const mayHaveArrived = ending.kind === "inDoubt";
  const retryAt = new Date(now.getTime() + (ending.kind === "later" ? ending.waitMillis : 0));
  return { state: "waiting", retryAt, reason, mayHaveArrived };
}
