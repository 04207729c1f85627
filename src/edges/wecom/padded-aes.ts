import { createDecipheriv } from "node:crypto";

/** WeCom pads to 32 bytes although AES blocks have 16, so OpenSSL's own padding cannot be used (protocol §1.1). */
const MAX_PAD = 32;
const AES_BLOCK = 16;

/** An EncodingAESKey is base64 of 32 bytes without its trailing `=`. */
const ENCODING_AES_KEY = /^[A-Za-z0-9]{43}$/;

/** The 32 key bytes of an EncodingAESKey, or null when it has not the form the console hands out. */
export function parseEncodingAesKey(encodingAesKey: string): Buffer | null {
  return ENCODING_AES_KEY.test(encodingAesKey) ? Buffer.from(`${encodingAesKey}=`, "base64") : null;
}

export type Decrypted =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly reason: "ciphertext" | "padding" };

/** AES-256-CBC with the first half of the key as IV; every padding byte must say how many there are. */
export function decryptPadded(key: Buffer, encrypted: Buffer): Decrypted {
  if (encrypted.length === 0 || encrypted.length % AES_BLOCK !== 0)
    return { ok: false, reason: "ciphertext" };
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(encrypted), decipher.final()]);
  const pad = padded[padded.length - 1] ?? 0;
  if (pad < 1 || pad > MAX_PAD || pad > padded.length) return { ok: false, reason: "padding" };
  const end = padded.length - pad;
  if (!padded.subarray(end).every((byte) => byte === pad)) return { ok: false, reason: "padding" };
  return { ok: true, bytes: padded.subarray(0, end) };
}
