import { plainText } from "./chinese-text.js";
import { NAMED_NUMBER } from "./matching.js";
import { topicsIn } from "./triage/topic.js";

/** How a matter ends on its writer's word: nobody is wanted any longer, or what was wrong is over. */
export type End = "neverMind" | "solved";

/** An end, and the part of the words that says so: reasons and thanks beside it name no matter. */
export interface SaidEnd {
  readonly end: End;
  readonly said: string;
}

const MOST_CHARACTERS = 50;

const PAUSES = /[,，。.!！~～;；、…:：]+|(?<![a-z'])\s+|\s+(?![a-z'])/iu;
/** 不用来了我自己换好了: two things said, and no comma between them. */
const NEXT_SAID = /(?<=[了吧])(?![吧啊呀哈啦呢吗么嘛]|没有?$|$)|(?<=[了吧][吧啊呀哈啦])/u;
/** 哦, 唉: before anything that is said. */
const SIGHS = /^(?:哦|噢|嗯|啊|哎呀?|唉|诶)+(?=.)/u;

/** Words before what is said: 那就, 我们. Of anybody else it is no end: 师傅不修了. */
const BEFORE = "(?:好吧?|那|就|先|现在|已经|都|也|还是|决定|我们?|我家|家里|请|麻烦)*";
/** The thing that is not wanted: 15块钱不要了, 猫不用找了. */
const THING = "[^不别没未说问怎什谁今明后次以永再让嫌快要能等约师工物保你他她脸命]{0,8}";
const VERB = "(?:来|修|管|处理|上门|查|弄|换|找|问|看|跑|办|申请|麻烦|安排|开|送|搬|退|装)";
const TAIL = "[了啦咯喇][吧啊呀哈]?";
const NOT_WANTED = [
  `^算了[吧啊]?$`,
  `^${BEFORE}(?:师傅|你们|您)?${THING}(?:不用|不必|不需要|无需|甭|别)(?:再|麻烦|你们|您|师傅|派人|叫人|给我|过|帮我?)*(?:${VERB}{1,2}\\p{Script=Han}{0,2})?${TAIL}$`,
  `^${BEFORE}${THING}不(?:想|打算|准备|再)?(?:修|换|装|弄|办|查|追究|投诉|计较|申请|报修?|要|找|退|搬|麻烦你们)${TAIL}$`,
  `^${THING}(?:取消|撤销|撤|作废)(?:掉|一下|了)?吧$`,
  `^${BEFORE}(?:改|变|改变)(?:主意|想法)了$`,
  "^(?:就)?当我没(?:说|报|问)过?$",
  `^${BEFORE}(?:家里人?|老公|老婆|[爸妈]|儿子|女儿)*(?:自己|[找请叫]了?人)(?:来|给|都|已经)*(?:弄|修|搞|换|装|通|处理|解决)(?:好|掉|完|通|开)?了?$`,
  "^唔(?:使|驶|洗)(?:再)?(?:嚟|来|整|理|搞|揾)?(?:人)?[喇啦了住]*$",
  "^(?:never ?mind|no need(?: anymore)?|no longer needed|forget it|cancel(?: it| that)?)(?: please)?$",
].map((pattern) => new RegExp(pattern, "iu"));

/** 撤销刚才的, 把那个报修取消一下 */
const TAKES_BACK =
  /^(?:麻烦|请|帮我?|我要|我想)?(?:把?(?:刚才|刚刚|之前|上面|那个|这个)(?:报|登记|说|发)?的?(?:报修|投诉|登记|单子?|工单|预约|事情?)?)?(?:给我|给)?(?:撤销|取消|撤回|作废|撤)(?:一下|掉|了|吧)?(?:我?(?:刚才|刚刚|之前|上面|那个|这个)?(?:报|登记|说|发)?的?(?:那个|那条)?(?:报修|投诉|登记|单子?|工单|预约|事情?)?)[吧了。.!！~ ]*$/;

const SO_FAR = "(?:已经?|都|刚刚?|刚才|又|终于|总算|自己|现在|来)*";
const SOLVED = [
  `^${BEFORE}[^不没未说问怎什谁要能等约快电话]{0,6}(?:修|弄|搞|换|装|疏?通|处理|解决|恢复|调|清理)(?:好|掉|完|通|开|干净)了$`,
  `^(?:那)?(?:[辆个]车|车子?|车主|狗|猫|蛇|鸟)${SO_FAR}(?:走|离开)了$`,
  `^(?:那)?(?:[辆个]车|车子?|车主|人家|对方|他们?)?${SO_FAR}(?:开走|挪走|挪开|移走|移开)了$`,
  `^(?:装修|施工|声音|音乐|噪音|异?味道?|烟味?)${SO_FAR}(?:停|没|散)了$`,
  `^[^没说问怎什谁师]{0,5}(?:不|没再|不再)(?:漏水?|响|闪|堵|滴水?|臭|吵|跳闸?|渗水?|晃|叫|冒水?)了$`,
  `^[^不没未说问怎什谁师你]{0,5}?${SO_FAR}(?:找|翻|拿|取|领)(?:到|着|回来?)了$`,
  `^${BEFORE}(?:它|他|她|猫|狗|鸟|孩子|老人|我[爸妈])${SO_FAR}(?:跑|飞)?回(?:来|家)了$|^自己(?:跑|飞)?回(?:来|家)了$`,
  `^(?:我们?|人)?${SO_FAR}(?:进|出)(?:来|去|门|单元|小区)了$`,
  `^(?:钱|退?款|押金)${SO_FAR}(?:到账|退回来?|退)了$`,
  "^(?:都?没事|虚惊一场|(?:是|都是)(?:个|一场)?误会)了?$",
  `^(?:我)?(?:自己)?(?:整|搞|换|通)(?:返)?(?:好|掂)[咗喇啦]+$`,
  "^(?:it'?s|it is|all) (?:fixed|ok(?:ay)?|fine|good|working|solved)(?: now| again)?$",
].map((pattern) => new RegExp(pattern, "iu"));

/** 又有水了, 灯亮了: a thing is again as it should be. What is before it has to be a thing the desk knows, or nothing. */
const AGAIN_AS_IT_SHOULD =
  /^(.{0,8}?)(?:来水|来电|有水|有电|有网|有热水|有暖气|好|亮|通|正常|恢复|恢复正常|能用|没问题|可以|打开|开开|开)了$/u;
const NO_THING = /那|就|已经?|现在|刚刚?|刚才|都|又|终于|总算|它|自己|突然|这会儿?|这下|我们?家?|家里|的/g;

/** Said beside an end and nothing to do: thanks, apologies, laughter, that somebody came. */
const ASIDE =
  /^(?:谢+|感谢|多谢|感激|辛苦|麻烦|不好意思|抱歉|对不起|打扰|添麻烦|哈+|嘿+|呵+|哦+|噢+|嗯+|啊+|好[的吧]?|ok|thanks?(?: you)?|thx|唔该|多谢晒|sorry|师[傅付父]|你们?|您|大家|各位|物业|保安|管家|大哥|人?来过?|给|让|那|先|特别|非常|太|真|都|就这样|凑合着?用|[了啦啊呀吧的个喇晒]|\[.{1,4}\]|\p{Extended_Pictographic})+$/iu;

/** Why it is over, or what the writer does instead. */
const REASON =
  /^(?:原来|结果|其实|就|才?发现|应该)*是?(?:我们?|我家|孩子|小孩|老公|老婆|我[爸妈])?(?:自己)?(?:没(?:插|开|关|按|看|注意|充|拧|带)|忘|(?:看|弄|搞|记|按|插|算)错|误会|眼花).{0,6}$|^(?:原来|结果)?(?:掉|就|躲)*在.{1,8}$|^是?(?:邻居|别人|人家|保安|路人|同事|朋友|老公|老婆|儿子|女儿|[他她]|车主)(?:帮|给).{1,8}$|^是?(?:邻居|别人|人家|保安|路人|同事|朋友|老公|老婆|儿子|女儿|[他她]|车主)(?:开|修|弄|换|送|挪|拿|找|刷)(?:好|到)?[的了]$|^(?:我们?)?(?:准备|打算|决定|自己).{1,8}$|^我们?(?:自己)?(?:下楼|下去|过去|去|来|找)(?:前台|物业|服务中心|办公室|客服|店里|外面|看看|问问)?(?:问|看|办|说|拿|弄|修|换|交|买|查|解决|处理)?(?:一下|吧|好了)*$|^(?:就是|只是|顺便)(?:跟|给|想)?(?:你们?|大家|您)?(?:提醒|反映|告诉|说).{0,14}$|^(?:[他她]们?|对方|人家).{0,4}道过?歉了$|^我们?(?:已经|要)?(?:搬|退租|出差|买).{0,4}$|^是.{1,6}的$/u;
/** A reason that wants something, blames or puts off is a matter. */
const WANTS_ELSE =
  /但|不过|可是|还是|投诉|举报|曝光|媒体|律师|法院|警|热线|业委会|街道|赔|退钱|差评|群里|电话|微信|联系|改天|改[到成]|再来|就行|就好|没修|没好|明天|后天|下周/;

type Part = End | "aside" | null;

function readsAsIs(part: string): boolean {
  const thing = AGAIN_AS_IT_SHOULD.exec(part)?.[1];
  if (thing === undefined || /[报警故红]/u.test(thing)) return false;
  const name = thing.replace(NO_THING, "");
  return name === "" || topicsIn(name).length > 0;
}

function readPart(said: string): Part {
  const part = said.replace(SIGHS, "");
  if (NOT_WANTED.some((pattern) => pattern.test(part)) || TAKES_BACK.test(part)) return "neverMind";
  if (SOLVED.some((pattern) => pattern.test(part)) || readsAsIs(part)) return "solved";
  if (ASIDE.test(part) || (REASON.test(part) && !WANTS_ELSE.test(part))) return "aside";
  return null;
}

/** What is said, part by part; a part that cannot be read as one may be two that nothing parts. */
function partsOf(words: string): string[] {
  const parts = words.split(PAUSES).filter((part) => part !== "");
  return parts.flatMap((part) => (readPart(part) === null ? part.split(NEXT_SAID) : [part]));
}

/**
 * Whether words say that a matter is at its end: all of them do, or thank, apologise, or give the reason. Null as
 * soon as something else stands beside it (灯好了，水龙头还在漏): that must be heard.
 */
export function readEnd(text: string): SaidEnd | null {
  const words = plainText(text);
  if ([...words].length > MOST_CHARACTERS || /[?？]/.test(words)) return null;
  if (TAKES_BACK.test(words)) return { end: "neverMind", said: words };
  const bare = words.replace(NAMED_NUMBER, " ").replace(/\+?\d[\d -]{6,}/g, " ");
  const parts = partsOf(bare);
  const read = parts.map(readPart);
  if (read.includes(null)) return null;
  const end = read.includes("neverMind") ? "neverMind" : read.includes("solved") ? "solved" : null;
  return end && { end, said: parts.filter((_, index) => read[index] !== "aside").join("，") };
}
