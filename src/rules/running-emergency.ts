import type { CaseRecord } from "./case-record.js";
import { presses } from "./chasers.js";
import { isAbout, samePlace, topicsOfText } from "./matching.js";
import { namesRescuers } from "./rescuers.js";
import type { ResidentSituation } from "./resident-situation.js";
import { DANGERS, type Danger, SURE_ENOUGH, type TriageResult } from "./triage/triage-result.js";

/** So long an emergency takes in what its writer says; later words about it find it like any other matter. */
const RUNNING_MILLIS = 2 * 3_600_000;

/** Open emergencies that are young enough to be under way, newest first. */
export function youngEmergencies(open: readonly CaseRecord[], now: Date): readonly CaseRecord[] {
  return open.filter(
    ({ emergency, receivedAt }) => emergency && now.getTime() - receivedAt.getTime() < RUNNING_MILLIS,
  );
}

/** The danger an emergency was opened for; `other` when that is not on record. */
export function dangerOnRecord({ triageRule }: Pick<CaseRecord, "triageRule">): Danger {
  const name = /danger:(\w+)/.exec(triageRule)?.[1];
  return DANGERS.find((danger) => danger === name) ?? "other";
}

/** What belongs to the scene of any danger: how one gets in and sees, and who watches. */
const OF_ANY_SCENE = [
  "门窗",
  "门禁",
  "钥匙",
  "照明",
  "停电",
  "监控",
  "保安",
  "客服",
  "搬家放行",
  "道闸",
  "电梯",
];
const OF_FIRE = ["火情", "燃气", "漏电", "气味", "插座", "充电", "电动车", "消防通道", "空调", "热水器"];
const OF_WATER = ["爆管", "漏水", "堵塞", "水管", "停水", "插座", "漏电", "墙面", "供暖", "热水器"];
const OF_HEIGHT = ["高空抛物", "墙面", "绿化", "空调", "停车"];

/** Subjects that words about a danger have by themselves; of any other subject they are another matter. */
const SUBJECTS: Readonly<Partial<Record<Danger, readonly string[]>>> = {
  fire: OF_FIRE,
  gas: OF_FIRE,
  lift: ["电梯困人", "空调", "电动车", "宠物"],
  flood: OF_WATER,
  electric: [...OF_FIRE, "漏水", "水管"],
  medical: ["打架", "宠物", "高空抛物", "健身设施", "停车", "电动车", "气味"],
  violence: ["打架", "盗窃", "噪音", "停车", "电动车", "宠物", "走失"],
  missingPerson: ["走失", "停车", "电动车", "健身设施", "绿化", "宠物"],
  lockedIn: ["走失", "燃气", "气味", "停车"],
  falling: OF_HEIGHT,
  structure: OF_HEIGHT,
};

/** 对了, 另外, also: begins another matter. */
const BESIDES =
  /^(?:对了|另外|顺便|顺带|还有(?:个|一个|一件|件)?(?:事|问题)|仲有|再(?:问|说|报)|also\b|by the way|btw)/i;
const WANTS_WORK = /报修|来修|修(?:一下|理|下)|维修|上门|换(?:一下|个|一个|新)|更换|投诉|办理|申请|补办/;
const MATTERS: ReadonlySet<string> = new Set(["complaint", "repair", "request", "enquiry", "suggestion"]);

/**
 * Whether words beside an emergency are plainly of something else: surely praise, or surely a matter whose
 * subjects have nothing to do with the danger. Who is on their way rather hears too much than too little.
 */
function standsByItself({ triage, text }: ResidentSituation, running: CaseRecord): boolean {
  if (triage.kind === "praise") return triage.confidence >= SURE_ENOUGH;
  const topics = topicsOfText(text);
  if (topics.length === 0 || triage.confidence < SURE_ENOUGH || !MATTERS.has(triage.kind)) return false;
  if (isAbout(text, running)) return false;
  const own = SUBJECTS[dangerOnRecord(running)] ?? [];
  const isApart = BESIDES.test(text.trim()) || WANTS_WORK.test(text) || !samePlace(triage.room, running.room);
  const known = new Set(isApart ? own : [...own, ...OF_ANY_SCENE]);
  return !topics.some((topic) => known.has(topic));
}

/** 楼下402也滴水了: water and smoke come to the neighbours; a door alone is one of this building. */
function inSameBuilding(one: string | null, other: string | null): boolean {
  if (samePlace(one, other) || one === null || other === null) return true;
  const isDoor = (place: string) => /^[0-9]{3,4}$/.test(place);
  return isDoor(one) || isDoor(other) || one.split("-")[0] === other.split("-")[0];
}

/** People who are sought or run away are seen elsewhere. */
const MOVES: ReadonlySet<Danger> = new Set(["violence", "missingPerson"]);

const ACKNOWLEDGEMENTS =
  /(?:好[的滴]?|嗯|哦|行|收到|知道了?|明白了?|ok|谢谢?(?:您|你们?|大家)?|多谢|感谢|辛苦(?:您|你们?)?|麻烦(?:您|你们?)?)[了啦啊哈呢吧，,。.!！~ ]*/gi;

const THANKS = /谢|辛苦|麻烦|感激|好的?|嗯|收到|thank/i;

/** 他在三楼，谢谢: more than thanks, for who is on their way. */
export function tellsBesidesThanks(text: string): boolean {
  const clauses = text.split(/[\s\p{P}~]+/u);
  return clauses.some((clause) => !THANKS.test(clause) && [...clause].length >= 3);
}

/** 好的, 收到，谢谢: heard, and nothing told. As one pattern of the whole it would be tried in 2^n ways. */
export function merelyAcknowledges(text: string): boolean {
  const words = text.trim();
  return words !== "" && words.replace(ACKNOWLEDGEMENTS, "") === "";
}

/** 我现在该怎么办, 要打120吗: the first words are said again. */
const ASKS_WHAT_TO_DO =
  /怎么办|咋办|怎么做|(?:该|要|应该)(?:做|干)(?:什么|啥)|(?:[该要能]不[该要能]|用不用|是不是|需不需要)[^,，。]{0,4}(?:打|叫(?!人|你|保安|师傅)|跑|走|出|下|开|关|动|搬|躲|撤|离|进)|(?:[该要能用]|可以)[^,，。]{0,3}(?:打|叫(?!人|你|保安|师傅)|跑|走|出|下|开|关|动|搬|躲|撤|离|进|回)[^,，。]{0,4}(?:吗|么|[?？])|(?:should|can|do) (?:i|we)\b|what (?:to do|now)/i;

/** Whether somebody in an emergency asks what they are to do now. */
export function asksWhatToDo(text: string): boolean {
  return ASKS_WHAT_TO_DO.test(text);
}

/**
 * 好像是小孩, 沪B88888白色奔驰: who is on their way has to know, whatever the words look like by themselves. Not what
 * only asks when they come.
 */
export function addsToEmergency(situation: ResidentSituation): CaseRecord | null {
  const { triage, text, running } = situation;
  if (merelyAcknowledges(text)) return null;
  const isHere = (record: CaseRecord) =>
    inSameBuilding(triage.room, record.room) || MOVES.has(dangerOnRecord(record));
  const found = running.find(isHere);
  if (!found) return null;
  if (namesRescuers(text)) return found;
  if (standsByItself(situation, found)) return null;
  return presses(text) && !asksWhatToDo(text) ? null : found;
}

/** Dangers of things are where the things are. */
const OF_THINGS: ReadonlySet<Danger> = new Set(["fire", "gas", "flood", "electric", "falling", "structure"]);
const ELSEWHERE = /地库|车库|大堂|隔壁楼|对面(?:楼|那栋|那幢)|别的楼|另(?:外)?一?(?:栋|幢|部|个单元)/;

/**
 * The emergency that words of danger go on with, or null when they tell of another: at another place, or of
 * another danger that begins with 另外 or is of things elsewhere.
 */
export function goesOn({ triage, text, running }: ResidentSituation): CaseRecord | null {
  const found = running.find(({ room }) => samePlace(triage.room, room));
  if (!found || triage.danger === dangerOnRecord(found)) return found ?? null;
  const isElsewhere = triage.danger !== null && OF_THINGS.has(triage.danger) && ELSEWHERE.test(text);
  return isElsewhere || BESIDES.test(text.trim()) ? null : found;
}

/** With gas or fire about, nobody goes to the switches. */
const NEVER_NEXT: Partial<Record<Danger, readonly Danger[]>> = {
  gas: ["electric", "flood"],
  fire: ["electric", "flood", "gas"],
};

/**
 * The further danger that words about a running emergency show and that asks for other acts, or null: somebody
 * faints in the smell of gas. What is locked or unnamed changes nothing.
 */
export function furtherDanger(record: CaseRecord, { emergency, danger }: TriageResult): Danger | null {
  const known = dangerOnRecord(record);
  if (!emergency || danger === null || danger === known) return null;
  if (danger === "other" || danger === "lockedIn") return null;
  return NEVER_NEXT[known]?.includes(danger) ? null : danger;
}
