import type { CaseRecord } from "../case-record.js";
import type { Estate } from "../estate.js";
import { sayMoment } from "../estate-time.js";
import { takesVisit } from "../facts-alone.js";
import type { End } from "../never-mind.js";
import { maskPhonesIn } from "../privacy.js";
import { kindName, matterLine, STATUS_NAMES } from "./case-words.js";
import { plainInMarkdown } from "./quote.js";

/** Told the supervisor: an overdue matter was chased again. */
export function chaseClimbed(record: CaseRecord, words: string): string {
  return `【催办】#${record.number} ${matterLine(record)} 已超时，住户第${record.chaseCount}次催：「${maskPhonesIn(words)}」\n请过问，并给住户回个话。`;
}

/** Told to the supervisor: a matter past its promise was reported again. */
export function reportedLate(record: CaseRecord, words: string): string {
  return `【催办】#${record.number} ${matterLine(record)} 已超时，住户第${record.reportCount}次反映：「${maskPhonesIn(words)}」\n请过问，并给住户回个话。`;
}

/** Proposed to the supervisor: a matter reported so often is a major complaint (CMP-05, CMP-09); a person decides. */
export function majorProposal(record: CaseRecord): string {
  const how =
    record.kind === "complaint"
      ? `「定级 ${record.number} 重大 多次反映未解决」`
      : `「改类 ${record.number} 投诉」，再「定级 ${record.number} 重大 多次反映未解决」`;
  return `【建议升级】#${record.number} ${matterLine(record)} 同一件事第${record.reportCount}次反映仍未解决，按规定可定为重大投诉。是否升级由您定：${how}`;
}

/** Told those who work on it: the resident wants another time than the one that was noted or agreed. */
export function timeMovedNews(
  record: CaseRecord,
  said: { readonly words: string; readonly estate: Estate; readonly now: Date },
): string {
  const { words, estate, now } = said;
  const agreed = record.appointmentAt
    ? `\n原约${sayMoment(record.appointmentAt, now, estate.timezone)}，和住户定好后请「约 ${record.number} 时间」`
    : "";
  return `住户改时间：${words}${agreed}`;
}

/** The card of an incident grows: one line for the group instead of a card per household. */
export function incidentGrew(input: {
  readonly lead: CaseRecord;
  readonly joined: CaseRecord;
  readonly households: number;
}): string {
  const { lead, joined, households } = input;
  const where = joined.room ? plainInMarkdown(joined.room) : "房号待问";
  return `又有住户反映同一件事：${where}（#${joined.number}）。现共${households}户，都并在#${lead.number}，办结时会一起通知。`;
}

/** Told 1:1 to whoever takes a session over: what there is already, so that nothing is asked again. */
export function handOverBrief(input: {
  readonly record: CaseRecord;
  readonly open: readonly CaseRecord[];
  readonly words: string;
  readonly estate: Estate;
  readonly now: Date;
}): string {
  const { record, open, words, estate, now } = input;
  const who = [record.room, record.contactName, record.contactPhone].filter(Boolean).join(" ");
  const lines = open.map(
    (one) =>
      `#${one.number} ${kindName(one)} ${matterLine(one)}｜${STATUS_NAMES[one.status]}｜${sayMoment(one.receivedAt, now, estate.timezone)}登记${one.chaseCount ? `｜催过${one.chaseCount}次` : ""}`,
  );
  return [
    `【转人工】${who || "住户（还没留房号电话）"} 在微信里等您，请现在接待。`,
    `住户说：${words}`,
    ...(lines.length > 0 ? ["在办的事：", ...lines] : []),
  ].join("\n");
}

/** Told the desk when a person's session with a resident ended: how long, what was said, what is open. */
export function humanSessionSummary(input: {
  readonly who: string;
  readonly minutes: number;
  readonly said: readonly string[];
  readonly answered: number;
  readonly open: readonly CaseRecord[];
}): string {
  const { who, minutes, said, answered, open } = input;
  const words =
    said.length > 0
      ? `住户说了${said.length}条：${maskPhonesIn(plainInMarkdown(said.join(" / ")))}`
      : "住户没有再说话";
  const rest = open.length > 0 ? `在办：${open.map((one) => `#${one.number}`).join("、")}` : "没有在办的事";
  return [
    `【人工会话结束】${maskPhonesIn(plainInMarkdown(who))}，${Math.max(1, minutes)}分钟，同事回了${answered}条`,
    `> ${words}`,
    `> ${rest}。谈的是新的事请「登记」，已有的请「备注 编号 …」。`,
  ].join("\n");
}

/** Told 1:1 to whoever was praised. */
export function praisePassedOn(record: CaseRecord): string {
  const from = record.room ? `${record.room}的住户` : "一位住户";
  return `【收到表扬】${from}特意写来：「${maskPhonesIn(record.matter)}」谢谢您，这件事已经记下（#${record.number}）。`;
}

/** Button word of a card whose matter the reader has taken. */
export const TAKEN_BY_YOURSELF = "已接单";

/** Button word of a card whose matter somebody else has taken; a button shows ten characters. */
export function cardTakenBy(name: string): string {
  return `已由${[...name].slice(0, 6).join("")}接单`;
}

/** Told to whoever had a matter that was passed on. */
export function transferredAway(by: string, department: string): string {
  return `${by}已转给${department}，这边不用再处理。`;
}

/** Told to whoever had it: the transfer was taken back. */
export function transferTakenBack(by: string): string {
  return `${by}撤回了转派，这件仍由您处理。`;
}

/** A resident says that a matter is not wanted any longer, or solved: somebody makes sure and closes it. */
export function calledOffNews(
  record: Pick<CaseRecord, "number" | "kind">,
  { end, words }: { readonly end: End; readonly words: string },
): string {
  return end === "solved"
    ? `住户说已经解决了：${words}\n核实后请「完成 ${record.number} 做了什么」`
    : `住户说不用${takesVisit(record) ? "来" : "办"}了：${words}\n核实后请「完成 ${record.number} 住户自行解决」`;
}
