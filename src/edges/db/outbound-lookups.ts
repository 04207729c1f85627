import type { OutboundStore } from "../../desk/outbound-ports.js";
import { toChangeableCard, toQueuedMessage } from "./outbound-rows.js";
import type { Session } from "./session.js";

type OutboundLookups = Pick<
  OutboundStore,
  "findByKey" | "answerTo" | "changeableCards" | "findByChannelMessageId"
>;

/** Finds single messages of the outbox by what they belong to. */
export function createOutboundLookups({ tables }: Session): OutboundLookups {
  const outbox = tables.outboundMessage;
  return {
    async findByKey(key) {
      const row = await outbox.findUnique({ where: { key } });
      return row && toQueuedMessage(row);
    },
    async answerTo(inboundId) {
      const row = await outbox.findFirst({ where: { inboundId, channel: "bot" }, orderBy: { id: "asc" } });
      return row && { ...toQueuedMessage(row), state: row.state };
    },
    async changeableCards(caseId, since) {
      const rows = await outbox.findMany({
        where: { caseId, channel: "app", state: "sent", sentAt: { gte: since }, responseCode: { not: null } },
        orderBy: { id: "asc" },
      });
      return rows.flatMap(toChangeableCard);
    },
    async findByChannelMessageId(channel, channelMessageId) {
      const row = await outbox.findFirst({ where: { channel, channelMessageId } });
      return row && toQueuedMessage(row);
    },
  };
}
