import { amount, onOff, orOff, type Setting } from "../setting-kinds.js";

const percent = (value: number, requirement: string) =>
  amount(value, [0, 100], { unit: "percent", requirement, fractions: true });
const count = (value: number, requirement: string) =>
  amount(value, [0, 1_000_000], { unit: "times", requirement });
const minutes = (value: number, requirement: string) =>
  amount(value, [1, 1440], { unit: "minutes", requirement });

/**
 * Targets of requirements §31, where the sources disagree the one §36 recommends (C-06, C-08), the limits its
 * formulas leave open, and who gets a digest of their own (REC-14).
 */
export const FIGURE_SETTINGS = {
  "kpi.courtesyRate": percent(100, "KPI-01"),
  "kpi.responseRate": percent(100, "KPI-02"),
  "kpi.responseMinutes": minutes(30, "KPI-02"),
  "kpi.complaintCallbackRate": percent(100, "KPI-03"),
  "kpi.satisfactionRate": percent(95, "KPI-04"),
  "kpi.complaintHandlingRate": percent(100, "KPI-08"),
  "kpi.firstReplyMinutes": minutes(10, "KPI-09"),
  "kpi.repeatComplaintCount": count(0, "KPI-10"),
  "kpi.repeatComplaintMonths": amount(3, [1, 12], { unit: "months", requirement: "CMP-26" }),
  "kpi.attitudeComplaintCount": count(0, "KPI-11"),
  "kpi.majorComplaintCount": count(0, "KPI-13"),
  "kpi.specialServiceCallbackRate": percent(100, "KPI-14"),
  "kpi.repairCallbackRate": percent(10, "KPI-15"),
  "kpi.homeVisitShare": percent(20, "KPI-17"),
  "kpi.onTimeCallbackRate": percent(100, "KPI-18"),
  "kpi.repairTimelinessRate": percent(100, "KPI-19"),
  "kpi.cleaningSatisfactionRate": percent(98, "KPI-21"),
  "kpi.securitySatisfactionRate": percent(95, "KPI-34"),
  "kpi.communityReleaseCount": count(1, "KPI-47"),
  "kpi.emergencyReportOnTimeRate": percent(100, "KPI-50"),
  // CBK-29 leaves it blank: nothing is judged until the estate names one.
  "kpi.ownerCallbackRate": { ...orOff(percent(0, "KPI-68")), default: null },
  "digest.heads": onOff(false, "REC-14"),
  "digest.members": onOff(false, "REC-14"),
} as const satisfies Readonly<Record<string, Setting<unknown>>>;
