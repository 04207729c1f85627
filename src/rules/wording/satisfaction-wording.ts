import { SATISFACTION_NAMES, type Satisfaction } from "../callback.js";
import { type CaseRecord, isComplaint } from "../case-record.js";
import type { Estate } from "../estate.js";
import { sayLimit } from "../estate-time.js";
import { matterLine, staffName } from "./case-words.js";

/** The question itself (CBK-19, CBK-27): the same for every matter, so that several settled together ask once. */
export const ASK_LINE = "处理得怎么样？回复 1 满意 · 2 基本满意 · 3 不满意，哪里没弄好直接写给我。";

/** The question as a person says it who calls instead. */
export const ASK_ALOUD = "再请问一句：这样处理您满意吗？还有哪里没弄好？";

const WRITTEN_LINE = /\n.*1 [满滿]意 · 2 基本[满滿]意 · 3 不[满滿]意.*$/gm;

/** What invites to write back in the chat. */
const WRITE_BACK = /(?:直接)?(?:回复我就行|回覆我就行|在这里说|在這裡說)/g;

/**
 * A message as a person says it on the phone: the digits to answer with become a spoken question, or nothing, and
 * whoever is called may call back.
 */
export function saidAloud(text: string, { asks }: { readonly asks: boolean }): string {
  return text.replaceAll(WRITTEN_LINE, asks ? ASK_ALOUD : "").replaceAll(WRITE_BACK, "给前台打电话就行");
}

function nameOf(record: Pick<CaseRecord, "number" | "room" | "matter">): string {
  return `#${record.number}（${matterLine(record)}）`;
}

/** The matter was just talked about: a few words of it are enough. */
function shortNameOf(record: Pick<CaseRecord, "number" | "room" | "matter">): string {
  return `#${record.number}（${matterLine(record, 12)}）`;
}

function numbersOf(records: readonly Pick<CaseRecord, "number">[]): string {
  const numbers = records.map(({ number }) => number).sort((a, b) => a - b);
  return numbers.map((number) => `#${number}`).join("、");
}

/** Told when the matter is done, with what was done (REC-19, REP-08, CMP-23), and asked in the same message. */
export function handledNotice(record: CaseRecord, { asks }: { readonly asks: boolean }): string {
  const handling = record.handling ? `：${record.handling.replace(/[。.]+$/, "")}` : "";
  const again = record.round > 1 ? "重新" : "";
  const done = isComplaint(record)
    ? `您反映的${nameOf(record)}已${again}处理${handling}。给您添了麻烦，很抱歉。`
    : `您的${nameOf(record)}已${again}处理${handling}。`;
  return asks ? `${done}\n${ASK_LINE}` : `${done}如果还有问题，直接回复我就行。`;
}

/** The one reminder, for all matters of the resident that still wait for an answer. */
export function questionReminder(records: readonly CaseRecord[]): string {
  const names = records.slice(0, 3).map(nameOf).join("、");
  return `${names}处理后还好吗？您方便时回复个数字就行：1 满意 · 2 基本满意 · 3 不满意，没弄好的地方直接写给我。`;
}

/** Answer to an assessment that asks for nothing more. */
export function assessmentNoted(said: {
  readonly records: readonly CaseRecord[];
  readonly satisfaction: Exclude<Satisfaction, "dissatisfied">;
  readonly hasWords: boolean;
}): string {
  const { records, satisfaction, hasWords } = said;
  const noted = `谢谢您，${numbersOf(records)}记为${SATISFACTION_NAMES[satisfaction]}`;
  if (hasWords) return `${noted}，您说的也记下了。`;
  return satisfaction === "satisfied"
    ? `${noted}。有事随时告诉我。`
    : `${noted}。哪里还能做得更好，直接写给我。`;
}

/** Answer to somebody who thought better of it. */
export function assessmentChanged(record: CaseRecord, satisfaction: Satisfaction): string {
  return `好的，#${record.number}改记为${SATISFACTION_NAMES[satisfaction]}了，谢谢您告诉我。`;
}

/** Answer to the same assessment again. */
export const ASSESSED_ALREADY = "已经记下了，谢谢您。";

/** Answer to praise that comes after the matter was opened again. */
export function pleasedMeanwhile(record: CaseRecord): string {
  return `好的，#${record.number}我告诉处理的同事。要是又不好，回复我就行。`;
}

function byWhen(by: Date | null, { estate, now }: { estate: Estate; now: Date }): string {
  return by && by > now ? `，最晚${sayLimit(by, now, estate.timezone)}前给您结果` : "，有进展马上告诉您";
}

/** What a resident hears whose matter was opened again (CBK-24): an apology, who takes care of it, by when. */
export function reopenedAnswer(said: {
  readonly record: CaseRecord;
  /** userid of whoever owes it now. */
  readonly owner: string | null;
  readonly promisedBy: Date | null;
  /** True when nothing was said but the assessment. */
  readonly bare: boolean;
  /** Matters the words might have meant as well. */
  readonly others: readonly Pick<CaseRecord, "number">[];
  readonly estate: Estate;
  readonly now: Date;
}): string {
  const { record, owner, promisedBy, bare, others, estate } = said;
  const who = owner ? `由${staffName(estate, owner)}负责` : "由主管负责";
  const parts = [
    `没有让您满意，很抱歉。${shortNameOf(record)}马上重新处理，${who}，已报管理处负责人${byWhen(promisedBy, said)}。`,
    bare ? "方便的话写一句哪里没弄好，我马上转给他们。" : "您说的情况已经转给他们。",
    others.length > 0 ? `如果说的是${numbersOf(others)}，回复「#${others[0]?.number} 不满意」就行。` : "",
  ];
  return parts.join("");
}

/** Answer to displeasure about a matter that is open again already. */
export function stillReopened(
  record: CaseRecord,
  at: { readonly promisedBy: Date | null; readonly estate: Estate; readonly now: Date },
): string {
  return `${shortNameOf(record)}正在重新处理，您说的也转给同事了${byWhen(at.promisedBy, at)}。`;
}
