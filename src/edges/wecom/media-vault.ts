import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { type Duplex, Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { recogniseMedia, SIGNATURE_BYTES } from "./media-signature.js";

export interface KeptFile {
  /** Below the media folder, with `/`: `<yyyy-mm>/<sha256>.<extension>`. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly contentType: string;
}

/** Thrown through the stream when a file is longer than the vault takes. */
export class MediaTooLarge extends Error {
  constructor(maxBytes: number) {
    super(`the file is larger than ${maxBytes} bytes`);
    this.name = "MediaTooLarge";
  }
}

/** Thrown when a stream ended without a byte: that is no photo, whatever the platform says. */
export class EmptyMedia extends Error {
  constructor() {
    super("the file came empty");
    this.name = "EmptyMedia";
  }
}

/** Keeps files under the hash of their content, so that saving one twice leaves one. */
export interface MediaVault {
  /** Saves the stream, through the stages, as seen at `now`. Throws what the stream or the disk throws. */
  keep(source: ReadableStream<Uint8Array>, stages: readonly Duplex[], now: Date): Promise<KeptFile>;
}

/** Beside the final place, so that the rename is one step on one file system. */
const draftsIn = (folder: string) => join(folder, "incoming");

/** No download lasts so long, so another process of the same folder is not at work on what is older, in ms. */
const ABANDONED_MILLIS = 15 * 60_000;

/**
 * Removes what downloads left that a crash broke off; the attachment itself is fetched anew. `isAlone`: nobody
 * else downloads into this folder, so that every draft found at a start is left over. Returns how many there were.
 */
export async function removeLeftDrafts(folder: string, isAlone: boolean): Promise<number> {
  const drafts = draftsIn(folder);
  const names = await readdir(drafts).catch(() => []);
  let removed = 0;
  for (const name of names.filter((one) => one.endsWith(".part"))) {
    const draft = join(drafts, name);
    // Gone meanwhile: another process finished or removed it.
    const touched = await stat(draft).catch(() => null);
    // By the clock of the disk: the desk's own may be moved.
    if (!touched || (!isAlone && Date.now() - touched.mtimeMs < ABANDONED_MILLIS)) continue;
    await rm(draft, { force: true });
    removed += 1;
  }
  return removed;
}

export function createMediaVault(settings: { folder: string; maxBytes: number }): MediaVault {
  return {
    async keep(source, stages, now) {
      const draft = join(draftsIn(settings.folder), `${randomUUID()}.part`);
      await mkdir(dirname(draft), { recursive: true });
      try {
        const meter = createMeter(settings.maxBytes);
        const sink = createWriteStream(draft, { flags: "wx", mode: 0o600, flush: true });
        await pipeline([Readable.fromWeb(source), ...stages, meter.stage, sink]);
        const { bytes, sha256, format } = meter.result();
        if (bytes === 0) throw new EmptyMedia();
        const path = posix.join(now.toISOString().slice(0, 7), `${sha256}.${format.extension}`);
        await mkdir(dirname(join(settings.folder, path)), { recursive: true });
        await rename(draft, join(settings.folder, path));
        return { path, bytes, sha256, contentType: format.contentType };
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
  };
}

function createMeter(maxBytes: number) {
  const hash = createHash("sha256");
  let bytes = 0;
  let beginning: Buffer = Buffer.alloc(0);
  const stage = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) return done(new MediaTooLarge(maxBytes));
      hash.update(chunk);
      if (beginning.length < SIGNATURE_BYTES) {
        beginning = Buffer.concat([beginning, chunk.subarray(0, SIGNATURE_BYTES - beginning.length)]);
      }
      done(null, chunk);
    },
  });
  const result = () => ({ bytes, sha256: hash.digest("hex"), format: recogniseMedia(beginning) });
  return { stage, result };
}
