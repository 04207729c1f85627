import type { Duplex } from "node:stream";
import type { FetchedMedia, MediaFetcher } from "../../desk/edge-ports.js";
import type { MediaSource } from "../../desk/inbound-message.js";
import type { Clock } from "../../desk/ports.js";
import type { ApiClient, Download } from "./api-client.js";
import { type ApiFailure, judgeThrown } from "./api-reply.js";
import type { AppApi } from "./app-api.js";
import { describeFailure } from "./delivery-failure.js";
import { knownCode } from "./error-codes.js";
import { mediaDecryption, UndecryptableMedia } from "./media-decryption.js";
import { createMediaVault, EmptyMedia, MediaTooLarge } from "./media-vault.js";

interface FetcherDeps {
  readonly client: ApiClient;
  readonly api: AppApi;
  readonly clock: Clock;
  /** Where files are kept, for example `data/media`. */
  readonly folder: string;
  /** EncodingAESKey of the 智能机器人: its files are encrypted with it when their URL brings no key. */
  readonly botAesKey: string | null;
  readonly maxBytes?: number;
}

/** 智能机器人 files reach 100 MB; the rest is for their padding and rounding. */
const MAX_BYTES = 110 * 1024 * 1024;

/** Copies what residents and staff sent before the platform forgets it (three days, five minutes). */
export function createMediaFetcher(deps: FetcherDeps): MediaFetcher {
  const vault = createMediaVault({ folder: deps.folder, maxBytes: deps.maxBytes ?? MAX_BYTES });

  return {
    async fetch({ source }) {
      const stages = stagesFor(source, deps.botAesKey);
      if (stages === null) return { kind: "gone", reason: "there is no key to decrypt the file with" };
      const answer = await download(deps, source);
      if (answer.kind !== "download") return missing(answer, source);
      try {
        return { kind: "saved", ...(await vault.keep(answer.body, stages, deps.clock.now())) };
      } catch (error) {
        return brokenOff(error);
      }
    },
  };
}

function stagesFor(source: MediaSource, botAesKey: string | null): readonly Duplex[] | null {
  return source.via === "mediaId" ? [] : mediaDecryption(source.aesKey ?? botAesKey ?? "");
}

function download(deps: FetcherDeps, source: MediaSource): Promise<Download | ApiFailure> {
  if (source.via === "botUrl") return deps.client.download({ path: source.url });
  const request = { path: "/cgi-bin/media/get", query: { media_id: source.mediaId } };
  return deps.api.withToken(request, deps.client.download);
}

function missing(failure: ApiFailure, source: MediaSource): FetchedMedia {
  const reason = describeFailure(failure);
  if (failure.kind === "error") return { kind: isFinal(failure.code) ? "gone" : "retry", reason };
  // A media URL answers like any web server: what it no longer has is a 403 or a 404.
  const isExpired = failure.kind === "blocked" && source.via === "botUrl";
  return { kind: isExpired ? "gone" : "retry", reason };
}

/** True when the platform will not have the file later either. Trouble with the account may be mended. */
function isFinal(code: number): boolean {
  const reaction = knownCode(code)?.reaction;
  return reaction === undefined || reaction === "refuse" || reaction === "reupload";
}

/** Expected ends of a stream are values; a full disk is not expected, and thrown on. */
function brokenOff(error: unknown): FetchedMedia {
  if (error instanceof MediaTooLarge || error instanceof UndecryptableMedia) {
    return { kind: "gone", reason: error.message };
  }
  if (error instanceof EmptyMedia) return { kind: "retry", reason: error.message };
  if (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_OSSL")) {
    return { kind: "gone", reason: new UndecryptableMedia().message };
  }
  if (error instanceof Error && "syscall" in error && "path" in error) throw error;
  const failure = judgeThrown(error);
  return { kind: "retry", reason: describeFailure(failure) };
}
