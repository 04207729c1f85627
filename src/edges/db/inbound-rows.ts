import {
  conversationKey,
  type IncomingMessage,
  type MediaReference,
  type StoredMessage,
} from "../../desk/inbound-message.js";
import { fromJson, fromWord, storable, toJson } from "./column-values.js";
import type { Prisma, InboundMessage as Row } from "./generated/sqlite/client.js";
import { messageContent, replyHandle } from "./stored-content.js";

const CHANNELS = ["kf", "app", "bot"] as const;
export const MESSAGE_STATES = ["waiting", "handled", "ignored", "setAside"] as const;

/** A message as a new row. */
export function toMessageRow(
  message: IncomingMessage,
  receivedAt: Date,
  state: "waiting" | "ignored",
): Prisma.InboundMessageCreateManyInput {
  return {
    channel: message.channel,
    accountId: message.accountId,
    channelMessageId: message.channelMessageId,
    peerId: message.peerId,
    conversationKey: conversationKey(message),
    senderId: message.senderId,
    inGroup: message.inGroup,
    content: toJson(message.content),
    ...(message.replyHandle === null ? {} : { replyHandle: toJson(message.replyHandle) }),
    sentAt: message.sentAt,
    receivedAt,
    nextAttemptAt: receivedAt,
    state,
  };
}

/** A row for each attachment the message refers to, due at once. */
export function toAttachmentRows(
  message: IncomingMessage,
  inboundId: number,
  receivedAt: Date,
): Prisma.AttachmentCreateManyInput[] {
  return mediaOf(message).map((media) => ({
    inboundId,
    kind: media.kind,
    source: toJson(media.source),
    fileName: media.fileName === null ? null : storable(media.fileName),
    nextAttemptAt: receivedAt,
  }));
}

function mediaOf({ content }: IncomingMessage): readonly MediaReference[] {
  return content.type === "text" || content.type === "media" ? content.media : [];
}

/** A row as the desk knows it. Throws for a row that holds what it should not. */
export function toStoredMessage(row: Row): StoredMessage {
  const place = `InboundMessage ${row.id}`;
  return {
    id: row.id,
    channel: fromWord(CHANNELS, row.channel, `${place} channel`),
    accountId: row.accountId,
    channelMessageId: row.channelMessageId,
    peerId: row.peerId,
    senderId: row.senderId,
    inGroup: row.inGroup,
    content: fromJson(messageContent, row.content, `${place} content`),
    replyHandle:
      row.replyHandle === null ? null : fromJson(replyHandle, row.replyHandle, `${place} replyHandle`),
    sentAt: row.sentAt,
    receivedAt: row.receivedAt,
    attempts: row.attempts,
    failures: row.failures,
  };
}
