/** What is said of a number in passing: taken, or done with these words. */
export type NumberedTalk =
  | { readonly verb: "accept"; readonly number: number }
  | { readonly verb: "settle"; readonly number: number; readonly words: string };

/** A number that counts or names a place (3栋, 2个, 10分钟) is none of a case. */
const NUMBERED =
  /^#?(\d{1,7})(?:\s*(?:号单|单号|号|单))?([\s,，:：]*)(?![栋幢座楼层门元户室个次天分小点月年人条张块把只根盏])(\p{Script=Han}.*)$/u;
const TAKEN =
  /^(?:我来|我接|我去|我弄|我修|我的|归我|给我|接了?)(?:吧|了|啊|哈|看看|弄|修|处理)*[。.!！~ ]*$/;
const DONE_WORD =
  "(?:(?:已经?|都)?(?:修|弄|搞|换|装|疏?通|处理|解决|清理|打扫|恢复)(?:好|完|掉|通)了|搞定了?|(?:都)?好了|完成了?|完事了?|通了|亮了|不漏了|解决了|已处理|已修好|已完成|已解决)";
const DONE_AHEAD = new RegExp(`^${DONE_WORD}(?![吗没嘛么呢再就才])[\\s,，:：。.!！]*(.*)$`);
const DONE_BEHIND = new RegExp(`^(.{2,80}?)[\\s,，。.]+${DONE_WORD}[。.!！~ ]*$`);
/** Not yet, asked, or told by somebody else. */
const NOT_DONE = /[?？吗]|没|未|还|等|明天|后天|才能|再|说|问|让/;

/**
 * `3我来吧`, `1好了 换了个阀芯`, `4 换了锁芯 搞定`: staff answer with one thumb, and the number tells what they speak of.
 * Null for anything else. What was done is settled only by whoever may (the desk asks), and can be taken back.
 */
export function readNumberedTalk(text: string): NumberedTalk | null {
  const [, digits, pause, said] = NUMBERED.exec(text) ?? [];
  if (!digits || !said) return null;
  const number = Number(digits);
  if (TAKEN.test(said)) return { verb: "accept", number };
  const ahead = DONE_AHEAD.exec(said);
  if (ahead && !NOT_DONE.test(said)) return { verb: "settle", number, words: (ahead[1] ?? "").trim() };
  const behind = pause ? DONE_BEHIND.exec(said) : null;
  if (behind?.[1] && !NOT_DONE.test(said)) return { verb: "settle", number, words: behind[1].trim() };
  return null;
}
