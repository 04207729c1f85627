import type { CaseRecord } from "../case-record.js";
import { type Estate, findStaff } from "../estate.js";
import { sayLimit, sayMoment } from "../estate-time.js";
import { takesVisit } from "../facts-alone.js";
import type { ResidentFacts } from "../memory-facts.js";
import type { End } from "../never-mind.js";
import { maskPhone } from "../privacy.js";
import type { Wait } from "../sop.js";
import { departmentName, matterLine, STATUS_NAMES } from "./case-words.js";
import { shortQuote } from "./quote.js";
import { askFor, type MissingFact } from "./resident-wording.js";
import { waitWords } from "./wait-wording.js";

const CIRCLED = ["①", "②", "③"];

function nameOf(record: CaseRecord): string {
  return `#${record.number}（${matterLine(record)}）`;
}

/** A promise as a resident hears it; empty when nothing is promised. */
function byWhen(estate: Estate, promisedBy: Date | null, now: Date): string {
  return promisedBy && promisedBy > now
    ? `，最晚${sayLimit(promisedBy, now, estate.timezone)}前给您结果`
    : "";
}

/** Several matters of one message: each with its number, whose it is and by when; what is missing once. */
export function severalMattersAnswer(input: {
  readonly matters: readonly { readonly record: CaseRecord; readonly promisedBy: Date | null }[];
  readonly estate: Estate;
  readonly missing: readonly MissingFact[];
  readonly now: Date;
}): string {
  const { matters, estate, missing, now } = input;
  const count = matters.length === 2 ? "两件事" : "几件事";
  const lines = matters.map(({ record, promisedBy }, index) => {
    const department =
      record.responsibleDepartment === "external"
        ? "帮您联系负责的单位"
        : `转${departmentName(estate, record.responsibleDepartment)}`;
    // Nobody promises a result for a praise: it is passed on.
    if (record.kind === "praise")
      return `${CIRCLED[index] ?? ""}「${shortQuote(record.matter, 24)}」编号#${record.number}，我会转达给当事的同事和主管`;
    return `${CIRCLED[index] ?? ""}「${shortQuote(record.matter, 24)}」编号#${record.number}，${department}${byWhen(estate, promisedBy, now)}`;
  });
  const sorry = matters.some(({ record }) => record.kind === "complaint")
    ? "给您添麻烦了，很抱歉。"
    : "您好，";
  return `${sorry}${count}都记下了：${lines.join("；")}。${askFor(missing)}`;
}

/** What was told in one message with an emergency: it is not lost, and not in the way. */
export function besideAnswer(record: CaseRecord, estate: Estate): string {
  const department =
    record.responsibleDepartment === "external"
      ? "帮您联系负责的单位"
      : `由${departmentName(estate, record.responsibleDepartment)}处理`;
  return `「${shortQuote(record.matter, 24)}」也另外登记了，编号#${record.number}，${department}。`;
}

/** The same matter reported again: joined to the open record, with an apology and the promise that stands or was not kept. */
export function againAnswer(
  record: CaseRecord,
  estate: Estate,
  at: { promisedBy: Date | null; now: Date; toldSupervisor: boolean },
): string {
  const { promisedBy, now } = at;
  const late = promisedBy !== null && promisedBy <= now ? sayLimit(promisedBy, now, estate.timezone) : null;
  const assignee = record.assignee ? findStaff(estate, record.assignee) : undefined;
  const who = assignee ? `已告诉${assignee.name}` : "已再次通知处理的同事";
  const sorry = late ? `没有在约定的${late}前给您弄好，很抱歉` : "还没给您弄好，抱歉";
  const next = at.toldSupervisor ? "，也报给了主管，请主管给您回话" : byWhen(estate, promisedBy, now);
  return `${sorry}。这次说的并到${nameOf(record)}里了，${who}${next}。`;
}

/** Facts that were wrong are right now; said once, phones masked. */
export function correctedAnswer(facts: ResidentFacts, records: readonly CaseRecord[]): string {
  const what = [
    facts.room ? `房号${facts.room}` : null,
    facts.phone ? `电话${maskPhone(facts.phone)}` : null,
    facts.name ? `称呼${facts.name}` : null,
  ].filter((word) => word !== null);
  const numbers = records.map((record) => `#${record.number}`).join("、");
  return `好的，已更正为${what.join("，")}。${numbers ? `${numbers}也改过来了，同事会按新的联系您。` : "以后都按新的来。"}`;
}

/** Where several open matters of one resident stand (REC-19). */
export function severalStandings(
  matters: readonly {
    readonly record: CaseRecord;
    readonly promisedBy: Date | null;
    readonly wait?: Wait | null;
  }[],
  at: { readonly estate: Estate; readonly now: Date },
): string {
  const lines = matters.map(({ record, promisedBy, wait }) => {
    const assignee = record.assignee ? findStaff(at.estate, record.assignee)?.name : undefined;
    const who = assignee ? `${assignee}在处理` : STATUS_NAMES[record.status];
    const late =
      promisedBy !== null && promisedBy <= at.now
        ? "，已过约定时间，抱歉"
        : byWhen(at.estate, promisedBy, at.now);
    return `${nameOf(record)}${who}${wait ? `，${waitWords(wait, at)}` : late}`;
  });
  return `您有${matters.length}件事在办：${lines.join("；")}。我已把您的催促转给他们。`;
}

/** The resident no longer needs it, or it is solved. What other matters might have been meant is asked in passing. */
export function calledOffAnswer(
  record: CaseRecord,
  { end, others }: { readonly end: End; readonly others: readonly Pick<CaseRecord, "number">[] },
): string {
  const [other] = others;
  const isVisit = takesVisit(record);
  const what = end === "solved" ? "已经解决了" : isVisit ? "先不用来了" : "不用再办了";
  const word = end === "solved" ? "好了" : "不用了";
  const meant = other ? `如果说的是#${other.number}，回复「#${other.number} ${word}」就行。` : "";
  const again = isVisit ? "要是又不好" : "要是还有什么";
  return `好的，我告诉同事${nameOf(record)}${what}。${again}，回复我就行，不用重新登记。${meant}`;
}

/** A person was asked for and none is free in the chat: who calls, by when. */
export function personPromised(input: {
  readonly name: string | null;
  readonly by: Date;
  readonly record: CaseRecord;
  readonly estate: Estate;
  readonly now: Date;
}): string {
  const { name, by, record, estate, now } = input;
  const when = sayMoment(by, now, estate.timezone);
  const ask = record.contactPhone ? "" : "请留个电话，方便同事打给您。";
  return `好的，我请${name ? `前台${name}` : "前台同事"}来跟您说，${when}前联系您，编号#${record.number}。${ask}`;
}

/** What a record of such a wish is called. */
export const PERSON_WANTED = "要求人工联系";

/** Said first to whoever was not understood. */
export const NOT_UNDERSTOOD = "没听明白您的意思，是我没做好，抱歉。";

/** A person was asked for and one is free: the chat is handed over. */
export const PERSON_COMING = "好的，正在为您转接前台同事，接通后直接说就行，前面的情况同事看得到。";

/** What whoever calls says first when the chat could not be handed over. */
export const PERSON_CALLS = "您好，您刚才在微信里找人工客服，我是前台，请问有什么可以帮您？";

/** Answer to anger without a matter: calm, once. */
export const CALM = "让您这么着急，是我们没做好，抱歉。请告诉我是哪件事、在哪里，我马上转给能办的同事。";

/** What the desk knows about a resident, said to that resident alone. */
export function storedFacts(input: {
  readonly facts: ResidentFacts;
  readonly open: readonly CaseRecord[];
  readonly total: number;
  readonly estate: Estate;
  readonly now: Date;
}): string {
  const { facts, open, total, estate, now } = input;
  const under = open.map(({ number, appointmentAt, wishedTime }) => {
    const agreed = appointmentAt && `约在${sayMoment(appointmentAt, now, estate.timezone)}`;
    const when = agreed ?? (wishedTime && `您要的时间：${wishedTime}`);
    return `#${number}${when ? `（${when}）` : ""}`;
  });
  const known = [
    `称呼：${facts.name ?? "没有记"}`,
    `房号：${facts.room ?? "没有记"}`,
    `电话：${facts.phone ? maskPhone(facts.phone) : "没有记"}`,
    `登记过的事：${total}件${under.length ? `，在办${under.join("、")}` : ""}`,
  ];
  return `我这里关于您只记了这些：${known.join("；")}。另外保留您发来的文字和照片，只用于办理和回访。哪里不对，直接告诉我正确的就行；想删除也可以告诉我。`;
}

/** One more household with a matter that is known: how many there are, who is at it, by when. */
export function incidentAnswer(input: {
  readonly record: CaseRecord;
  readonly lead: CaseRecord;
  readonly households: number;
  readonly promisedBy: Date | null;
  readonly estate: Estate;
  readonly now: Date;
}): string {
  const { record, lead, households, promisedBy, estate, now } = input;
  const assignee = lead.assignee ? findStaff(estate, lead.assignee)?.name : undefined;
  const department =
    lead.responsibleDepartment === "external"
      ? "负责的单位"
      : departmentName(estate, lead.responsibleDepartment);
  const who = assignee ? `${department}${assignee}正在处理` : `已转${department}`;
  return `您好，您反映的「${shortQuote(record.matter)}」收到了，编号#${record.number}。这件事连您共有${households}户反映，${who}${byWhen(estate, promisedBy, now)}，有进展我马上告诉您。`;
}

/** An answer of the knowledge file, as it stands there, with its source. */
export function knownAnswer(entry: { readonly answer: string; readonly source: string }): string {
  return `${entry.answer}\n（依据：${entry.source}）\n没解答您的问题的话，回复「人工」，我请同事来说。`;
}

/** An answer that stands beside others in one message: what it answers is said first. */
export function answerBeside(asked: string, words: string): string {
  return `关于「${shortQuote(asked.replace(/[\s?？。]+$/, ""), 24)}」：${words}`;
}

/** What a notice says to whoever asks or reports what it explains. */
export function noticeAnswer(
  notice: { readonly words: string; readonly area: string; readonly span: string },
  about: { readonly isReport: boolean },
): string {
  const tail = about.isReport
    ? "您反映的已记下，到时间还没恢复就回复我，我马上请同事查。"
    : "到时间没恢复的话，直接告诉我。";
  return `${notice.area}${notice.span}：${notice.words.replace(/\s+/g, "，")}，这是已发的通知，给您带来不便，抱歉。${tail}`;
}

/** The same again after it was done: the old number is named, nothing is asked that is known (CMP-26). */
export function repeatAnswer(input: {
  readonly record: CaseRecord;
  readonly before: CaseRecord;
  readonly promisedBy: Date | null;
  readonly missing: readonly MissingFact[];
  readonly estate: Estate;
  readonly now: Date;
}): string {
  const { record, before, promisedBy, missing, estate, now } = input;
  const to =
    record.responsibleDepartment === "external"
      ? "在帮您联系负责的单位"
      : `已转${departmentName(estate, record.responsibleDepartment)}`;
  return `刚处理过（#${before.number}）又这样，很抱歉。「${shortQuote(record.matter)}」新编号#${record.number}，上次的情况也一并给了处理的同事，${to}${byWhen(estate, promisedBy, now)}。${askFor(missing)}`;
}

/** A wish to have one's data deleted: a person decides, by when is said. */
export function deletionAnswer(
  record: CaseRecord,
  estate: Estate,
  at: { promisedBy: Date | null; now: Date },
): string {
  return `您要删除个人信息的要求记下了，编号#${record.number}，我转给主管按规定核实办理${byWhen(estate, at.promisedBy, at.now)}。还在办的事要用到您的电话和房号，会先跟您确认。`;
}
