import { NUMERAL_SIGNS } from "./chinese-text.js";

const N = `[${NUMERAL_SIGNS}]`;
const GAP = "[ ,、]{0,2}";
/** What may not follow a number that is to be a room: measures, so that 3-500块 is an amount. */
const NOT_MEASURE =
  "(?![0-9A-Za-z]|(?<![0-9A-Za-z])[零〇一二三四五六七八九十百]|[.:][0-9]|[ ]?(?:块|元|圆|毛(?!坯)|平米|平方|斤|公斤|公里|分钟|小时|万|度|吨|瓦|路公交|路车|ml|kg|cm|%)|(?:米|平|分|点(?!名)|胶|天(?!花)|次(?!卫|卧)|个|人|年|月|日|辆|张|瓶|千|百|多|级|号线|户人|户都))";
const ROOM =
  "(?:[0-9]{3,4}[A-Ha-h]?|[0-9]{1,2}[A-Ha-h](?![A-Za-z])|[一二三四五六七八九]?十[一二三四五六七八九]?[零〇][一二三四五六七八九]|[零〇○一二三四五六七八九幺]{3,4}|[一二三四五六七八九]百[零〇]?[一二三四五六七八九十]{1,3})";
const BUILDING =
  "(?:[A-Za-z]{1,2}-?[0-9]{1,2}|[0-9]{1,3}[A-Da-d]?|[A-Za-z]|[零〇一二两三四五六七八九十百廿]{1,4})";
const BUILDING_WORD =
  "(?:号楼栋|号楼|#楼|号栋|号幢|栋楼|栋|幢|座(?![机位椅谈标便垫老的商车]|大(?!堂|厅))|斋|#)";
/** Voice input writes 栋 as 动 or 洞; 楼 names a building only before a unit, 号 only before a unit or a room. */
const LOOSE_WORD = "(?:动|洞|冻|懂|楼|号院|号)";
const LOOSE_ROOM_WORD = "(?:动|洞|冻|懂|号院|号)";
const UNIT = `(${N}{1,3}|[A-Da-d](?! ?梯)) ?(?:单元|门洞|门(?!口|卫|禁|岗|外|前|锁|铃|坏|开|关|牌|店|厅|面|把)|梯(?![0-9户])|单(?=${GAP}[0-9]{3}))`;
const FLOOR = `(${N}{1,3}) ?(?:楼|层|F)`;
const ROOM_WORD = "(?:室|号房|房(?!间|东|子|租|产|屋|本|贷)|户(?!型|口)|号(?![楼线门]))?";
const START = "(?<![0-9A-Za-z#.零〇一二三四五六七八九十百])";

const ROOM_AFTER = `(?:${GAP}-?(${ROOM}) ?${ROOM_WORD}${NOT_MEASURE})`;
const FLOOR_ROOM_AFTER = `(?:${GAP}${FLOOR}${GAP}(?:的)?(${ROOM}|[0-9]{1,2}|[A-Ha-h](?![A-Za-z])|${N}{1,2}(?=[室号房户])) ?${ROOM_WORD}${NOT_MEASURE})`;
/** Joints of a dashed place; voice input spells the dash. */
const JOINT = "(?: ?(?:[-/#_.~]|杠|横杠|斜杠|横|之|--) ?)";

/** `3栋2单元502室`, `A座18楼06`, `3#1201`, `12幢`: groups building, unit, unit, floor, room on it, room. */
export const WORDED = new RegExp(
  `${START}(${BUILDING}) ?${BUILDING_WORD}${GAP}-?(?:的?那[个边]的?|的)?(?:${UNIT}|([0-9]{1,2})(?=[-/][0-9]{3})[-/])?(?:${FLOOR_ROOM_AFTER}|${ROOM_AFTER})?`,
  "g",
);
/** `25号402室`, `3楼2单元501`: groups building, unit, floor, room on it, room; or building, room. */
export const LOOSE = new RegExp(
  `${START}(?:(${BUILDING}) ?${LOOSE_WORD}${GAP}${UNIT}(?:${FLOOR_ROOM_AFTER}|${ROOM_AFTER})?|(${BUILDING}) ?${LOOSE_ROOM_WORD}${GAP}(${ROOM}) ?(?:室|号房|房(?!间|东|子|租|产|屋|本|贷)|户(?!型|口))?(?!号)${NOT_MEASURE})`,
  "g",
);
/** `3-2-502`, `3/2/502`, `三杠二杠五零二`, `12-1602`: groups building, unit, room. */
export const DASHED = new RegExp(
  `${START}(${BUILDING})${JOINT}(?:(${N}{1,2})${JOINT})?(${ROOM}) ?${ROOM_WORD}${NOT_MEASURE}`,
  "g",
);
/** `3-1单元`, `3-1单元502`: groups building, unit, floor, room on it, room. */
export const DASHED_UNIT = new RegExp(
  `${START}([0-9]{1,2})[-/](${N}{1,2}) ?单元(?:${FLOOR_ROOM_AFTER}|${ROOM_AFTER})?`,
  "g",
);
/** `3 2 502`. */
export const SPACED = new RegExp(`${START}([0-9]{1,2}) ([0-9]{1,2}) ([0-9]{3,4})${NOT_MEASURE}`, "g");
/** `2单元`, `2门502`: groups unit, floor, room on it, room. 二门 or 一门 alone is any door. */
export const UNIT_ONLY = new RegExp(
  `${START}${UNIT}(?:${FLOOR_ROOM_AFTER}|${ROOM_AFTER}|(?<=单元|门洞))`,
  "g",
);
/** What may follow the name of a building. */
export const AFTER_NAME = new RegExp(`^[栋幢座 -]{0,2}(?:${UNIT})?(?:${FLOOR_ROOM_AFTER}|${ROOM_AFTER})?`);
export const ENGLISH =
  /\b(?:([0-9]{1,2}[a-h]|[0-9]{3,4}),? (?=tower|block|blk|bldg|building))?(?:tower|block|blk|bldg|building|bld|no\.?) ?#?([0-9]{1,2}|[a-h])\b[ ,]{0,2}(?:unit ?([0-9]{1,2})\b(?![0-9-]))?[ ,]{0,2}(?:(?:room|rm|flat|apt|unit|#)?\.? ?#?([0-9]{3,4}[a-h]?|[0-9]{1,2}[a-h])\b)?/gi;
export const ENGLISH_ROOM =
  /\b(?:room|rm|flat|apt|apartment|unit)\.? ?#?([0-9]{3,4}[a-h]?|[0-9]{1,2}[a-h])\b(?!-)/gi;
export const TOWER = /(?<![A-Za-z0-9])[Tt]([0-9]{1,2})[- ]?([0-9]{3,4})(?![0-9])/g;
/** `A1203室`. */
export const LETTER_ROOM = new RegExp(
  `${START}([A-Ha-h])([0-9]{3,4})(?= ?(?:室|房|户|业主|住户|的?业主|$|[ ,。!]))`,
  "g",
);
export const SHOP = /(?:商铺|门面|底商|店铺|铺位)[^0-9]{0,3}([0-9]{1,4})号/g;
/** The numbers everybody calls: 110, 119, 120. */
const SERVICE_NUMBER = "1(?:10|14|19|20|22)(?![0-9])";
/** A room without a building: told by what stands before or behind it, or added at the end after a pause. */
export const BARE_ROOM = new RegExp(
  `(?:(?:房号|房间号?|室号|门牌号?|我是|我们是|这里是|这边是|我住|住在?|我家在?|我们家|家住|本人|楼上|楼下|隔壁|对面|对门|[一二三四五六七八九十0-9]{1,2}[楼层]|^(?!${SERVICE_NUMBER}))(?:是|为|:|的)? ?(${ROOM})${NOT_MEASURE}|${START}(${ROOM}) ?(?:室|房(?!间|东|子|租|产|屋)|业主|住户|的业主|户主|这户|那户|那家|户(?![型口人都])|家里|我家|门口|的门|的(?=[ ,。!]|$))|[ ,。!?(](?!${SERVICE_NUMBER}|202[0-9])([0-9]{3,4})[ )。!]*$)`,
  "g",
);
/** A room somewhere else in a text that names its building. */
export const STRAY_ROOM = new RegExp(
  `(?<![0-9A-Za-z.:/#-])(?!${SERVICE_NUMBER})([0-9]{3,4})${NOT_MEASURE}(?![-/])`,
  "g",
);
/** The writer's own door, beside a flat that may be somebody else's: 楼上3栋2单元902漏到我家802. */
export const OWN_DOOR = new RegExp(
  `(?:我家|我们家|咱家|自己家|我住|我是|我在|我这)(?:的|是|在|边|里)? ?(${ROOM})${NOT_MEASURE}`,
);
/** A whole message that is nothing but a room: the answer to a question of ours. */
export const WHOLE = new RegExp(`^(?:好的?|嗯|是|我是|就是)?[ ,:]?(${ROOM})[ ,。.]?(?:室|房|的)?$`);
/** Numbers that look like places: plates, seats, gates, lines, car parks, counts of buildings, orders. */
export const OTHER_NUMBERS =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][ ·.-]?[A-Z0-9]{4,6}|\d{1,3} ?(?:号|#) ?(?:门(?!洞)|岗|线|车位|机|桩|柜|电梯|梯|出口|入口|库|车库|桌|窗口|球场|场)|(?:车位|尾号|第|共|共计|总共|工号|编号|桩号|柜号|单号|编码|密码|账号|税号)(?:是|为|:)? ?[A-Za-z]{0,3}-?\d+(?:-\d+)*|[Bb]\d-0\d+|(?<!\d)\d+(?:[:.]\d+)+|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|[第共这那全每几]\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3}) ?(?:栋|幢|座|号楼)(?!楼?[0-9]|[一二三四五六七八九十]单元)|(?<!\d)\d{1,3} ?[栋幢](?:楼)?(?=都)|[同整炸] ?一[栋幢]|一[栋幢]楼(?![道下前后里门上顶的 0-9])|一[栋幢]楼?的人|(?<!\d)\d{1,3} ?(?:栋|幢|座|号楼)(?=的?(?:保洁|管家|楼长|楼管|所有业主))|(?<![A-Za-z\d])[A-Za-z]{0,4}\d{6,}/g;
/** Words before a place by which the writer claims it, or denies it. */
export const OWN_CUE = /(?:我家|我们家?|我住|住在?|我是|是我|本人|房号|门牌|地址|家在)[是为:在 ]{0,3}$/;
/** Words before the place of whoever is complained about: it is neither the matter's nor the writer's. */
export const ACCUSED_CUE =
  /(?:主人|车主|司机|对方|肇事者?|(?:打|骂|砸|扔|养|偷|泼|倒|遛|抽)[^ ,。]{0,6}[的人])(?:好像|应该|可能|就|也)?(?:是|住|住在)$/;
/** A building beside the writer's: 对面5栋. */
export const OTHER_BUILDING_CUE = /(?:对面|隔壁|旁边|前面|后面)(?:的|那)?$/;
export const DENIED_CUE = /(?:不是|并非|不在|写成|写的是|贴的是)[了 ]{0,2}$/;
