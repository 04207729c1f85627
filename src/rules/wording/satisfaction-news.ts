import { SATISFACTION_NAMES, type Satisfaction } from "../callback.js";
import type { CaseRecord } from "../case-record.js";
import { CONTACT_REFUSAL_WORDS, type ContactRefusal } from "../contact-policy.js";
import type { LapseReason } from "../question.js";
import { inBrief, matterLine } from "./case-words.js";
import { shortQuote } from "./quote.js";

const isRefusal = (because: LapseReason): because is ContactRefusal =>
  Object.hasOwn(CONTACT_REFUSAL_WORDS, because);

/** Noted in the ledger when a question ends without an answer in chat. */
export function nobodyAnswered(because: LapseReason): string {
  if (isRefusal(because)) return `微信里没能再问满意不满意：${CONTACT_REFUSAL_WORDS[because]}`;
  return because === "undelivered" ? "满意度的问题微信没有送到" : "微信里问了满意不满意，住户没有回答";
}

/** Added to a phone task that tells the result: the same call asks what chat could not. */
export function noteTheAnswer(numbers: readonly number[]): string {
  const commands = numbers.map((number) => `「回访 ${number} 满意 电话 住户的原话」`);
  return `问到满意不满意，请${numbers.length > 1 ? "逐件" : ""}回复${commands.join("、")}。`;
}

/** Told 1:1 to whoever is still to call: what the resident answered in chat. */
export function answeredMeanwhile(
  record: CaseRecord,
  said: { readonly satisfaction: Satisfaction; readonly words: string },
): string {
  const assessed = SATISFACTION_NAMES[said.satisfaction];
  return `#${record.number} ${matterLine(inBrief(record))}：住户在微信里答了${assessed}「${shortQuote(said.words, 60)}」。回访照常，请接着问，不用从头问起。`;
}
