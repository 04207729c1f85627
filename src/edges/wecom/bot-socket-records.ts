import type { IncomingMessage } from "../../desk/inbound-message.js";
import type { Clock, Stores } from "../../desk/ports.js";

type MessageKey = Pick<IncomingMessage, "accountId" | "channelMessageId">;

/** What the long connection reads of the desk's tables, and the one thing it writes there. */
export interface BotSocketRecords {
  /** True when this message has come before: then it has its answer, or gets it from the outbox. */
  isStored(message: MessageKey): Promise<boolean>;
  /** Whether the message came from a group; null when it is there no more. */
  isFromGroup(inboundId: number): Promise<boolean | null>;
  /** Queues an answer again that was taken out of the outbox and then could not be put on the wire. */
  answerLater(message: MessageKey, waitMillis: number): Promise<void>;
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
    async answerLater(message, waitMillis) {
      const asked = await find(message);
      const answer = asked && (await outbound.answerTo(asked.id));
      // One that still waits goes out by itself.
      if (answer?.state !== "sent") return;
      const now = deps.clock.now();
      const { estateId, target, content, caseId, inboundId, priority, importance, expiresAt } = answer;
      const notBefore = new Date(now.getTime() + waitMillis);
      const draft = { estateId, target, content, caseId, inboundId, priority, importance, expiresAt };
      // Its own key, once: the row that was taken counts as sent.
      await outbound.queue({ ...draft, key: `${answer.key}:late`, notBefore }, now);
    },
  };
}
