import { plainText } from "./chinese-text.js";
import { instantAt } from "./estate-time.js";
import type { TriageResult } from "./triage/triage-result.js";

/** One answer of the estate's knowledge file, with everything that makes it trustworthy. */
export interface KnowledgeEntry {
  /** The heading: the question in its plainest form. */
  readonly question: string;
  /** Other ways to ask it. */
  readonly forms: readonly string[];
  readonly answer: string;
  /** Where the answer comes from, as staff would name it. */
  readonly source: string;
  /** Last day it holds, `YYYY-MM-DD`; null = until changed. */
  readonly validUntil: string | null;
}

/** A fault of the file, with its line. */
export interface KnowledgeProblem {
  readonly line: number;
  readonly message: string;
}

const FORMS = /^[-*]\s*(?:也可以问|问法|另问)[:：]\s*(.*)$/;
const SOURCE = /^[-*]\s*来源[:：]\s*(.*)$/;
const VALID = /^[-*]\s*有效期至[:：]\s*(.*)$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

interface Draft {
  readonly line: number;
  readonly question: string;
  readonly forms: string[];
  readonly answer: string[];
  source: string | null;
  validUntil: string | null;
}

function takeLine(draft: Draft, text: string): string | null {
  const forms = FORMS.exec(text);
  const source = SOURCE.exec(text);
  const valid = VALID.exec(text);
  if (forms)
    draft.forms.push(
      ...(forms[1] ?? "")
        .split(/[；;|]/)
        .map((form) => form.trim())
        .filter(Boolean),
    );
  else if (source) draft.source = source[1]?.trim() || null;
  else if (valid) {
    const day = valid[1]?.trim() ?? "";
    if (!DAY.test(day)) return `有效期至 must be a day like 2026-12-31, not ${day}`;
    draft.validUntil = day;
  } else draft.answer.push(text);
  return null;
}

/**
 * Reads a knowledge file: `## question`, then `- 也可以问：a；b`, `- 来源：…`, `- 有效期至：2026-12-31`, then the answer
 * as residents read it. An entry without answer or source is a problem: what nobody vouches for is not said.
 */
export function readKnowledge(markdown: string): {
  readonly entries: readonly KnowledgeEntry[];
  readonly problems: readonly KnowledgeProblem[];
} {
  const problems: KnowledgeProblem[] = [];
  const drafts: Draft[] = [];
  markdown.split(/\r?\n/).forEach((raw, index) => {
    const text = raw.trim();
    const heading = /^##\s+(.+)$/.exec(text);
    const draft = drafts.at(-1);
    if (heading?.[1]) {
      const begun = { line: index + 1, question: heading[1].trim(), forms: [], answer: [] };
      drafts.push({ ...begun, source: null, validUntil: null });
    } else if (draft) {
      const problem = takeLine(draft, text);
      if (problem) problems.push({ line: index + 1, message: problem });
    }
  });
  const entries = drafts.flatMap((draft): KnowledgeEntry[] => {
    const answer = draft.answer
      .join("\n")
      .replace(/\n{2,}/g, "\n")
      .trim();
    if (answer === "") problems.push({ line: draft.line, message: `「${draft.question}」 has no answer` });
    if (!draft.source) problems.push({ line: draft.line, message: `「${draft.question}」 names no 来源` });
    const { question, forms, source, validUntil } = draft;
    return answer && source ? [{ question, forms, answer, source, validUntil }] : [];
  });
  return { entries, problems };
}

/** Whether the entry still holds: the last day counts to its end on the estate's wall. */
export function holds(entry: KnowledgeEntry, now: Date, timezone: string): boolean {
  const day = entry.validUntil ? DAY.exec(entry.validUntil) : null;
  if (!day) return true;
  const [year, month, date] = day.slice(1).map(Number);
  const end = instantAt(
    { year: year ?? 0, month: month ?? 1, day: (date ?? 1) + 1, hour: 0, minute: 0 },
    timezone,
  );
  return now < end;
}

const ASKS =
  /[?？]|吗|怎么|如何|咋|哪|多少|几点|几号|什么|啥|能不能|可不可以|可以.{0,12}(?:不|么)|是不是|有没有|为什么|需要.{0,4}(?:材料|证件|手续)|电话(?:是|号)?(?:多少)?$/;

/** Whether words ask for an answer rather than for somebody to come. */
export function isQuestion(read: Pick<TriageResult, "kind">, text: string): boolean {
  if (read.kind === "enquiry") return true;
  if (read.kind === "complaint" || read.kind === "repair" || read.kind === "praise") return false;
  return ASKS.test(text) && !/派人|来修|来看看|来人|上门/.test(text);
}

/** Words every question has, which tell nothing of what is asked. */
const FILLER =
  /请问一?下?|到底|来着|规定|允许|才(?=能|可以)|你好|您好|我想问(?:一?下|问)?|想问(?:一?下|问)?|问一?下|咨询一?下|麻烦|谢谢|一下|我们|咱们|你们|小区|物业(?!费)|现在|的话|吗|呢|啊|呀|吧|嘛|么|了|的|是|我|在|要|有/g;
const ASKED_ALIKE: readonly (readonly [RegExp, string])[] = [
  [/管理费/g, "物业费"],
  [/怎样|如何|咋/g, "怎么"],
  [/缴纳?|缴费|付|支付/g, "交"],
  [/哪儿|哪里|什么地方|去哪/g, "哪"],
  [/啥时候?|什么时候|几点(?:钟)?|多久/g, "时间"],
  [/多少钱|什么价格?|价格|收费标准|怎么收费?|几块/g, "多少钱"],
  [/号码|联系方式/g, "电话"],
  [/资料|证件|手续/g, "材料"],
  [/能不能|可不可以|可以|可否|能否/g, "能"],
];

function bare(text: string): string {
  const plain = plainText(text)
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]/gu, "");
  const alike = ASKED_ALIKE.reduce((words, [pattern, word]) => words.replace(pattern, word), plain);
  return alike.replace(FILLER, "");
}

function pairs(text: string): Set<string> {
  const signs = [...text];
  if (signs.length === 1) return new Set(signs);
  return new Set(signs.slice(1).map((sign, index) => `${signs[index]}${sign}`));
}

/** How alike two questions are, 0 to 1: shared pairs of signs, measured on both. */
function likeness(one: string, other: string): number {
  const [a, b] = [pairs(bare(one)), pairs(bare(other))];
  if (a.size === 0 || b.size === 0) return 0;
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return (2 * shared) / (a.size + b.size);
}

const LIKE_ENOUGH = 0.56;
const CLEARLY_AHEAD = 0.12;

/**
 * The answer to a question, or null: expired entries are passed over, a question like two of them is left to a
 * person. Nothing is ever put together from several answers.
 */
export function findAnswer(
  text: string,
  entries: readonly KnowledgeEntry[],
  at: { readonly now: Date; readonly timezone: string },
): KnowledgeEntry | null {
  const ranked = entries
    .filter((entry) => holds(entry, at.now, at.timezone))
    .map((entry) => ({
      entry,
      score: Math.max(...[entry.question, ...entry.forms].map((form) => likeness(text, form))),
    }))
    .sort((a, b) => b.score - a.score);
  const [first, second] = ranked;
  if (!first || first.score < LIKE_ENOUGH) return null;
  if (second && first.score - second.score < CLEARLY_AHEAD && first.score < 0.95) return null;
  return first.entry;
}
