import type { CaseKind, ComplaintClass } from "./case-record.js";

/** Classes as staff write them, and what they mean. */
export const CLASS_WORDS: readonly (readonly [string, ComplaintClass])[] = [
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
