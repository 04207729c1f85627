import { AUDIT_FORMS, type AuditCommand, fillAuditCommand, isAuditVerb } from "./audit-commands.js";
import {
  CALLBACK_FORMS_OF_WRITING,
  type CallbackCommand,
  fillCallbackCommand,
  isCallbackVerb,
} from "./callback-commands.js";
import type { CaseKind, ComplaintClass } from "./case-record.js";
import { CLOCK_FORMS, type ClockCommand, fillClockCommand, isClockVerb } from "./clock-commands.js";
import { readDepartment } from "./department-words.js";
import type { ResponsibleDepartment } from "./departments.js";
import { CLASS_WORDS, KIND_WORDS } from "./kind-words.js";
import { readNumberedTalk } from "./numbered-talk.js";
import { nearestVerbs, OPENERS, type OpeningVerb } from "./staff-command-words.js";
import { type ProgressKind, readNumbers, readProgress } from "./staff-talk.js";

/** What a member of staff asked for (design §5). `number` is null when left out. */
export type StaffCommand =
  | { readonly verb: "accept"; readonly number: number | null }
  | { readonly verb: "settle"; readonly number: number | null; readonly words: string }
  | {
      readonly verb: "transfer";
      readonly number: number | null;
      readonly department: ResponsibleDepartment | null;
      readonly words: string;
    }
  | { readonly verb: "note"; readonly number: number | null; readonly words: string }
  | { readonly verb: "register"; readonly words: string }
  | {
      readonly verb: "classify";
      readonly number: number | null;
      readonly complaintClass: ComplaintClass | null;
      readonly words: string;
    }
  | {
      readonly verb: "changeKind";
      readonly number: number | null;
      readonly kind: CaseKind | null;
      readonly words: string;
    }
  | { readonly verb: "show"; readonly number: number | null }
  | { readonly verb: "merge"; readonly number: number | null; readonly others: readonly number[] }
  | { readonly verb: "split"; readonly number: number | null; readonly words: string }
  /** 马上到, 没人在家: said in passing. */
  | {
      readonly verb: "progress";
      readonly number: number | null;
      readonly progress: ProgressKind;
      readonly words: string;
    }
  | ClockCommand
  | CallbackCommand
  | AuditCommand
  | { readonly verb: "publish"; readonly words: string }
  /** `words` name the month and the form. */
  | { readonly verb: "export"; readonly words: string }
  | { readonly verb: "undo" }
  /** `words` name the period; today without. */
  | { readonly verb: "summary"; readonly words: string }
  | { readonly verb: "nameCause"; readonly number: number | null; readonly words: string }
  | { readonly verb: "todo" }
  | { readonly verb: "mine" }
  | { readonly verb: "help"; readonly words: string };

export type StaffVerb = StaffCommand["verb"];

/** A sentence that is no command, with the two commands it is nearest to. It never changes anything. */
export interface UnknownSentence {
  readonly verb: "unknown";
  readonly nearest: readonly StaffVerb[];
}

/** How each command is written, as the help and every refusal show it. */
export const COMMAND_FORMS: Readonly<Record<StaffVerb, string>> = {
  accept: "接单 42",
  settle: "完成 42 更换角阀，已试水",
  transfer: "转 42 秩序维护",
  note: "备注 42 业主明天在家",
  register: "登记 3-2-502 王女士 13800000000 厨房漏水 来电",
  classify: "定级 42 重大 受伤",
  changeKind: "改类 42 投诉",
  show: "查 42",
  merge: "合并 42 43",
  split: "拆分 42 楼道灯不亮",
  progress: "42 马上到",
  publish: "通知 停水 明天9点到17点 3栋 检修水泵",
  export: "导出 上月",
  ...CLOCK_FORMS,
  ...CALLBACK_FORMS_OF_WRITING,
  ...AUDIT_FORMS,
  undo: "撤回",
  summary: "汇总",
  nameCause: "原因 42 态度",
  todo: "待办",
  mine: "我的",
  help: "帮助",
};

/** Accepting words that are also everyday talk: with anything but a number behind them they are no command. */
const CHATTY = new Set(["收到", "我来", "我的", "我接", "我去", "接"]);

function normalise(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/[０-９＃]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ")
    .trim();
}

interface Opened {
  readonly word: string;
  readonly verb: OpeningVerb;
  readonly number: number | null;
  readonly rest: string;
}

/** Commands in which a number that comes first is no case: 登记 3-2-502, 归档 10月回访. */
const UNNUMBERED: ReadonlySet<OpeningVerb> = new Set([
  "register",
  "publish",
  "export",
  "leave",
  "summary",
  "fileCallbacks",
  "audit",
  "monthSummary",
]);

const NUMBER_AHEAD = /^#?(\d{1,7})(?:号|单)?(?![\d-])[\s,，:：。]*/;

/** `#42 接单` and `接单 #42 …` alike. */
function open(text: string): Opened | null {
  const ahead = /^#(\d{1,7})\s*/.exec(text) ?? /^(\d{1,7})\s+/.exec(text);
  const body = ahead ? text.slice(ahead[0].length) : text;
  const opener = OPENERS.find(([word]) => body.toLowerCase().startsWith(word));
  if (!opener) return null;
  const [word, verb] = opener;
  let rest = body.slice(word.length).replace(/^[\s,，:：。]+/, "");
  let number = ahead ? Number(ahead[1]) : null;
  if (number === null && !UNNUMBERED.has(verb)) {
    const found = NUMBER_AHEAD.exec(rest);
    if (found) {
      number = Number(found[1]);
      rest = rest.slice(found[0].length);
    }
  }
  rest = rest.trim();
  if (CHATTY.has(word) && /[^了。.!！~～的啦哈]/.test(rest)) return null;
  return { word, verb, number, rest };
}

const MORE_NUMBERS = /^[\s#号、,，和]*\d{1,7}[\s#号、,，和\d]*$/;

/** Number of the case a quoted card or message speaks of (`#42`), or null when it names none or several. */
export function quotedNumber(quote: string | null): number | null {
  if (!quote) return null;
  const numbers = new Set([...quote.matchAll(/#(\d{1,7})/g)].map((match) => Number(match[1])));
  const [only] = numbers;
  return numbers.size === 1 && only !== undefined ? only : null;
}

function fill(opened: Opened, number: number | null): StaffCommand {
  const { verb, rest: words } = opened;
  if (verb === "why" && /^审核/.test(words)) {
    return fillAuditCommand("audit", { number: null, rest: `${words.slice(2).trim()} 为什么`.trim() });
  }
  if (isClockVerb(verb)) return fillClockCommand(verb, { ...opened, number });
  if (isAuditVerb(verb)) return fillAuditCommand(verb, { ...opened, number });
  if (isCallbackVerb(verb)) return fillCallbackCommand(verb, { ...opened, number });
  switch (verb) {
    case "accept":
    case "show":
      return { verb, number };
    case "settle":
    case "note":
    case "nameCause":
      return { verb, number, words };
    case "transfer": {
      const found = readDepartment(words);
      return { verb: "transfer", number, department: found?.department ?? null, words: found?.rest ?? words };
    }
    case "classify": {
      const found = CLASS_WORDS.find(([word]) => words.startsWith(word));
      return {
        verb: "classify",
        number,
        complaintClass: found?.[1] ?? null,
        words: found ? words.slice(found[0].length).replace(/^投诉/, "").trim() : words,
      };
    }
    case "changeKind": {
      const found = KIND_WORDS.find(([word]) => words.startsWith(word));
      return {
        verb: "changeKind",
        number,
        kind: found?.[1] ?? null,
        words: found ? words.slice(found[0].length).trim() : words,
      };
    }
    case "register":
    case "publish":
    case "export":
    case "summary":
    case "help":
      return { verb, words };
    case "split":
      return { verb: "split", number, words };
    case "merge":
      return { verb: "merge", number, others: readNumbers(words).filter((other) => other !== number) };
    case "todo":
    case "mine":
    case "undo":
      return { verb };
  }
}

/** `42 马上到`, `42马上到`, `没人在家 #42`, or the words alone. */
function saidInPassing(text: string): Extract<StaffCommand, { verb: "progress" }> | null {
  const numbered = /^#?(\d{1,7})\s*号?[\s,，]+(.+)$/.exec(text) ?? /^#(\d{1,7})(.+)$/.exec(text);
  const trailing = /^(.+?)[\s,，]*#(\d{1,7})$/.exec(text);
  const number = numbered?.[1] ?? trailing?.[2] ?? null;
  const words = (numbered?.[2] ?? trailing?.[1] ?? text).trim();
  const progress = readProgress(words);
  const joined = progress ? null : /^(\d{1,7})号?(\p{Script=Han}.*)$/u.exec(text);
  const kept = joined?.[2] ? readProgress(joined[2]) : null;
  if (joined?.[2] && kept)
    return { verb: "progress", number: Number(joined[1]), progress: kept, words: joined[2] };
  return progress && { verb: "progress", number: number === null ? null : Number(number), progress, words };
}

/**
 * Reads what a member of staff wrote (design §5). A number left out is taken from the quoted card. Anything
 * that is not clearly a command comes back as `unknown` with the two nearest commands.
 */
export function readStaffCommand(text: string, quote: string | null): StaffCommand | UnknownSentence {
  const clean = normalise(text);
  const passing = saidInPassing(clean);
  if (passing) return { ...passing, number: passing.number ?? quotedNumber(quote) };
  const opened = open(clean);
  const said = opened === null || opened.verb === "show" ? readNumberedTalk(clean) : null;
  if (said) return said;
  if (!opened) return { verb: "unknown", nearest: nearestVerbs(clean) };
  // 接单 4 5: one taken and one silently not would be the worst of answers.
  if (opened.verb === "accept" && MORE_NUMBERS.test(opened.rest))
    return { verb: "unknown", nearest: ["accept", "mine"] };
  return fill(opened, opened.number ?? quotedNumber(quote));
}
