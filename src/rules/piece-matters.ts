import { joinPieces } from "./memory.js";
import { mattersOfText } from "./text-matters.js";
import { topicsIn } from "./triage/topic.js";
import { triage } from "./triage/triage.js";
import { SURE_ENOUGH, type TriageFacts, type TriageResult } from "./triage/triage-result.js";

/** More matters than this are one story told in many pieces. */
const MOST_MATTERS = 3;

/** With these a writer goes on to something else. */
const GOES_ON =
  /^(?:[哦噢啊]?对了|另外|还有(?:一?件事|个事|就是|一?个问题)?|再就是|再有|其次|顺便(?:[说问](?:一?下|问)?)?|第[二三]|[23][.、)）])[\s,，:：。.!！~～]*/;

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

const COMMON = /楼道|楼梯|电梯|大堂|单元门|路灯|地库|车库|小区|花园|草坪|围墙|大门|门岗/;
const AT_HOME = /我家|家里|屋里|厨房|卫生间|厕所|客厅|卧室|阳台|马桶|入户/;

/** Pieces that are read as one matter so far. */
interface Group {
  readonly pieces: readonly string[];
  readonly read: TriageResult;
}

const isMatter = (read: TriageResult, sure: number): boolean =>
  read.topic !== null && !["smalltalk", "progress"].includes(read.kind) && read.confidence >= sure;

/** A car blocks a road as a drain is blocked: only where nothing else is named, or a drain is, is it the drain. */
function topicsOf(text: string): readonly string[] {
  const topics = topicsIn(text);
  const isDrain = topics.length < 2 || /下水|地漏|马桶|疏通|水槽|管/.test(text);
  return isDrain ? topics : topics.filter((topic) => topic !== "堵塞");
}

function toldTogether(one: string, other: string): boolean {
  if (one === other || OF_ANYTHING.has(one) || OF_ANYTHING.has(other)) return true;
  return TOLD_TOGETHER.some((topics) => topics.includes(one) && topics.includes(other));
}

/** One at home and one out of doors: two ways for two people. */
function placesApart(one: string, other: string): boolean {
  const isHome = (text: string) => AT_HOME.test(text) && !COMMON.test(text);
  const isCommon = (text: string) => COMMON.test(text) && !AT_HOME.test(text);
  return (isHome(one) && isCommon(other)) || (isCommon(one) && isHome(other));
}

/** Two homes in two buildings; on one staircase what is above and below is often one matter. */
function homesApart(one: string | null, other: string | null): boolean {
  const building = (room: string | null) => (room?.includes("-") ? room.split("-")[0] : null);
  const [here, there] = [building(one), building(other)];
  return here !== null && there !== null && here !== there;
}

/** Whether a piece is about something else than those before it. */
function isAnother(group: Group, piece: string, read: TriageResult): boolean {
  if (GOES_ON.test(piece)) {
    return isMatter(group.read, 0.5) && isMatter(read, 0.5) && group.read.topic !== read.topic;
  }
  if (!isMatter(group.read, SURE_ENOUGH) || !isMatter(read, SURE_ENOUGH)) return false;
  if (homesApart(group.read.room, read.room)) return true;
  const before = joinPieces(group.pieces);
  const together = topicsOf(before).some((one) => topicsOf(piece).some((other) => toldTogether(one, other)));
  if (together) return false;
  return group.read.department !== read.department || placesApart(before, piece);
}

/** 「对了」 sent by itself belongs to what follows it. */
function withTheirBeginnings(pieces: readonly string[]): string[] {
  const whole: string[] = [];
  let beginning = "";
  for (const piece of pieces.map((one) => one.trim()).filter(Boolean)) {
    if (piece.replace(GOES_ON, "") === "") {
      beginning = piece;
      continue;
    }
    whole.push(beginning === "" ? piece : joinPieces([beginning, piece]));
    beginning = "";
  }
  return whole;
}

function groupsOf(pieces: readonly string[], facts: TriageFacts): Group[] {
  const groups: Group[] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    const said = piece.replace(GOES_ON, "");
    const read = triage(said, facts);
    if (!last || isAnother(last, piece, read)) {
      groups.push({ pieces: [said], read });
      continue;
    }
    const together = [...last.pieces, piece];
    // A room or a number says nothing of the matter: what was read of it stands.
    const again = isMatter(last.read, SURE_ENOUGH) ? last.read : triage(joinPieces(together), facts);
    groups[groups.length - 1] = { pieces: together, read: again };
  }
  return groups;
}

/**
 * The matters of pieces sent one after another, each in its own words: usually one, told in pieces (「厨房漏水」
 * 「3栋502」); two or three when a piece is plainly about something else than those before it, by the writer's own
 * word for it (「对了」) or because another department, another place, or a home in another building has to do with it. What is no matter (a
 * room, a number) stays with the piece before it. An emergency is never taken apart.
 */
export function mattersOfPieces(pieces: readonly string[], facts: TriageFacts): readonly string[] {
  const text = joinPieces(pieces);
  const whole = withTheirBeginnings(pieces);
  if (whole.length < 2) return mattersOfText(text, facts);
  const groups = groupsOf(whole, facts);
  const isUrgent = triage(text, facts).emergency || groups.some(({ read }) => read.emergency);
  if (isUrgent) return [text];
  const parts = groups.flatMap((group) => mattersOfText(joinPieces(group.pieces), facts));
  return parts.length > 1 && parts.length <= MOST_MATTERS ? parts : [text];
}
