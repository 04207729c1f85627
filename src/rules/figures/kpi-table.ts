import type { SettingName } from "../settings.js";
import type { MeasureName } from "./period-figures.js";

/** How a target is read (GEN-03): 以上 includes the number, 以内 does too, 少于 does not. */
export type TargetOperator = "atLeast" | "atMost" | "below";

/** Where the parts of a KPI come from. */
export type KpiBasis =
  /** Part of whole, in percent. */
  | { readonly type: "share"; readonly measure: MeasureName }
  /** One minus part of whole, in percent. */
  | { readonly type: "remainder"; readonly measure: MeasureName }
  /** Answers on satisfaction, of one department or of all, in percent. */
  | { readonly type: "satisfaction"; readonly department: "cleaning" | "security" | null }
  /** A plain count. */
  | { readonly type: "count"; readonly measure: MeasureName };

/** One KPI of requirements §31 that the ledger can answer. */
export interface KpiDefinition {
  readonly id: `KPI-${string}`;
  /** Code name of §31. */
  readonly key: string;
  readonly name: string;
  /** What is divided by what, as the report says it. */
  readonly formula: string;
  readonly unit: "percent" | "count";
  readonly operator: TargetOperator;
  /** Setting that holds the target, which may be without a default; null = §31 has none. */
  readonly target: Extract<SettingName, `kpi.${string}`> | null;
  readonly basis: KpiBasis;
}

const share = (measure: MeasureName): KpiBasis => ({ type: "share", measure });
const counted = (measure: MeasureName): KpiBasis => ({ type: "count", measure });

/**
 * Requirements §31 as far as the ledger has the facts (targets: §36 C-06…C-08). What is due counts in the period
 * in which it is due; what was merged into another matter is not counted twice; a complaint counts as valid
 * unless it was merged, because the desk judges nobody's complaint (GEN-07).
 */
export const KPI_TABLE: readonly KpiDefinition[] = [
  {
    id: "KPI-01",
    key: "courtesyRate",
    name: "礼貌待客率",
    formula: "1－态度、仪表类投诉÷新到事项",
    unit: "percent",
    operator: "atLeast",
    target: "kpi.courtesyRate",
    basis: { type: "remainder", measure: "attitude" },
  },
  {
    id: "KPI-02",
    key: "responseRate",
    name: "事务响应率",
    formula: "时限内答复或接单的÷新到事项",
    unit: "percent",
    operator: "atLeast",
    target: "kpi.responseRate",
    basis: share("answeredInTime"),
  },
  {
    id: "KPI-03",
    key: "complaintCallbackRate",
    name: "投诉回访率",
    formula: "已回访的投诉÷回访到期的已处理投诉",
    unit: "percent",
    operator: "atLeast",
    target: "kpi.complaintCallbackRate",
    basis: share("complaintCallbacks"),
  },
  {
    id: "KPI-04",
    key: "satisfactionRate",
    name: "业户满意率",
    formula: "满意和基本满意的答复÷全部答复",
    unit: "percent",
    operator: "atLeast",
    target: "kpi.satisfactionRate",
    basis: { type: "satisfaction", department: null },
  },
  {
    id: "KPI-08",
    key: "complaintHandlingRate",
    name: "投诉处理率",
    formula: "已处理的÷收到的有效投诉",
    unit: "percent",
    operator: "atLeast",
    target: "kpi.complaintHandlingRate",
    basis: share("complaintsHandled"),
  },
  {
    id: "KPI-09",
    key: "firstReplyRate",
    name: "第一时间回复率",
    formula: "第一时间回复的÷全部投诉",
    unit: "percent",
    operator: "atLeast",
    target: null,
    basis: share("firstReply"),
  },
  {
    id: "KPI-10",
    key: "repeatComplaintCount",
    name: "部门协调引起的二次投诉",
    formula: "3个月内同一事项再次投诉、原因为部门协调的件数",
    unit: "count",
    operator: "atMost",
    target: "kpi.repeatComplaintCount",
    basis: counted("coordinationRepeats"),
  },
  {
    id: "KPI-11",
    key: "attitudeComplaintCount",
    name: "态度、仪表类投诉",
    formula: "原因为服务态度或仪容仪表的投诉件数",
    unit: "count",
    operator: "atMost",
    target: "kpi.attitudeComplaintCount",
    basis: counted("attitude"),
  },
  {
    id: "KPI-12",
    key: "validComplaintCount",
    name: "有效投诉",
    formula: "收到的投诉件数，合并的只算一件",
    unit: "count",
    operator: "atMost",
    target: null,
    basis: counted("validComplaints"),
  },
  {
    id: "KPI-13",
    key: "majorComplaintCount",
    name: "重大投诉",
    formula: "定为重大的投诉件数",
    unit: "count",
    operator: "atMost",
    target: "kpi.majorComplaintCount",
    basis: counted("major"),
  },
  {
    id: "KPI-14",
    key: "specialServiceCallbackRate",
    name: "特约服务回访率",
    formula: "已回访÷到期的特约服务回访",
    unit: "percent",
    operator: "atLeast",
    target: "kpi.specialServiceCallbackRate",
    basis: share("specialCallbacks"),
  },
  {
    id: "KPI-15",
    key: "repairCallbackRate",
    name: "报修求助回访率",
    formula: "已回访÷办结的报修和求助",
    unit: "percent",
    operator: "atLeast",
    target: "kpi.repairCallbackRate",
    basis: share("repairCallbacks"),
  },
  {
    id: "KPI-17",
    key: "homeVisitShare",
    name: "家访比例",
    formula: "上门回访÷全部回访",
    unit: "percent",
    operator: "atLeast",
    target: "kpi.homeVisitShare",
    basis: share("homeVisits"),
  },
  {
    id: "KPI-18",
    key: "onTimeCallbackRate",
    name: "回访及时率",
    formula: "时限内完成的÷到期的回访",
    unit: "percent",
    operator: "atLeast",
    target: "kpi.onTimeCallbackRate",
    basis: share("callbacksOnTime"),
  },
  {
    id: "KPI-19",
    key: "repairTimelinessRate",
    name: "维修及时率",
    formula: "时限内办结的÷到期的报修",
    unit: "percent",
    operator: "atLeast",
    target: "kpi.repairTimelinessRate",
    basis: share("repairsOnTime"),
  },
  {
    id: "KPI-21",
    key: "cleaningSatisfactionRate",
    name: "清洁保洁满意率",
    formula: "保洁事项的满意答复÷答复",
    unit: "percent",
    operator: "atLeast",
    target: "kpi.cleaningSatisfactionRate",
    basis: { type: "satisfaction", department: "cleaning" },
  },
  {
    id: "KPI-34",
    key: "securitySatisfactionRate",
    name: "保安服务满意率",
    formula: "秩序维护事项的满意答复÷答复",
    unit: "percent",
    operator: "atLeast",
    target: "kpi.securitySatisfactionRate",
    basis: { type: "satisfaction", department: "security" },
  },
  {
    id: "KPI-47",
    key: "communityReleaseCount",
    name: "社区信息发布",
    formula: "发布的通知条数，撤回的不算",
    unit: "count",
    operator: "atLeast",
    target: "kpi.communityReleaseCount",
    basis: counted("notices"),
  },
  {
    id: "KPI-50",
    key: "emergencyReportOnTimeRate",
    name: "突发事件上报及时率",
    formula: "时限内上报的÷到期的突发事件上报",
    unit: "percent",
    operator: "atLeast",
    target: "kpi.emergencyReportOnTimeRate",
    basis: share("emergencyReports"),
  },
  {
    id: "KPI-68",
    key: "ownerCallbackRate",
    name: "业主回访率",
    formula: "回访过的业主÷有事项办结的业主",
    unit: "percent",
    operator: "atLeast",
    target: "kpi.ownerCallbackRate",
    basis: share("ownersCalled"),
  },
];
