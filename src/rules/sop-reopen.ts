import { after, type DutyRule, owner, told } from "./sop-rule.js";

/** Rows that run again when a matter is opened anew: those that ask for its solution, not those that report it. */
export function runsAgain(rule: DutyRule): boolean {
  return rule.trigger === "recorded" && Boolean(rule.promised || rule.asksProgress);
}

/**
 * A row as it runs after a matter was opened anew (CBK-24): so many rungs up as it was settled in vain, with the
 * limit of the first, counted from now. Above the last there is always somebody who is told.
 */
export function rungsHigher(rule: DutyRule, settledInVain: number): DutyRule {
  const { runsFromReceipt: _, ...row } = rule;
  const [first] = rule.rungs;
  const [lowest, ...above] = rule.rungs.slice(Math.min(settledInVain, rule.rungs.length - 1));
  if (!first || !lowest) return row;
  const top = lowest.role === "generalManager" ? "headOffice" : "generalManager";
  const rungs = [owner(lowest.role, first.limit), ...(above.length > 0 ? above : [told(top)])];
  return { ...row, rungs };
}

/** What opening a matter anew asks for besides (CBK-24). */
export const REOPENED_DUTIES: readonly DutyRule[] = [
  {
    kind: "reopened.opinion",
    requirement: "CBK-24",
    trigger: "reopened",
    appliesTo: () => true,
    rungs: [owner("officeDirector", after("question.opinionHours", "hours")), told("generalManager")],
    warning: "hours",
    settledBy: ["opinion", "closed"],
  },
];
