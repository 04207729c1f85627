import { isComplaint } from "./case-record.js";
import { CALLBACK_DUTIES } from "./sop-callbacks.js";
import { COMPLAINT_DUTIES } from "./sop-complaints.js";
import { REOPENED_DUTIES } from "./sop-reopen.js";
import { after, DONE, type DutyRule, owner, takesOver, told, upward } from "./sop-rule.js";

/** Requirements §32. Limits are settings; ladders end with a rung that has none and is asked for good. */
export const DUTY_TABLE: readonly DutyRule[] = [
  {
    kind: "emergency.report",
    requirement: "DL-27",
    trigger: "recorded",
    appliesTo: (record) => record.emergency,
    rungs: [
      owner("receptionist", after("emergency.reportMinutes", "minutes")),
      told("supervisor", upward("nudge.climbMinutes", "minutes")),
      told("centerManager", upward("nudge.climbMinutes", "minutes")),
      told("generalManager"),
    ],
    warning: null,
    settledBy: ["accepted", "reported", ...DONE],
    pressing: true,
  },
  {
    kind: "repair.notify",
    requirement: "DL-26",
    trigger: "recorded",
    appliesTo: (record) => record.kind === "repair",
    rungs: [
      owner("repairReceptionist", after("repair.notifyMinutes", "minutes")),
      told("supervisor", upward("nudge.climbDays", "days")),
      told("centerManager"),
    ],
    warning: null,
    settledBy: ["accepted", ...DONE],
  },
  {
    kind: "reception.settle",
    requirement: "DL-04",
    trigger: "recorded",
    appliesTo: (record) => !isComplaint(record) && record.kind !== "praise",
    rungs: [
      owner("receptionist", after("reception.receptionistDays", "days")),
      takesOver("supervisor", after("reception.supervisorDays", "days")),
      takesOver("centerManager"),
    ],
    warning: "hours",
    settledBy: DONE,
    calendar: "reception.settleCalendar",
    runsFromReceipt: true,
    pausable: true,
    promised: true,
    asksProgress: true,
  },
  ...COMPLAINT_DUTIES,
  ...CALLBACK_DUTIES,
  ...REOPENED_DUTIES,
  {
    kind: "repair.appointment",
    requirement: "REP-04",
    trigger: "appointed",
    appliesTo: () => true,
    rungs: [owner("repairReceptionist", after("repair.remindAfterMinutes", "minutes")), told("supervisor")],
    warning: "visit",
    settledBy: ["appointed", "transferred", "paused", ...DONE],
  },
];

/** The row of a duty, or undefined for one whose row an earlier version of the table had. */
export function dutyRule(kind: string): DutyRule | undefined {
  return DUTY_TABLE.find((rule) => rule.kind === kind);
}
