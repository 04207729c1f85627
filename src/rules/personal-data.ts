import { NUMERAL_SIGNS, plainText } from "./chinese-text.js";
import { findFullNames } from "./full-names.js";
import { findPhones } from "./phones.js";
import { findRoom } from "./places.js";
import { findName, SURNAMES } from "./triage/names.js";

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
const SPOKEN = "[零〇○一二三四五六七八九幺]{3,4}|[一二三四五六七八九]百[零〇]?[一二三四五六七八九十]{1,3}";
const MEASURE =
  "(?![0-9]|[ ]?(?:块|元|圆|毛(?!坯)|米|平|斤|公斤|度|分|点|天(?![天花棚])|次(?!卧|卫)|个|人|年|月|日|小时|辆|吨|瓦|瓶|万|千|百|多|ml|kg|cm|%|号线|路))";
const MONEY_BEFORE = "(?<![0-9￥¥$.]|[收扣交花共总费款]了?)";
const BUILDING = `(?:${N}{1,4}|[A-Za-z]{1,2}-?[0-9]{0,2}) ?(?:号楼栋|号楼|#楼|号栋|号幢|栋楼|栋|幢|座|斋|#|动|洞|号院|号|楼)[ ,、-]{0,2}的?`;
const UNIT = `(?:${N}{1,3}|[A-Da-d]) ?(?:单元|门洞|门|梯|单)[ ,、-]{0,2}`;
const FLOOR = `${N}{1,3} ?(?:楼|层|F)[ ,、]{0,2}的?`;
const DOOR_WORD = "(?: ?(?:室|号房|房(?!间|东|子|租|产|屋|贷)|户(?!型|口)|号(?![楼线门]))?)";
const JOINT = " ?(?:[-/#_.~杠横]|--) ?";

const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][ ·.-]?[A-Za-z0-9]{4,6}(?![A-Za-z0-9])|(?<=车牌(?:号码?)?[是为: ]{0,2})[A-Za-z0-9]{4,8}/g;

/** In the order they are tried: what an earlier one hid, a later one cannot mistake. */
const BEFORE_PHONES: readonly (readonly [PersonalKind, RegExp])[] = [
  ["网址", /(?:https?:\/\/|www\.)[^\s\u4e00-\u9fff]+/gi],
  ["邮箱", /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ["车牌", PLATE],
  ["证件", /(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])|(?<![0-9])[1-9][0-9]{14}(?![0-9])/g],
];
const AFTER_PHONES: readonly (readonly [PersonalKind, RegExp])[] = [
  ["号码", /(?<=(?:微信|vx|wx|qq|QQ|扣扣)号?(?:是|:|：)? ?)[A-Za-z0-9_-]{5,20}|[A-Za-z]{0,4}[0-9]{6,}/g],
  [
    "房号",
    new RegExp(
      `(?:${BUILDING})?(?:${UNIT})?${FLOOR}(?:${DIGITS}|${SPOKEN}|${LETTERED}|[0-9]{2}(?![0-9])|[东西南北左右中]边?(?=户|手))${DOOR_WORD}${MEASURE}`,
      "g",
    ),
  ],
  [
    "房号",
    new RegExp(
      `(?:${BUILDING}(?:${UNIT})?|${UNIT})(?:${DIGITS}|${SPOKEN}|${LETTERED})${DOOR_WORD}(?![0-9]| ?[块元])`,
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

const S = `[${SURNAMES}]`;
const GIVEN = "[\\u4e00-\\u9fff]{1,2}";
const END = "(?=[ ,。.!;、:〔\\d]|$|电话|手机|住|家|我)";
const TITLE =
  "先生|女士|小姐|太太|老师|师傅|阿姨|叔叔|大叔|叔|伯伯|伯|大爷|大妈|奶奶|爷爷|大姐|大哥|姐|哥|姨|婶|嫂|工(?![作程地资])|经理|主任|队长|队|总(?![是说会在阀闸表共电水])|主管|医生|太|生(?= )";
/** The first group is hidden, so that a title still tells who somebody is. */
const NAMES: readonly RegExp[] = [
  new RegExp(`(${S}(?:[\\u4e00-\\u9fff](?=师傅|先生|女士|阿姨|经理))?)(?:${TITLE})`, "g"),
  new RegExp(
    `(?:我叫|名叫|叫做|名字(?:叫|是)?|姓名|联系人|业主|本人|我是|这里是)[是为叫: ]{0,2}(${S}${GIVEN}?)${END}`,
    "g",
  ),
  new RegExp(`(?:我姓|免贵姓|本人姓|姓)(${S})`, "g"),
  new RegExp(`(?:保安|保洁|管家|前台|门岗|门卫|电工|客服|物业的|你们)(?:的|那个)?([小老阿]${S})`, "g"),
  new RegExp(`(?<![\\u4e00-\\u9fff0-9])([小老]${S})(?=[ ,。!:]|$)`, "g"),
  new RegExp(`(?<![\\u4e00-\\u9fff])(${S}${GIVEN})[ ,:]{0,2}(?=〔电话)`, "g"),
  new RegExp(`〔电话[0-9]+〕[ ,:]{0,2}(${S}${GIVEN})(?=$|[ ,。])`, "g"),
  /(?:\b[Ii] am|\b[Ii]'m|\b[Tt]his is|\b[Mm]y name is) ((?:mr|mrs|ms|miss)?\.? ?[A-Z][a-z]+(?: [A-Z][a-z]+)?)/g,
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
  plain = hidePhones(plain, book);
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

/** Whatever the triage would still read as somebody's door is hidden too. */
function hideLeftRoom(text: string, known: KnownNames, book: Placeholders): string {
  const door = findRoom(text, known.buildings)?.split("-").at(-1) ?? "";
  if (!/^(?:[0-9]{3,4}[A-H]?|[0-9]{1,2}[A-H])$/.test(door)) return text;
  return text.replace(new RegExp(`(?<![0-9A-Za-z])${door}`, "gi"), (found) => book.give("房号", found));
}

function hideNames(text: string, known: KnownNames, book: Placeholders): string {
  let hidden = text;
  for (const name of known.people) {
    if (name.length > 1) hidden = hidden.replaceAll(name, () => book.give("姓名", name));
  }
  const found = new Set<string>();
  for (const pattern of NAMES) {
    hidden = hidden.replace(pattern, (match: string, name: string) => {
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
  return own && !own.includes("〔") ? hidden.replaceAll(own, () => book.give("姓名", own)) : hidden;
}
