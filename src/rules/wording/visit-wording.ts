import type { Callback } from "../callback.js";
import type { CaseRecord } from "../case-record.js";
import type { Estate } from "../estate.js";
import { wallClock } from "../estate-time.js";
import { roundOf, type VisitRound } from "../visit-round.js";
import { callbackLine, callerName } from "./callback-wording.js";

interface Place {
  readonly estate: Estate;
  readonly now: Date;
}

/** Matter of the record a round of visits hangs on. */
export function visitMatter(title: string, households: number): string {
  return `走访 ${title}，${households}户`;
}

function sayDay(at: Date, { estate, now }: Place): string {
  const { year, month, day } = wallClock(at, estate.timezone);
  const isThisYear = year === wallClock(now, estate.timezone).year;
  return `${isThisYear ? "" : `${year}年`}${month}月${day}日`;
}

/** One line for a whole round: 走访 3栋：已访8户，还差16户，12月31日前. */
export function visitLine(
  round: VisitRound,
  record: Pick<CaseRecord, "number" | "matter">,
  place: Place,
): string {
  const [name = ""] = record.matter.split("，");
  const head = `#${record.number} ${name}：已访${round.visited}户`;
  if (round.left === 0) return `${head}，都访过了`;
  const late = round.dueAt <= place.now ? "（已超时）" : "";
  return `${head}，还差${round.left}户，${sayDay(round.dueAt, place)}前${late}`;
}

/** Callbacks of one matter, a line each; households still to visit share the line of their round. */
export function callbackLines(callbacks: readonly Callback[], record: CaseRecord, place: Place): string[] {
  const round = roundOf(callbacks);
  const told = callbacks.filter(({ kind, state }) => kind !== "visit" || state === "done");
  const lines = told.map((callback) => callbackLine(callback, place));
  return round ? [visitLine(round, record, place), ...lines] : lines;
}

/** What to write after each household. */
export function visitExample(number: number): string {
  return `每走访一户写一次，例如「回访 ${number} 满意 家访 3栋502：电梯有点慢」；电话、信访也可以。`;
}

/** The task of whoever visits: once for the whole round, 1:1. */
export function visitTask(record: CaseRecord, visits: readonly Callback[], place: Place): string {
  const { estate } = place;
  const [first] = visits;
  const caller = first ? callerName(first, estate) : "";
  const day = first ? `，${sayDay(first.dueAt, place)}前走访完` : "";
  return [
    `【走访任务】#${record.number} ${record.matter}${day}`,
    `可以这样说：您好，我是${estate.name}物业的${caller}，来听听您的意见。您对我们的服务是满意、基本满意还是不满意？哪里要改进，有什么需要我们做的？`,
    visitExample(record.number),
    "住户要报修或投诉的，请另外记一件。走访到几户了，回复「回访计划」就能看。",
  ].join("\n");
}

/** Answer to the supervisor who planned a round. */
export function visitsPlanned(record: CaseRecord, visits: readonly Callback[], place: Place): string {
  const [first] = visits;
  const who = first ? callerName(first, place.estate) : "客户助理";
  const day = first ? sayDay(first.dueAt, place) : "";
  return `#${record.number} ${record.matter}：${who}在${day}前走访完。每走访一户回复「回访 ${record.number} 满意 家访 住户的原话」，进度看「回访计划」。`;
}
