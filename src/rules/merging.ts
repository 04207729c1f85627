import { utf8Bytes } from "./byte-text.js";

/** A 微信客服 text holds 2048 bytes (protocol §8.3); some are left for a line break more or less. */
export const MERGED_BYTES = 2_000;

/** Several texts that go out as one. */
export interface MergedText {
  readonly text: string;
  /** How many of the texts given, from the first on, it holds. */
  readonly count: number;
}

/** The last line of several, empty for a single one. */
function lastLine(text: string): string {
  const at = text.lastIndexOf("\n");
  return at < 0 ? "" : text.slice(at);
}

const withoutLastLineOf = (next: string) => (part: string) => {
  const shared = lastLine(next);
  return shared !== "" && part.endsWith(shared) ? part.slice(0, -shared.length) : part;
};

/**
 * Joins texts that wait for one resident into one message: WeChat allows five after each of theirs, so what
 * waits together goes together (design §5). Takes as many from the first on as fit; what is said twice is
 * said once, and a last line they share is said once, at the end (处理得怎么样？). Null when there are not two to join.
 */
export function mergeTexts(texts: readonly string[]): MergedText | null {
  const parts: string[] = [];
  let count = 0;
  for (const text of texts) {
    const added = parts.includes(text) ? parts : [...parts.map(withoutLastLineOf(text)), text];
    // What is said already takes no room.
    if (count > 0 && added !== parts && utf8Bytes(added.join("\n")) > MERGED_BYTES) break;
    parts.splice(0, parts.length, ...added);
    count += 1;
  }
  return count > 1 ? { text: parts.join("\n"), count } : null;
}
