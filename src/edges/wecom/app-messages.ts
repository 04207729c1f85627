import type { IncomingMessage, MediaKind, MessageContent, ReplyHandle } from "../../desk/inbound-message.js";
import {
  idField,
  momentField,
  plainFields,
  synthesisedId,
  textField,
  type WireRecord,
} from "./wire-fields.js";
import { parseXml } from "./xml.js";

export type AppCallback =
  | { readonly kind: "message"; readonly message: IncomingMessage }
  /** 微信客服 has something to pull; the ring itself says nothing more (protocol §8.1). */
  | { readonly kind: "doorbell"; readonly openKfId: string; readonly token: string };

/** AgentID of events that belong to the corp and not to an app. */
const NO_AGENT = "0";

const MEDIA: Readonly<Record<string, MediaKind>> = {
  image: "image",
  voice: "voice",
  video: "video",
  file: "file",
};

/** Fields that say who and when; for LOCATION also where a member is, which is none of the desk's business. */
const ENVELOPE = [
  "ToUserName",
  "FromUserName",
  "CreateTime",
  "MsgType",
  "Event",
  "AgentID",
  "ResponseCode",
  "Latitude",
  "Longitude",
  "Precision",
];

/** The plaintext of a callback to `/wecom/app` (protocol §3); null when it is malformed or names no sender. */
export function parseAppCallback(plaintext: string): AppCallback | null {
  const record = parseXml(plaintext);
  if (record === null) return null;
  if (textField(record, "Event") === "kf_msg_or_event") {
    const openKfId = idField(record, "OpenKfId");
    if (openKfId === null) return null;
    return { kind: "doorbell", openKfId, token: idField(record, "Token") ?? "" };
  }
  const senderId = idField(record, "FromUserName");
  const sentAt = momentField(record, "CreateTime");
  const type = idField(record, "MsgType");
  if (senderId === null || sentAt === null || type === null) return null;
  const event = type === "event" ? idField(record, "Event") : null;
  const channelMessageId = type === "event" ? event && eventId(record) : idField(record, "MsgId");
  if (channelMessageId === null) return null;
  const message: IncomingMessage = {
    channel: "app",
    accountId: idField(record, "AgentID") ?? NO_AGENT,
    channelMessageId,
    peerId: senderId,
    senderId,
    inGroup: false,
    content: event === null ? messageContent(type, record) : eventContent(event, record),
    replyHandle: replyHandle(record),
    sentAt,
  };
  return { kind: "message", message };
}

// Events carry no MsgId. The first two parts are the platform's advice, the others keep two events of the
// same second apart (protocol §3).
function eventId(record: WireRecord): string {
  const names = [
    "FromUserName",
    "CreateTime",
    "Event",
    "EventKey",
    "TaskId",
    "AgentID",
    "ChangeType",
    "UserID",
  ];
  return synthesisedId(names.map((name) => textField(record, name)));
}

function messageContent(type: string, record: WireRecord): MessageContent {
  const mediaKind = Object.hasOwn(MEDIA, type) ? MEDIA[type] : undefined;
  const mediaId = textField(record, "MediaId");
  if (mediaKind !== undefined && mediaId) {
    const fileName = textField(record, "FileName");
    return {
      type: "media",
      media: [{ kind: mediaKind, source: { via: "mediaId", mediaId }, fileName }],
      transcript: textField(record, "Recognition") || null,
    };
  }
  const text = textField(record, "Content");
  if (type === "text" && text !== null) return { type: "text", text, quote: null, media: [] };
  const label = textField(record, "Label");
  if (type === "location" && label !== null) return { type: "location", name: "", address: label };
  if (type === "link") {
    const words = ["Title", "Description", "Url"].map((name) => textField(record, name)).filter(Boolean);
    if (words.length > 0) return { type: "text", text: words.join("\n"), quote: null, media: [] };
  }
  return { type: "unknown", platformType: type };
}

function eventContent(event: string, record: WireRecord): MessageContent {
  const key = textField(record, "EventKey");
  if (event === "template_card_event" && key !== null) {
    return { type: "cardClick", key, taskId: textField(record, "TaskId") ?? "" };
  }
  return { type: "event", event, data: plainFields(record, ENVELOPE) };
}

function replyHandle(record: WireRecord): ReplyHandle | null {
  const responseCode = textField(record, "ResponseCode");
  return responseCode ? { responseCode } : null;
}
