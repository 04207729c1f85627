/** A field whose name ends in one of these words holds what nobody may read in a log. */
const PRIVATE_ENDINGS = [
  "text",
  "content",
  "words",
  "matter",
  "handling",
  "quote",
  "transcript",
  "name",
  "phone",
  "mobile",
  "address",
  "room",
  "token",
  "secret",
  "password",
  "authorization",
  "cookie",
  "credentials",
  "apikey",
  "aeskey",
  "webhookkey",
  "robotkey",
  "responsecode",
  "welcomecode",
  "encrypt",
  "signature",
] as const;

/** Fields of errors and of the log itself that end like a private one and are not. */
const HARMLESS = new Set(["hostname", "errorname", "modelname", "jobname", "sweepname"]);

const RULES: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // Secrets in the query of an address, the only place where WeCom takes them.
  [
    /\b(access_token|corpsecret|secret|key|token|response_code|code|msg_signature|password)=[^&\s"'<>]+/gi,
    "$1=[secret]",
  ],
  // User and password of a database address.
  [/:\/\/[^\s/@:]*:[^\s/@]+@/g, "://[secret]@"],
  [/\bBearer\s+\S+/gi, "Bearer [secret]"],
  [/\bsk-[\w-]{8,}/g, "[secret]"],
  // Mobile numbers as people write them, then land lines.
  [/(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g, "[phone]"],
  [/(?<!\d)0\d{2,3}[ -]\d{7,8}(?!\d)/g, "[phone]"],
  // Identity card numbers: the date in the middle tells them from message ids.
  [/(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/g, "[identity]"],
  // The desk logs in English: Chinese in a log is a resident's word, a name or a place.
  [/\p{Script=Han}(?:[^\n"'`]*\p{Script=Han})?/gu, "[words]"],
];

const DEEPEST = 6;
const LONGEST = 2_000;

function isPrivate(field: string): boolean {
  const plain = field.toLowerCase().replace(/[^a-z]/g, "");
  return !HARMLESS.has(plain) && PRIVATE_ENDINGS.some((ending) => plain.endsWith(ending));
}

/** The text without phones, secrets and Chinese words; cut when it is very long. */
export function scrubText(text: string): string {
  const scrubbed = RULES.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
  return scrubbed.length > LONGEST ? `${scrubbed.slice(0, LONGEST)}…` : scrubbed;
}

function scrubError(error: Error, depth: number): Record<string, unknown> {
  const fields: Record<string, unknown> = { type: error.name, message: scrubText(error.message) };
  if (error.stack) fields.stack = scrubText(error.stack);
  if ("code" in error) fields.code = scrubValue(error.code, depth + 1);
  if (error.cause !== undefined) fields.cause = scrubValue(error.cause, depth + 1);
  return fields;
}

function scrubValue(value: unknown, depth: number): unknown {
  if (typeof value === "string") return scrubText(value);
  // A phone number may come as a number.
  if (typeof value === "number" || typeof value === "bigint") {
    const written = String(value);
    return scrubText(written) === written ? (typeof value === "bigint" ? written : value) : "[phone]";
  }
  if (typeof value !== "object" || value === null) return value;
  if (depth > DEEPEST) return "[deep]";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Error) return scrubError(value, depth);
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => scrubValue(item, depth + 1));
  if (value instanceof Map) return scrubFields(Object.fromEntries(value), depth + 1);
  if (value instanceof Set) return scrubValue([...value], depth);
  return scrubFields(value as Record<string, unknown>, depth + 1);
}

function scrubFields(fields: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const hidden = isPrivate(name) && value !== null && value !== undefined && typeof value !== "boolean";
    kept[scrubText(name)] = hidden ? "[private]" : scrubValue(value, depth);
  }
  return kept;
}

/**
 * The fields of a log line without anything personal or secret: by the name of the field, and inside every
 * text whatever its field is called. The second net is for what the first cannot know, such as the arguments
 * a database error repeats in its message.
 */
export function scrub(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return scrubFields(fields, 0);
}
