import type { InboundStore } from "../../desk/ports.js";
import { fromWord } from "./column-values.js";
import { createInboundClaims } from "./inbound-claims.js";
import { addUnknown } from "./inbound-intake.js";
import { createInboundPieces } from "./inbound-pieces.js";
import { MESSAGE_STATES, toStoredMessage } from "./inbound-rows.js";
import type { Session } from "./session.js";

/** The inbox of messages as they arrived. */
export function createInboundStore(session: Session): InboundStore {
  const inbox = session.tables.inboundMessage;
  return {
    ...createInboundClaims(session),
    ...createInboundPieces(session),
    async add(messages, receivedAt, state) {
      if (messages.length === 0) return [];
      return session.atomically((tables) =>
        addUnknown({ ...session, tables }, { messages, receivedAt, state }),
      );
    },
    async find(id) {
      const row = await inbox.findUnique({ where: { id } });
      return row && toStoredMessage(row);
    },
    async stateOf(id) {
      const row = await inbox.findUnique({ where: { id }, select: { state: true } });
      return row && fromWord(MESSAGE_STATES, row.state, `InboundMessage ${id} state`);
    },
    async findByChannelId({ channel, accountId, channelMessageId }) {
      const row = await inbox.findUnique({
        where: { channel_accountId_channelMessageId: { channel, accountId, channelMessageId } },
      });
      return row && toStoredMessage(row);
    },
    async nextDueAt() {
      const next = await inbox.findFirst({
        where: { state: "waiting" },
        orderBy: { nextAttemptAt: "asc" },
        select: { nextAttemptAt: true },
      });
      return next?.nextAttemptAt ?? null;
    },
    async health() {
      const waiting = await inbox.aggregate({
        where: { state: "waiting" },
        _count: true,
        _min: { receivedAt: true },
      });
      const setAside = await inbox.count({ where: { state: "setAside" } });
      return { waiting: waiting._count, oldestWaitingAt: waiting._min.receivedAt, setAside };
    },
  };
}
