import { timingSafeEqual } from "node:crypto";
import { encrypt, getSignature } from "@wecom/crypto";
import { decryptPadded, parseEncodingAesKey } from "./padded-aes.js";

/** What the WeCom console shows for one callback URL. */
export interface CallbackSecrets {
  readonly token: string;
  readonly aesKey: string;
  /** Still accepted while the console and the desk change to a new key one after the other. */
  readonly previousAesKey?: string | null;
  /** Corpid for the app and 微信客服, empty for a 智能机器人 (protocol §1.2); must match exactly either way. */
  readonly receiveId: string;
}

/** One encrypted message with what signs it: a request of the platform, or our answer. */
export interface SealedMessage {
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
  readonly encrypt: string;
}

/** For the log only: the platform, and whoever pretends to be it, hears one and the same refusal. */
export type OpenRefusal = "signature" | "ciphertext" | "padding" | "length" | "receiveId";

/** Which of the two keys fitted; an answer must be sealed with the same one. */
export type KeyGeneration = "current" | "previous";

export type Opened =
  | { readonly ok: true; readonly message: string; readonly generation: KeyGeneration }
  | { readonly ok: false; readonly reason: OpenRefusal };

export interface CallbackCrypto {
  /** Verifies, then decrypts. Never throws for what a stranger may send. */
  open(sealed: SealedMessage): Opened;
  seal(
    message: string,
    stamp: { readonly timestamp: string; readonly nonce: string },
    options?: { readonly generation?: KeyGeneration; readonly random?: Buffer },
  ): SealedMessage;
}

const TOKEN = /^[A-Za-z0-9]{1,32}$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** 16 random bytes and the length of the message stand before it. */
const HEADER_BYTES = 20;

/** What is wrong with the secrets, in words that do not repeat them; empty when they can be used. */
export function callbackSecretProblems(secrets: CallbackSecrets): string[] {
  const problems: string[] = [];
  if (!TOKEN.test(secrets.token)) problems.push("the callback token must be 1 to 32 letters and digits");
  for (const [name, key] of [
    ["EncodingAESKey", secrets.aesKey],
    ["previous EncodingAESKey", secrets.previousAesKey],
  ] as const) {
    if (key != null && parseEncodingAesKey(key) === null) {
      problems.push(`the ${name} must be exactly 43 letters and digits`);
    }
  }
  return problems;
}

/**
 * The callback crypto of protocol §1 for one URL. Signing and encrypting are `@wecom/crypto`; decrypting
 * is not, because that package hides the bytes which have to be checked (padding, length, receiveid).
 * Throws when the secrets are malformed.
 */
export function createCallbackCrypto(secrets: CallbackSecrets): CallbackCrypto {
  const problems = callbackSecretProblems(secrets);
  if (problems.length > 0) throw new Error(problems.join("; "));
  const { token, receiveId } = secrets;
  const keys: Record<KeyGeneration, string | null> = {
    current: secrets.aesKey,
    previous: secrets.previousAesKey ?? null,
  };

  function openWith(generation: KeyGeneration, encrypted: Buffer): Opened {
    const key = parseEncodingAesKey(keys[generation] ?? "");
    if (key === null) return { ok: false, reason: "ciphertext" };
    const decrypted = decryptPadded(key, encrypted);
    if (!decrypted.ok) return decrypted;
    const message = unframe(decrypted.bytes, receiveId);
    return message.ok ? { ...message, generation } : message;
  }

  return {
    open(sealed) {
      const expected = getSignature(token, sealed.timestamp, sealed.nonce, sealed.encrypt);
      if (!sameText(expected, sealed.signature)) return { ok: false, reason: "signature" };
      if (!BASE64.test(sealed.encrypt)) return { ok: false, reason: "ciphertext" };
      const encrypted = Buffer.from(sealed.encrypt, "base64");
      const current = openWith("current", encrypted);
      if (current.ok || keys.previous === null) return current;
      const previous = openWith("previous", encrypted);
      return previous.ok ? previous : current;
    },

    seal(message, { timestamp, nonce }, { generation = "current", random } = {}) {
      const key = keys[generation] ?? secrets.aesKey;
      const sealed = encrypt(key, message, receiveId, random);
      return { timestamp, nonce, encrypt: sealed, signature: getSignature(token, timestamp, nonce, sealed) };
    },
  };
}

function unframe(
  bytes: Buffer,
  receiveId: string,
): { ok: true; message: string } | { ok: false; reason: OpenRefusal } {
  if (bytes.length < HEADER_BYTES) return { ok: false, reason: "length" };
  const end = HEADER_BYTES + bytes.readUInt32BE(HEADER_BYTES - 4);
  if (end > bytes.length) return { ok: false, reason: "length" };
  if (!bytes.subarray(end).equals(Buffer.from(receiveId))) return { ok: false, reason: "receiveId" };
  return { ok: true, message: bytes.toString("utf8", HEADER_BYTES, end) };
}

function sameText(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}
