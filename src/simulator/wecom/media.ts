import type { Refused } from "./endpoint.js";
import { accept, type Endpoints, getEndpoint, refuse, type Upload } from "./endpoint.js";
import type { Platform } from "./platform.js";
import type { StoredMedia } from "./state.js";

export type MediaKind = StoredMedia["kind"];

const LIFETIME_MILLIS = 3 * 24 * 3_600_000;
const SMALLEST_BYTES = 6;
const MIB = 1024 * 1024;
/** protocol §11; of the two figures for images the smaller. */
const LARGEST_BYTES: Readonly<Record<MediaKind, number>> = {
  image: 5 * MIB,
  voice: 2 * MIB,
  video: 10 * MIB,
  file: 20 * MIB,
};
const CONTENT_TYPES: Readonly<Record<MediaKind, string>> = {
  image: "image/jpeg",
  voice: "voice/amr",
  video: "video/mp4",
  file: "application/octet-stream",
};

/** image/png or image/jpeg by the first bytes; null for anything else. */
export function imageTypeOf(bytes: Buffer): string | null {
  if (bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))) return "image/png";
  return bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) ? "image/jpeg" : null;
}

/** Puts a file on the platform and names it; `owner` is `corp` or a robot's key. */
export function storeMedia(
  platform: Platform,
  file: { kind: MediaKind; bytes: Uint8Array; fileName?: string; owner?: string },
): string {
  const bytes = Buffer.from(file.bytes);
  const id = platform.newId("media");
  platform.state.media[id] = {
    id,
    kind: file.kind,
    fileName: file.fileName ?? `${file.kind}-${id}`,
    contentType: imageTypeOf(bytes) ?? CONTENT_TYPES[file.kind],
    base64: bytes.toString("base64"),
    createdAt: platform.now(),
    owner: file.owner ?? "corp",
  };
  return id;
}

/** A file of this owner that is not older than three days, or undefined. */
export function findMedia(platform: Platform, id: string, owner = "corp"): StoredMedia | undefined {
  const media = platform.state.media[id];
  const usable = media?.owner === owner && platform.now() - media.createdAt <= LIFETIME_MILLIS;
  return usable ? media : undefined;
}

export function readKind(value: string | null, allowed: readonly MediaKind[]): MediaKind | null {
  return allowed.find((kind) => kind === value) ?? null;
}

/** Checks of `media/upload` and `webhook/upload_media` alike, in the order file, type, size. */
export function checkUpload(upload: Upload | null, kind: MediaKind | null): Refused | null {
  if (!upload) return refuse(44001, "multipart field media missing");
  if (!kind) return refuse(40004, "type");
  if (upload.bytes.length < SMALLEST_BYTES) return refuse(40006, "more than 5 bytes wanted");
  if (upload.bytes.length > LARGEST_BYTES[kind]) return refuse(45001, `${upload.bytes.length} bytes`);
  if (kind === "image" && !imageTypeOf(upload.bytes)) return refuse(40004, "image must be JPG or PNG");
  return null;
}

/** The answer both uploads give; `created_at` is a string. */
export function storeUpload(
  platform: Platform,
  file: { upload: Upload; kind: MediaKind; owner: string },
): Readonly<Record<string, unknown>> {
  const { bytes, fileName } = file.upload;
  const mediaId = storeMedia(platform, { kind: file.kind, bytes, fileName, owner: file.owner });
  return { type: file.kind, media_id: mediaId, created_at: String(platform.seconds()) };
}

export function mediaEndpoints(platform: Platform): Endpoints {
  return {
    "media/upload": {
      method: "POST",
      access: "token",
      body: "multipart",
      answer({ query, upload }) {
        const kind = readKind(query.get("type"), ["image", "voice", "video", "file"]);
        const problem = checkUpload(upload, kind);
        if (problem || !upload || !kind) return problem ?? refuse(40004, "type");
        return accept(storeUpload(platform, { upload, kind, owner: "corp" }));
      },
    },
    "media/get": getEndpoint((query) => {
      const media = findMedia(platform, query.get("media_id") ?? "");
      if (!media) return refuse(40007, "unknown or older than three days");
      return {
        kind: "binary",
        bytes: Buffer.from(media.base64, "base64"),
        headers: {
          "content-type": media.contentType,
          "content-disposition": `attachment; filename*=utf-8''${encodeURIComponent(media.fileName)}`,
        },
      };
    }),
  };
}
