import { performance } from "node:perf_hooks";
import type { Clock, Log } from "../../desk/ports.js";
import { type CallbackQuery, readCallbackQuery } from "./callback-query.js";
import type { CallbackCrypto, KeyGeneration, OpenRefusal } from "./crypto.js";
import type { ReplayGuard } from "./replay-guard.js";

/** A callback as the HTTP edge hands it over, once the body has been read. */
export interface CallbackRequest {
  readonly method: "GET" | "POST";
  /** Raw, without the question mark. */
  readonly query: string;
  /** Empty for GET; null when it is larger than the edge takes, or broke off. */
  readonly body: string | null;
  /** Told once the message is safe, or will never be: what follows may take its time. */
  readonly onCommitted?: () => void;
}

export interface CallbackReply {
  readonly status: 200 | 403;
  readonly body: string;
  /** To be called once the answer has left; until then the same bytes count as new. */
  readonly onSent?: () => void;
}

/** Answers one callback. Rejects only when the desk could not keep the message, so that WeCom sends it again. */
export type CallbackHandler = (request: CallbackRequest) => Promise<CallbackReply>;

/** An opened message with what is needed to answer it. */
export interface OpenedCallback {
  readonly plaintext: string;
  readonly nonce: string;
  readonly generation: KeyGeneration;
  /** `performance.now()` at the arrival of the request. */
  readonly startedAt: number;
}

export interface CallbackGateSettings<Parsed> {
  readonly name: "app" | "bot";
  readonly crypto: CallbackCrypto;
  readonly guard: ReplayGuard;
  readonly clock: Clock;
  readonly log: Log;
  /** The ciphertext in a POST body, or null. */
  envelope(body: string): string | null;
  /** Null refuses the callback; nothing has happened until then. */
  parse(plaintext: string, now: Date): Parsed | null;
  /** Resolves once it is safe to say 200. */
  commit(parsed: Parsed): Promise<void>;
  /** The body of the answer to what was committed, empty for none. */
  answer(parsed: Parsed, opened: OpenedCallback): Promise<string>;
}

type GateRefusal = OpenRefusal | "query" | "body" | "envelope" | "timestamp" | "plaintext";

type Admitted =
  | { readonly ok: true; readonly query: CallbackQuery; readonly opened: OpenedCallback }
  | { readonly ok: false; readonly reason: GateRefusal };

/** A stranger learns nothing from it, whatever was wrong. */
const REFUSAL: CallbackReply = { status: 403, body: "forbidden" };
const EMPTY: CallbackReply = { status: 200, body: "" };

const CLOCK_SKEW_MILLIS = 10 * 60_000;

/**
 * The order of checks every callback passes (protocol §1.7): query → body size → timestamp → signature →
 * decrypt → receiveid → parse → replay. A refusal changes nothing and writes one log line without content.
 */
export function createCallbackGate<Parsed>(settings: CallbackGateSettings<Parsed>): CallbackHandler {
  const { guard, log, name } = settings;

  const refuse = (reason: GateRefusal) => {
    log.warn({ callback: name, reason }, "callback refused");
    return REFUSAL;
  };

  return async (request) => {
    const now = settings.clock.now();
    const admitted = admit(settings, { request, now });
    if (!admitted.ok) return refuse(admitted.reason);
    const { query, opened } = admitted;
    // Verifying the URL changes nothing, so it may be repeated; the plaintext is the answer, byte for byte.
    if (request.method === "GET") return { status: 200, body: opened.plaintext };
    const parsed = settings.parse(opened.plaintext, now);
    if (parsed === null) return refuse("plaintext");
    if (guard.has(query.signature, now)) {
      log.info({ callback: name }, "callback repeated");
      return EMPTY;
    }
    await settings.commit(parsed);
    request.onCommitted?.();
    const body = await settings.answer(parsed, opened);
    // Not earlier: what the platform sends again because it heard no answer must get one. Until then the
    // message's own id keeps it from counting twice.
    return { status: 200, body, onSent: () => guard.remember(query.signature, now) };
  };
}

function admit<Parsed>(
  settings: CallbackGateSettings<Parsed>,
  { request, now }: { request: CallbackRequest; now: Date },
): Admitted {
  const startedAt = performance.now();
  const query = readCallbackQuery(request.query);
  if (query === null) return { ok: false, reason: "query" };
  const { body } = request;
  if (body === null) return { ok: false, reason: "body" };
  const skew = Math.abs(now.getTime() - Number(query.timestamp) * 1000);
  if (skew > CLOCK_SKEW_MILLIS) return { ok: false, reason: "timestamp" };
  const encrypt = request.method === "POST" ? settings.envelope(body) : query.echo;
  if (encrypt === null) return { ok: false, reason: "envelope" };
  const opened = settings.crypto.open({ ...query, encrypt });
  if (!opened.ok) return opened;
  const { message: plaintext, generation } = opened;
  return { ok: true, query, opened: { plaintext, nonce: query.nonce, generation, startedAt } };
}
