/** Commands about callbacks that carry words: the answer, an opinion, a change of the plan, a month. */
export interface CallbackWordsCommand {
  readonly verb: "holdCallback" | "planCallbacks" | "reviewCallback";
  readonly number: number | null;
  readonly words: string;
}

/** Everything staff say about callbacks. */
export type CallbackCommand =
  | CallbackWordsCommand
  | { readonly verb: "confirmCallback"; readonly number: number | null; readonly beside?: string }
  | { readonly verb: "fileCallbacks"; readonly words: string };

export type CallbackVerb = CallbackCommand["verb"];

/** How each is written. */
export const CALLBACK_FORMS_OF_WRITING: Readonly<Record<CallbackVerb, string>> = {
  holdCallback: "回访 42 满意 电话 水压恢复，很客气",
  planCallbacks: "回访计划",
  confirmCallback: "确认回访 42",
  reviewCallback: "回访意见 42 处理到位",
  fileCallbacks: "归档 回访 10月",
};

/** What each does, as the help says it. */
export const CALLBACK_HELP: readonly (readonly [CallbackVerb, string])[] = [
  ["holdCallback", "记回访；只写「回访 42」我一步步问"],
  [
    "planCallbacks",
    "本周谁回访谁；「回访计划 42 家访 李娜」改安排，「回访计划 走访 3栋 24户 到2026-12-31」排走访（主管）",
  ],
  ["confirmCallback", "和部门负责人一起回访的，第二人确认"],
  ["reviewCallback", "主管看过回访记录写意见"],
  ["fileCallbacks", "每月10日前把上月回访记录归档"],
];

/** Words that open them. */
export const CALLBACK_OPENERS: readonly (readonly [string, CallbackVerb])[] = [
  ["回访", "holdCallback"],
  ["已回访", "holdCallback"],
  ["回访计划", "planCallbacks"],
  ["回访安排", "planCallbacks"],
  ["确认回访", "confirmCallback"],
  ["回访确认", "confirmCallback"],
  ["回访意见", "reviewCallback"],
  ["回访点评", "reviewCallback"],
  ["归档", "fileCallbacks"],
];

/** True for a verb of this file. */
export function isCallbackVerb(verb: string): verb is CallbackVerb {
  return Object.hasOwn(CALLBACK_FORMS_OF_WRITING, verb);
}

/** The command of an opened sentence. */
export function fillCallbackCommand(
  verb: CallbackVerb,
  { number, rest }: { readonly number: number | null; readonly rest: string },
): CallbackCommand {
  if (verb === "fileCallbacks") return { verb, words: rest };
  return verb === "confirmCallback" ? { verb, number } : { verb, number, words: rest };
}
