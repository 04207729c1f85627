import type { Clock, Log } from "../../desk/ports.js";
import type { ApiClient } from "./api-client.js";
import type { ApiFailure } from "./api-reply.js";
import { asHarmless, describeFailure } from "./delivery-failure.js";
import { FREQUENCY_WAIT_MILLIS, knownCode } from "./error-codes.js";

/** A token belongs to a corp and one of its secrets; those of different apps are not interchangeable. */
export interface Credential {
  readonly corpId: string;
  readonly secret: string;
}

export interface AccessTokens {
  /** A token that should still be good. Callers that come at once share one request. */
  get(credential: Credential): Promise<{ readonly kind: "token"; readonly token: string } | ApiFailure>;
  /** Forgets this token, unless another has taken its place meanwhile. */
  drop(credential: Credential, token: string): void;
}

const RENEW_BEFORE_MILLIS = 300_000;
const USUAL_LIFETIME_SECONDS = 7_200;
/** Wrong secrets asked for too often get our IP banned for an hour (protocol §2). */
const MISCONFIGURED_WAIT_MILLIS = 150_000;

interface Entry {
  token: { readonly text: string; readonly renewAt: number; readonly endsAt: number } | null;
  failure: { readonly failure: ApiFailure; readonly until: number } | null;
  running: ReturnType<AccessTokens["get"]> | null;
}

/** Keeps one token per credential: renewed 300 s before its end, asked for once however many wait. */
export function createAccessTokens(deps: { client: ApiClient; clock: Clock; log: Log }): AccessTokens {
  const entries = new Map<string, Entry>();

  function entryOf(credential: Credential): Entry {
    const key = `${credential.corpId}\n${credential.secret}`;
    const entry = entries.get(key) ?? { token: null, failure: null, running: null };
    entries.set(key, entry);
    return entry;
  }

  async function renew(credential: Credential, entry: Entry): ReturnType<AccessTokens["get"]> {
    const answer = await requestToken(deps.client, credential);
    const now = deps.clock.now().getTime();
    if (answer.kind === "token") {
      const { token: text, lifetimeMillis } = answer;
      entry.failure = null;
      entry.token = { text, renewAt: now + usableMillis(lifetimeMillis), endsAt: now + lifetimeMillis };
      return { kind: "token", token: text };
    }
    // WeCom out of reach for a moment: the old token has its last minutes for exactly this.
    if (answer.kind === "unsent" && entry.token !== null && now < entry.token.endsAt) {
      return { kind: "token", token: entry.token.text };
    }
    entry.token = null;
    const pause = pauseAfter(answer);
    entry.failure = pause > 0 ? { failure: answer, until: now + pause } : null;
    if (pause > 0) report(deps.log, answer, pause);
    return answer;
  }

  return {
    async get(credential) {
      const entry = entryOf(credential);
      const now = deps.clock.now().getTime();
      if (entry.token !== null && now < entry.token.renewAt)
        return { kind: "token", token: entry.token.text };
      if (entry.failure !== null && now < entry.failure.until) return entry.failure.failure;
      entry.running ??= renew(credential, entry).finally(() => {
        entry.running = null;
      });
      return entry.running;
    },

    drop(credential, token) {
      const entry = entryOf(credential);
      if (entry.token?.text === token) entry.token = null;
    },
  };
}

/** Throttling passes by itself; a wrong secret stays wrong until somebody mends it. */
function report(log: Log, failure: ApiFailure, pauseMillis: number): void {
  const level = pauseMillis === MISCONFIGURED_WAIT_MILLIS ? "error" : "warn";
  log[level]({ reason: describeFailure(failure), pauseMillis }, "wecom refuses an access token");
}

async function requestToken(
  client: ApiClient,
  credential: Credential,
): Promise<{ kind: "token"; token: string; lifetimeMillis: number } | ApiFailure> {
  const reply = await client.call({
    path: "/cgi-bin/gettoken",
    query: { corpid: credential.corpId, corpsecret: credential.secret },
  });
  if (reply.kind !== "ok") return asHarmless(reply);
  const { access_token: token, expires_in: lifetime } = reply.body;
  if (typeof token !== "string" || token === "") return { kind: "unsent", reason: "gettoken gave no token" };
  const seconds = typeof lifetime === "number" && lifetime > 0 ? lifetime : USUAL_LIFETIME_SECONDS;
  return { kind: "token", token, lifetimeMillis: seconds * 1_000 };
}

function usableMillis(lifetimeMillis: number): number {
  return Math.max(lifetimeMillis - RENEW_BEFORE_MILLIS, lifetimeMillis / 2);
}

/** How long the same refusal is repeated without asking again, in ms; 0 = ask at the next need. */
function pauseAfter(failure: ApiFailure): number {
  if (failure.kind === "blocked") return MISCONFIGURED_WAIT_MILLIS;
  if (failure.kind !== "error") return 0;
  switch (knownCode(failure.code)?.reaction) {
    case "retry":
      return 0;
    case "wait":
      return FREQUENCY_WAIT_MILLIS;
    default:
      return MISCONFIGURED_WAIT_MILLIS;
  }
}
