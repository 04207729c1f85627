/** What the platform puts into the query of every callback (protocol §1.3, §1.4). */
export interface CallbackQuery {
  readonly signature: string;
  readonly timestamp: string;
  readonly nonce: string;
  /** Only in the GET that verifies the URL. */
  readonly echo: string | null;
}

const SIGNATURE_NAMES = ["msg_signature", "msgsignature", "signature"];
const SIGNATURE = /^[0-9a-f]{40}$/;
const TIMESTAMP = /^\d{10}$/;
const MAX_NONCE_LENGTH = 128;

/** Reads the raw query string; null when a part is missing, malformed or given twice. */
export function readCallbackQuery(raw: string): CallbackQuery | null {
  const query = new URLSearchParams(raw);
  const single = (name: string) => (query.getAll(name).length === 1 ? query.get(name) : null);
  const given = SIGNATURE_NAMES.filter((name) => query.has(name));
  const signature = given.length === 1 ? single(given[0] ?? "") : null;
  const timestamp = single("timestamp");
  const nonce = single("nonce");
  if (signature === null || !SIGNATURE.test(signature)) return null;
  if (timestamp === null || !TIMESTAMP.test(timestamp)) return null;
  if (!nonce || nonce.length > MAX_NONCE_LENGTH) return null;
  // Base64 has no spaces: one can only be a `+` that somebody on the way forgot to encode.
  const echo = single("echostr")?.replaceAll(" ", "+") ?? null;
  return { signature, timestamp, nonce, echo };
}
