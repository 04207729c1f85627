const SENTENCE_END = /[。！？!?；;\n]/;

/** A mobile number with what announces it and the comma before: 「，电话13800138000」. */
const PHONE_WITH_ITS_WORDS =
  /[，,、\s]*(?:我的?)?打?(?:联系|聯[繫絡]|联络)?(?:电话|電話|座机|座機|固话|固話|手[机機][号號]?[码碼]?|[号號][码碼]|联系方式|聯[繫絡]方式)?(?:[号號][码碼])?[是为:：\s]*(?<!\d)(?:(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|[(（]?0\d{2,3}[)）]?[ -]?[2-9]\d{6,7})(?!\d)/g;

/** A greeting before the matter, which is no part of it. */
const GREETING = /^(?:您|你)们?好[啊呀]?[，,。.！!：:\s]+/;
/** Small pictures as the chat writes them: 「[玫瑰]」. */
const STICKER = /\[[\p{Script=Han}A-Za-z]{1,6}\]/gu;
/** Least that must be left of a text for its decoration to be dropped. */
const LEAST_WORDS = 4;

function withoutDecoration(text: string): string {
  const bare = text.replace(STICKER, "").replace(GREETING, "").trim();
  return [...bare].length >= LEAST_WORDS ? bare : text;
}

/** Up to so many characters, but no number or Latin word cut in two. */
function wholeWords(text: string, count: number): string {
  const head = firstCharacters(text, count);
  const isCutInWord = /[A-Za-z0-9]$/.test(head) && /^[-A-Za-z0-9]/.test(text.slice(head.length));
  const whole = isCutInWord ? head.replace(/[-A-Za-z0-9]+$/, "") : head;
  return whole.length >= head.length / 2 ? whole : head;
}

function firstCharacters(text: string, count: number): string {
  return [...text].slice(0, count).join("");
}

/**
 * A resident's own words, short enough to be repeated back: whole when short, else up to a sentence end,
 * else cut with 「…」. Phone numbers, stickers and a greeting before the matter are left out, line breaks
 * become spaces.
 */
export function shortQuote(text: string, maxCharacters = 36): string {
  const plain = withoutDecoration(text.replace(/\p{Cc}|\p{Cf}/gu, " "))
    // Before the next pattern, which looks anew from each blank of a row.
    .replace(/\s+/g, " ")
    .replace(PHONE_WITH_ITS_WORDS, " ")
    .replace(/\s+/g, " ")
    .replace(/ (?=[，,。.；;])|[「」]/g, "")
    .replace(/^[，,、。\s]+/, "")
    .trim();
  if ([...plain].length <= maxCharacters) return plain;
  const head = firstCharacters(plain, maxCharacters);
  const end = head.search(SENTENCE_END);
  if (end >= 8) return head.slice(0, end);
  return `${wholeWords(plain, maxCharacters).replace(/[，,、\s]+$/, "")}…`;
}

/**
 * Makes a stranger's words harmless inside a markdown card: no mentions, no colours, no links, no headings,
 * one line.
 */
export function plainInMarkdown(text: string): string {
  return text
    .replace(/\p{Cc}|\p{Cf}/gu, " ")
    .replace(/</g, "＜")
    .replace(/>/g, "＞")
    .replace(/\]\(/g, "]（")
    .replace(/[*`~]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
