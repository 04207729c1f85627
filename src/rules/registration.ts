import type { CaseChannel } from "./case-record.js";
import { SURNAMES } from "./triage/names.js";

const CHANNEL_WORDS: readonly (readonly [RegExp, CaseChannel])[] = [
  [/[\s,，]*(来电|电话|打来|致电)[。.\s]*$/, "phone"],
  [/[\s,，]*(来访|当面|上门|前台|现场)[。.\s]*$/, "visit"],
];

const COMPOUND = "欧阳|司马|上官|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|端木|南宫|独孤";
const SURNAME = `(?:${COMPOUND}|[${SURNAMES}])`;
const TITLE =
  "先生|女士|小姐|太太|老师|师傅|阿姨|阿婆|阿公|叔叔|大叔|大爷|大妈|大姐|大哥|大嫂|奶奶|爷爷|伯伯|婆婆|同学|经理|主任|老板|医生|律师|警官|教练|总|工|叔|姨|伯|姐|哥|嫂|婶|婆|爷|姑娘|小姑娘";
/** Who calls, as a desk writes it down: 赵阿姨, 李工, 小张, 房东老陈, 欧阳女士, 3号楼的住户 is none. */
const CALLER = `(?!施工|[小老大][车路管时池温]|阿[姨婆公])(?:房东|业主|租客|租户|住户|家属|保姆|邻居)?(?:(?:小|老|阿|大)${SURNAME}|阿\\p{Script=Han}|${SURNAME}\\p{Script=Han}{0,2}(?:${TITLE}))`;
/** Words of matters that begin like a surname. */
const NO_NAME =
  "(?!施工|路灯|路面|路口|车位|车库|车辆|管道|管子|单元|房屋|房间|房子|白蚁|温度|景观|时间|全部|全家|金属|池塘|连续|柜子|安全|安装|高空|高层|明天|明显|方便|常年|应急|项目|马桶|马上|万能|水管|毛坯|牛奶|包裹|华灯|花)";
/** A name alone may be a word of the matter, so it counts beside a phone number only: 张伟 13800000000. */
const BARE_NAME = `${NO_NAME}(?:房东|业主|租客|租户|住户|家属)?${SURNAME}\\p{Script=Han}{1,2}`;
const PHONE = "1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}";
const BOUND = "[\\s,，、:：]";

const NAMES: readonly RegExp[] = [
  new RegExp(`(?:^|${BOUND}|[\\d室户号楼元])(${CALLER})(?=${BOUND}|$|${PHONE})`, "u"),
  new RegExp(`(?:^|${BOUND}|[\\d室户号楼元])(${BARE_NAME})(?=${BOUND}*${PHONE})`, "u"),
  new RegExp(`${PHONE}${BOUND}*(${BARE_NAME})(?=${BOUND})`, "u"),
];

/** The caller as the desk wrote them down at the head of a registration, or null. */
function callerIn(matter: string): string | null {
  for (const pattern of NAMES) {
    const name = pattern.exec(matter)?.[1];
    if (name) return name;
  }
  return null;
}

/** What the desk typed after 登记. */
export interface Registration {
  readonly channel: CaseChannel;
  /** All of it but the channel. */
  readonly matter: string;
  /** Who called, in the desk's own words; null when it names nobody. */
  readonly name: string | null;
}

/** Reads the words after 登记: the channel at the end, the caller, and the rest. */
export function readRegistration(words: string): Registration {
  const channel = CHANNEL_WORDS.find(([pattern]) => pattern.test(words));
  const matter = (channel ? words.replace(channel[0], "") : words).trim();
  return { channel: channel?.[1] ?? "phone", matter, name: callerIn(matter) };
}

/** The matter alone: room, name and phone at the head of a registration are facts, not the matter. */
export function matterOf(matter: string, name: string | null): string {
  const words = matter.split(/[\s,，]+/).filter(Boolean);
  const rest = words.filter((word) => !/^[\dA-Za-z栋幢座号楼单元室层\-#/]+$/.test(word) && word !== name);
  return rest.join(" ") || matter;
}
