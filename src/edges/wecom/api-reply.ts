export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Why a call to WeCom gave no result. `error`: they said no, with a code. `unsent`: the request did not
 * arrive, or was turned away unprocessed, so it may be repeated. `uncertain`: it may have taken effect.
 * `blocked`: something answered that is not the API (a redirect, a proxy, a wrong path), which only a
 * person can mend. Reasons hold codes and names, never a URL: its query carries the secrets.
 */
export type ApiFailure =
  | { readonly kind: "error"; readonly code: number; readonly hint: string | null }
  | { readonly kind: "unsent" | "uncertain"; readonly reason: string }
  | { readonly kind: "blocked"; readonly reason: string; readonly status: number | null };

export type ApiReply = { readonly kind: "ok"; readonly body: JsonObject } | ApiFailure;

/** Judges an answer by `errcode` alone; a missing one means success (protocol §0 rules 1 and 2). */
export function judgeAnswer(text: string): ApiReply {
  const body = parseObject(text);
  if (body === null) return { kind: "uncertain", reason: "the answer is not a JSON object" };
  const code = Number(body.errcode ?? 0);
  if (Number.isNaN(code)) return { kind: "uncertain", reason: "the answer has an unreadable errcode" };
  return code === 0 ? { kind: "ok", body } : { kind: "error", code, hint: hintOf(body.errmsg) };
}

function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : null;
  } catch {
    return null; // truncated, empty, or not JSON at all
  }
}

/** The number WeCom's support asks for. The rest of errmsg may repeat what we sent, so it is not kept. */
function hintOf(errmsg: unknown): string | null {
  return typeof errmsg === "string" ? (/hint: \[(\d{1,40})\]/.exec(errmsg)?.[1] ?? null) : null;
}

/** Judges an HTTP status, or null when the body decides. WeCom itself answers failures with 200. */
export function judgeStatus(status: number): ApiFailure | null {
  if (status >= 200 && status < 300) return null;
  const reason = `HTTP ${status}`;
  // A gateway that gave up waiting: the request went through it and may have been done.
  if (status === 504) return { kind: "uncertain", reason };
  // 408 and 425: the request did not come in whole, or too early; the same again may do.
  if (status >= 500 || status === 429 || status === 408 || status === 425) return { kind: "unsent", reason };
  return { kind: "blocked", reason, status };
}

const NEVER_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
]);
const CERTIFICATE_REFUSED = /^(ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_SSL_)/;

/** Judges what `fetch` threw: only proof that no connection came about makes a repetition safe. */
export function judgeThrown(error: unknown): ApiFailure {
  const traces = tracesOf(error);
  const code = traces.find((trace) => trace.code !== null)?.code ?? traces[0]?.name ?? "unknown";
  const attempts = traces.filter((trace) => trace.code !== null);
  const unsent = attempts.length > 0 && attempts.every(provesNoConnection);
  return unsent ? { kind: "unsent", reason: code } : { kind: "uncertain", reason: code };
}

interface Trace {
  readonly name: string;
  readonly code: string | null;
  readonly connecting: boolean;
}

function provesNoConnection(trace: Trace): boolean {
  if (trace.code === null) return false;
  return trace.connecting || NEVER_CONNECTED.has(trace.code) || CERTIFICATE_REFUSED.test(trace.code);
}

/** The error, its causes, and the single attempts when several addresses were tried. */
function tracesOf(error: unknown): Trace[] {
  if (!(error instanceof Error)) return [];
  const { code, syscall } = error as Error & { code?: unknown; syscall?: unknown };
  const own: Trace = {
    name: error.name,
    code: typeof code === "string" ? code : null,
    connecting: syscall === "connect",
  };
  const attempts = error instanceof AggregateError ? error.errors.flatMap(tracesOf) : [];
  // An aggregate repeats the code of its attempts without saying at which step it arose.
  return [...(attempts.length > 0 ? attempts : [own]), ...tracesOf(error.cause)];
}
