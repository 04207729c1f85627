import type { CaseChannel } from "./case-record.js";
import type { TriageResult } from "./triage/triage-result.js";

const CHANNEL_WORDS: readonly (readonly [RegExp, CaseChannel])[] = [
  [/[\s,，]*(来电|电话|打来|致电)[。.\s]*$/, "phone"],
  [/[\s,，]*(来访|当面|上门|前台|现场)[。.\s]*$/, "visit"],
];

/** What the desk typed after 登记: the channel, and the matter without it. */
export function readRegistration(words: string): { readonly channel: CaseChannel; readonly matter: string } {
  for (const [pattern, channel] of CHANNEL_WORDS) {
    if (pattern.test(words)) return { channel, matter: words.replace(pattern, "").trim() };
  }
  return { channel: "phone", matter: words.trim() };
}

/** The matter alone: room, name and phone at the head of a registration are facts, not the matter. */
export function matterOf(matter: string, facts: Pick<TriageResult, "name">): string {
  const words = matter.split(/[\s,，]+/).filter(Boolean);
  const rest = words.filter(
    (word) =>
      !/^[\dA-Za-z栋幢座号楼单元室层\-#/]+$/.test(word) &&
      word !== facts.name &&
      !/^\p{Script=Han}{1,3}(先生|女士|小姐|太太|阿姨|叔叔|师傅|老师|业主)$/u.test(word),
  );
  return rest.join(" ") || matter;
}
