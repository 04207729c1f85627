import { createCipheriv, createDecipheriv, createHash } from "node:crypto";

/**
 * Protocol §1.1 written down a second time, on node:crypto alone and without a look at the code under test.
 * `frame` and `pad` are open to the tests, which make broken messages with them.
 */
export function sign(token: string, timestamp: string, rest: { nonce: string; encrypt: string }): string {
  const parts = [token, timestamp, rest.nonce, rest.encrypt].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return createHash("sha1").update(parts.join("")).digest("hex");
}

export function frame(
  message: Buffer,
  receiveId: string,
  options: { random: Buffer; length?: number },
): Buffer {
  const length = Buffer.from([0, 0, 0, 0]);
  new DataView(length.buffer, length.byteOffset).setUint32(0, options.length ?? message.length, false);
  return Buffer.concat([options.random, length, message, Buffer.from(receiveId)]);
}

export function pad(framed: Buffer): Buffer {
  const missing = 32 - (framed.length % 32);
  return Buffer.concat([framed, Buffer.alloc(missing, missing)]);
}

export function encipher(aesKey: string, padded: Buffer): string {
  const key = Buffer.from(`${aesKey}=`, "base64");
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString("base64");
}

export function seal(
  secrets: { token: string; aesKey: string; receiveId: string },
  message: string,
  stamp: { timestamp: string; nonce: string; random?: Buffer },
) {
  const random = stamp.random ?? createHash("md5").update(stamp.nonce).digest();
  const encrypt = encipher(secrets.aesKey, pad(frame(Buffer.from(message), secrets.receiveId, { random })));
  return {
    ...stamp,
    encrypt,
    signature: sign(secrets.token, stamp.timestamp, { nonce: stamp.nonce, encrypt }),
  };
}

export function unseal(aesKey: string, encrypt: string): { message: string; receiveId: string } {
  const key = Buffer.from(`${aesKey}=`, "base64");
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(encrypt, "base64"), decipher.final()]);
  const framed = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
  const length = framed.readUInt32BE(16);
  return {
    message: framed.subarray(20, 20 + length).toString(),
    receiveId: framed.subarray(20 + length).toString(),
  };
}
