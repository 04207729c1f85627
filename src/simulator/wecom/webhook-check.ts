import { randomBytes } from "node:crypto";
import { channelSecrets } from "./callbacks.js";
import { seal } from "./crypto.js";
import type { Platform } from "./platform.js";

const BUDGET_MILLIS = 1_000;

export interface WebhookCheck {
  readonly ok: boolean;
  /** Why the console would refuse to save the URL. */
  readonly reason: string | null;
}

/** What the console does when a callback URL is saved: echostr must come back exactly, within 1 s (§1.3). */
export async function checkWebhook(platform: Platform, channel: "app" | "bot"): Promise<WebhookCheck> {
  const { keys, receiveId, path } = channelSecrets(platform, channel);
  const expected = platform.newMsgId();
  const timestamp = String(platform.seconds());
  const nonce = randomBytes(6).toString("hex");
  const sealed = seal(keys, expected, { receiveId, timestamp, nonce });
  const query = new URLSearchParams({
    msg_signature: sealed.signature,
    timestamp,
    nonce,
    echostr: sealed.encrypt,
  });
  const url = `${platform.deskUrl ?? ""}${path}?${query}`;
  const started = performance.now();
  const entry = {
    at: platform.now(),
    direction: "toDesk",
    name: `${channel}:verify`,
    method: "GET",
    url,
  } as const;
  const request = { raw: "", plain: expected };
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(BUDGET_MILLIS) });
    const raw = await response.text();
    const reply = { status: response.status, raw, plain: null };
    platform.wire.record({ ...entry, request, reply, tookMillis: performance.now() - started, note: null });
    const ok = response.status === 200 && raw === expected;
    return { ok, reason: ok ? null : `status ${response.status}, body of ${raw.length} characters` };
  } catch (error) {
    const reason = error instanceof Error ? error.name : "failed";
    const tookMillis = performance.now() - started;
    platform.wire.record({ ...entry, request, reply: null, tookMillis, note: reason });
    return { ok: false, reason };
  }
}
