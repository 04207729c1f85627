import type { CaseRecord } from "./case-record.js";
import type { Estate, StaffMember } from "./estate.js";
import { isDesk, type Refusal } from "./permissions.js";
import { MANAGER_ROLES, type Role, SUPERVISOR_ROLES } from "./roles.js";
import { whoHolds } from "./wording/period-wording.js";

/**
 * Who signs which audit (REC-12, REC-13): the supervisor the day, the manager the week. A manager may stand in
 * for the supervisor, who may be away; nobody below stands in for the manager.
 */
export const AUDITORS: Readonly<Record<"daily" | "weekly", readonly Role[]>> = {
  daily: [...SUPERVISOR_ROLES, ...MANAGER_ROLES],
  weekly: [...MANAGER_ROLES, "headOffice"],
};

const NAMES = { daily: "日审核", weekly: "周审核" } as const;

const holds = (member: StaffMember, roles: readonly Role[]) =>
  member.roles.some((role) => roles.includes(role));

/** Why this member does not audit, and who does; null = may. */
export function auditRefusal(kind: "daily" | "weekly", member: StaffMember, estate: Estate): Refusal | null {
  if (holds(member, AUDITORS[kind])) return null;
  return { words: `${NAMES[kind]}由${whoHolds(AUDITORS[kind], estate)}来做。看一件请回复「查 编号」。` };
}

/** The audit a member does by default: whoever may do both begins with the day unless they are a manager. */
export function usualAudit(member: StaffMember): "daily" | "weekly" {
  return holds(member, SUPERVISOR_ROLES) || !holds(member, AUDITORS.weekly) ? "daily" : "weekly";
}

/** Who says that the month's summary was handed in (DL-67). */
export function maySummarise(member: StaffMember): boolean {
  return holds(member, ["archivist", ...AUDITORS.daily]);
}

/** What 更正 may change; the account of the work belongs to whoever did it too. */
export type CorrectedField = "phone" | "room" | "name" | "matter" | "handling";

/** Why this member may not correct that field, or nobody may; null = may. */
export function correctionRefusal(
  field: CorrectedField,
  member: StaffMember,
  record: CaseRecord,
): Refusal | null {
  const worked = [record.assignee, record.handledBy].some(
    (userid) => userid?.toLowerCase() === member.userid.toLowerCase(),
  );
  if (!isDesk(member) && !(field === "handling" && worked)) {
    return { words: `更正记录由前台来做。请把情况写成「备注 ${record.number} …」，我会留在记录里。` };
  }
  if (record.anonymisedAt) return { words: `#${record.number} 保存期已满，个人信息已清除，不再更正。` };
  const unsettled = field === "handling" && record.handling === null;
  return unsettled
    ? { words: `#${record.number} 还没有办结，处理情况请在办结时写：「完成 ${record.number} 做了什么」。` }
    : null;
}
