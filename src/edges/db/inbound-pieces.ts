import { conversationKey } from "../../desk/inbound-message.js";
import type { InboundStore } from "../../desk/ports.js";
import { toStoredMessage } from "./inbound-rows.js";
import type { Session } from "./session.js";

type InboundPieces = Pick<InboundStore, "waitingBehind" | "sentSince" | "hold" | "reconsider" | "markJoined">;

/** Pieces of one message that are read together; more are the next message. */
const MOST_PIECES = 30;

/** More of a talk than a summary shows. */
const MOST_OF_A_TALK = 60;

/** Messages that wait for one another because their writer may still be typing. */
export function createInboundPieces({ tables }: Session): InboundPieces {
  const inbox = tables.inboundMessage;
  return {
    async waitingBehind(message) {
      const rows = await inbox.findMany({
        where: { conversationKey: conversationKey(message), state: "waiting", id: { gt: message.id } },
        orderBy: { id: "asc" },
        take: MOST_PIECES,
      });
      return rows.map(toStoredMessage);
    },
    async sentSince(key, since) {
      const rows = await inbox.findMany({
        where: { conversationKey: key, sentAt: { gte: since } },
        orderBy: { id: "asc" },
        take: MOST_OF_A_TALK,
      });
      return rows.map(toStoredMessage);
    },
    async hold(ids, until) {
      await inbox.updateMany({
        where: { id: { in: [...ids] }, state: "waiting", leasedUntil: null },
        data: { nextAttemptAt: until },
      });
    },
    async reconsider(key, now) {
      // A message that failed keeps its pause: only what was never tried rests for its writer.
      await inbox.updateMany({
        where: { conversationKey: key, state: "waiting", attempts: 0, nextAttemptAt: { gt: now } },
        data: { nextAttemptAt: now },
      });
    },
    async markJoined(ids, { at, caseId }) {
      if (ids.length === 0) return true;
      const { count } = await inbox.updateMany({
        where: { id: { in: [...ids] }, state: "waiting" },
        data: { state: "handled", handledAt: at, outcome: "joined", caseId, leasedUntil: null },
      });
      return count === ids.length;
    },
  };
}
