import { AUDIT_OPENERS } from "./audit-commands.js";
import { CALLBACK_OPENERS } from "./callback-commands.js";
import { CLOCK_OPENERS } from "./clock-commands.js";
import type { StaffVerb } from "./staff-commands.js";

/** Progress is said in passing and has no word that opens it. */
export type OpeningVerb = Exclude<StaffVerb, "progress">;

/** Words that open a command; longer ones are tried first. */
export const OPENERS: readonly (readonly [string, OpeningVerb])[] = (
  [
    ["接单", "accept"],
    ["收到", "accept"],
    ["我来", "accept"],
    ["我接", "accept"],
    ["已接", "accept"],
    ["已接单", "accept"],
    ["我去", "accept"],
    ["接", "accept"],
    ["完成", "settle"],
    ["修好了", "settle"],
    ["已修好", "settle"],
    ["已处理", "settle"],
    ["处理好了", "settle"],
    ["已完成", "settle"],
    ["办结", "settle"],
    ["已办结", "settle"],
    ["转派", "transfer"],
    ["转给", "transfer"],
    ["转", "transfer"],
    ["备注", "note"],
    ["登记", "register"],
    ["定级", "classify"],
    ["改类", "changeKind"],
    ["合并", "merge"],
    ["拆分", "split"],
    ["通知", "publish"],
    ["导出", "export"],
    ["撤回", "undo"],
    ["汇总", "summary"],
    ["原因", "nameCause"],
    ["查询", "show"],
    ["查", "show"],
    ...CLOCK_OPENERS,
    ...CALLBACK_OPENERS,
    ...AUDIT_OPENERS,
    ["待办", "todo"],
    ["我的", "mine"],
    ["帮助", "help"],
    ["help", "help"],
  ] as [string, OpeningVerb][]
).sort((a, b) => b[0].length - a[0].length);

/** What people say for a command that goes by another word; it helps them to that, and does nothing. */
const SAID_FOR: readonly (readonly [RegExp, OpeningVerb])[] = [
  [/延期|延后|推迟|等(?:配件|材料|业主|住户)/, "pause"],
  [/改天|改到|改时间/, "appoint"],
  [/谁(?:在|来|接|去)|进度|怎么样了|什么情况|到哪一步|办到哪/, "show"],
  [/多少件|几件|今天多少|今天几|总共|一共/, "summary"],
  [/(?:修|弄|搞|做|办|装|换|清理|打扫|疏?通|放|救)(?:好|完|出来|掉|通)了|搞定|解决了/, "settle"],
  [/换人|给别的部门|不归我|不是我们/, "transfer"],
];

/** A word of two signs with one of them mistaken, at the head of the sentence: 接丹, 完城. */
function isMistyped(word: string, text: string): boolean {
  const [one, other, ...more] = word;
  if (!one || !other || more.length > 0) return false;
  const head = text.replace(/^[#\d\s,，]+/, "");
  return (head[0] === one) !== (head[1] === other && other !== "的");
}

/** The two commands a sentence is nearest to, by a word of theirs or one said for it; help and 待办 when it is near none. */
export function nearestVerbs(text: string): StaffVerb[] {
  const scored = new Map<StaffVerb, number>();
  const score = (verb: StaffVerb, points: number) =>
    scored.set(verb, Math.max(points, scored.get(verb) ?? 0));
  for (const [pattern, verb] of SAID_FOR) if (pattern.test(text)) score(verb, 20);
  for (const [word, verb] of OPENERS) {
    if (word.length > 1 && text.includes(word)) score(verb, 10 + word.length);
    else if (isMistyped(word, text)) score(verb, 1);
  }
  const ranked = [...scored].sort((a, b) => b[1] - a[1]).map(([verb]) => verb);
  return [...new Set<StaffVerb>([...ranked, "help", "todo"])].slice(0, 2);
}
