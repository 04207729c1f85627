import { CONTACT_REFUSAL_WORDS, type ContactRefusal } from "../contact-policy.js";
import type { LapseReason } from "../question.js";

const isRefusal = (because: LapseReason): because is ContactRefusal =>
  Object.hasOwn(CONTACT_REFUSAL_WORDS, because);

/** Noted in the ledger when a question ends without an answer in chat. */
export function nobodyAnswered(because: LapseReason): string {
  if (isRefusal(because)) return `微信里没能再问满意不满意：${CONTACT_REFUSAL_WORDS[because]}`;
  return because === "undelivered" ? "满意度的问题微信没有送到" : "微信里问了满意不满意，住户没有回答";
}

/** Added to a phone task that tells the result: the same call asks what chat could not. */
export function noteTheAnswer(number: number): string {
  return `问到满意不满意，请回复「回访 ${number} 满意 电话 住户的原话」。`;
}
