import { matchesOf } from "../matches-of.js";

const DAY =
  "(?:今天|今日|今晚|今儿|明天|明日|明晚|明早|明儿|后天|大后天|这两天|这几天|周末|这周末|下周末|(?:这|本|下|下下)?个?(?:周|星期|礼拜)[一二三四五六日天1-6](?:或(?:者)?(?:周|星期|礼拜)?[一二三四五六日天])?|(?:[0-9]{1,2}月)?[0-9]{1,2}[号日](?!楼|线|门|院))";
const HALF = "(?:全天|一?整天|一早|早上|上午|中午|下午|傍晚|晚上|晚|夜里|下班后|下班以后)";
const HOUR =
  "(?:[0-9]{1,2}|[一二三四五六七八九十两]{1,3})(?::[0-5][0-9]|点(?:半|[0-5]?[0-9]分?|一刻|三刻)?|时)(?:(?:-|到|至)(?:[0-9]{1,2}|[一二三四五六七八九十两]{1,3})(?::[0-5][0-9]|点(?:半)?))?";
const EDGE = "(?:以后|之后|以前|之前|前|后|左右)?";
/** 晚上在家, 现在就方便, 随时可以来, 在家等你们: a time told by when somebody is there. */
const AT_HOME = `(?:(?:现在|随时|全天|白天|平时|每天|周末|工作日|${HALF})(?:就|都|一直|我)*(?=在家|方便|有空|有人|可以(?:来|上门|过来)|能来)|在家等(?:你们?|您|着|师傅))`;
const TIME = new RegExp(
  `${DAY} ?(?:的)?${HALF}? ?(?:${HOUR})?${EDGE}|${HALF} ?${HOUR}${EDGE}|${HOUR}(?:以后|之后|以前|之前|左右)|${AT_HOME}`,
  "g",
);
const WISH =
  /来|派|上门|修|约|预约|有空|有人|在家|方便|联系|打|弄|换|送|取|搬|帮|安排|办|可以|都行|行不|能|到|吧|需要|要|想|请|麻烦|家里/;
const PAST = /(?:从|打从|自从|说|说的|说是|说好|通知|答应|承诺|约好|约的|约了|昨天说|本来|原定|说要|报了)$/;

/** A day to come, told by itself at the end: 水龙头漏水 3栋101 明天上午. */
const DAY_TO_COME = /^(?:明|后天|大后|下个?(?:周|星期|礼拜)|(?:这|本)?个?(?:周|星期|礼拜)|(?:这|下)?周末)/;

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

/**
 * When the writer would like it done, in their own words (明天下午三点), or null. Only times that stand
 * with a wish; a time of the past or of somebody's promise is none.
 */
export function findWishedTime(written: string): string | null {
  const text = MAYBE_CANTONESE.test(written)
    ? CANTONESE.reduce((words, [said, meant]) => words.replaceAll(said, meant), written)
    : written;
  for (const match of matchesOf(text, TIME)) {
    const before = text.slice(Math.max(0, match.index - 4), match.index);
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 10);
    if (
      PAST.test(before) ||
      /^(?:就|才|都|刚)?(?:报|说|坏|停|漏|开始|起|发生|来过|被|丢|买|打过|交|修过|到现在|还没)/.test(after)
    )
      continue;
    if (match[0].startsWith("在家等")) return match[0].trim();
    const standsAlone = /[ ,，。;；□]$/.test(before) && /^[ ,，。.!！~]*$/.test(after);
    if (standsAlone && DAY_TO_COME.test(match[0])) return match[0].trim();
    if (WISH.test(after) || WISH.test(before) || text.length <= match[0].length + 4) return match[0].trim();
  }
  return null;
}
