import { AUDIT_HELP } from "../audit-commands.js";
import { CALLBACK_HELP } from "../callback-commands.js";
import { CLOCK_HELP } from "../clock-commands.js";
import { COMMAND_FORMS, type StaffVerb } from "../staff-commands.js";

type Lines = readonly (readonly [StaffVerb, string])[];

/** What everybody needs every day. */
const DAILY: Lines = [
  ["accept", "接下这件事"],
  ["progress", "报进展：马上到、到了、没人在家"],
  ["settle", "办结，写清做了什么"],
  ["transfer", "转给别的部门"],
  ["note", "记一笔"],
  ["register", "登记来电、来访"],
  ["show", "看一件事"],
  ["todo", "本部门还没办完的"],
  ["mine", "我接的"],
  ["overdue", "已经超时的，和没人接到的"],
  ["summary", "今天的汇总；也可「汇总 昨天」「汇总 10月」"],
  ["undo", "5分钟内撤回自己刚做的"],
];

const SORTING: Lines = [
  ["changeKind", "改类别"],
  ["classify", "投诉定级（主管、经理）"],
  ["nameCause", "定投诉原因（主管、经理）"],
  ["merge", "两条是一件事，并到前一条"],
  ["split", "把另一件事拆成新记录"],
  ["publish", "发停水、停电等通知，有人问会自动答"],
  ["export", "导出一个月的记录表，可写表名（主管、经理、档案；负责人限本部门）"],
];

/** Further pages, by the word that opens them; together with the first they fit no single message. */
const TOPICS: readonly (readonly [word: string, lines: Lines])[] = [
  ["时限", CLOCK_HELP],
  ["整理", SORTING],
  ["回访", CALLBACK_HELP],
  ["审核", AUDIT_HELP],
];

/** Answer to 帮助: what everybody needs, and the words that open the rest; 帮助 时限 shows a page of the rest. */
export function help(asked: string): string {
  const topic = TOPICS.find(([word]) => asked.includes(word));
  const others = TOPICS.filter((one) => one !== topic).map(([word]) => `「帮助 ${word}」`);
  return [
    "可以这样写（引用卡片时可不写编号）：",
    ...(topic?.[1] ?? DAILY).map(([verb, what]) => `${COMMAND_FORMS[verb]} — ${what}`),
    `还有${others.join("")}${topic ? "，常用的看「帮助」" : ""}。`,
  ].join("\n");
}

/** Every command some page of the help shows. */
export const HELPED_VERBS: readonly StaffVerb[] = [DAILY, ...TOPICS.map(([, lines]) => lines)].flatMap(
  (lines) => lines.map(([verb]) => verb),
);
