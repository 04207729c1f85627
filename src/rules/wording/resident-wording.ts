import type { CaseRecord } from "../case-record.js";
import { type Estate, findStaff } from "../estate.js";
import { sayLimit } from "../estate-time.js";
import type { ResidentFacts } from "../memory-facts.js";
import { maskPhone } from "../privacy.js";
import { readIntent } from "../resident-intent.js";
import type { Wait } from "../sop.js";
import type { Danger } from "../triage/triage-result.js";
import { isUnsafeToCall } from "../unsafe-calls.js";
import { departmentName, matterLine } from "./case-words.js";
import { DESPAIR_WORDS, FIRST_AID_WORDS } from "./emergency-playbooks.js";
import { NO_CALLS_PROMISED } from "./emergency-wording.js";
import { shortQuote } from "./quote.js";
import { waitWords } from "./wait-wording.js";

/** What is still missing to act on a matter. */
export type MissingFact = "room" | "phone" | "time" | "matter";

const MISSING_WORDS: Readonly<Record<MissingFact, string>> = {
  room: "房号",
  phone: "联系电话",
  time: "方便上门的时间",
  matter: "具体是什么事、在哪里",
};

function list(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join("、")}和${words.at(-1)}`;
}

/** What is still missing, asked in one sentence; empty when nothing is. */
export function askFor(missing: readonly MissingFact[]): string {
  if (missing.length === 0) return "";
  return `麻烦再告诉我${list(missing.map((fact) => MISSING_WORDS[fact]))}，方便同事联系您。`;
}

/** Everything a first answer needs. */
export interface FirstAnswer {
  readonly record: CaseRecord;
  readonly estate: Estate;
  readonly promisedBy: Date | null;
  readonly missing: readonly MissingFact[];
  readonly now: Date;
}

/**
 * The first answer to a recorded matter (design §5): what was understood, what happens next and by when, what
 * is missing, in one message; a complaint begins with an apology on behalf of the department (CMP-02).
 */
export function firstAnswer(answer: FirstAnswer): string {
  const { record, estate, promisedBy, missing, now } = answer;
  const words = {
    quote: `「${shortQuote(record.matter)}」`,
    number: `#${record.number}`,
    by: promisedBy ? `最晚${sayLimit(promisedBy, now, estate.timezone)}前` : "",
    ask: askFor(missing),
  };
  if (record.responsibleDepartment === "external") return outsideAnswer(record, words);
  const { quote, number, by, ask } = words;
  const department = departmentName(estate, record.responsibleDepartment);
  switch (record.kind) {
    case "complaint":
      return complaintAnswer(answer, words);
    case "repair":
      return `您好，您报的${quote}收到了，编号${number}，已转${department}，${by}给您处理结果。${ask}`;
    case "enquiry":
      return `您好，您问的${quote}记下了，编号${number}。${department}核实后答复您，${by}给您回音。${ask}`;
    case "suggestion":
      return `谢谢您的建议。${quote}已记下，编号${number}，转给${department}研究，${by}告诉您结果。${ask}`;
    case "praise":
      return `谢谢您特意告诉我们。${quote}已记下，编号${number}，我会转达给当事的同事和主管。`;
    case "unclear":
      return `您好，${quote}收到了，先记为${number}，请前台同事看过后联系您，${by}答复。${ask}`;
    case "request":
      return `您好，${quote}收到了，编号${number}，由${department}为您办理，${by}给您答复。${ask}`;
  }
}

interface AnswerWords {
  readonly quote: string;
  readonly number: string;
  readonly by: string;
  readonly ask: string;
}

/** What others must do is not promised on their behalf: we pass it on and tell how it goes (CMP-04). */
function outsideAnswer(record: CaseRecord, { quote, number, by, ask }: AnswerWords): string {
  switch (record.kind) {
    case "complaint":
      return `您反映的${quote}收到了，给您添了麻烦，很抱歉。编号${number}，这件事要由物业以外的单位处理，我们会帮您转达，${by}告诉您进展。${ask}`;
    case "repair":
      return `您好，${quote}收到了，编号${number}。这件事不在物业的维修范围，我们会帮您联系负责的单位，${by}告诉您进展。${ask}`;
    case "enquiry":
      return `您好，您问的${quote}记下了，编号${number}。这件事不归物业管，我们帮您打听清楚，${by}给您回音。${ask}`;
    case "suggestion":
      return `谢谢您的建议。${quote}已记下，编号${number}。这件事不归物业管，我们会帮您转达，${by}告诉您结果。${ask}`;
    case "praise":
      return `谢谢您特意告诉我们。${quote}已记下，编号${number}，我会帮您转达。`;
    case "unclear":
    case "request":
      return `您好，${quote}收到了，编号${number}。这件事要由物业以外的单位办理，我们会帮您联系，${by}告诉您进展。${ask}`;
  }
}

function complaintAnswer({ record, estate }: FirstAnswer, { quote, number, by, ask }: AnswerWords): string {
  const blamed = record.respondentDepartment ?? "customerService";
  const sorry = `您反映的${quote}收到了。让您不愉快，我代${departmentName(estate, blamed)}向您道歉。`;
  const department = departmentName(estate, record.responsibleDepartment);
  switch (record.complaintClass) {
    case "major":
      return `${sorry}编号${number}，已报管理处经理亲自跟进，${by}给您明确答复。${ask}`;
    case "important":
      return `${sorry}编号${number}，由${department}负责人处理、客服主管跟进，${by}给您处理结果。${ask}`;
    default:
      return `${sorry}编号${number}，已转${department}，${by}给您处理结果。${ask}`;
  }
}

/**
 * Answer to somebody who chases a matter nobody here knows: it is recorded anew, and asked for is only what
 * they have not said already.
 */
export function chasedUnknown(
  record: CaseRecord,
  at: { estate: Estate; promisedBy: Date | null; missing: readonly MissingFact[]; now: Date },
): string {
  const by = at.promisedBy ? `，最晚${sayLimit(at.promisedBy, at.now, at.estate.timezone)}前` : "，尽快";
  const ask = at.missing.length
    ? `麻烦告诉我${list(at.missing.map((fact) => (fact === "matter" ? "当时报的是什么事" : MISSING_WORDS[fact])))}，好核对。`
    : "";
  return `您催的「${shortQuote(record.matter)}」，我这里没有查到之前的登记，已补记为#${record.number}，请前台同事核实${by}答复您。${ask}`;
}

/** Answer to an emergency: what to do right now, who has been called, what we must know (design §5). */
export function emergencyAnswer(input: {
  record: CaseRecord;
  danger: Danger;
  called: readonly string[];
  missing: readonly MissingFact[];
}): string {
  const { record, danger, called, missing } = input;
  const who = called.length ? `已紧急通知${list(called)}` : "已紧急登记，正在找人";
  const ask = missing.filter((fact) => fact === "room" || fact === "phone");
  const question = ask.length
    ? `请马上告诉我${list(ask.map((fact) => (fact === "room" ? "具体位置或房号" : "联系电话")))}。`
    : "";
  const reach = ask.length ? "" : "请保持电话畅通。";
  const calls = isUnsafeToCall(record) ? NO_CALLS_PROMISED : reach;
  const first = readIntent(record.matter) === "selfHarm" ? DESPAIR_WORDS : FIRST_AID_WORDS[danger];
  return `${first}${who}，编号#${record.number}。${question}${calls}`;
}

/** Answer to facts that fill a gap, or to another time: they are repeated once, phones masked. */
export function gapFilledAnswer(
  record: CaseRecord,
  facts: ResidentFacts & { readonly time: string | null; readonly isMoved: boolean },
): string {
  const learned = [
    facts.name,
    facts.room ? `房号${facts.room}` : null,
    facts.phone ? `电话${maskPhone(facts.phone)}` : null,
    facts.time ? `时间${facts.isMoved ? "改为" : ""}${facts.time}` : null,
  ].filter((word) => word !== null);
  const what = learned.length ? `：${learned.join("，")}` : "";
  if (record.emergency) return `收到，已告诉在赶的同事${what}，编号#${record.number}。有变化随时告诉我。`;
  // What two have agreed on one of them cannot change alone.
  const next = facts.isMoved && record.appointmentAt ? "同事会跟您重新约好" : "同事会按这个联系您";
  return `好的，已补到#${record.number}${what}。${next}。`;
}

const ADDED = { photo: "照片", voice: "语音", file: "您发来的文件", words: "补充的情况" } as const;

/** Answer when a message, photo, voice or file was added to a matter that is open already. */
export function extendedAnswer(record: CaseRecord, what: keyof typeof ADDED): string {
  const thing = ADDED[what];
  return `${thing}收到了，已放进#${record.number}（${matterLine(record)}），处理的同事看得到。`;
}

/** Answer to a chaser: where it stands and the next promise, said honestly when late (REC-19, CMP-23). */
export function standingAnswer(
  record: CaseRecord,
  estate: Estate,
  at: { promisedBy: Date | null; wait?: Wait | null; now: Date; toldSupervisor?: boolean },
): string {
  const name = `#${record.number}（${matterLine(record)}）`;
  if (record.status === "unresolvable") {
    return `${name}物业这边没能解决，管理处已经结案。没有给您一个满意的结果，很抱歉。您来问的事我已转告同事，请他尽快跟您说明原因。`;
  }
  if (record.status === "handled" || record.status === "closed") {
    const handling = record.handling ? `：${record.handling}` : "";
    return `${name}已处理${handling}。如果还没好，回复我哪里不对，我马上请同事再来。`;
  }
  const assignee = record.assignee ? findStaff(estate, record.assignee) : undefined;
  const isOutside = record.responsibleDepartment === "external";
  const department = isOutside ? "" : departmentName(estate, record.responsibleDepartment);
  const who = assignee
    ? `${department}${assignee.name}正在处理`
    : isOutside
      ? "已在帮您联系负责的单位"
      : `已转${department}，正在${record.kind === "suggestion" ? "研究" : record.kind === "enquiry" ? "核实" : "安排人手"}`;
  // Somebody in danger is told who comes, not by when the record will be settled.
  if (record.emergency) {
    return `${name}${assignee ? `${department}${assignee.name}已接手` : `已紧急通知${department}`}，我又催了一次。请先按刚才说的保护好自己，情况有变化马上告诉我；危急时请直接拨打110、119或120。`;
  }
  const isOpinion = record.kind === "suggestion" || record.kind === "praise";
  const reminded = isOpinion ? "我请他们有结果马上告诉您" : "我已把您的催促转给他们";
  if (at.wait) return `${name}${who}，${waitWords(at.wait, { estate, now: at.now })}。${reminded}。`;
  if (!at.promisedBy) return `${name}${who}，${reminded}。`;
  const limit = sayLimit(at.promisedBy, at.now, estate.timezone);
  return at.promisedBy <= at.now
    ? `很抱歉，${name}没有在约定的${limit}前办好。${who}，${reminded}${at.toldSupervisor ? "，也报给了主管，请主管给您回话" : ""}。`
    : `${name}${who}，${reminded}，最晚${limit}前给您结果。`;
}

/** Told when somebody took the matter (REP-08, CMP-23). */
export function acceptedNotice(record: CaseRecord, estate: Estate): string {
  const assignee = record.assignee ? findStaff(estate, record.assignee) : undefined;
  const own = assignee?.department ?? record.responsibleDepartment;
  const department = own === "external" ? "" : departmentName(estate, own);
  // What somebody cried out in need is not said back to them.
  if (record.emergency) {
    const reached = record.contactPhone
      ? "会马上联系您，请保持电话畅通"
      : "请把联系电话发给我，好让他马上找到您";
    const reach = isUnsafeToCall(record) ? `正在赶来。${NO_CALLS_PROMISED}` : `${reached}。`;
    return `#${record.number}由${department}${assignee?.name ?? "同事"}接手，${reach}`;
  }
  const next = record.contactPhone ? "会尽快联系您" : "会尽快处理";
  return `您的#${record.number}（${matterLine(record)}）由${department}${assignee?.name ?? "同事"}接手，${next}。`;
}
