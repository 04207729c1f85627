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
    ["我去", "accept"],
    ["接", "accept"],
    ["完成", "settle"],
    ["修好了", "settle"],
    ["已修好", "settle"],
    ["已处理", "settle"],
    ["处理好了", "settle"],
    ["已完成", "settle"],
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
const SAID_FOR: readonly (readonly [string, OpeningVerb])[] = [
  ["延期", "pause"],
  ["延后", "pause"],
  ["推迟", "pause"],
  ["改天", "appoint"],
  ["改到", "appoint"],
];

function sharedCharacters(a: string, b: string): number {
  const of = new Set(a);
  return [...new Set(b)].filter((character) => of.has(character)).length;
}

/** The two commands a sentence is nearest to; help and 待办 when it is near none. */
export function nearestVerbs(text: string): StaffVerb[] {
  const scored = new Map<StaffVerb, number>();
  for (const [word, verb] of [...OPENERS, ...SAID_FOR]) {
    const inside = text.includes(word) ? 10 : 0;
    const score = inside + sharedCharacters(word, text);
    scored.set(verb, Math.max(score, scored.get(verb) ?? 0));
  }
  const ranked = [...scored].filter(([, score]) => score > 0).sort((a, b) => b[1] - a[1]);
  const verbs = ranked.map(([verb]) => verb).slice(0, 2);
  for (const usual of ["help", "todo"] as const) {
    if (verbs.length < 2 && !verbs.includes(usual)) verbs.push(usual);
  }
  return verbs;
}
