import { matchesOf } from "./matches-of.js";
/** A telephone number found in a text; `start` and `end` are positions in the text given. */
export interface FoundPhone {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

const GAP = "(?:[ \\-.·_]{1,2})";
/** A grouped number ends the run of digits and does not begin with a room: `1502 186 2646 1170`. */
const GROUPED = (groups: string): string => `(?<!单元|[栋幢座#-])${groups}(?!${GAP}\\d)`;
const MOBILE = [
  "1[3-9]\\d{9}",
  GROUPED(`1[3-9]\\d${GAP}?\\d{4}${GAP}?\\d{4}`),
  GROUPED(`1[3-9]\\d${GAP}\\d{3}${GAP}\\d{5}`),
  GROUPED(`1[3-9]\\d${GAP}\\d{2}${GAP}\\d{3}${GAP}\\d{3}`),
  GROUPED(`1[3-9]\\d${GAP}\\d{2}${GAP}\\d{2}${GAP}\\d{4}`),
  GROUPED(`1[3-9]\\d${GAP}\\d{8}`),
  GROUPED(`1[3-9]\\d{2}${GAP}\\d{3}${GAP}\\d{4}`),
  GROUPED(`1[3-9]\\d{3}${GAP}\\d{6}`),
  GROUPED(`1[3-9]\\d{5}${GAP}\\d{5}`),
  GROUPED(`1[3-9]\\d{4}${GAP}\\d{3}${GAP}\\d{3}`),
  `1${GAP}[3-9](?:${GAP}\\d){9}`,
].join("|");
const LANDLINE = [
  `\\(0\\d{2,3}\\) ?[2-9]\\d{2,3}${GAP}?\\d{4}`,
  `0(?:10|2\\d)${GAP}?[2-9]\\d{7}`,
  `0(?:10|2\\d)${GAP}[2-9]\\d{3}${GAP}\\d{4}`,
  `0[3-9]\\d{2}${GAP}?[2-9]\\d{6,7}`,
  `0[3-9]\\d{2}${GAP}[2-9]\\d{2,3}${GAP}\\d{4}`,
  // Taiwan: mobile and landline of ten digits.
  `09\\d{2}${GAP}?\\d{3}${GAP}?\\d{3}`,
  `0[2-8]${GAP}?\\d{4}${GAP}?\\d{4}`,
].join("|");

/** Prefix of the country, digits that are no part of a longer number (order numbers, ids). */
const PHONE = new RegExp(`(?<![\\dA-Za-z])(?:(?:\\+|00)?86${GAP}?)?(${MOBILE}|${LANDLINE})(?!\\d)`, "g");
/** A local number counts only when the writer calls it a telephone. */
const LOCAL = /(?:座机|固话|市话|电话|宅电|家电)[是为号码: ]{0,3}([2-9]\d{2,3}[ -]?\d{4})(?!\d)/g;
/** A whole message that is nothing but a local number. */
const NUMBER_ALONE = /^(?:电话|手机|号码)?[是为: ]{0,3}([2-9]\d{3}[ -]?\d{3,4})[。. ]*$/g;
/** Hong Kong mobile, as written there: two groups of four. */
const HONG_KONG = /(?<![\d-] ?)([569]\d{3} \d{4})(?! ?[\d块元年-])/g;
/** Spoken digits (voice input), pauses between them allowed. */
const SPOKEN = /[一幺1](?:[ ,，、]?[零〇○一二三四五六七八九幺0-9]){10}(?![零〇○一二三四五六七八九幺0-9])/g;

const SPOKEN_DIGITS = new Map([..."零一二三四五六七八九"].map((sign, digit) => [sign, String(digit)]));
for (const [sign, digit] of [
  ["〇", "0"],
  ["○", "0"],
  ["幺", "1"],
] as const)
  SPOKEN_DIGITS.set(sign, digit);

/**
 * Finds every mobile or landline number in a plain text, in order: grouped by spaces or dashes, with +86,
 * or spoken (幺三八…). Order numbers, ids, amounts and plates are none.
 */
export function findPhones(text: string): FoundPhone[] {
  if (!/\d{4}|[零〇○一二三四五六七八九幺]{3}|\d[ -]\d/.test(text)) return [];
  const found: FoundPhone[] = [];
  for (const match of matchesOf(text, PHONE)) {
    const digits = (match[1] ?? "").replace(/\D/g, "");
    if (!isOrderNumber(text, match.index))
      add(found, { digits, start: match.index, length: match[0].length });
  }
  for (const pattern of [LOCAL, NUMBER_ALONE, HONG_KONG]) {
    for (const match of matchesOf(text, pattern)) {
      const written = match[1] ?? "";
      const start = match.index + match[0].length - written.length;
      add(found, { digits: written.replace(/\D/g, ""), start, length: written.length });
    }
  }
  for (const match of matchesOf(text, SPOKEN)) {
    const digits = [...match[0]]
      .map((sign) => SPOKEN_DIGITS.get(sign) ?? sign)
      .join("")
      .replace(/\D/g, "");
    if (/^1[3-9]/.test(digits) && !isOrderNumber(text, match.index))
      add(found, { digits, start: match.index, length: match[0].length });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Whose a number is, as the words around it say: who writes wants to be called by their own. */
const WHOSE = { own: 1, unsaid: 0, others: -1, denied: -2 } as const;
type Whose = (typeof WHOSE)[keyof typeof WHOSE];

const SOMEBODY =
  "(?:房东|中介|租客|楼上|楼下|邻居|隔壁|对方|车主|师傅|快递员?|物业|前台|管家|装修队?|施工队?|工头|[他她])";
const NUMBER = "(?:的|家|那边)*(?:手机|电话|号码|联系方式|号)*";
const IS = "(?:就?是|为|:|换成|改成)? ?";
const OWN_BEFORE = new RegExp(`(?:我(?:自己|本人)?|本人|(?:打|联系|找)(?:给)?(?:我|这个))${NUMBER}${IS}$`);
const OWN_AFTER =
  /^[ ,(]*(?:这个)?(?:(?:才|就)?是(?:我|本人)|(?:我的|本人)(?=[ ,。)]*$|[ ,]+\D)|(?:打|联系)这个)/;
const OTHERS_BEFORE = new RegExp(`${SOMEBODY}${NUMBER}${IS}$`);
const OTHERS_AFTER = new RegExp(`^[ ,(]*(?:这个)?是?${SOMEBODY}(?:家|那边)?[的)]`);
const DENIED_BEFORE = /(?:别|不要|不用|甭|莫|不是)(?:再)?(?:打|联系|找)?(?:给)?[^\d,。;!?]{0,4}$/;
const DENIED_AFTER =
  /^[ ,]*(?:这个|那个|是|已经)*(?:[哦噢啊]?不对|[写打说发记]?错了|错的|旧的|空号|停机|不用了|打不通|作废|[改换](?:成|为|到))/;

/** Each number with whose it is; the words between two numbers may be about either. */
function withOwners(text: string, phones: readonly FoundPhone[]): { phone: FoundPhone; whose: Whose }[] {
  return phones.map((phone, index) => {
    const before = text.slice(phones[index - 1]?.end ?? 0, phone.start);
    const after = text.slice(phone.end, phones[index + 1]?.start);
    const isDenied = DENIED_BEFORE.test(before) || DENIED_AFTER.test(after);
    const isOthers = OTHERS_BEFORE.test(before) || OTHERS_AFTER.test(after);
    const isOwn = OWN_BEFORE.test(before) || OWN_AFTER.test(after);
    if (isDenied) return { phone, whose: WHOSE.denied };
    return { phone, whose: isOthers ? WHOSE.others : isOwn ? WHOSE.own : WHOSE.unsaid };
  });
}

/**
 * The number to call the writer by: of several the one they call theirs (房东电话…，我的是…), never before it one that is
 * somebody else's or not to be called; else the first. Null when there is none.
 */
export function phoneToCall(text: string, phones: readonly FoundPhone[]): string | null {
  const [first] = withOwners(text, phones).sort((one, other) => other.whose - one.whose);
  return first?.phone.digits ?? null;
}

/** Whether a text gives a number as somebody else's, so that it is not remembered as the writer's. */
export function isOthersPhone(text: string, digits: string): boolean {
  const named = withOwners(text, findPhones(text)).find(({ phone }) => phone.digits === digits);
  return named?.whose === WHOSE.others;
}

/** The phone of a plain text by which to call the writer, as digits, or null. */
export function findPhone(text: string): string | null {
  return phoneToCall(text, findPhones(text));
}

function add(found: FoundPhone[], phone: { digits: string; start: number; length: number }): void {
  const end = phone.start + phone.length;
  if (found.some((other) => phone.start < other.end && other.start < end)) return;
  found.push({ digits: phone.digits, start: phone.start, end });
}

function isOrderNumber(text: string, start: number): boolean {
  return /(?:单号|编号|订单|卡号|户号|流水号|税号|账号|快递号|运单)[是为: ]{0,2}$/.test(
    text.slice(Math.max(0, start - 8), start),
  );
}
