import { topicsIn } from "./triage/topic.js";

/** With these words a writer goes on to something else; 还有点漏 and 第二次 do not. For patterns. */
export const ANOTHER =
  "[哦噢啊诶]?对了|另外|[还仲]有(?!一?[点些人没几]|多[久少])(?:一?件事|一?个事|就是|一?个问题)?|再(?:就是|有(?!人|下次|一次|没|这种))(?:一?件事)?|其次|顺便(?:[说问](?:一?下|问)?)?|第[二三四](?:[个件](?:问题|事情?|(?=[\\s,，:：、]))|(?![个件次天回遍栋单层楼幢期排]))|[2-4][.、)）](?![0-9])|[②-④❷-❹]|(?:and )?also\\b|by the way|btw\\b|(?:one more|another) thing";

const PAUSE = "[\\s,，:：。.!！~～]*";
const OPENING = new RegExp(`^(?:${ANOTHER})${PAUSE}`, "i");
/** 就是 turns to something else as often as it goes on with the same. */
const TURN = new RegExp(`^(?:就是|不过|但是?|只是)${PAUSE}`);

/** Whether a text begins with a word for something else, or with one that may turn to it; null with neither. */
export function openingOf(text: string): "another" | "turn" | null {
  if (OPENING.test(text)) return "another";
  return TURN.test(text) ? "turn" : null;
}

/** What is told, without the word that leads over to it; empty when there is no more than that word. */
export function withoutOpening(text: string): string {
  return text.trim().replace(OPENING, "");
}

/** Topics of which one often comes of the other, or is told along with it: one matter unless the writer says otherwise. */
const TOLD_TOGETHER: readonly (readonly string[])[] = [
  ["漏水", "堵塞", "停水", "水管", "墙面", "热水器", "爆管", "供暖", "气味", "停电", "插座", "电梯"],
  ["停电", "照明", "插座", "漏电", "空调", "热水器", "电梯", "监控", "门禁", "道闸", "充电"],
  ["垃圾", "气味", "虫害", "保洁", "堵塞", "宠物", "绿化"],
  ["噪音", "装修", "宠物", "活动", "保安", "健身设施", "垃圾", "墙面"],
  ["停车", "电动车", "充电", "消防通道", "道闸", "保安", "停车费", "搬家放行"],
  ["门禁", "门禁卡", "道闸", "出入证", "快递", "保安", "钥匙", "监控", "盗窃", "门窗"],
  ["物业费", "发票", "停车费", "水费电费", "押金", "装修"],
];
/** How somebody was treated at the desk mostly belongs to what they came with. */
const OF_ANYTHING: ReadonlySet<string> = new Set(["客服"]);

/** A car blocks a road as a drain is blocked: only where nothing else is named, or a drain is, is it the drain. */
function topicsOf(text: string): readonly string[] {
  const topics = topicsIn(text);
  const isDrain = topics.length < 2 || /下水|地漏|马桶|疏通|水槽|管/.test(text);
  return isDrain ? topics : topics.filter((topic) => topic !== "堵塞");
}

function areTogether(one: string, other: string): boolean {
  if (one === other || OF_ANYTHING.has(one) || OF_ANYTHING.has(other)) return true;
  return TOLD_TOGETHER.some((topics) => topics.includes(one) && topics.includes(other));
}

/** Whether two texts touch topics that are mostly one matter. */
export function toldTogether(one: string, other: string): boolean {
  return topicsOf(one).some((topic) => topicsOf(other).some((another) => areTogether(topic, another)));
}

const COMMON =
  /楼道|楼梯|电梯|大堂|大厅|单元门|路灯|地库|车库|小区|花园|草坪|围墙|大门|门岗|lobby|garage|lift/i;
const AT_HOME =
  /我家|家里|屋里|厨房|卫生间|厕所|客厅|卧室|阳台|马桶|入户|\bmy (?:flat|room|home|kitchen|bathroom)/i;

/** One at home and one out of doors: two ways for two people. */
export function placesApart(one: string, other: string): boolean {
  const isHome = (text: string) => AT_HOME.test(text) && !COMMON.test(text);
  const isCommon = (text: string) => COMMON.test(text) && !AT_HOME.test(text);
  return (isHome(one) && isCommon(other)) || (isCommon(one) && isHome(other));
}
