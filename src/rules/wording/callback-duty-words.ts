import type { DutyWords } from "./duty-words.js";

const HOLD = (number: number) =>
  `请回访住户：单独给我回复「回访 ${number}」，我给您电话和要问的话；已经问过的直接写「回访 ${number} 满意 电话 住户的原话」。`;

const VISIT = (number: number) =>
  `请上门回访或寄信：单独给我回复「回访 ${number}」看要问的话；问过了写「回访 ${number} 满意 家访 住户的原话」。`;

const special = (name: string): DutyWords => ({
  name,
  ask: HOLD,
  rule: (length) => `特约服务合同期中、期满都要回访，到点后${length}内`,
});

/** Words of the duties of callbacks (rules/sop-callbacks). */
export const CALLBACK_DUTY_WORDS: Readonly<Record<string, DutyWords>> = {
  "callback.complaintCall": {
    name: "电话回访",
    ask: HOLD,
    rule: (length) => `投诉办结后${length}内电话回访`,
  },
  "callback.complaintVisit": {
    name: "家访或信访",
    ask: VISIT,
    rule: (length) => `投诉办结后${length}内家访或信访`,
  },
  "callback.repair": { name: "维修回访", ask: HOLD, rule: (length) => `维修完成后${length}内回访` },
  "callback.repairSecond": {
    name: "第二次回访",
    ask: HOLD,
    rule: () => "需要时，维修完成一个月后、两个月内再回访一次",
  },
  "callback.specialStart": special("特约服务开始回访"),
  "callback.specialMiddle": special("特约服务期中回访"),
  "callback.specialEnd": special("特约服务期满回访"),
  "callback.firstAid": {
    name: "急救家访",
    ask: VISIT,
    rule: (length) => `急救病人在抢救后${length}内家访`,
  },
  "callback.activity": {
    name: "活动回访",
    ask: (number) =>
      `请给参加的住户寄回访信或打电话，每问一户回复一次「回访 ${number} 满意 信访 住户的原话」。`,
    rule: () => "活动、刊物在一个月内回访一成参加者",
  },
  "callback.visit": {
    name: "走访",
    ask: (number) =>
      `请继续走访，每走访一户回复一次「回访 ${number} 满意 家访 住户的原话」，进度看「回访计划」。`,
    rule: () => "定期走访业主，听取意见和需要，在计划的日子前走访完",
  },
  "callback.other": { name: "回访", ask: HOLD, rule: (length) => `服务完成后${length}内回访` },
  "callback.unanswered": {
    name: "满意度电话",
    ask: HOLD,
    rule: (length) => `微信里问了没有回音，${length}内打电话问一次`,
  },
  "callback.confirm": {
    name: "确认回访记录",
    ask: (number) => `请核对回访记录（「查 ${number}」），属实回复「确认回访 ${number}」。`,
    rule: (length) => `一般投诉由部门负责人和客户助理一起回访，两人都要确认，${length}内`,
  },
  "callback.review": {
    name: "回访意见",
    ask: (number) => `请看回访记录（「查 ${number}」），回复「回访意见 ${number} 您的意见」。`,
    rule: () => "回访记录由主管审阅并写意见，下月归档前写好",
  },
};
