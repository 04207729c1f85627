import { matchesOf } from "../matches-of.js";

const DAY =
  "(?:今天|今日|今晚|今儿|明天|明日|明晚|明早|明儿|后天|大后天|这两天|这几天|周末|这周末|下周末|(?:这|本|下|下下)?个?(?:周|星期|礼拜)[一二三四五六日天1-6](?:或(?:者)?(?:周|星期|礼拜)?[一二三四五六日天]|(?:到|至|-)(?:周|星期|礼拜)[一二三四五六日天])?|(?<![0-9-])(?:[0-9]{1,2}月)?[0-9]{1,2}[号日](?!楼|线|门|院))";
const HALF = "(?:全天|一?整天|一早|早上|上午|中午|下午|傍晚|晚上|晚|夜里|下班后|下班以后)";
const HOUR =
  "(?:[0-9]{1,2}|[一二三四五六七八九十两]{1,3})(?::[0-5][0-9]|点(?:半|[0-5]?[0-9]分?|一刻|三刻)?|时)(?:(?:-|到|至)(?:[0-9]{1,2}|[一二三四五六七八九十两]{1,3})(?::[0-5][0-9]|点(?:半)?))?";
const EDGE = "(?:以后|之后|以前|之前|前|后|左右)?";
/** 晚上在家, 现在就方便, 随时可以来, 在家等你们: a time told by when somebody is there. */
const AT_HOME = `(?:(?:现在|随时|全天|白天|平时|每天|周末|工作日|${HALF})(?:就|都|一直|我)*(?=在家|方便|有空|有人|可以(?:来|上门|过来)|能来)|在家等(?:你们?|您|着|师傅))`;
/** 改4点, 6点半吧, 上午不行: an hour or half of the day with nothing beside it counts where a time was to be told. */
const BARE = `(?<=(?:改|换|推|挪|延|[想再能]约)[成到为在]?)(?:(?!一点[^半钟])${HOUR}|(?!晚[^上])${HALF})|(?<=^|[ ,，。;；]|那|就)(?:${HOUR}(?=吧|行|可以|方便)|${HALF}(?=我?(?:不行|没空|不在|不方便)|吧(?:[ ,，。]|$)))`;
const TIME = new RegExp(
  `${DAY} ?(?:的)?${HALF}? ?(?:${HOUR})?${EDGE}|${HALF} ?${HOUR}${EDGE}|${HOUR}(?:以后|之后|以前|之前|后|左右)|${AT_HOME}|${BARE}`,
  "g",
);
/** A whole message that tells when, as one answers the question for it: 下班后, 6点半吧, 随时都可以. */
const WHOLE = new RegExp(
  `^(?:(?:嗯|好的?|行|哦|那|就|我|大概|大约|差不多|应该|一般)[ ,，]*)*((?:${DAY} ?的?)?(?:${HALF}(?: ?${HOUR})?|${HOUR}) ?${EDGE}|随时|现在|(?:什么时候|啥时候|哪天|几点)都(?:行|可以|方便))(?:都|就|来|吧|行|可以|方便|有空|在家?|的|哈|啊|好了|[ ,，。.!！~])*(?:(?:行|可以|方便)[吗嘛么不][?？ ]*)?$`,
);
/** 灯坏了 3栋101 在家: told like a room or a number, with nothing else in its clause. */
const HOME_ALONE =
  /(?:^|[ ,，。;；□])(?:我们?|现在|一直|都|白天)*(在家|家里(?:一直|都|白天)*有人)[的哈啊哦]?(?=[ ,，。.!！~]*$|[ ,，;；]+(?:□|\d|电话|手机|房号))/;
const WISH =
  /来|派|上门|修|约|预约|有空|有人|在家|方便|联系|打|弄|换|送|取|搬|帮|安排|办|可以|都行|行[不吗]|能|到|吧|需要|要|想|请|麻烦|家里/;
/** 今天下午都在. */
const IS_THERE = /^(?:我们?|人)?(?:都|也|一直|会|应该)*在[的哈哦呢]?(?=[ ,，。.!！~]|$)/;
const PAST = /(?:从|打从|自从|说|说的|说是|说好|通知|答应|承诺|约好|约的|约了|昨天说|本来|原定|说要|报了)$/;
const HAPPENED =
  /^(?:就|才|都|刚)?(?:报|说|坏|停|漏|开始|起|发生|来过|被|丢|买|打过|交|修过|到现在|还没|没(?:有?人)?[来修管见])/;
/** 师傅今天来吗: asked after, not wished for. */
const ASKED_AFTER = /^(?:还|会|到底|真的|一定)*来(?:不来)?[吗嘛么没]/;

/** 不是周三, 除了周末. */
const REFUSED_BEFORE = /(?:不是|并非|别|不要|不用|除了|避开)(?:在|约)?$/;
/** 明天上午也不行了, 周三加班, 3点改4点, 周三吧，不对: given up for another. */
const REFUSED_AFTER =
  /^(?:我们?|家里|可能|应该|估计|恐怕|肯定|都|也|又|就|临时|突然|实在|时间|的话|来|要|得|吧|[的 ,，])*(?:不行|不(?:太|大)?方便|不在|不可以|不能|不得[空闲]|没有?(?:空|时间)|没有?人(?=$|[ ,，。在]|家|开门)|有[事会]|开会|加班|上班(?=$|[ ,，。了])|值班|出差|出门|走不开|[回赶来去]不[回来去了及]|排不开|冲突|不对|[说写打记]错|算了|(?<=[ ,，])还是|(?:改|换|推|挪|延)(?:[成到为在期迟后]|一下|[周下今明后大上中早晚0-9一二三四五六七八九十星礼]))/;
/** 改周六上午, 推到周五. */
const CHANGED_BEFORE = /(?:改|换|推|挪|延|[想再能]约)(?:一?下)?[成到为在后迟]*[: ]?$/;
/** 周五晚上7点行吗. */
const OFFERED_AFTER = /^(?:来|上门|过来|再来)?(?:行|可以|方便|好|成|有空)(?:不[行可方好成]|[吗嘛么不])/;

/** A day to come, told by itself at the end: 水龙头漏水 3栋101 明天上午. */
const DAY_TO_COME = /^(?:明|后天|大后|下个?(?:周|星期|礼拜)|(?:这|本)?个?(?:周|星期|礼拜)|(?:这|下)?周末)/;
/** 今晚7点后; nobody is visited in the night, so that such an hour is when it happens. */
const FROM_THEN_ON = /^(?!.*(?:晚上?|夜里) ?(?:9|1[0-2]|2[1-3]|九|十[一二]?)点).*[前后]$/;
const TODAY = /^今(?!.*早)/;
const ROOM_OR_PHONE_BEFORE = /(?:□|[0-9]{3,4}(?:室|房)?)[ ,，。;；]+$/;
const PAUSE_BEFORE = /[ ,，。;；□]$/;
const ENDS_OR_GOES_ON_WITH_FACTS = /^(?:[ ,，。.!！~;；]*$|[ ,，;；]+(?:□|\d|电话|手机|房号|谢谢))/;

/** 晚上好 is no time. */
const GREETS = /[午上]好/;

/** Words of time and place as Hong Kong and Guangdong write them. */
const CANTONESE = [
  ["听日", "明天"],
  ["后日", "后天"],
  ["今晚黑", "今晚"],
  ["听晚", "明晚"],
  ["上昼", "上午"],
  ["下昼", "下午"],
  ["晏昼", "中午"],
  ["夜晚", "晚上"],
  ["得闲", "有空"],
  ["喺屋企", "在家"],
] as const;
const MAYBE_CANTONESE = new RegExp(CANTONESE.map(([said]) => said).join("|"));

/** A time where it stands in its text. */
interface Told {
  readonly words: string;
  readonly before: string;
  readonly after: string;
}

/** Told like a room or a number, with nothing else in its clause; then it must be one to come. */
function standsAlone({ words, before, after }: Told): boolean {
  if (!PAUSE_BEFORE.test(before) || !ENDS_OR_GOES_ON_WITH_FACTS.test(after)) return false;
  const isAnswer = TODAY.test(words) && ROOM_OR_PHONE_BEFORE.test(before);
  return DAY_TO_COME.test(words) || FROM_THEN_ON.test(words) || isAnswer;
}

/** Words this near to a time say what it is. */
const NEAR_BEFORE = 4;
const NEAR_AFTER = 10;

function isWished(told: Told): boolean {
  const before = told.before.slice(-NEAR_BEFORE);
  const after = told.after.slice(0, NEAR_AFTER);
  if (ASKED_AFTER.test(after)) return false;
  if (told.words.startsWith("在家等") || CHANGED_BEFORE.test(before) || standsAlone(told)) return true;
  const isAlmostAll = told.before.length + told.after.length <= 4;
  return isAlmostAll || WISH.test(after) || IS_THERE.test(told.after) || WISH.test(before);
}

/** The time wished for, and whether it is told as another than before or put up for a yes. */
interface WishedTime {
  readonly words: string;
  readonly isProposed: boolean;
}

function readWishedTime(written: string): WishedTime | null {
  const text = MAYBE_CANTONESE.test(written)
    ? CANTONESE.reduce((words, [said, meant]) => words.replaceAll(said, meant), written)
    : written;
  const whole = GREETS.test(text) ? null : WHOLE.exec(text);
  if (whole?.[1]) return { words: whole[1].trim(), isProposed: /[吗嘛么不][?？ ]*$/.test(text) };
  let isAnother = false;
  for (const match of matchesOf(text, TIME)) {
    const [words] = match;
    const told = { words, before: text.slice(0, match.index), after: text.slice(match.index + words.length) };
    if (REFUSED_BEFORE.test(told.before) || REFUSED_AFTER.test(told.after)) {
      isAnother = true;
      continue;
    }
    if (PAST.test(told.before.slice(-NEAR_BEFORE)) || HAPPENED.test(told.after)) continue;
    // Who gives up one time and names another wishes for that.
    if (!isAnother && !isWished(told)) continue;
    const isChanged = isAnother || CHANGED_BEFORE.test(told.before) || OFFERED_AFTER.test(told.after);
    return { words: words.trim(), isProposed: isChanged };
  }
  const home = HOME_ALONE.exec(text)?.[1];
  return home ? { words: home, isProposed: false } : null;
}

/**
 * When the writer would like it done, in their own words (明天下午三点), or null. Only times that stand with a wish; a
 * time of the past or of somebody's promise is none, nor one that is given up for another.
 */
export function findWishedTime(written: string): string | null {
  return readWishedTime(written)?.words ?? null;
}

/** Whether a time is wished for instead of another (周三不行，周四吧) or put up for a yes (周五晚上7点行吗). */
export function proposesTime(written: string): boolean {
  return readWishedTime(written)?.isProposed ?? false;
}
