import { NUMERAL_SIGNS, plainText, readNumber } from "./chinese-text.js";
import { findFullNames, isWord } from "./full-names.js";
import { NAMES } from "./name-patterns.js";
import { findPhones } from "./phones.js";
import { AFTER_NAME } from "./place-patterns.js";
import { findRoom } from "./places.js";
import { findName } from "./triage/names.js";

/** What of a text must not leave the house, by the word its placeholder carries. */
export type PersonalKind = "网址" | "邮箱" | "车牌" | "证件" | "电话" | "号码" | "房号" | "姓名";

/** A text whose personal data are placeholders such as 〔电话1〕, and the way back. */
export interface HiddenText {
  readonly text: string;
  /** Puts the originals back into an answer; placeholders that were never given out stay as they are. */
  restore(answer: string): string;
}

/** What the estate knows that helps finding personal data. */
export interface KnownNames {
  /** Names of buildings beyond numbers. */
  readonly buildings: readonly string[];
  /** Names of people who may be written about: the staff. */
  readonly people: readonly string[];
}

const N = `[${NUMERAL_SIGNS}]`;
const LETTERED = "[0-9]{1,2}[A-Ha-h](?![A-Za-z])";
const DIGITS = "[0-9]{3,4}[A-Ha-h]?";
const DIGIT = "[0-9零〇○一二三四五六七八九幺]";
const SPOKEN = "[零〇○一二三四五六七八九幺]{3,4}|[一二三四五六七八九]百[零〇]?[一二三四五六七八九十]{1,3}";
const MEASURE =
  "(?![0-9]|[ ]?(?:块|元|圆|毛(?!坯)|米|平|斤|公斤|度|分|点|天(?![天花棚])|次(?!卧|卫)|个|人|年|月|日|小时|辆|吨|瓦|瓶|万|千|百|多|ml|kg|cm|%|号线|路))";
const MONEY_BEFORE = "(?<![0-9￥¥$.]|[收扣交花共总费款]了?)";
const BUILDING = `(?:${N}{1,4}|[A-Za-z]{1,2}-?[0-9]{0,2}) ?(?:号楼栋|号楼|#楼|号栋|号幢|栋楼|栋|幢|座|斋|#|动|洞|号院|号|楼)[ ,、-]{0,2}的?`;
const UNIT = `(?:${N}{1,3}|[A-Da-d]) ?(?:单元|门洞|门|梯|单)[ ,、-]{0,2}`;
const FLOOR = `${N}{1,3} ?(?:楼|层|F)[ ,、]{0,2}的?`;
/** What makes the number behind a floor a door there, and not a lift or a gate. */
const FLOOR_DOOR = " ?(?:室|号(?! ?[楼线门岗梯机车桩柜库出电球]))";
const DOOR_WORD = "(?: ?(?:室|号房|房(?!间|东|子|租|产|屋|贷)|户(?!型|口)|号(?![楼线门]))?)";
const JOINT = " ?(?:[-/#_.~杠横]|--) ?";

/** 叁栋, 伍零贰; alone, 陆 and 伍 are surnames. */
const FORMAL_NUMERALS =
  /[壹贰叁肆伍陆柒捌玖拾][壹贰叁肆伍陆柒捌玖拾零〇]+|[壹贰叁肆伍陆柒捌玖拾](?=[栋幢座号单楼层室])/g;

function inPlainNumerals(written: string): string {
  return written.replace(
    /[^零〇]/g,
    (sign) => "一二三四五六七八九十"["壹贰叁肆伍陆柒捌玖拾".indexOf(sign)] ?? sign,
  );
}

const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼](?:[A-Za-z][ ·.-]?[A-Za-z0-9]{4,6}| ?[A-Za-z](?:[ ·.-]{0,2}[A-Za-z0-9]){5,6})(?![A-Za-z0-9])|(?<=车牌(?:号码?)?[是为: ]{0,2})[A-Za-z0-9]{4,8}/g;

/** In the order they are tried: what an earlier one hid, a later one cannot mistake. */
const BEFORE_PHONES: readonly (readonly [PersonalKind, RegExp])[] = [
  ["网址", /(?:https?:\/\/|www\.)[^\s\u4e00-\u9fff]+/gi],
  ["邮箱", /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ["车牌", PLATE],
  ["证件", /(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])|(?<![0-9])[1-9][0-9]{14}(?![0-9])/g],
];
const AFTER_PHONES: readonly (readonly [PersonalKind, RegExp])[] = [
  [
    "号码",
    /(?<=(?:微信|薇信|vx|wx|qq|扣扣|加我? ?v|v信|(?<![a-z])v(?=[:是]))号?[是:]? ?)[a-z0-9_-]{5,20}|(?<![0-9])(?:(?<![a-z])[a-z]{1,4})?[0-9]{6,}/gi,
  ],
  [
    "房号",
    new RegExp(
      `(?:${BUILDING})?(?:${UNIT})?${FLOOR}(?:${DIGITS}|${SPOKEN}|${LETTERED}|[A-Ha-h](?![A-Za-z]| ?区)|[0-9]{2}(?![0-9])|${N}{1,2}(?=${FLOOR_DOOR})|[东西南北左右中]边?(?=户|手))${DOOR_WORD}${MEASURE}`,
      "g",
    ),
  ],
  [
    "房号",
    new RegExp(
      `(?:${BUILDING}(?:${UNIT})?|${UNIT})(?:${DIGITS}|${SPOKEN}|${LETTERED}|${DIGIT}(?: ${DIGIT}){2,3})${DOOR_WORD}(?![0-9]| ?[块元])`,
      "g",
    ),
  ],
  [
    "房号",
    new RegExp(
      `(?<![0-9A-Za-z])(?:[A-Za-z]{1,2}-?[0-9]{0,2}|[0-9]{1,3}[A-Da-d]?|${N}{1,3})(?:${JOINT}(?:[0-9]{1,2}|${N}{1,2}))?${JOINT}(?:${DIGITS}|${LETTERED}|${SPOKEN})${DOOR_WORD}${MEASURE}`,
      "g",
    ),
  ],
  [
    "房号",
    new RegExp(
      `(?<![0-9A-Za-z])(?:[0-9]{1,2} [0-9]{1,2} [0-9]{3,4}|[A-Za-z]{1,2}[0-9]{0,2}[- ]?[0-9]{3,4})${MEASURE}`,
      "g",
    ),
  ],
  [
    "房号",
    new RegExp(
      `(?:(?<![0-9A-Za-z])${LETTERED}|${MONEY_BEFORE}(?<![A-Za-z])${DIGITS}|${SPOKEN})${DOOR_WORD}${MEASURE}`,
      "g",
    ),
  ],
  ["号码", /[0-9](?:[ -]?[0-9]){6,}/g],
];

/**
 * Replaces what tells who somebody is or where they live: telephones, ids, plates, account numbers, addresses
 * of the net, rooms, names. Hides rather too much than too little; buildings and units alone stay, they are
 * places of everybody. The text comes back in plain form (see `plainText`), also where nothing was hidden.
 */
export function hidePersonalData(text: string, known: KnownNames): HiddenText {
  const book = createPlaceholders();
  let plain = plainText(text).replace(/[〔〕]/g, (sign) => (sign === "〔" ? "(" : ")"));
  for (const [kind, pattern] of BEFORE_PHONES)
    plain = plain.replace(pattern, (found) => book.give(kind, found));
  plain = hidePhones(plain.replace(FORMAL_NUMERALS, inPlainNumerals), book);
  plain = hideNamedDoors(plain, known, book);
  for (const [kind, pattern] of AFTER_PHONES)
    plain = plain.replace(pattern, (found) => book.give(kind, found));
  plain = hideLeftRoom(plain, known, book);
  plain = hideNames(plain, known, book);
  return {
    text: plain,
    restore: (answer) => answer.replace(/〔[\u4e00-\u9fff]{2}[0-9]+〕/g, (found) => book.originalOf(found)),
  };
}

type Placeholders = ReturnType<typeof createPlaceholders>;

/** One placeholder per original, so that what is said twice is seen to be the same. */
function createPlaceholders() {
  const given = new Map<string, string>();
  const originals = new Map<string, string>();
  return {
    give(kind: PersonalKind, found: string): string {
      const [, space = "", original = ""] = /^(\s*)(.*)$/s.exec(found) ?? [];
      const key = `${kind} ${original}`;
      const known = given.get(key);
      if (known) return space + known;
      const count = [...given.keys()].filter((other) => other.startsWith(`${kind} `)).length;
      const placeholder = `〔${kind}${count + 1}〕`;
      given.set(key, placeholder);
      originals.set(placeholder, original);
      return space + placeholder;
    },
    originalOf: (placeholder: string) => originals.get(placeholder) ?? placeholder,
  };
}

function hidePhones(text: string, book: Placeholders): string {
  // From the end, so that positions before stay true.
  return findPhones(text).reduceRight(
    (rest, phone) =>
      rest.slice(0, phone.start) +
      book.give("电话", rest.slice(phone.start, phone.end)) +
      rest.slice(phone.end),
    text,
  );
}

/** 听松阁十二楼三号: the name of the building stays, what leads to the door goes. */
function hideNamedDoors(text: string, known: KnownNames, book: Placeholders): string {
  let hidden = text;
  for (const name of known.buildings) {
    const [head = "", ...tails] = name === "" ? [hidden] : hidden.split(name);
    hidden = tails.reduce((done, tail) => {
      const [found = "", , floor, , room] = AFTER_NAME.exec(tail) ?? [];
      const hides = floor !== undefined || room !== undefined;
      return `${done}${name}${hides ? book.give("房号", found) + tail.slice(found.length) : tail}`;
    }, head);
  }
  return hidden;
}

/** Most doors one message names. */
const MOST_DOORS = 8;
const WRITTEN_NUMBER = new RegExp(`(?<![0-9A-Za-z])${N}{2,6}[A-Ha-h]?`, "g");

/** Whatever the triage would still read as somebody's door is hidden too, however its number is written. */
function hideLeftRoom(text: string, known: KnownNames, book: Placeholders): string {
  let hidden = text;
  for (let doors = 0; doors < MOST_DOORS; doors += 1) {
    const door = findRoom(hidden, known.buildings)?.split("-").at(-1) ?? "";
    if (!/^(?:[0-9]{3,4}[A-H]?|[0-9]{1,2}[A-H])$/.test(door)) return hidden;
    const before = hidden;
    hidden = hidden.replace(WRITTEN_NUMBER, (found) =>
      found.toUpperCase() === door || readNumber(found) === door ? book.give("房号", found) : found,
    );
    if (hidden === before) return hidden;
  }
  return hidden;
}

function hideNames(text: string, known: KnownNames, book: Placeholders): string {
  let hidden = text;
  for (const name of known.people) {
    if (name.length > 1) hidden = hidden.replaceAll(name, () => book.give("姓名", name));
  }
  const found = new Set<string>();
  for (const pattern of NAMES) {
    hidden = hidden.replace(pattern, (match: string, name: string | undefined) => {
      if (name === undefined || isWord(name)) return match;
      found.add(name);
      const at = match.indexOf(name);
      return match.slice(0, at) + book.give("姓名", name) + match.slice(at + name.length);
    });
  }
  // Said with a title once, the name is known where it stands alone.
  for (const name of found) {
    if (name.length > 1) hidden = hidden.replaceAll(name, () => book.give("姓名", name));
  }
  for (const name of findFullNames(hidden)) hidden = hidden.replaceAll(name, () => book.give("姓名", name));
  const own = findName(hidden);
  if (!own || own.includes("〔") || isWord(own)) return hidden;
  return hidden.replaceAll(own, () => book.give("姓名", own));
}
