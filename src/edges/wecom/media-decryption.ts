import { createDecipheriv } from "node:crypto";
import { type Duplex, Transform } from "node:stream";

/** WeCom pads to 32 bytes although AES blocks have 16 (protocol §1.1). */
const MAX_PAD = 32;
const KEY_BYTES = 32;
const IV_BYTES = 16;

/** Thrown through the stream when what was downloaded cannot be decrypted with this key. */
export class UndecryptableMedia extends Error {
  constructor() {
    super("the file does not decrypt to a padded whole");
    this.name = "UndecryptableMedia";
  }
}

/**
 * The stages that decrypt a file of the 智能机器人 as it flows by (protocol §7.2), or null when the key is
 * not one. Files reach 100 MB, too much to hold; the last block is kept back until its padding is known.
 */
export function mediaDecryption(aesKey: string): Duplex[] | null {
  const key = Buffer.from(aesKey, "base64"); // with or without its `=`
  if (key.length !== KEY_BYTES) return null;
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, IV_BYTES)).setAutoPadding(false);
  return [decipher, removePadding()];
}

function removePadding(): Transform {
  let held: Buffer = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const all = Buffer.concat([held, chunk]);
      const sure = Math.max(0, all.length - MAX_PAD);
      held = all.subarray(sure);
      done(null, all.subarray(0, sure));
    },
    flush(done) {
      const pad = held.at(-1) ?? 0;
      const isPadded = pad >= 1 && pad <= Math.min(MAX_PAD, held.length);
      if (!isPadded || !held.subarray(-pad).every((byte) => byte === pad))
        return done(new UndecryptableMedia());
      done(null, held.subarray(0, held.length - pad));
    },
  });
}
