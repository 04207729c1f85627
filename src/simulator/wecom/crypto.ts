import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/** Written on node:crypto alone, apart from the desk's own, so that the two agreeing proves something. */
const BLOCK = 32;
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;

export interface CallbackKeys {
  readonly token: string;
  /** The 43 characters of the console (EncodingAESKey). */
  readonly aesKey: string;
}

/** Whom a message is for and the two values of the URL that its signature covers. */
export interface SealContext {
  readonly receiveId: string;
  readonly timestamp: string;
  readonly nonce: string;
}

export interface Sealed {
  readonly encrypt: string;
  readonly signature: string;
}

/** The other side's envelope is not what this corp's keys make: the text says which check failed. */
export class EnvelopeRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "EnvelopeRefused";
  }
}

/** 32 bytes of AES key from the 43 characters (protocol §1.1). */
function keyBytes(aesKey: string): Buffer {
  const key = Buffer.from(`${aesKey}=`, "base64");
  if (!/^[A-Za-z0-9]{43}$/.test(aesKey) || key.length !== BLOCK) {
    throw new EnvelopeRefused("EncodingAESKey must be 43 letters and digits");
  }
  return key;
}

function encryptPadded(aesKey: string, plain: Buffer): Buffer {
  const key = keyBytes(aesKey);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const pad = BLOCK - (plain.length % BLOCK);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]);
}

function decryptPadded(aesKey: string, sealed: Buffer): Buffer {
  if (sealed.length === 0 || sealed.length % BLOCK !== 0) throw new EnvelopeRefused("not whole blocks");
  const key = keyBytes(aesKey);
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(sealed), decipher.final()]);
  const pad = padded.at(-1) ?? 0;
  if (pad < 1 || pad > BLOCK || !padded.subarray(-pad).every((byte) => byte === pad)) {
    throw new EnvelopeRefused("padding");
  }
  return padded.subarray(0, -pad);
}

/** sha1 over the four values sorted by code unit (protocol §1.1). */
export function signatureOf(token: string, context: Omit<SealContext, "receiveId">, encrypt: string): string {
  const sorted = [token, context.timestamp, context.nonce, encrypt].sort();
  return createHash("sha1").update(sorted.join("")).digest("hex");
}

/** Encrypts and signs a message; `random` is given only to reproduce a known vector. */
export function seal(keys: CallbackKeys, plain: string, context: SealContext & { random?: Buffer }): Sealed {
  const message = Buffer.from(plain);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(message.length);
  const random = context.random ?? randomBytes(RANDOM_BYTES);
  const whole = Buffer.concat([random, length, message, Buffer.from(context.receiveId)]);
  const encrypt = encryptPadded(keys.aesKey, whole).toString("base64");
  return { encrypt, signature: signatureOf(keys.token, context, encrypt) };
}

/** Checks and decrypts a sealed message; throws `EnvelopeRefused`, also for a foreign receiveid. */
export function unseal(keys: CallbackKeys, sealed: Sealed, context: SealContext): string {
  if (sealed.signature !== signatureOf(keys.token, context, sealed.encrypt)) {
    throw new EnvelopeRefused("signature");
  }
  const whole = decryptPadded(keys.aesKey, Buffer.from(sealed.encrypt, "base64"));
  const start = RANDOM_BYTES + LENGTH_BYTES;
  if (whole.length < start) throw new EnvelopeRefused("too short");
  const end = start + whole.readUInt32BE(RANDOM_BYTES);
  if (end > whole.length) throw new EnvelopeRefused("length");
  if (whole.subarray(end).toString() !== context.receiveId) throw new EnvelopeRefused("receiveid");
  return whole.subarray(start, end).toString();
}

/** A file as the 智能机器人 serves it: no random head, no length (protocol §7.2, vector V9). */
export function encryptFile(aesKey: string, bytes: Buffer): Buffer {
  return encryptPadded(aesKey, bytes);
}

/** The reverse of `encryptFile`. */
export function decryptFile(aesKey: string, sealed: Buffer): Buffer {
  return decryptPadded(aesKey, sealed);
}
