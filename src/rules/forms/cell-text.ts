/** Characters a cell of a spreadsheet holds at most. */
export const CELL_CHARACTERS = 32_767;
const CUT = "……（过长，其余见台账）";

// XML 1.0 and PostgreSQL have no place for these; a line break and nothing else of the controls means something.
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\uFFFE\uFFFF]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;
/** Marks that turn what is read from left to right around, and others that cannot be seen. */
const INVISIBLE = /[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

/**
 * Somebody's words as a cell may hold them: line breaks as `\n`, a tab as a space, what cannot be printed left
 * out, no more than a cell takes (never half a character). Empty when nothing is left.
 */
export function sheetText(text: string): string {
  const clean = text
    .replace(/\r\n?/g, "\n")
    .replace(/\t/g, " ")
    .replace(UNPRINTABLE, (found) => (found === "\n" ? "\n" : ""))
    .replace(INVISIBLE, "")
    .replace(LONE_SURROGATE, "\uFFFD")
    .trim();
  if (clean.length <= CELL_CHARACTERS) return clean;
  const cut = clean.slice(0, CELL_CHARACTERS - CUT.length).replace(/[\uD800-\uDBFF]$/, "");
  return `${cut}${CUT}`;
}

/** What a spreadsheet program takes for a formula when it opens a CSV, in its full-width form too. */
const FORMULA_BEGINNING = /^[\s'"]*[=+\-@＝＋－＠|%]/u;
/** A negative number or a telephone with its country's number is no formula. */
const PLAIN_NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,9})?$/;

/**
 * A text as a CSV may hold it: a beginning that a spreadsheet program would take for a formula gets an
 * apostrophe in front, so that it stays text (CSV injection, DDE).
 */
export function harmlessInCsv(text: string): string {
  return FORMULA_BEGINNING.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** One field of a CSV, in quotes where it needs them. Line breaks stay inside the quotes. */
export function csvField(text: string): string {
  const harmless = harmlessInCsv(text);
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
