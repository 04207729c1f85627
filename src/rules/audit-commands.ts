/** What an auditor wants of a period. */
export type AuditAct =
  | { readonly want: "list" }
  | { readonly want: "next" }
  | { readonly want: "page"; readonly page: number }
  | { readonly want: "pass"; readonly words: string }
  | { readonly want: "why" };

/** What an auditor says of one matter. */
export type CaseAuditWant = "show" | "seen" | "correction";

/** Everything staff say about audits. */
export type AuditCommand =
  | { readonly verb: "audit"; readonly period: string; readonly act: AuditAct }
  | {
      readonly verb: "auditCase";
      readonly number: number | null;
      readonly want: CaseAuditWant;
      readonly words: string;
    }
  | { readonly verb: "correct"; readonly number: number | null; readonly words: string }
  | { readonly verb: "monthSummary"; readonly words: string };

/** The verbs among them. */
export type AuditVerb = AuditCommand["verb"];

/** How each is written. */
export const AUDIT_FORMS: Readonly<Record<AuditVerb, string>> = {
  audit: "审核 今日",
  auditCase: "审核 42 更正 电话没有留",
  correct: "更正 42 电话 13800000000",
  monthSummary: "小结 上月 交给了王芳",
};

/** What each does, as the help says it. */
export const AUDIT_HELP: readonly (readonly [AuditVerb, string])[] = [
  ["audit", "看当天记录并审核（主管）；「审核 上周」（经理）；看完加「通过」"],
  ["auditCase", "审核时要求更正一件，没问题写「审核 42 可」"],
  ["correct", "改记错的：电话、房号、称呼、事由、处理，原来的也留着"],
  ["monthSummary", "记下上个月的部门小结已交"],
];

/** Words that open them. */
export const AUDIT_OPENERS: readonly (readonly [string, AuditVerb])[] = [
  ["审核", "audit"],
  ["更正", "correct"],
  ["小结", "monthSummary"],
];

/** True for a verb of this file. */
export function isAuditVerb(verb: string): verb is AuditVerb {
  return Object.hasOwn(AUDIT_FORMS, verb);
}

const SEPARATORS = /^[\s,，:：。]+/;

/** A period at the beginning of a sentence: 今日, 上周, 11月20日, 2026-11-20, 2026-W47, 10月. */
const PERIOD =
  /^(?:\d{4}-W\d{2}|(?:\d{4}[-/年])?\d{1,2}[-/月]\d{1,2}[日号]?|\d{4}-\d{2}|\d{1,2}月份?|[今昨前][天日]|[上本这]个?(?:周|星期|礼拜|月))/i;

/** A number that is a case and no date: 42, #42, but not 11月 or 11-20. */
const CASE_NUMBER = /^#?(\d{1,7})(?![\d年月日/-])/;

const SEEN = /^(?:可以?|好的?|没问题|无误|通过|已阅|ok)(?=$|[\s,，。])/i;
const CORRECTION = /^(?:要|需要?|请)?(?:更正|改正|修改|补充|有误)/;

function readAct(words: string): AuditAct {
  const pass = /^(?:通过|没问题|无误|已阅|ok)[\s,，:：。]*/i.exec(words);
  if (pass) return { want: "pass", words: words.slice(pass[0].length).trim() };
  if (/^(?:下一?页|下页|更多|继续)/.test(words)) return { want: "next" };
  const page = /^第?\s?(\d{1,2})\s?页?$/.exec(words);
  if (page) return { want: "page", page: Number(page[1]) };
  return /^(?:为什么|为啥)/.test(words) ? { want: "why" } : { want: "list" };
}

function readCaseAct(words: string): { want: CaseAuditWant; words: string } {
  const asked = CORRECTION.exec(words);
  if (asked)
    return { want: "correction", words: words.slice(asked[0].length).replace(SEPARATORS, "").trim() };
  const seen = SEEN.exec(words);
  if (seen) return { want: "seen", words: words.slice(seen[0].length).replace(SEPARATORS, "").trim() };
  return { want: "show", words };
}

/**
 * The command of an opened sentence. A number behind 审核 that is no date names a matter; so does a quoted card
 * when a mark alone is said of it.
 */
export function fillAuditCommand(
  verb: AuditVerb,
  { number, rest }: { readonly number: number | null; readonly rest: string },
): AuditCommand {
  if (verb === "monthSummary") return { verb, words: rest };
  if (verb === "correct") return { verb, number, words: rest };
  const period = PERIOD.exec(rest)?.[0] ?? "";
  const behind = rest.slice(period.length).replace(SEPARATORS, "");
  if (period) return { verb: "audit", period, act: readAct(behind) };
  const named = CASE_NUMBER.exec(rest);
  if (named) {
    const act = readCaseAct(rest.slice(named[0].length).replace(SEPARATORS, ""));
    return { verb: "auditCase", number: Number(named[1]), ...act };
  }
  if (number !== null) return { verb: "auditCase", number, ...readCaseAct(rest) };
  return { verb: "audit", period: "", act: readAct(rest) };
}

/** The command a button of an audit's card stands for (`audit:pass:2026-11-21`), or null for other keys. */
export function readAuditClick(key: string): Extract<AuditCommand, { verb: "audit" }> | null {
  const match = /^audit:(list|pass):([\dW-]{7,10})$/.exec(key);
  if (!match) return null;
  const act: AuditAct = match[1] === "pass" ? { want: "pass", words: "" } : { want: "list" };
  return { verb: "audit", period: match[2] ?? "", act };
}
