import { randomBytes } from "node:crypto";
import { type CallbackKeys, type Sealed, seal, unseal } from "./crypto.js";
import { toXml } from "./envelopes.js";
import type { CallbackChannel, CallbackFault } from "./faults.js";
import type { Platform } from "./platform.js";

/** Something the platform tells the desk. */
export interface Callback {
  readonly channel: CallbackChannel;
  /** For the record: `text`, `doorbell`, `stream` … */
  readonly label: string;
  /** XML (app, kf) or JSON (bot), not yet encrypted. */
  readonly plain: string;
  /** Deliveries at most: card events of the bot are sent once, all else up to four times (protocol §0.2). */
  readonly attempts?: number;
  /** Called with the first answer that was a 200, also when the delivery was held back for a while. */
  readonly onReply?: (reply: CallbackReply) => void;
}

export interface CallbackReply {
  readonly body: string;
  /** The nonce of the callback's URL, which a 智能机器人 reply must repeat. */
  readonly nonce: string;
}

/** How a callback fared. */
export interface Delivery {
  readonly outcome: "delivered" | "refused" | "unreachable" | "lost" | "held";
  /** HTTP status of the last attempt, if it came to one. */
  readonly status: number | null;
  readonly attempts: number;
}

export interface CallbackPost {
  deliver(callback: Callback): Promise<Delivery>;
  /** Delivers what was held back, oldest first or the other way round; returns how it went. */
  release(order: "oldestFirst" | "newestFirst"): Promise<Delivery[]>;
}

interface SealedCallback {
  readonly url: string;
  readonly name: string;
  readonly body: string;
  readonly contentType: string;
  readonly nonce: string;
  readonly plain: string;
}

const FOREIGN_CORP = "wwOTHERCORP";

/** Keys and receiveid of a channel (protocol §1.2): 微信客服 rings with the keys of the app. */
export function channelSecrets(
  platform: Platform,
  channel: CallbackChannel,
): { keys: CallbackKeys; receiveId: string; path: string } {
  const { app, bot, corpId } = platform.options;
  if (channel !== "bot") return { keys: app, receiveId: corpId, path: "/wecom/app" };
  if (!bot) throw new Error("this stand-in was started without a bot");
  return { keys: bot, receiveId: "", path: "/wecom/bot" };
}

function envelope(platform: Platform, channel: CallbackChannel, sealed: Sealed): string {
  if (channel === "bot") return JSON.stringify({ encrypt: sealed.encrypt });
  const { corpId, agentId } = platform.options;
  const agent = channel === "app" ? String(agentId) : "";
  return toXml({ ToUserName: corpId, AgentID: agent, Encrypt: sealed.encrypt });
}

function sealCallback(platform: Platform, callback: Callback, fault: CallbackFault | null): SealedCallback {
  const { channel } = callback;
  const { keys, receiveId, path } = channelSecrets(platform, channel);
  const timestamp = String(platform.seconds());
  const nonce = randomBytes(6).toString("hex");
  const to = fault === "foreignReceiver" ? FOREIGN_CORP : receiveId;
  const sealed = seal(keys, callback.plain, { receiveId: to, timestamp, nonce });
  const signature = fault === "badSignature" ? "0".repeat(40) : sealed.signature;
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce });
  return {
    url: `${platform.deskUrl ?? ""}${path}?${query}`,
    name: `${channel}:${callback.label}`,
    body: envelope(platform, channel, sealed),
    contentType: channel === "bot" ? "application/json" : "text/xml",
    nonce,
    plain: callback.plain,
  };
}

function plainOf(sealed: SealedCallback): unknown {
  return sealed.contentType === "application/json" ? JSON.parse(sealed.plain) : sealed.plain;
}

/** What a sealed answer says, for the record; one that cannot be opened is shown as it came. */
function openReply(platform: Platform, name: string, body: string): unknown {
  if (!name.startsWith("bot:") || body === "") return null;
  try {
    const { encrypt, msgsignature, timestamp, nonce } = JSON.parse(body);
    const { keys, receiveId } = channelSecrets(platform, "bot");
    const context = { receiveId, timestamp: String(timestamp), nonce };
    return JSON.parse(unseal(keys, { encrypt, signature: msgsignature }, context));
  } catch {
    return null;
  }
}

/** One POST; null when no answer came in time. */
async function post(
  platform: Platform,
  sealed: SealedCallback,
  note: string | null,
): Promise<{ status: number; body: string } | null> {
  const started = performance.now();
  const at = platform.now();
  let reply: { status: number; body: string } | null = null;
  let failure: string | null = null;
  try {
    const timeout = AbortSignal.timeout(platform.tempo.callbackTimeoutMillis);
    const response = await fetch(sealed.url, {
      method: "POST",
      headers: { "content-type": sealed.contentType },
      body: sealed.body,
      signal: AbortSignal.any([timeout, platform.background.closing]),
    });
    reply = { status: response.status, body: await response.text() };
  } catch (error) {
    // Refused, reset or too slow: to the platform all the same, and the desk's business to survive.
    failure = error instanceof Error ? error.name : "failed";
  }
  platform.wire.record({
    at,
    direction: "toDesk",
    name: sealed.name,
    method: "POST",
    url: sealed.url,
    request: { raw: sealed.body, plain: plainOf(sealed) },
    reply: reply && {
      status: reply.status,
      raw: reply.body,
      plain: openReply(platform, sealed.name, reply.body),
    },
    tookMillis: performance.now() - started,
    note: [note, failure].filter((part) => part !== null).join("; ") || null,
  });
  return reply;
}

async function attempt(
  platform: Platform,
  callback: Callback,
  terms: { fault: CallbackFault | null; sealed: SealedCallback },
): Promise<Delivery> {
  const most = callback.attempts ?? 4;
  let { sealed } = terms;
  let status: number | null = null;
  let count = 0;
  while (count < most && !platform.background.closing.aborted) {
    count += 1;
    if (count > 1) {
      await platform.background.pause(platform.tempo.retryPauseMillis);
      if (!platform.tempo.retriesKeepSeal) sealed = sealCallback(platform, callback, terms.fault);
    }
    const note = [terms.fault && `fault: ${terms.fault}`, count > 1 && `attempt ${count}`].filter(Boolean);
    const reply = await post(platform, sealed, note.join("; ") || null);
    status = reply?.status ?? null;
    if (reply?.status === 200) {
      callback.onReply?.({ body: reply.body, nonce: sealed.nonce });
      return { outcome: "delivered", status, attempts: count };
    }
  }
  return { outcome: status === null ? "unreachable" : "refused", status, attempts: count };
}

export function createCallbackPost(platform: Platform): CallbackPost {
  let held: Callback[] = [];
  const deliverNow = async (callback: Callback, fault: CallbackFault | null): Promise<Delivery> => {
    const sealed = sealCallback(platform, callback, fault);
    const delivery = await attempt(platform, callback, { fault, sealed });
    // What the repetition is answered with interests nobody: the platform took the first answer.
    if (fault === "replay") await post(platform, sealed, "fault: replay");
    if (fault === "twice") await post(platform, sealCallback(platform, callback, null), "fault: twice");
    return delivery;
  };
  return {
    async deliver(callback) {
      const fault = platform.faults.takeForCallback(callback);
      const unsent = { status: null, attempts: 0 };
      if (fault === "held") {
        held.push(callback);
        return { outcome: "held", ...unsent };
      }
      if (fault === "lost" || platform.deskUrl === null) return { outcome: "lost", ...unsent };
      return platform.background.track(deliverNow(callback, fault));
    },
    async release(order) {
      const waiting = order === "oldestFirst" ? held : held.toReversed();
      held = [];
      const deliveries: Delivery[] = [];
      for (const callback of waiting) {
        deliveries.push(await platform.background.track(deliverNow(callback, null)));
      }
      return deliveries;
    },
  };
}
