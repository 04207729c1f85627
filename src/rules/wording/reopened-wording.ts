import { SATISFACTION_NAMES } from "../callback.js";
import type { CaseRecord } from "../case-record.js";
import type { Estate } from "../estate.js";
import { sayLimit, sayMoment } from "../estate-time.js";
import { kindName, matterLine, staffName } from "./case-words.js";

/** A matter that was opened again, as staff hear of it. */
export interface ReopenedNews {
  /** As it is now. */
  readonly record: CaseRecord;
  /** As it was settled. */
  readonly settled: CaseRecord;
  /** The resident's words, or empty. */
  readonly words: string;
  /** userid of whoever recorded it in a callback; null = the resident said it in chat. */
  readonly heardBy: string | null;
  readonly owner: string | null;
  readonly promisedBy: Date | null;
  /** Matters the words might have meant as well. */
  readonly others: readonly Pick<CaseRecord, "number">[];
  readonly estate: Estate;
  readonly now: Date;
}

function whatWasDone({ settled, estate, now }: ReopenedNews): string {
  const who = settled.handledBy ? staffName(estate, settled.handledBy) : "";
  const when = settled.handledAt ? sayMoment(settled.handledAt, now, estate.timezone) : "";
  return `${who}${when}办结：${settled.handling ?? "没有写"}`;
}

function whatWasSaid({ words, heardBy, estate }: ReopenedNews): string {
  const how = heardBy ? `${staffName(estate, heardBy)}回访` : "住户在微信里答";
  return `${how}：${SATISFACTION_NAMES.dissatisfied}${words ? `「${words}」` : "，没有说原因"}`;
}

function whoNow({ owner, promisedBy, estate, now }: ReopenedNews): string {
  const who = owner ? `由${staffName(estate, owner)}负责` : "等主管安排";
  return promisedBy ? `${who}，最晚${sayLimit(promisedBy, now, estate.timezone)}前办结` : who;
}

function head(news: ReopenedNews): string {
  const { record } = news;
  return `#${record.number} ${kindName(record)} ${matterLine(record)}`;
}

function doubt({ others }: ReopenedNews): string[] {
  if (others.length === 0) return [];
  return [
    `同时问过的还有${others.map(({ number }) => `#${number}`).join("、")}，住户没有说明是哪一件，请问清。`,
  ];
}

/** Told 1:1 to the office director at once (CBK-24): the words, what was done, who has it now, what is asked. */
export function toldDirector(news: ReopenedNews): string {
  return [
    `【回访不满意】${head(news)}`,
    whatWasSaid(news),
    whatWasDone(news),
    ...doubt(news),
    `已重新打开，${whoNow(news)}。请看过后写处理意见：「处理意见 ${news.record.number} 怎么办、谁负责」，没有意见不能关闭。`,
  ].join("\n");
}

/** Told 1:1 to the supervisors. */
export function toldSupervisor(news: ReopenedNews): string {
  return [
    `【重新打开】${head(news)}`,
    whatWasSaid(news),
    whatWasDone(news),
    ...doubt(news),
    `${whoNow(news)}，已报管理处负责人。`,
  ].join("\n");
}

/** For the department's group and whoever handled it: memory and task in a line or two. */
export function toldWorkers(news: ReopenedNews): string {
  const times = news.record.round > 1 ? `（办结过${news.record.round}次）` : "";
  return `住户不满意，重新打开${times}：${news.words || "没有说原因"}\n上次${whatWasDone(news)}\n${whoNow(news)}，请先联系住户。`;
}
