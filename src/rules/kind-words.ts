import type { CaseKind, ComplaintClass } from "./case-record.js";

/** Classes as staff write them, and what they mean. */
const CLASS_WORDS: readonly (readonly [string, ComplaintClass])[] = [
  ["重大", "major"],
  ["重要", "important"],
  ["轻微", "minor"],
  ["一般", "minor"],
];

/** Kinds as staff write them, and what they mean. */
export const KIND_WORDS: readonly (readonly [string, CaseKind])[] = [
  ["投诉", "complaint"],
  ["报修", "repair"],
  ["维修", "repair"],
  ["求助", "request"],
  ["办理", "request"],
  ["咨询", "enquiry"],
  ["建议", "suggestion"],
  ["表扬", "praise"],
];

/** The class words begin with, and what follows them; null when they begin with none. */
export function readClass(words: string): { complaintClass: ComplaintClass; rest: string } | null {
  const found = CLASS_WORDS.find(([word]) => words.startsWith(word));
  if (!found) return null;
  return { complaintClass: found[1], rest: words.slice(found[0].length).replace(/^投诉/, "").trim() };
}
