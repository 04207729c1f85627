const ELLIPSIS = "…";
const ELLIPSIS_BYTES = 3;
/** The longest code point; below it nothing could ever be split. */
const LONGEST_CODE_POINT = 4;
const SENTENCE_ENDS = "。！？；!?;…";
const CLOSERS = "”’」』）】》\"')";

const characters = new Intl.Segmenter("zh", { granularity: "grapheme" });

function bytesOfCodePoint(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

/** Bytes the text takes in UTF-8. A lone surrogate counts three: it is sent as U+FFFD. */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const symbol of text) bytes += bytesOfCodePoint(symbol.codePointAt(0) ?? 0);
  return bytes;
}

/** The farthest code-point border after `start` that still fits, as a UTF-16 index. */
function farthestEnd(text: string, start: number, maxBytes: number): number {
  let bytes = 0;
  let end = start;
  while (end < text.length) {
    const codePoint = text.codePointAt(end) ?? 0;
    bytes += bytesOfCodePoint(codePoint);
    if (bytes > maxBytes) break;
    end += codePoint > 0xffff ? 2 : 1;
  }
  return end;
}

/**
 * The last border of whole characters (emoji sequences, accents) at or before `end`; `end` itself when a
 * single character is longer than the span, since something has to give.
 */
function wholeCharacterEnd(text: string, start: number, end: number): number {
  if (end >= text.length) return text.length;
  // One code point of what follows decides whether it belongs to the character before.
  const around = characters.segment(text.slice(start, end + 2)).containing(end - start);
  return around === undefined || around.index === 0 ? end : start + around.index;
}

function endsLine(text: string, at: number): boolean {
  return text[at - 1] === "\n";
}

function endsSentence(text: string, at: number): boolean {
  if (CLOSERS.includes(text[at] ?? " ") || SENTENCE_ENDS.includes(text[at] ?? " ")) return false;
  let last = at - 1;
  while (last > 0 && CLOSERS.includes(text[last] ?? " ")) last -= 1;
  return SENTENCE_ENDS.includes(text[last] ?? " ");
}

/** The last border of that sort in the latter half of the span, or null: an early one would waste messages. */
function lateBorder(
  text: string,
  span: { start: number; end: number },
  isBorder: typeof endsLine,
): number | null {
  const earliest = span.start + Math.ceil((span.end - span.start) / 2);
  for (let at = span.end; at > earliest; at -= 1) {
    if (isBorder(text, at) && wholeCharacterEnd(text, span.start, at) === at) return at;
  }
  return null;
}

function requireRoom(maxBytes: number): void {
  if (maxBytes >= LONGEST_CODE_POINT) return;
  throw new RangeError(
    `a text cannot be cut to ${maxBytes} bytes: at least ${LONGEST_CODE_POINT} are needed`,
  );
}

/**
 * The text itself when it takes at most `maxBytes` bytes of UTF-8, else as much of its beginning as fits
 * with a visible 「…」 (protocol §0 rule 6: limits are bytes). Never breaks a surrogate pair, nor an emoji
 * sequence that fits at all. Throws RangeError for fewer than 4 bytes, where nothing could be kept.
 */
export function cutToBytes(text: string, maxBytes: number): string {
  requireRoom(maxBytes);
  if (farthestEnd(text, 0, maxBytes) === text.length) return text;
  const end = wholeCharacterEnd(text, 0, farthestEnd(text, 0, maxBytes - ELLIPSIS_BYTES));
  return `${text.slice(0, end).trimEnd()}${ELLIPSIS}`;
}

/**
 * The text in pieces of at most `maxBytes` bytes of UTF-8 that joined give the text again; none for an
 * empty text. Breaks after a line where one ends in the latter half of a piece, else after a sentence,
 * else between whole characters. Throws RangeError for fewer than 4 bytes.
 */
export function splitByBytes(text: string, maxBytes: number): string[] {
  requireRoom(maxBytes);
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = pieceEnd(text, start, maxBytes);
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

function pieceEnd(text: string, start: number, maxBytes: number): number {
  const end = farthestEnd(text, start, maxBytes);
  if (end === text.length) return end;
  const span = { start, end };
  return (
    lateBorder(text, span, endsLine) ??
    lateBorder(text, span, endsSentence) ??
    wholeCharacterEnd(text, start, end)
  );
}
