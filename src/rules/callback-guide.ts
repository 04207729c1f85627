import type { CallbackContents, CallbackGuide, Satisfaction } from "./callback.js";
import { readAnswer } from "./satisfaction.js";

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
  return { kind: "answer", value: picked ?? plain };
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
