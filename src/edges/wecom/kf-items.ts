import type { IncomingMessage, MediaKind, MessageContent } from "../../desk/inbound-message.js";
import {
  asRecord,
  idField,
  momentField,
  plainFields,
  recordField,
  synthesisedId,
  textField,
  type WireRecord,
} from "./wire-fields.js";

/** `origin` of an item (protocol §8.2); system events carry msgtype `event`, whatever their origin. */
const FROM_CUSTOMER = "3";
const FROM_SERVICER = "5";

const MEDIA: Readonly<Record<string, MediaKind>> = {
  image: "image",
  voice: "voice",
  video: "video",
  file: "file",
};

/** Fields that say where an event belongs, not what happened. */
const ENVELOPE = ["event_type", "open_kfid", "external_userid", "welcome_code"];

/** Together with place and time these tell two events of one second apart. */
const DISTINCTIVE = [
  "fail_msgid",
  "recall_msgid",
  "welcome_code",
  "servicer_userid",
  "status",
  "change_type",
  "new_servicer_userid",
  "reject_switch",
];

/** Milliseconds 0: the item did not say when, and only a stored message is a message not lost. */
const UNKNOWN_MOMENT = new Date(0);

/**
 * One item of a `sync_msg` page as a message, or null when it names nobody it could come from. Never throws.
 *
 * Residents' messages keep their type (unknown ones become `unknown`). What a servicer wrote in the WeCom
 * client is the event `servicer_message`. Event data keeps the platform's own field names, as text.
 */
export function parseKfItem(item: unknown, openKfId: string): IncomingMessage | null {
  const record = asRecord(item);
  if (record === null) return null;
  if (textField(record, "msgtype") === "event") return parseEvent(record, openKfId);
  const peerId = idField(record, "external_userid");
  if (peerId === null) return null;
  const origin = textField(record, "origin");
  const isResident = origin === FROM_CUSTOMER;
  const senderId = isResident ? peerId : (idField(record, "servicer_userid") ?? "sys");
  const content = isResident ? residentContent(record) : otherWriterContent(record, origin);
  const sentAt = momentField(record, "send_time") ?? UNKNOWN_MOMENT;
  return {
    channel: "kf",
    accountId: idField(record, "open_kfid") ?? openKfId,
    channelMessageId:
      idField(record, "msgid") ??
      synthesisedId([openKfId, peerId, senderId, sentAt.toISOString(), JSON.stringify(content)]),
    peerId,
    senderId,
    inGroup: false,
    content,
    replyHandle: null,
    sentAt,
  };
}

function residentContent(record: WireRecord): MessageContent {
  const type = textField(record, "msgtype") ?? "";
  const body = recordField(record, type);
  const mediaKind = Object.hasOwn(MEDIA, type) ? MEDIA[type] : undefined;
  const mediaId = textField(body, "media_id");
  if (mediaKind !== undefined && mediaId) {
    const reference = { kind: mediaKind, source: { via: "mediaId", mediaId }, fileName: null } as const;
    return { type: "media", media: [reference], transcript: null };
  }
  const text = textField(body, "content");
  if (type === "text" && text !== null) {
    const menuId = idField(body, "menu_id");
    return { type: "text", text, quote: null, media: [], ...(menuId === null ? {} : { menuId }) };
  }
  if (type === "location" && body !== null) {
    return {
      type: "location",
      name: textField(body, "name") ?? "",
      address: textField(body, "address") ?? "",
    };
  }
  if (type === "link" && body !== null) {
    const words = ["title", "desc", "url"].map((name) => textField(body, name)).filter(Boolean);
    if (words.length > 0) return { type: "text", text: words.join("\n"), quote: null, media: [] };
  }
  return { type: "unknown", platformType: type.slice(0, 64) };
}

// An answer to something no resident wrote could start a loop, hence an event and not `unknown`.
function otherWriterContent(record: WireRecord, origin: string | null): MessageContent {
  const msgtype = (textField(record, "msgtype") ?? "").slice(0, 64);
  if (origin !== FROM_SERVICER) return { type: "event", event: "unknown_origin", data: { msgtype } };
  const text = textField(recordField(record, "text"), "content");
  return {
    type: "event",
    event: "servicer_message",
    data: { msgtype, ...(text === null ? {} : { text }) },
  };
}

function parseEvent(record: WireRecord, openKfId: string): IncomingMessage | null {
  const body = recordField(record, "event");
  const event = idField(body, "event_type");
  // Some samples carry these on the item, most inside the event.
  const read = (name: string) => idField(body, name) ?? idField(record, name);
  const servicer = read("servicer_userid") ?? read("new_servicer_userid") ?? read("old_servicer_userid");
  const customer = read("external_userid");
  const peerId = customer ?? servicer;
  if (event === null || peerId === null) return null;
  const accountId = read("open_kfid") ?? openKfId;
  const sentAt = momentField(record, "send_time") ?? UNKNOWN_MOMENT;
  const welcomeCode = textField(body, "welcome_code");
  return {
    channel: "kf",
    accountId,
    channelMessageId:
      idField(record, "msgid") ??
      synthesisedId([event, accountId, customer, sentAt.toISOString(), ...DISTINCTIVE.map(read)]),
    peerId,
    senderId: event.startsWith("servicer_") ? (servicer ?? peerId) : peerId,
    inGroup: false,
    content: { type: "event", event, data: plainFields(body, ENVELOPE) },
    replyHandle: welcomeCode ? { welcomeCode } : null,
    sentAt,
  };
}
