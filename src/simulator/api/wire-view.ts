import type { WireEntry } from "../wecom/wire.js";

/** The ways over the wire, as the page filters them. */
export const WIRE_CHANNELS = ["kf", "app", "robot", "bot", "files", "token"] as const;
export type WireChannel = (typeof WIRE_CHANNELS)[number];

const BEGINNINGS: readonly (readonly [RegExp, WireChannel])[] = [
  [/^kf[/:]/, "kf"],
  [/^(bot:|aibot\/)/, "bot"],
  [/^webhook\/upload/, "files"],
  [/^webhook\//, "robot"],
  [/^(app:|message\/|user\/)/, "app"],
  [/^gettoken|^get(callback|_api_domain_)ip/, "token"],
];

export function wireChannel(name: string): WireChannel {
  return BEGINNINGS.find(([pattern]) => pattern.test(name))?.[1] ?? "files";
}

/** Fields whose value opens something, in JSON, XML and addresses. */
const SECRET_FIELDS =
  "access_token|corpsecret|secret|token|response_code|responsecode|welcome_code|msg_code|aeskey|next_token";
/** Each finds the value alone. */
const SECRETS = [
  new RegExp(`(?<="(?:${SECRET_FIELDS})"\\s*:\\s*")[^"]+`, "gi"),
  new RegExp(`(?<=<(?:${SECRET_FIELDS})>(?:<!\\[CDATA\\[)?)[^<>[\\]]+`, "gi"),
  new RegExp(`(?<=[?&](?:${SECRET_FIELDS}|key|code)=)[^&"\\s]+`, "gi"),
];
const SHOWN_CHARACTERS = 4;

/** The text with the first characters of every secret and no more. */
export function withoutSecrets(text: string): string {
  const shorten = (secret: string) => `${secret.slice(0, SHOWN_CHARACTERS)}…`;
  return SECRETS.reduce((rest, pattern) => rest.replace(pattern, shorten), text);
}

function plainText(plain: unknown): string | null {
  if (plain === null || plain === undefined) return null;
  return withoutSecrets(typeof plain === "string" ? plain : JSON.stringify(plain, null, 2));
}

function errcodeOf(entry: WireEntry): number | null {
  const plain = entry.reply?.plain;
  if (typeof plain !== "object" || plain === null || !("errcode" in plain)) return null;
  return typeof plain.errcode === "number" ? plain.errcode : null;
}

/** What the stand-in notes beside an exchange, in words for whoever looks on. */
const NOTES: readonly (readonly [RegExp, string])[] = [
  [/\{"kind":"slow","millis":(\d+)000\}/g, "$1 秒后才答复"],
  [/\{"kind":"slow","millis":(\d+)\}/g, "$1 毫秒后才答复"],
  [/\{"kind":"answer","errcode":(-?\d+)\}/g, "返回 $1"],
  [/\{"kind":"status","status":(\d+)\}/g, "返回 HTTP $1"],
  [/\{"kind":"drop"\}/g, "收下以后断线"],
  [/\{"kind":"refuseConnection"\}/g, "连不上"],
  [/\{"kind":"truncate"\}/g, "答复只到一半"],
  [/\btwice\b/g, "同一条送两次"],
  [/\breplay\b/g, "原样再送一次"],
  [/\bbadSignature\b/g, "签名不对"],
  [/\bforeignReceiver\b/g, "收件方不对"],
  [/\battempt (\d+)/g, "第 $1 次送达"],
  [/\bTimeoutError\b/g, "没有按时答复"],
  [/\b(?:TypeError|AbortError|failed)\b/g, "连接中断"],
  [/\bfault: /g, "故障："],
  [/; /g, "；"],
];

function noteWords(note: string | null): string | null {
  return note && NOTES.reduce((words, [pattern, said]) => words.replace(pattern, said), note);
}

/** One line of the list. */
export function wireLine(entry: WireEntry) {
  return {
    id: entry.id,
    at: entry.at,
    direction: entry.direction,
    channel: wireChannel(entry.name),
    name: entry.name,
    status: entry.reply?.status ?? null,
    errcode: errcodeOf(entry),
    tookMillis: Math.round(entry.tookMillis),
    note: noteWords(entry.note),
  };
}

/** The whole exchange: readable, and as it crossed the wire. */
export function wireDetail(entry: WireEntry) {
  return {
    ...wireLine(entry),
    method: entry.method,
    url: withoutSecrets(entry.url),
    request: { plain: plainText(entry.request.plain), raw: withoutSecrets(entry.request.raw) },
    reply: entry.reply && { plain: plainText(entry.reply.plain), raw: withoutSecrets(entry.reply.raw) },
  };
}
