import { createHash } from "node:crypto";
import type { Clock } from "../../desk/ports.js";
import type { ApiClient } from "./api-client.js";
import type { ApiFailure, ApiReply } from "./api-reply.js";
import type { AppApi } from "./app-api.js";
import { asHarmless } from "./delivery-failure.js";
import { knownCode } from "./error-codes.js";
import { readOutgoingFile } from "./outgoing-file.js";
import { textField } from "./wire-fields.js";

export interface UploadFile {
  readonly type: "image" | "file";
  readonly path: string;
  /** Shown to whoever receives it. */
  readonly fileName: string;
}

export type RefusedFile = { readonly kind: "refused"; readonly reason: string };

export type UploadResult = { readonly kind: "uploaded"; readonly mediaId: string } | RefusedFile | ApiFailure;

/** Turns files into media ids of the self-built app (protocol §11). */
export interface MediaUploads {
  /** Sends with the media id of the file; once more with a new one when the platform has forgotten it. */
  use(file: UploadFile, send: (mediaId: string) => Promise<ApiReply>): Promise<ApiReply | RefusedFile>;
}

/** The documents name 10 MB and 5 MB for images: the smaller one is safe. */
const MAX_BYTES = { image: 5 * 1024 * 1024, file: 20 * 1024 * 1024 } as const;
/** The platform keeps an upload three days. */
const KEPT_MILLIS = 2 * 24 * 60 * 60 * 1_000;
const MOST_KEPT = 200;

/**
 * Remembers what it uploaded: a digest goes to many people, and a message repeated after an uncertain
 * time-out must be the same JSON, media id included, for the platform to see that it is the same.
 */
export function createMediaUploads(deps: { client: ApiClient; api: AppApi; clock: Clock }): MediaUploads {
  const kept = new Map<string, { mediaId: string; until: number }>();

  function keep(key: string, mediaId: string): void {
    kept.delete(key);
    kept.set(key, { mediaId, until: deps.clock.now().getTime() + KEPT_MILLIS });
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  }

  async function idOf(file: UploadFile): Promise<UploadResult> {
    const content = await readOutgoingFile(file.path, MAX_BYTES[file.type]);
    if (content.kind === "refused") return content;
    const key = `${file.type}:${file.fileName}:${createHash("sha256").update(content.bytes).digest("hex")}`;
    const known = kept.get(key);
    if (known && deps.clock.now().getTime() < known.until)
      return { kind: "uploaded", mediaId: known.mediaId };
    const result = await upload(deps, file, content.bytes);
    if (result.kind === "uploaded") keep(key, result.mediaId);
    return result;
  }

  function forget(mediaId: string): void {
    for (const [key, entry] of kept) if (entry.mediaId === mediaId) kept.delete(key);
  }

  return {
    async use(file, send) {
      const first = await idOf(file);
      if (first.kind !== "uploaded") return first;
      const reply = await send(first.mediaId);
      if (reply.kind !== "error" || knownCode(reply.code)?.reaction !== "reupload") return reply;
      forget(first.mediaId);
      const second = await idOf(file);
      return second.kind === "uploaded" ? send(second.mediaId) : second;
    },
  };
}

async function upload(
  deps: { client: ApiClient; api: AppApi },
  file: UploadFile,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<UploadResult> {
  const request = {
    path: "/cgi-bin/media/upload",
    query: { type: file.type },
    body: mediaForm(bytes, file.fileName),
  };
  return uploadResult(await deps.api.withToken(request, deps.client.call));
}

/** The multipart form both upload endpoints expect: one field `media` with a file name. */
export function mediaForm(bytes: Uint8Array<ArrayBuffer>, fileName: string): FormData {
  const form = new FormData();
  form.set("media", new Blob([bytes]), fileName);
  return form;
}

/** What an upload gave: its media id, or why there is none. Repeating an upload never hurts. */
export function uploadResult(reply: ApiReply): UploadResult {
  if (reply.kind !== "ok") return asHarmless(reply);
  const mediaId = textField(reply.body, "media_id");
  return mediaId ? { kind: "uploaded", mediaId } : { kind: "unsent", reason: "the upload gave no media id" };
}
