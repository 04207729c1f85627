import type { CallbackContents, CallbackGuide, Satisfaction } from "./callback.js";
import { readAnswer } from "./satisfaction.js";
import { readStaffCommand } from "./staff-commands.js";

/** The five contents of CBK-19 in the order they are asked. */
export const GUIDE_STEPS = ["quality", "effect", "satisfaction", "shortcomings", "suggestions"] as const;
export type GuideStep = (typeof GUIDE_STEPS)[number];

/** Answers one thumb can give, by step; the digit stands for the words. */
const CHOICES: Readonly<Partial<Record<GuideStep, readonly string[]>>> = {
  quality: ["好", "一般", "差"],
  effect: ["解决了", "还差一点", "没解决"],
  satisfaction: ["满意", "基本满意", "不满意"],
};

/** The choices of a step, or none where it is answered in words. */
export function choicesOf(step: GuideStep): readonly string[] {
  return CHOICES[step] ?? [];
}

/** The step that is asked next, or null when all are answered. */
export function stepOf(guide: Pick<CallbackGuide, "answers">): GuideStep | null {
  return GUIDE_STEPS[guide.answers.length] ?? null;
}

/**
 * What an answer to a step comes to. `unclear`: the satisfaction cannot be passed over nor guessed (CBK-19).
 * `unreached`: nobody was spoken to, so nothing was answered.
 */
export type GuideReading =
  | { readonly kind: "stop" }
  | { readonly kind: "unreached" }
  | { readonly kind: "unclear" }
  | { readonly kind: "answer"; readonly value: string | null };

const STOP = /^(?:取消|退出|不记了|算了)[。.!！]?$/;
const SKIP = /^(?:跳过|略过|下一个|下一题|没有|无|没|没什么|-)[。.!！]?$/;

const CALLED =
  "(?:(?:业主|住户|客户|对方|电话|手机|还是|刚才|刚刚|今天|上午|下午|一直|已经|都|也|又|还|老|总|他|她|暂时|[打拨]了?|[0-9一二两三四五几好]{1,2}[次个遍通])\\s?){0,8}";
const NOBODY =
  "(?:(?:没有?|无|未)人?(?:接听|接通|接|应答|打通|联系上|找到人)|打不通|不接|(?<=电话|手机|[打拨]了?)不通|联系不上|(?:已)?关机|停机|空号|占线|忙音|拒接|挂了|挂断)";
/** 打了三次都没人接 says how the call went, not what was told in it; 修得好，就是电话难打通 is an answer. */
const UNREACHED = new RegExp(`^${CALLED}${NOBODY}(?:$|[了电话\\s]*[，,。.;；!！\\s]|了?$)`);

/** Reads what was answered to a step: a digit, words, 跳过 or 取消. */
export function readGuideAnswer(step: GuideStep, text: string): GuideReading {
  const plain = text.trim();
  if (STOP.test(plain)) return { kind: "stop" };
  // What is missing or wished for is told in words, and may be about the telephone.
  if (choicesOf(step).length > 0 && UNREACHED.test(plain)) return { kind: "unreached" };
  const choices = choicesOf(step);
  const picked = /^[1-3１-３][。.、]?$/.test(plain)
    ? choices["123１２３".indexOf(plain.charAt(0)) % 3]
    : undefined;
  if (step === "satisfaction") {
    return picked || readAnswer(plain) ? { kind: "answer", value: picked ?? plain } : { kind: "unclear" };
  }
  if (SKIP.test(plain) || plain === "") return { kind: "answer", value: null };
  // 「1 完全不漏了」: the words say more than the digit before them.
  const said = choices.length > 0 ? /^[1-3][\s.、,，]+(\S.*)$/su.exec(plain)?.[1] : undefined;
  return { kind: "answer", value: picked ?? said ?? plain };
}

/** Commands that carry no number and are never an answer. */
const LISTS: ReadonlySet<string> = new Set(["help", "todo", "mine", "overdue", "summary", "undo"]);

/**
 * True for what is clearly a command although an answer is waited for: a word that opens one, with its number
 * behind it, or the name of a list. 「完成得不错」 and 「1 完成了」 are answers.
 */
export function isCommandAmidAnswers(text: string): boolean {
  const plain = text.trim();
  if (/^\d/.test(plain)) return false;
  const command = readStaffCommand(plain, null);
  if (LISTS.has(command.verb)) return plain.length <= 6;
  if (command.verb === "unknown") return (command.doubt?.numbers.length ?? 0) > 0;
  return "number" in command && command.number !== null;
}

/** A record once all questions are answered. */
export interface ToldCallback {
  readonly satisfaction: Satisfaction;
  readonly contents: CallbackContents;
  /** Everything that was said in words, for the resident's own words (CBK-20). */
  readonly words: string;
}

/** What the answers amount to; null while one is missing. */
export function toldBy({ answers }: Pick<CallbackGuide, "answers">): ToldCallback | null {
  if (answers.length < GUIDE_STEPS.length) return null;
  const [quality = null, effect = null, satisfied = null, shortcomings = null, suggestions = null] = answers;
  const satisfaction = satisfied === null ? undefined : readAnswer(satisfied)?.satisfaction;
  if (!satisfaction) return null;
  const said = GUIDE_STEPS.map((step, index) => ({ step, answer: answers[index] ?? null })).filter(
    ({ step, answer }) => answer !== null && !choicesOf(step).includes(answer),
  );
  return {
    satisfaction,
    contents: { quality, effect, shortcomings, suggestions },
    words: said.map(({ answer }) => answer).join("；"),
  };
}
