import type {
  IncomingMessage,
  MediaKind,
  MediaReference,
  MessageContent,
} from "../../desk/inbound-message.js";
import {
  asRecord,
  idField,
  listField,
  momentField,
  plainFields,
  recordField,
  textField,
  type WireRecord,
} from "./wire-fields.js";

export type BotCallback =
  | { readonly kind: "message"; readonly message: IncomingMessage }
  /** The platform asks how the answer to an earlier message is coming along (protocol §7.5). */
  | { readonly kind: "poll"; readonly botId: string; readonly streamId: string };

const MEDIA: Readonly<Record<string, MediaKind>> = { image: "image", file: "file", video: "video" };

/** A message has some ten pictures; a thousand would only keep the desk from its work. */
const MOST_MEDIA = 50;

/** What a quote shows of something that has no words. */
const QUOTED_MEDIA: Readonly<Record<string, string>> = { image: "[图片]", file: "[文件]", video: "[视频]" };

/** How a text in a group begins: the bot's name, then a space (a four-per-em one in some clients). */
const MENTION_BEFORE = /^\s*@\S+(?:\s+|$)/u;
const MENTION = /\s*@\S+/gu;

/**
 * The plaintext of a callback to `/wecom/bot`, or the body of a long-connection frame (protocol §7.2); null
 * when it is malformed or names no sender. `now` stands in where the platform gives no time.
 */
export function parseBotCallback(plaintext: string, now: Date): BotCallback | null {
  const record = parseJson(plaintext);
  const accountId = idField(record, "aibotid");
  const channelMessageId = idField(record, "msgid");
  const type = idField(record, "msgtype");
  if (record === null || accountId === null || channelMessageId === null || type === null) return null;
  if (type === "stream") {
    const streamId = idField(recordField(record, "stream"), "id");
    return streamId === null ? null : { kind: "poll", botId: accountId, streamId };
  }
  const inGroup = textField(record, "chattype") === "group";
  const senderId = idField(recordField(record, "from"), "userid");
  const peerId = inGroup ? idField(record, "chatid") : senderId;
  if (senderId === null || peerId === null) return null;
  const content = contentOf(type, record, inGroup);
  const responseUrl = textField(record, "response_url");
  const handle = {
    ...(responseUrl ? { responseUrl } : {}),
    // The message's own id, so that every process can answer a poll without shared memory.
    ...(type === "event" ? {} : { streamId: channelMessageId }),
  };
  const message: IncomingMessage = {
    channel: "bot",
    accountId,
    channelMessageId,
    peerId,
    senderId,
    inGroup,
    content,
    replyHandle: Object.keys(handle).length > 0 ? handle : null,
    sentAt: momentField(record, "create_time") ?? now,
  };
  return { kind: "message", message };
}

/** A JSON object, or null for anything else. */
export function parseJson(source: string): WireRecord | null {
  try {
    return asRecord(JSON.parse(source.replace(/^\uFEFF/, "")));
  } catch {
    return null;
  }
}

function contentOf(type: string, record: WireRecord, inGroup: boolean): MessageContent {
  if (type === "event") return eventContent(recordField(record, "event"));
  const body = recordField(record, type);
  const quote = quoteText(recordField(record, "quote"));
  const unknown: MessageContent = { type: "unknown", platformType: type };
  const spoken = (text: string) => (inGroup ? withoutMention(text) : text);
  if (type === "text") {
    const text = textField(body, "content");
    return text === null ? unknown : { type: "text", text: spoken(text), quote, media: [] };
  }
  if (type === "voice") {
    const transcript = textField(body, "content");
    return transcript === null ? unknown : { type: "media", media: [], transcript };
  }
  if (type === "mixed") {
    const { text, media } = mixedParts(body);
    if (text === "" && media.length === 0) return unknown;
    return { type: "text", text: spoken(text), quote, media };
  }
  const reference = mediaReference(type, body);
  return reference === null ? unknown : { type: "media", media: [reference], transcript: null };
}

/** Nobody calls the bot without naming it, so the only mention of a text is its own, wherever it stands. */
function withoutMention(text: string): string {
  const words = text.replace(MENTION_BEFORE, "");
  if (words !== text) return words;
  return text.match(MENTION)?.length === 1 ? text.replace(MENTION, "").trim() : text;
}

function eventContent(event: WireRecord | null): MessageContent {
  const name = idField(event, "eventtype") ?? "unknown";
  const details = recordField(event, name);
  // The document's tables and its samples spell these differently.
  const key = textField(details, "event_key") ?? textField(details, "eventkey");
  if (name === "template_card_event" && key !== null) {
    const taskId = textField(details, "task_id") ?? textField(details, "taskid") ?? "";
    return { type: "cardClick", key, taskId };
  }
  const reasons = listField(details, "inaccurate_reason_list").join(",");
  const data = { ...plainFields(details, []), ...(reasons ? { inaccurate_reason_list: reasons } : {}) };
  return { type: "event", event: name, data };
}

function mixedParts(body: WireRecord | null): { text: string; media: MediaReference[] } {
  const words: string[] = [];
  const media: MediaReference[] = [];
  for (const item of listField(body, "msg_item").map(asRecord)) {
    const type = textField(item, "msgtype") ?? "";
    const text = textField(recordField(item, "text"), "content");
    const reference = mediaReference(type, recordField(item, type));
    if (type === "text" && text) words.push(text);
    else if (reference !== null && media.length < MOST_MEDIA) media.push(reference);
  }
  return { text: words.join("\n"), media };
}

function mediaReference(type: string, body: WireRecord | null): MediaReference | null {
  const kind = Object.hasOwn(MEDIA, type) ? MEDIA[type] : undefined;
  const url = textField(body, "url");
  if (kind === undefined || !url) return null;
  return { kind, source: { via: "botUrl", url, aesKey: textField(body, "aeskey") || null }, fileName: null };
}

function quoteText(quote: WireRecord | null): string | null {
  const type = textField(quote, "msgtype");
  if (quote === null || type === null) return null;
  if (Object.hasOwn(QUOTED_MEDIA, type)) return QUOTED_MEDIA[type] ?? null;
  const body = recordField(quote, type);
  return type === "mixed" ? mixedParts(body).text || "[图片]" : textField(body, "content");
}
