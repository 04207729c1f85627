import { type Callback, FORM_NAMES, SATISFACTION_NAMES } from "../callback.js";
import type { CaseRecord } from "../case-record.js";
import type { Estate } from "../estate.js";
import { callbackLine, callbackName } from "./callback-wording.js";
import { kindName, matterLine, staffName } from "./case-words.js";
import { shortQuote } from "./quote.js";

/** Answer to a callback that was taken down: what was understood and what is still to come. */
export function heldAnswer(
  record: CaseRecord,
  callback: Callback,
  { bad }: { readonly bad: boolean },
): string {
  const assessed = callback.satisfaction ? SATISFACTION_NAMES[callback.satisfaction] : "";
  const said = callback.words ? `，住户说「${shortQuote(callback.words, 40)}」` : "";
  const lines = [
    `#${record.number} ${callbackName(callback)}已记下：${FORM_NAMES[callback.form]}，${assessed}${said}。`,
  ];
  if (callback.needsEvidence && callback.evidenceInboundId === null) {
    lines.push("请把住户签名的回访记录拍照发给我。");
  }
  if (callback.confirmerRole !== null && callback.confirmedAt === null) {
    lines.push(`还要另一位同事回复「确认回访 ${record.number}」，已经请了。`);
  }
  if (bad) lines.push("住户不满意，已报管理处主任，按规定重新处理。");
  else if (record.status === "closed") lines.push("各步骤都有记录，已自动关闭。");
  lines.push(`记错了请写「回访 ${record.number} 更正 …」。`);
  return lines.join("");
}

/** The second person is asked to confirm what the first has written (CBK-15). */
export function confirmAsked(at: {
  record: CaseRecord;
  callback: Callback;
  estate: Estate;
  now: Date;
}): string {
  const { record, callback, estate } = at;
  const who = callback.enteredBy ? staffName(estate, callback.enteredBy) : "同事";
  return [
    `【请确认回访】#${record.number} ${matterLine(record)}，${who}记的：`,
    callbackLine(callback, at),
    `属实请回复「确认回访 ${record.number}」，有出入请「备注 ${record.number} …」并告诉${who}更正。`,
  ].join("\n");
}

/** The outcome of a complaint, as the manager gets it (CMP-21). */
export function outcomeReport(
  record: CaseRecord,
  callbacks: readonly Callback[],
  place: { estate: Estate; now: Date },
): string {
  const who = record.handledBy ? staffName(place.estate, record.handledBy) : "同事";
  return [
    `【投诉处理结果】#${record.number} ${kindName(record)} ${matterLine(record)}`,
    `${who}处理：${shortQuote(record.handling ?? "", 80)}。记录已由主管签收。`,
    ...callbacks
      .filter(({ state }) => state !== "cancelled")
      .map((callback) => callbackLine(callback, place)),
  ].join("\n");
}

/** A second callback is proposed to the supervisor, who alone decides (CBK-05, GAP-04). */
export function secondProposed(record: CaseRecord): string {
  return `【建议】#${record.number} ${matterLine(record)} 是漏水、堵塞或结构一类的问题，容易复发。要在一到两个月内再回访一次，请回复「回访计划 ${record.number} 第二次」；不用就不管。`;
}

/** Told to supervisor and director when a contract's or an event's callback brings a bad answer (CBK-24). */
export function serviceDisliked(record: CaseRecord, callback: Callback, words: string): string {
  return [
    `【回访不满意】#${record.number} ${matterLine(record)}，${callbackName(callback)}：${words ? `「${shortQuote(words, 80)}」` : "没有说原因"}`,
    `请把处理意见写成「回访意见 ${record.number} …」。`,
  ].join("\n");
}
