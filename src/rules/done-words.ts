const WORK = "(?:修|弄|搞|做|换|装|疏?通|处理|解决|清理|清|打扫|恢复|维修|检修|完成|完工|办)";
const END = "(?:好|完|成|掉|通|上|复|干净|了)";

/** Not done, in so many words; what stands before it may be yesterday's. */
const NOT_DONE = new RegExp(
  `(?:没有?|未|没能|没法|无法|不能)(?:能|完全|全部|彻底)?${WORK}(?=${END}|[\\s,，。]|$)|${WORK}不(?:了|好|完|成|上|掉|通)|^不了|还没(?:好|完)|^了?[一大小]?(?:半|部分)(?=$|[\\s,，。])|${WORK}了?一(?:半|部分)`,
  "g",
);
const DONE = new RegExp(
  `已经?(?![无不没未])|(?<!没|没有|没能|没法|未|无法|不能)(?:${WORK}(?:好|完|成|掉|通|上|干净)?了(?!一半|一部分)|更换|修复)`,
  "g",
);
/** Will be done, or waits for something. 下周装快递柜 is what was decided on a suggestion. */
const LATER =
  /(?:明天|明早|后天|大后天|下周|下个?月|周[一二三四五六日末天]|晚点|待会|一会|回头|过几天|改天).{0,6}?(?:才|再|来|去|继续)|^(?:还在|还要|还得|需要?|要)?等(?!级|电位)|^缺(?:配件|材料|零件|货)|(?:配件|材料|零件)(?:还?没|未)[到有]|继续(?:修|弄|做|处理|施工)/;

const lastOf = (pattern: RegExp, words: string): number => {
  const found = [...words.matchAll(pattern)].at(-1);
  return found ? found.index : -1;
};

/**
 * Whether words that should say what was done say that it is not: 没修好，等电力公司; 一半，明天继续. What was not done
 * yesterday and is done today is done; what is put off counts only where it comes first (紧了螺丝，明天再看 is done).
 */
export function saysUnfinished(words: string): boolean {
  const done = lastOf(DONE, words);
  const [first = ""] = words.split(/[\s,，。；;]/);
  return lastOf(NOT_DONE, words) > done || (done < 0 && LATER.test(first));
}

/** Nothing but a question behind the word of a command: 修好了吗, 完成了没, 接单？ */
const QUESTION_ALONE =
  /^(?:[好完]?了)?(?:(?:吗|嘛|么|没有?|不|呢)[?？\s]*|[?？][?？\s]*)(?:#?\d{1,7}号?)?[?？]*$/;
const QUESTION_AT_END = /(?:吗|[了好完]没有?|[?？])[\s。]*(?:#?\d{1,7}号?)?[?？]*$/;

/** Whether nothing is told, only asked. */
export const onlyAsks = (words: string): boolean => QUESTION_ALONE.test(words);

/** Whether words that should tell end in a question. */
export const endsAsking = (words: string): boolean => QUESTION_AT_END.test(words);
