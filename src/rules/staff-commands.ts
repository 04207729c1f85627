import { AUDIT_FORMS, type AuditCommand, fillAuditCommand, isAuditVerb } from "./audit-commands.js";
import {
  CALLBACK_FORMS_OF_WRITING,
  type CallbackCommand,
  fillCallbackCommand,
  isCallbackVerb,
} from "./callback-commands.js";
import { readCaseNumbers, readNumbersAhead } from "./case-numbers.js";
import type { CaseKind, ComplaintClass } from "./case-record.js";
import {
  CLOCK_FORMS,
  type ClockCommand,
  fillClockCommand,
  isClockVerb,
  type PlainCommand,
} from "./clock-commands.js";
import { COURTESY, type OpenedCommand, openCommand } from "./command-opening.js";
import { readDepartment } from "./department-words.js";
import type { ResponsibleDepartment } from "./departments.js";
import { KIND_WORDS, readClass } from "./kind-words.js";
import { readNumberedTalk } from "./numbered-talk.js";
import { nearestVerbs } from "./staff-command-words.js";
import { type Doubt, doubtOf, NUMBER_ALONE } from "./staff-doubts.js";
import { readProgress, type SaidProgress } from "./staff-talk.js";

/**
 * What a member of staff asked for (design §5). `number` is null when left out; `beside` is what was said along with
 * a command that needs no words.
 */
export type StaffCommand =
  | { readonly verb: "accept"; readonly number: number | null; readonly beside?: string }
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
      readonly progress: SaidProgress;
      readonly words: string;
    }
  | ClockCommand
  | CallbackCommand
  | AuditCommand
  | { readonly verb: "publish"; readonly words: string }
  /** `words` name the month and the form. */
  | { readonly verb: "export"; readonly words: string }
  /** `about` is the case named, if any: what was last done must be about it. */
  | { readonly verb: "undo"; readonly about?: number }
  /** `words` name the period; today without. */
  | { readonly verb: "summary"; readonly words: string }
  | { readonly verb: "nameCause"; readonly number: number | null; readonly words: string }
  | { readonly verb: "todo"; readonly page?: number | "next" }
  | { readonly verb: "mine" }
  | { readonly verb: "help"; readonly words: string };

export type StaffVerb = StaffCommand["verb"];

/**
 * A sentence that is no command, with the two commands it is nearest to, or one that begins like a command and leaves
 * in doubt what is meant. It never changes anything.
 */
export interface UnknownSentence {
  readonly verb: "unknown";
  readonly nearest: readonly StaffVerb[];
  readonly doubt?: Doubt;
  /** The case it names, for the examples. */
  readonly about?: number;
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

/** How a command is written of this case; with the number that stands in the form where none is given. */
export function formOf(verb: StaffVerb, number: number | null): string {
  return number === null ? COMMAND_FORMS[verb] : COMMAND_FORMS[verb].replace(/42/, String(number));
}

function normalise(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/[０-９＃]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ")
    .replace(/(\s)\s{2,}/g, "$1")
    .trim();
}

/** Number of the case a quoted card or message speaks of (`#42`), or null when it names none or several. */
export function quotedNumber(quote: string | null): number | null {
  if (!quote) return null;
  const numbers = new Set([...quote.matchAll(/#(\d{1,7})/g)].map((match) => Number(match[1])));
  const [only] = numbers;
  return numbers.size === 1 && only !== undefined ? only : null;
}

function fill(opened: OpenedCommand, number: number | null): StaffCommand {
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
      const found = readClass(words);
      const complaintClass = found?.complaintClass ?? null;
      return { verb: "classify", number, complaintClass, words: found?.rest ?? words };
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
    case "merge": {
      const others = new Set([...opened.numbers.slice(1), ...readCaseNumbers(words)]);
      return { verb: "merge", number, others: [...others].filter((other) => other !== number) };
    }
    case "undo": {
      const about = number ?? readCaseNumbers(words)[0];
      return about === undefined ? { verb } : { verb, about };
    }
    case "todo": {
      const page = /下一?页|更多|还有/.test(words)
        ? "next"
        : (opened.numbers[0] ?? Number(/\d{1,3}/.exec(words)?.[0] ?? 1));
      return page === 1 ? { verb } : { verb, page };
    }
    case "mine":
      return { verb };
  }
}

/** `42 马上到`, `42马上到`, `没人在家 #42`, or the words alone. */
function saidInPassing(text: string): Extract<StaffCommand, { verb: "progress" }> | UnknownSentence | null {
  const ahead = readNumbersAhead(text);
  const trailing = /^(.+?)[\s,，]*#(\d{1,7})$/.exec(text);
  const words = (ahead.numbers.length > 0 ? ahead.rest : (trailing?.[1] ?? text)).trim();
  const progress = readProgress(words);
  if (!progress) return null;
  if (ahead.numbers.length > 1) {
    const doubt = { because: "several", verb: "progress", numbers: ahead.numbers } as const;
    return { verb: "unknown", nearest: ["progress", "mine"], doubt };
  }
  const number = ahead.numbers[0] ?? (trailing ? Number(trailing[2]) : null);
  return { verb: "progress", number, progress, words };
}

/** What was said along with a command that needs the number alone is kept, not lost: 接单 12，明天下午三点去. */
function withBeside(command: StaffCommand, words: string): StaffCommand {
  return needsNumberAlone(command) && !COURTESY.test(words) ? { ...command, beside: words } : command;
}

type CommandWithoutWords = Extract<StaffCommand, { verb: "accept" | "confirmCallback" }> | PlainCommand;

const needsNumberAlone = (command: StaffCommand): command is CommandWithoutWords =>
  NUMBER_ALONE.has(command.verb);

/**
 * Reads what a member of staff wrote (design §5). A number left out is taken from the quoted card. Anything
 * that is not clearly a command comes back as `unknown` with the two nearest commands.
 */
export function readStaffCommand(text: string, quote: string | null): StaffCommand | UnknownSentence {
  const clean = normalise(text);
  const quoted = quotedNumber(quote);
  const passing = saidInPassing(clean);
  if (passing) return passing.verb === "unknown" ? passing : { ...passing, number: passing.number ?? quoted };
  const opened = openCommand(clean);
  const said = opened === null || opened.verb === "show" ? readNumberedTalk(clean) : null;
  if (said) return said;
  if (!opened) {
    const about = readNumbersAhead(clean).numbers[0] ?? readCaseNumbers(clean)[0];
    return { verb: "unknown", nearest: nearestVerbs(clean), ...(about === undefined ? {} : { about }) };
  }
  const doubt = doubtOf(opened, { quoted });
  if (doubt) return { verb: "unknown", nearest: [opened.verb, "mine"], doubt };
  return withBeside(fill(opened, opened.numbers[0] ?? quoted), opened.rest);
}
