import type { Duty } from "../duty.js";
import { sayLength } from "../estate-time.js";
import { CALLBACK_DUTY_WORDS } from "./callback-duty-words.js";

/** What people call a duty, what is asked of whoever owes it, and the rule behind it. */
export interface DutyWords {
  /** As in 「这件事的…」. */
  readonly name: string;
  /** A sentence that asks for the act and gives the words to answer with. */
  readonly ask: (number: number) => string;
  /** The rule, with the length as it was stamped. */
  readonly rule: (length: string) => string;
}

const FINISH = (number: number) =>
  `请尽快办结，回复「完成 ${number} 做了什么」；一时办不完先「备注 ${number} 进展」。`;

const WORDS: Readonly<Record<string, DutyWords>> = {
  "emergency.report": {
    name: "报告上级",
    ask: (number) =>
      `请马上确认有人在现场，回复「接单 ${number}」；已报上级回复「上报 ${number} 报给了谁」。`,
    rule: (length) => `突发事件${length}内报到上级`,
  },
  "repair.notify": {
    name: "通知维修人员",
    ask: (number) => `请打电话通知维修人员，让接手的人回复「接单 ${number}」。`,
    rule: (length) => `报修${length}内通知到维修人员`,
  },
  "reception.settle": {
    name: "办结",
    ask: FINISH,
    rule: (length) => `接待事项${length}内办结，超过转客服主管，再超过转经理`,
  },
  "complaint.reportImportant": {
    name: "报主管",
    ask: (number) =>
      `请告诉客服主管，回复「上报 ${number} 报给了谁」；主管看过回复「接单 ${number}」也可以。`,
    rule: (length) => `重要投诉${length}内报主管`,
  },
  "complaint.settleImportant": {
    name: "办结",
    ask: FINISH,
    rule: (length) => `重要投诉${length}内办结，超过转经理`,
  },
  "complaint.settleMinor": {
    name: "办结",
    ask: FINISH,
    rule: (length) => `轻微投诉${length}内办结，超过转客服主管`,
  },
  "complaint.reportMajor": {
    name: "报告总公司",
    ask: (number) => `请报总公司并抄送总经理室，报完回复「上报 ${number} 报给了谁 几点」。`,
    rule: (length) => `重大投诉${length}内报总公司`,
  },
  "complaint.answerMajor": {
    name: "明确答复",
    ask: (number) => `请给住户明确答复，回复「答复 ${number} 要告诉住户的话」，我来转告并记录。`,
    rule: (length) => `重大投诉${length}内给住户明确答复`,
  },
  "complaint.solveMajor": {
    name: "解决",
    ask: FINISH,
    rule: (length) => `重大投诉${length}内解决`,
  },
  "complaint.plan": {
    name: "处理方案",
    ask: (number) => `请写处理方案，回复「方案 ${number} 怎么处理、谁负责、什么时候」。`,
    rule: (length) => `重大投诉先有方案再派人，方案${length}内写好`,
  },
  "complaint.approve": {
    name: "审批方案",
    ask: (number) => `请看方案，同意回复「批准 ${number}」，要改用「备注 ${number} 意见」。`,
    rule: (length) => `处理方案${length}内审批`,
  },
  "complaint.toMajor": {
    name: "一个月期限",
    ask: FINISH,
    rule: () => "有效投诉一个月未解决，自动升为重大投诉",
  },
  "complaint.handOver": {
    name: "当天交记录",
    ask: (number) => `请把处理记录交给客服主管，主管收到后回复「签收 ${number}」。`,
    rule: () => "投诉办结当天把记录交主管登记",
  },
  "reopened.opinion": {
    name: "处理意见",
    ask: (number) => `住户不满意，请看过后写处理意见，回复「处理意见 ${number} 怎么办、谁负责」。`,
    rule: (length) => `回访不满意的，管理处主任${length}内写处理意见`,
  },
  "repair.appointment": {
    name: "上门",
    ask: (number) =>
      `上门了请回复「完成 ${number} 做了什么」；去不了请先打电话给住户，再「约 ${number} 新的时间」。`,
    rule: () => "约好的时间前后都要提醒",
  },
  ...CALLBACK_DUTY_WORDS,
};

const UNKNOWN: DutyWords = {
  name: "办理",
  ask: FINISH,
  rule: (length) => `${length}内办理`,
};

/** The words of a duty; one whose row an earlier version had gets plain ones. */
export function dutyWords(kind: string): DutyWords {
  return WORDS[kind] ?? UNKNOWN;
}

/** The rule of a duty with the length that was stamped on it, pauses left out: 接待事项2天内办结…（DL-04）. */
export function ruleOf(
  duty: Pick<Duty, "kind" | "requirement" | "startedAt" | "dueAt" | "pausedMillis">,
): string {
  const length = sayLength(duty.dueAt.getTime() - duty.startedAt.getTime() - duty.pausedMillis);
  return `${dutyWords(duty.kind).rule(length)}（${duty.requirement}）`;
}
