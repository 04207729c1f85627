import { type Logger, WSClient } from "@wecom/aibot-node-sdk";
import type { ApiFailure, ApiReply } from "./api-reply.js";
import { asRecord, listField, textField, type WireRecord } from "./wire-fields.js";

/** What one connection is made with. */
export interface BotLinkSettings {
  readonly botId: string;
  readonly secret: string;
  readonly url: string;
  /** Between two pings, in ms; two without an answer and the connection counts as dead (protocol §7.8). */
  readonly heartbeatMillis: number;
  /** From the first packet to the accepted subscription, in ms. */
  readonly patienceMillis: number;
}

/** A callback as it came: answers carry its `reqId`. */
export interface BotFrame {
  readonly reqId: string;
  readonly body: WireRecord;
}

export interface BotLinkListener {
  /** The platform has accepted the subscription. */
  onReady(): void;
  onFrame(frame: BotFrame): void;
}

export type BotCommand = "aibot_respond_msg" | "aibot_respond_welcome_msg" | "aibot_send_msg";

/**
 * How a connection ended. `refused`: bot id, secret or frequency. `kicked`: somebody else subscribed for the
 * same bot. `lost`: the network, the platform, or no heartbeat. `closed`: by ourselves.
 */
export type LinkEnd =
  | { readonly kind: "refused"; readonly failure: ApiFailure }
  | { readonly kind: "kicked" | "closed" }
  | { readonly kind: "lost"; readonly reason: string };

/** One connection, from its first packet to its end; it never connects again by itself. */
export interface BotLink {
  readonly ended: Promise<LinkEnd>;
  /** Never rejects. `unsent` before the subscription and after the end; no answer in 5 s is `uncertain`. */
  request(frame: { cmd: BotCommand; reqId: string; body: WireRecord }): Promise<ApiReply>;
  close(): void;
}

/** Callbacks are texts and links; files come by URL. */
const MAX_FRAME_BYTES = 4 * 1024 * 1024;
const LONGEST_REASON = 100;

/** The SDK's lines quote whole frames, and with them people's words and the keys of files. */
const SILENT: Logger = { debug() {}, info() {}, warn() {}, error() {} };

function createClient(settings: BotLinkSettings): WSClient {
  return new WSClient({
    botId: settings.botId,
    secret: settings.secret,
    wsUrl: settings.url,
    heartbeatInterval: settings.heartbeatMillis,
    // Whether and when to connect again depends on the reason and on the lease, which the SDK does not know.
    maxReconnectAttempts: 0,
    maxAuthFailureAttempts: 0,
    wsOptions: { handshakeTimeout: settings.patienceMillis, maxPayload: MAX_FRAME_BYTES },
    logger: SILENT,
  });
}

/** The SDK tells a refused subscription by its message alone, which ends in `(code: 853000)`. */
function refusalIn(error: Error): LinkEnd | null {
  const code = /^Authentication failed:.*\(code: (-?\d{1,12})\)$/s.exec(error.message)?.[1];
  return code ? { kind: "refused", failure: { kind: "error", code: Number(code), hint: null } } : null;
}

/** What came of a frame the SDK rejected: with the acknowledgement unless that says 0 in so many words. */
function judgeRejection(thrown: unknown): ApiReply {
  const acknowledgement = thrown instanceof Error ? null : asRecord(thrown);
  // Success may omit the code (protocol §0 rule 1).
  if (acknowledgement && acknowledgement.errcode === undefined) return { kind: "ok", body: {} };
  const code = textField(acknowledgement, "errcode");
  if (code !== null && Number.isFinite(Number(code)))
    return { kind: "error", code: Number(code), hint: null };
  // Not acknowledged in time, or the connection broke in between: it may have arrived.
  return { kind: "uncertain", reason: "no acknowledgement" };
}

function frameOf(received: { headers?: unknown; body?: unknown }): BotFrame | null {
  const reqId = textField(asRecord(received.headers), "req_id");
  const body = asRecord(received.body);
  return reqId && body ? { reqId, body } : null;
}

/** Connects and subscribes. The outcome of both is told by `onReady` or by `ended`, whichever comes first. */
export function openBotLink(settings: BotLinkSettings, listener: BotLinkListener): BotLink {
  const client = createClient(settings);
  let end: LinkEnd | null = null;
  let isReady = false;
  let trouble: string | null = null;
  let settle: (end: LinkEnd) => void = () => undefined;
  const ended = new Promise<LinkEnd>((resolve) => {
    settle = resolve;
  });
  const finish = (how: LinkEnd) => {
    clearTimeout(impatience);
    isReady = false;
    end ??= how;
    settle(end);
    client.disconnect();
  };
  const lost = (text: string) =>
    finish({ kind: "lost", reason: text.replaceAll(settings.secret, "[secret]").slice(0, LONGEST_REASON) });
  const impatience = setTimeout(() => lost("the subscription was not answered"), settings.patienceMillis);
  const pass = (received: { headers?: unknown; body?: unknown }) => {
    const frame = end === null ? frameOf(received) : null;
    if (frame) listener.onFrame(frame);
  };
  client.on("authenticated", () => {
    if (end !== null) return;
    clearTimeout(impatience);
    isReady = true;
    listener.onReady();
  });
  client.on("message", pass);
  client.on("event", (received) => {
    if (isDisconnectedEvent(received.body)) end ??= { kind: "kicked" };
    else pass(received);
  });
  client.on("disconnected", (reason) => lost(trouble ?? String(reason)));
  client.on("error", (error) => {
    end ??= refusalIn(error);
    trouble = "code" in error ? String(error.code) : error.message;
    // Without a socket there is nothing that could close.
    if ("code" in error && error.code === "WS_RECONNECT_EXHAUSTED") lost(trouble);
  });
  client.connect();
  return {
    ended,
    async request({ cmd, reqId, body }) {
      if (!isReady || !client.isConnected) return { kind: "unsent", reason: "the long connection is down" };
      try {
        const answer = await client.reply({ headers: { req_id: reqId } }, { ...body }, cmd);
        return { kind: "ok", body: asRecord(answer.body) ?? {} };
      } catch (thrown) {
        return judgeRejection(thrown);
      }
    },
    close: () => finish({ kind: "closed" }),
  };
}

function isDisconnectedEvent(body: unknown): boolean {
  const [event] = listField(asRecord(body), "event");
  return textField(asRecord(event), "eventtype") === "disconnected_event";
}
