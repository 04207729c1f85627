/** Zero-width, direction and control characters and emoji variants: invisible to the writer, so to us. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;
const KEYCAP = /([0-9])\u20e3/g;
/** ① in front of what is listed; ①号楼 is a number like any other. */
const LIST_MARK = /[①-⑳❶-❿](?!\s*(?:号|栋|幢))/gu;
const SPACES = /\s+/g;
const LONG_DASHES = /[‐‑‒–—―−－﹣ー]/g;

/**
 * Brings a message into the one form the rules read: half width, one kind of space and dash, nothing
 * invisible. Case is kept (rooms are answered in capitals). Expects simplified script.
 */
export function plainText(text: string): string {
  return text
    .replace(LIST_MARK, (mark) => ` ${listNumber(mark)}、`)
    .normalize("NFKC")
    .replace(SPACES, " ")
    .replace(INVISIBLE, "")
    .replace(KEYCAP, "$1")
    .replace(LONG_DASHES, "-")
    .replace(/ {2,}/g, " ")
    .trim();
}

function listNumber(mark: string): number {
  const code = mark.charCodeAt(0);
  const first = code < 0x2776 ? 0x2460 : 0x2776;
  return code - first + 1;
}

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  "○": 0,
  洞: 0,
  一: 1,
  幺: 1,
  么: 1,
  壹: 1,
  二: 2,
  两: 2,
  贰: 2,
  俩: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  拐: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};

const PLACES: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 千: 1000 };

/**
 * Reads a number written in digits, Chinese numerals or both: `12`, `十二`, `一百零三`, `幺二零三` (read
 * digit by digit, as rooms are spoken). Returns the digits as text, or null for anything else.
 */
export function readNumber(written: string): string | null {
  if (/^[0-9]+$/.test(written)) return String(Number(written));
  if (written.startsWith("廿")) return readNumber(`二十${written.slice(1)}`);
  return /[十拾百千]/.test(written) ? readPositional(written) : readSpelled(written);
}

function readSpelled(written: string): string | null {
  let digits = "";
  for (const sign of written) {
    const digit = /[0-9]/.test(sign) ? Number(sign) : DIGITS[sign];
    if (digit === undefined) return null;
    digits += digit;
  }
  return digits === "" ? null : digits.replace(/^0+(?=.)/, "");
}

function readPositional(written: string): string | null {
  let total = 0;
  let pending: number | null = null;
  let lastPlace = 1;
  for (const sign of written) {
    const place = PLACES[sign];
    const digit = /[0-9]/.test(sign) ? Number(sign) : DIGITS[sign];
    if (place !== undefined) {
      total += (pending ?? 1) * place;
      pending = null;
      lastPlace = place;
    } else if (digit !== undefined) {
      if (digit === 0) lastPlace = 10;
      pending = pending !== null && digit !== 0 ? pending * 10 + digit : digit;
    } else {
      return null;
    }
  }
  // 一百二 means 120, 一百零二 means 102.
  if (pending !== null) total += lastPlace >= 100 ? pending * (lastPlace / 10) : pending;
  return String(total);
}

/** Character class of everything a number may be written with, for patterns of rooms and phones. */
export const NUMERAL_SIGNS = "0-9零〇○一二两三四五六七八九十百幺";
