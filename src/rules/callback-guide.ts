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

/** What an answer to a step comes to. `unclear`: the satisfaction cannot be passed over nor guessed (CBK-19). */
export type GuideReading =
  | { readonly kind: "stop" }
  | { readonly kind: "unclear" }
  | { readonly kind: "answer"; readonly value: string | null };

const STOP = /^(?:取消|退出|不记了|算了)[。.!！]?$/;
const SKIP = /^(?:跳过|略过|下一个|下一题|没有|无|没|没什么|-)[。.!！]?$/;

/** Reads what was answered to a step: a digit, words, 跳过 or 取消. */
export function readGuideAnswer(step: GuideStep, text: string): GuideReading {
  const plain = text.trim();
  if (STOP.test(plain)) return { kind: "stop" };
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
