import { cutToBytes, splitByBytes } from "../../rules/byte-text.js";

const ELLIPSIS = "…";
const ELLIPSIS_BYTES = 3;

/**
 * A text fit for the wire: control characters and broken surrogates would travel as `\uXXXX`, which the
 * platform refuses (40033); what is too long is cut visibly, since the platform would cut it silently.
 */
export function plainText(text: string, maxBytes: number): string {
  return cutToBytes(sendable(text), maxBytes);
}

/**
 * The same in as many messages as it takes, broken after lines where it can be; what is more than `most` hold
 * is cut visibly.
 */
export function textParts(text: string, { maxBytes, most }: { maxBytes: number; most: number }): string[] {
  const pieces = splitByBytes(sendable(text), maxBytes);
  const last = pieces.slice(most - 1).join("");
  const parts = [...pieces.slice(0, most - 1), cutToBytes(last, maxBytes)];
  return parts.map((part) => part.trimEnd()).filter((part) => part !== "");
}

/** The same for markdown, cut after a line if it can be, so that no tag or mention is left open. */
export function markdownText(text: string, maxBytes: number): string {
  const [first = ""] = splitByBytes(sendable(text), maxBytes);
  if (first.length === sendable(text).length) return first;
  const [beginning = ""] = splitByBytes(sendable(text), maxBytes - ELLIPSIS_BYTES);
  return `${beginning}${ELLIPSIS}`;
}

/** At most so many characters as people count them, with a visible 「…」. */
export function shortLabel(text: string, maxCharacters: number): string {
  const characters = [...new Intl.Segmenter("zh").segment(sendable(text))].map(({ segment }) => segment);
  if (characters.length <= maxCharacters) return characters.join("");
  return `${characters.slice(0, maxCharacters - 1).join("")}${ELLIPSIS}`;
}

function sendable(text: string): string {
  return text.replace(/\p{Cs}/gu, "\uFFFD").replace(/[^\P{Cc}\n\t]/gu, "");
}
