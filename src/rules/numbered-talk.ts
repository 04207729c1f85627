import { readNumbersAhead } from "./case-numbers.js";

/** What is said of a number in passing: taken, or done with these words. */
export type NumberedTalk =
  | { readonly verb: "accept"; readonly number: number }
  | { readonly verb: "settle"; readonly number: number; readonly words: string };

/** Told apart from the number, as in `4 换了锁芯 搞定`: 3区的灯 修好了 speaks of no case. */
const APART = /^#?\d{1,7}[号单]{0,2}[\s,，:：]/;
const TAKEN =
  /^(?:我来|我接|我去|我弄|我修|我的|归我|给我|收到|已接单?|接单|接了?)(?:吧|了|啊|哈|看看|弄|修|处理)*[。.!！~ ]*$/;
/** Says what was done, and stays in the words when more is told: 打扫好了，喷了消毒水. */
const TELLING = "(?:已经?|都)?(?:换|装|疏?通|清理|打扫|恢复)(?:好|完|掉|通)了";
const DONE_WORD = `(?:${TELLING}|(?:已经?|都)?(?:修|弄|搞|处理|解决)(?:好|完|掉|通)了|搞定了?|(?:都)?好了|完成了?|完事了?|通了|亮了|不漏了|解决了|已处理|已修好|已完成|已解决)`;
const DONE_AHEAD = new RegExp(`^(${DONE_WORD})(?![吗没嘛么呢再就才])[\\s,，:：。.!！]*(.*)$`);
const DONE_BEHIND = new RegExp(`^(.{2,80}?)[\\s,，。.]+${DONE_WORD}[。.!！~ ]*$`);
const TELLS = new RegExp(`^${TELLING}$`);
/** Not yet, asked, or told by somebody else. */
const NOT_DONE = /[?？吗]|没|未|还|等|明天|后天|才能|再|说|问|让/;

/**
 * `3我来吧`, `1好了 换了个阀芯`, `4 换了锁芯 搞定`: staff answer with one thumb, and the number tells what they speak of.
 * Null for anything else. What was done is settled only by whoever may (the desk asks), and can be taken back.
 */
export function readNumberedTalk(text: string): NumberedTalk | null {
  const { numbers, rest: said } = readNumbersAhead(text);
  const [number, ...more] = numbers;
  if (number === undefined || more.length > 0 || !/^\p{Script=Han}/u.test(said)) return null;
  if (TAKEN.test(said)) return { verb: "accept", number };
  const words = doneWords(said, { isApart: APART.test(text) });
  return words === null ? null : { verb: "settle", number, words };
}

/** What was done, empty when only that it is done is said; null for anything else. */
function doneWords(said: string, { isApart }: { isApart: boolean }): string | null {
  if (NOT_DONE.test(said)) return null;
  const [, word = "", rest] = DONE_AHEAD.exec(said) ?? [];
  if (rest !== undefined) return rest.trim() && TELLS.test(word) ? said : rest.trim();
  return isApart ? (DONE_BEHIND.exec(said)?.[1]?.trim() ?? null) : null;
}
