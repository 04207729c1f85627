import { openingOf, placesApart, toldTogether } from "./another-matter.js";
import type { CaseRecord } from "./case-record.js";
import { plainText } from "./chinese-text.js";
import { namesSameThing } from "./same-thing.js";
import { mendMisheard } from "./triage/misheard.js";
import { topicsIn } from "./triage/topic.js";
import { SURE_ENOUGH, type TriageResult } from "./triage/triage-result.js";

/** What a new message is held against. */
export interface MatchFacts {
  readonly triage: TriageResult;
  readonly text: string;
  /** Open records of the resident, newest first. */
  readonly open: readonly CaseRecord[];
  readonly now: Date;
}

/** The open record a message belongs to, and whether it reports the same matter again. */
export interface Match {
  readonly record: CaseRecord;
  readonly again: boolean;
  readonly by: "number" | "topic" | "thing" | "follow-up";
}

const MINUTE = 60_000;

/** Words without a subject of their own belong to the matter talked about this recently. */
const FOLLOW_UP_MILLIS = 30 * MINUTE;

/** How a message names a matter by its number: #42, 42号单; 5#302 and 3号单元 are places. */
export const NAMED_NUMBER =
  /(?<![0-9])#\s?([0-9]{1,7})|([0-9]{1,7})\s?号(?:单(?!元)|工单|报修|投诉|那个|这个)/;
const AGAIN =
  /又|还是|还在|依然|仍|再次|再一次|第[二三四五]次|越来越|更(?:大|严重|厉害|多)|没(?:修好|弄好|解决)|没好/;
const ASKS = /怎么处理|打算|准备怎么/;
/** Kinds that are the same matter seen twice: a defect reported, or complained about. */
const TROUBLE = new Set(["repair", "complaint", "unclear", "request"]);

/** Record a text names by its number, or null. */
export function namedRecord(text: string, records: readonly CaseRecord[]): CaseRecord | null {
  const found = NAMED_NUMBER.exec(text);
  const number = Number(found?.[1] ?? found?.[2] ?? Number.NaN);
  return records.find((record) => record.number === number) ?? null;
}

/** What a text is about, the most telling topic first; empty when it does not tell. */
export function topicsOfText(text: string): readonly string[] {
  return topicsIn(mendMisheard(plainText(text)));
}

/** Whether two texts may speak of one thing: the first topic of either is among those of the other. */
export function shareTopic(one: readonly string[], other: readonly string[]): boolean {
  const [first] = one;
  const [second] = other;
  if (first === undefined || second === undefined) return false;
  return other.includes(first) || one.includes(second);
}

/** Whether a text may speak of the matter of a record. */
export function isAbout(text: string, record: Pick<CaseRecord, "matter">): boolean {
  return shareTopic(topicsOfText(text), topicsOfText(record.matter));
}

/** Whether a text may speak of the matter of a record by its subject or, where one has none that is known, by the thing both name. */
export function speaksOf(text: string, record: Pick<CaseRecord, "matter">): boolean {
  const [said, told] = [topicsOfText(text), topicsOfText(record.matter)];
  if (said.length > 0 && told.length > 0) return shareTopic(said, told);
  return namesSameThing(text, record.matter);
}

/** Whether two places can be one: equal as far as both are stated. */
export function samePlace(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return true;
  const [a, b] = [one.split("-"), other.split("-")];
  if (a.length === b.length) return one === other;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return (
    short.join("-") === long.slice(0, short.length).join("-") ||
    (short[0] === long[0] && short.at(-1) === long.at(-1))
  );
}

/** What remedies and people are called by: words about how a matter is handled, not matters of their own. */
const WEAK_TOPICS: ReadonlySet<string> = new Set(["保安", "客服", "监控", "活动"]);

/** A remark after a suggestion or a praise belongs to it when it is no longer than this, in letters. */
const REMARK_LETTERS = 12;
/** 昨天冒雨给我家通下水道, after 感谢你们，特别是小李: what the praise is for. */
const PRAISE_LETTERS = 20;

/** Below this confidence a wish (能不能派人) may have been taken for a suggestion. */
const SURE_OF_OPINION = 0.55;

/** How a voice message stands in a record until somebody has listened. */
export const UNHEARD_VOICE = "语音消息，请收听";

/** The record of a voice message that nobody has heard and these words now explain, or null. */
export function explainedVoice({
  text,
  open,
  now,
}: Pick<MatchFacts, "text" | "open" | "now">): CaseRecord | null {
  const [newest] = open;
  const letters = [...text.replace(/[^\p{Script=Han}]/gu, "")].length;
  if (newest?.matter !== UNHEARD_VOICE || letters < 4 || /^(?:好|谢|嗯)/.test(text)) return null;
  return now.getTime() - newest.receivedAt.getTime() < FOLLOW_UP_MILLIS ? newest : null;
}

/** 派保安上去说一下, 叫人过来看看: somebody is wanted where the matter is, whatever it is. */
const SENDS_SOMEBODY =
  /(?:派|叫|让|请|喊)(?:你们|您)?(?:一?[个位])?(?:保安|师傅|物业|管家|同事|人)?(?:再|先|赶紧|马上|现在)?(?:上去|过去|上来|过来|下来|去)(?:说|看|管|劝|敲|制止|处理|瞧)?/;

/** 臭死了, 真受不了: how bad it is, of whatever was just talked about. */
const EXCLAIMS =
  /^(?:真是?|太|好|都|也|简直|实在|快|又)*(?:臭|吵|烦|热|冷|冻|脏|急|气|恶心|难受|难闻|闷|黑|滑|晕|痒|累|麻烦|要命|受不了|离谱|过分|气人|无语|服了|要疯|崩溃)(?:死|坏|疯)?(?:人|我|我们|个人)?(?:了|的?很|得很|得要命|得不行|啊|呀|呢|吧)*[。.!！~ ]*$/;
/** 我有发票, 监控拍到了: what the writer can show for it. */
const SHOWS =
  /^(?:我|我们|我家|我这|我手里|我手机|这边)?(?:这里?|里|还|都)?(?:有|留着|存着|拍了|录了|保留)(?:的)?(?:发票|收据|合同|照片|视频|录像|录音|截图|记录|证据|凭证|单子|回执|小票|转账)/;

/** 就在我家窗户下面, 主要是晚上吵: the sentence before goes on. */
const GOES_ON = /^(?:就在|就是|就那|就这|就[0-9一二三四五六七八九十]|是在|主要是?|因为|特别是|尤其是)/;
const GOES_ON_LETTERS = 16;

/** 害得我一晚没睡, 孩子天天在那玩, 还有点返味: why it matters, what came of it, or what is left of it. */
const REASON =
  /^(?:还有一?[点些]|因为|所以|结果|万一|要是)|害得|导致|弄得|搞得|在那(?:里|儿|边)?(?:玩|走|过|住|坐|站|上下)|从那/;

/** 能不能把警报关一下: wants it done now, where the matter is, and proposes nothing. */
const WANTS_IT_DONE =
  /^(?:那|请|麻烦|你们)*(?:能不能|可不可以|能否|可以|请|麻烦|帮忙)(?:你们|您|帮忙|帮我|先|赶紧|现在|派人)*把[^,，。?？]{1,8}(?:一下|掉|上)[了吗吧呗啊呀行]*[?？。!！~ ]*$/;

/** Surer than this, what 就是 leads over to is a matter, and a question is one of its own. */
const PLAIN = 0.8;

/** 还有大堂好多烟头, with a drain under way: something else by the writer's own word for it, and apart from that matter. */
function isAnother(
  { triage: read, text }: MatchFacts,
  { matter, responsibleDepartment }: CaseRecord,
): boolean {
  const opening = openingOf(text);
  if (opening === null || read.kind === "progress" || read.kind === "smalltalk") return false;
  const isPlain =
    opening === "turn" ? read.topic !== null && read.confidence >= PLAIN : read.confidence >= SURE_ENOUGH;
  if (!isPlain) return false;
  const isElsewhere = read.department !== responsibleDepartment && !toldTogether(text, matter);
  return isElsewhere || placesApart(text, matter);
}

const THANKS_IN_ENGLISH =
  /^(?:(?:ok(?:ay)?|great|got it|thanks?(?: you)?|thank u|thx|cheers|bro|man|so much|a lot|very much)[\s,.!~]*)+$/i;

function isFollowUp(facts: MatchFacts, record: CaseRecord): boolean {
  const { triage: read, text, now } = facts;
  const age = now.getTime() - Math.max(record.updatedAt.getTime(), record.receivedAt.getTime());
  if (age > FOLLOW_UP_MILLIS) return false;
  if (read.room !== null && !samePlace(read.room, record.room)) return false;
  if (isAnother(facts, record) || THANKS_IN_ENGLISH.test(text.trim())) return false;
  if (TROUBLE.has(record.kind) && (EXCLAIMS.test(text) || SHOWS.test(text))) return true;
  const letters = [...text.replace(/[^\p{Script=Han}A-Za-z]/gu, "")].length;
  // 带什么, after how it is applied for: one question, asked bit by bit.
  if (record.kind === "enquiry" && read.kind === "enquiry" && letters <= 4)
    return topicsOfText(text).length === 0;
  if (GOES_ON.test(text) && letters <= GOES_ON_LETTERS) return true;
  if (letters < 4 || /谢|辛苦|^(?:好(?![像多几久大])|嗯|收到|知道|明白|ok)/i.test(text)) return false;
  const topics = topicsOfText(text).filter((topic) => !WEAK_TOPICS.has(topic));
  if (record.kind === "praise" && read.kind === "praise") return letters <= PRAISE_LETTERS;
  if (record.kind === "praise" || record.kind === "suggestion") {
    return topics.length === 0 && letters <= REMARK_LETTERS;
  }
  if (topics.length > 0 && topicsOfText(record.matter).length > 0) {
    return AGAIN.test(text) && read.kind === "progress";
  }
  if (topics.length === 0 && (SENDS_SOMEBODY.test(text) || WANTS_IT_DONE.test(text))) return true;
  if (topics.length > 0) return false;
  if (read.kind === "progress" || (TROUBLE.has(record.kind) && REASON.test(text))) return true;
  if (read.kind === "smalltalk") return letters >= 5;
  // 现在又在拖了，咚咚响: the same trouble goes on, however plainly it is one.
  return read.confidence < 0.75 || (TROUBLE.has(read.kind) && AGAIN.test(text));
}

/** 装修押金要多少, with a noise under way that comes of 装修: another department's question, about something else first of all. */
function asksOfElse(
  { triage: read, text }: MatchFacts,
  { matter, responsibleDepartment }: CaseRecord,
): boolean {
  const [first] = topicsOfText(text);
  if (read.kind !== "enquiry" || read.confidence < PLAIN || first === undefined) return false;
  return read.department !== responsibleDepartment && !topicsOfText(matter).includes(first);
}

/**
 * The open record a message belongs to: by number, by subject or thing and place, or because it has no subject of its
 * own and the matter was just talked about. Null when it is a matter of its own. A matter somewhere else is
 * never joined, nor one of another kind: praise for a repair is praise.
 */
export function matchRecord(facts: MatchFacts): Match | null {
  const { triage: read, text, open } = facts;
  const numbered = namedRecord(text, open);
  if (numbered) return { record: numbered, again: AGAIN.test(text), by: "number" };
  const [newest] = open;
  const isOpinion = read.kind === "praise" || (read.kind === "suggestion" && !WANTS_IT_DONE.test(text));
  if (isOpinion && read.confidence >= SURE_OF_OPINION) {
    const isAfterOne = newest?.kind === "praise" || newest?.kind === "suggestion";
    const isRemark = isAfterOne && isFollowUp(facts, newest);
    return newest && isRemark ? { record: newest, again: false, by: "follow-up" } : null;
  }
  const couldBe = open.filter((record) => TROUBLE.has(record.kind) && samePlace(read.room, record.room));
  const same = couldBe.find((record) => isAbout(text, record) && !asksOfElse(facts, record));
  // 卡是蓝色那张: told of it, not reported once more.
  const tellsOnly = read.kind === "progress" && !AGAIN.test(text);
  const again = read.kind !== "enquiry" && !ASKS.test(text) && !tellsOnly;
  if (same) return { record: same, again, by: "topic" };
  const named = couldBe.find((record) => speaksOf(text, record));
  if (named) return { record: named, again: AGAIN.test(text), by: "thing" };
  return newest && isFollowUp(facts, newest) ? { record: newest, again: false, by: "follow-up" } : null;
}
