import { DbNull } from "@prisma/client/runtime/client";
import type { Conversation, ConversationStore } from "../../desk/people-ports.js";
import { fromJson, fromWord, toJson } from "./column-values.js";
import type { Conversation as Row } from "./generated/sqlite/client.js";
import type { Session } from "./session.js";
import { pendingQuestion } from "./stored-content.js";

const CHANNELS = ["kf", "app", "botGroup", "botSingle"] as const;

/** The places where people write to the desk. */
export function createConversationStore({ tables }: Session): ConversationStore {
  const conversations = tables.conversation;
  return {
    async findOrCreate({ estateId, channel, accountId, peerId }) {
      const place = { channel, accountId, peerId };
      const known = await conversations.findUnique({ where: { channel_accountId_peerId: place } });
      if (known !== null) return toConversation(known);
      const row = await conversations.upsert({
        where: { channel_accountId_peerId: place },
        create: { estateId, ...place },
        // One statement, safe in a race: with an empty update Prisma would look first and insert after.
        update: { peerId },
      });
      return toConversation(row);
    },
    async find(id) {
      const row = await conversations.findUnique({ where: { id } });
      return row && toConversation(row);
    },
    async findByPeer(channel, accountId, peerId) {
      const row = await conversations.findUnique({
        where: { channel_accountId_peerId: { channel, accountId, peerId } },
      });
      return row && toConversation(row);
    },
    async update(id, { pendingQuestion: question, ...changes }) {
      await conversations.update({
        where: { id },
        data: {
          ...changes,
          ...(question === undefined
            ? {}
            : { pendingQuestion: question === null ? DbNull : toJson(question) }),
        },
      });
    },
    async noteInbound(id, at) {
      // Equal moments count: the platform's clock has whole seconds, and each message opens five more.
      await conversations.updateMany({
        where: { id, OR: [{ lastInboundAt: null }, { lastInboundAt: { lte: at } }] },
        data: { lastInboundAt: at, sentSinceInbound: 0 },
      });
    },
    async noteSent(id) {
      await conversations.update({ where: { id }, data: { sentSinceInbound: { increment: 1 } } });
    },
  };
}

function toConversation(row: Row): Conversation {
  const place = `Conversation ${row.id}`;
  return {
    ...row,
    channel: fromWord(CHANNELS, row.channel, `${place} channel`),
    pendingQuestion:
      row.pendingQuestion === null
        ? null
        : fromJson(pendingQuestion, row.pendingQuestion, `${place} pendingQuestion`),
  };
}
