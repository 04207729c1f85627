import type { NewsBoard } from "./news.js";

/** One request and its reply, whichever side began it. */
export interface WireEntry {
  readonly id: number;
  /** Milliseconds since 1970, by the stand-in's clock, when the request was made. */
  readonly at: number;
  readonly direction: "toPlatform" | "toDesk";
  /** `message/send`, `kf/sync_msg` …, or for callbacks `app:event`, `kf:doorbell`, `bot:text`, `bot:stream` … */
  readonly name: string;
  readonly method: string;
  readonly url: string;
  /** As it crossed the wire; binary bodies are named by size. */
  readonly request: { readonly raw: string; readonly plain: unknown };
  /** null when no answer came, or none was given. */
  readonly reply: { readonly status: number; readonly raw: string; readonly plain: unknown } | null;
  /** Real milliseconds until the reply. */
  readonly tookMillis: number;
  /** The fault a test asked for, or what went wrong. */
  readonly note: string | null;
}

export interface Wire {
  /** Newest first. */
  entries(): WireEntry[];
  /** Newest first, those with this name, or whose name begins so when it ends in `:` or `/`. */
  named(name: string): WireEntry[];
  clear(): void;
}

export interface WireRecorder extends Wire {
  record(entry: Omit<WireEntry, "id">): void;
}

/** Bodies beyond this are cut in the record (never on the wire). */
const RECORDED_CHARACTERS = 64 * 1024;

function shorten(raw: string): string {
  return raw.length <= RECORDED_CHARACTERS ? raw : `${raw.slice(0, RECORDED_CHARACTERS)}… (${raw.length})`;
}

export function createWire(news: NewsBoard, limit: number): WireRecorder {
  let entries: WireEntry[] = [];
  let lastId = 0;
  const newestFirst = () => entries.toReversed();
  return {
    entries: newestFirst,
    named: (name) =>
      newestFirst().filter((entry) =>
        /[:/]$/.test(name) ? entry.name.startsWith(name) : entry.name === name,
      ),
    clear() {
      entries = [];
    },
    record(given) {
      lastId += 1;
      const entry: WireEntry = {
        ...given,
        id: lastId,
        request: { ...given.request, raw: shorten(given.request.raw) },
        reply: given.reply && { ...given.reply, raw: shorten(given.reply.raw) },
      };
      entries.push(entry);
      // Dropped in slices: shifting one by one would copy the list for every request of a load test.
      if (entries.length > limit * 1.5) entries = entries.slice(-limit);
      news.publish({ topic: "wire", entry });
    },
  };
}
