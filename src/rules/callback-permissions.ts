import type { Callback } from "./callback.js";
import type { CaseRecord } from "./case-record.js";
import { type Estate, presentDepartment, type StaffMember } from "./estate.js";
import { DESK_ROLES, MANAGER_ROLES, type Role, SUPERVISOR_ROLES } from "./roles.js";

const holds = (member: StaffMember, roles: readonly Role[]) =>
  member.roles.some((role) => roles.includes(role));

const same = (one: string | null, other: string) => one?.toLowerCase() === other.toLowerCase();

/** Who may call back by class (design §5, C-02): the planned caller always, else these roles. */
const BY_CLASS: Readonly<Record<"major" | "important" | "minor" | "none", readonly Role[]>> = {
  // In person: a supervisor prepares it and does not stand in.
  major: [...MANAGER_ROLES, "qualityManager"],
  important: MANAGER_ROLES,
  minor: [...SUPERVISOR_ROLES, ...MANAGER_ROLES, "customerAssistant", "callbackOfficer"],
  none: [...SUPERVISOR_ROLES, ...MANAGER_ROLES, "customerAssistant", "callbackOfficer"],
};

const WHO: Readonly<Record<keyof typeof BY_CLASS, string>> = {
  major: "重大投诉由经理或管理处主任亲自回访（CBK-14）",
  important: "重要投诉由管理处主任组织回访（CBK-14）",
  minor: "一般投诉由被投诉部门负责人和客户助理一起回访（CBK-15）",
  none: "这类回访由客户助理或回访专员来做（CBK-16）",
};

function heads(member: StaffMember, record: CaseRecord, estate: Estate): boolean {
  if (!holds(member, ["departmentHead"])) return false;
  const about = record.respondentDepartment ?? record.responsibleDepartment;
  return about !== "external" && member.department === presentDepartment(estate, about);
}

/** Whether the member may record this callback: null = yes, else why not and who may. */
export function callbackRefusal(
  member: StaffMember,
  on: { readonly callback: Callback; readonly record: CaseRecord; readonly estate: Estate },
): string | null {
  const { callback, record, estate } = on;
  if (same(callback.caller, member.userid)) return null;
  const complaintClass = callback.complaintClass ?? "none";
  if (holds(member, BY_CLASS[complaintClass])) return null;
  if (complaintClass === "minor" && heads(member, record, estate)) return null;
  return `${WHO[complaintClass]}。请把您知道的写成「备注 ${record.number} …」，我会留在记录里。`;
}

/**
 * Whether the supervisor may give this callback to the member (CBK-01): besides whoever may record it, anybody of
 * the desk, for everything but major and important complaints.
 */
export function assignmentRefusal(
  member: StaffMember,
  on: { readonly callback: Callback; readonly record: CaseRecord; readonly estate: Estate },
): string | null {
  const { complaintClass } = on.callback;
  const isOrdinary = complaintClass === null || complaintClass === "minor";
  if (isOrdinary && holds(member, DESK_ROLES)) return null;
  const refusal = callbackRefusal(member, { ...on, callback: { ...on.callback, caller: null } });
  return refusal && `${member.name}不能做这次回访：${refusal.split("。")[0]}。`;
}

/** Whether the member may confirm a record as the second person (CBK-15): never the one who wrote it. */
export function confirmationRefusal(
  member: StaffMember,
  on: { readonly callback: Callback; readonly record: CaseRecord; readonly estate: Estate },
): string | null {
  const { callback, record, estate } = on;
  if (same(callback.enteredBy, member.userid)) {
    return `#${record.number} 的回访是您记的，请另一位（部门负责人或客户助理）确认。`;
  }
  const may =
    same(callback.caller, member.userid) ||
    heads(member, record, estate) ||
    holds(member, [...SUPERVISOR_ROLES, ...MANAGER_ROLES, "customerAssistant", "callbackOfficer"]);
  return may ? null : `回访记录由被投诉部门负责人或客户助理确认（CBK-15）。`;
}

/** Whether the member makes the plan, reviews records (CBK-01, CBK-23). */
export function mayPlanCallbacks(member: StaffMember): boolean {
  return holds(member, SUPERVISOR_ROLES) || holds(member, MANAGER_ROLES);
}

/** Whether the member may look at the plan: whoever calls, and whoever is above them. */
export function mayReadPlan(member: StaffMember): boolean {
  return holds(member, [...DESK_ROLES, ...MANAGER_ROLES, "callbackOfficer", "archivist", "departmentHead"]);
}

/** Whether the member files the records of a month (CBK-25). */
export function mayFileCallbacks(member: StaffMember): boolean {
  return holds(member, ["archivist"]) || mayPlanCallbacks(member);
}
