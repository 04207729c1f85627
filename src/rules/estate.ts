import type { Holidays } from "./calendar.js";
import type { Department } from "./departments.js";
import type { KnowledgeEntry } from "./knowledge.js";
import type { Role } from "./roles.js";

/** A daily span of estate time, `HH:MM`; an end before the start runs past midnight. */
export interface DailySpan {
  readonly from: string;
  readonly to: string;
}

/** A staff group chat. Its robot key is a secret and lives at the edge, not here. */
export interface StaffGroup {
  /** The estate's own name for it in the file, for example `engineering`. */
  readonly id: string;
  readonly name: string;
  /** Where the 智能机器人 sits; case-sensitive. */
  readonly chatId: string | null;
  /** Whether a group robot can push into it. */
  readonly hasRobot: boolean;
}

export interface DepartmentSetup {
  readonly name: string;
  /** userid of the head (被投诉部门负责人). */
  readonly head: string | null;
  /** Id of the group its cards go to. */
  readonly group: string;
}

export interface StaffMember {
  readonly userid: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly department: Department | null;
}

/** When supervisors get their digests, in estate time (design §4); null = that one is switched off. */
export interface DigestSetup {
  readonly daily: string | null;
  readonly weekly: string | null;
  readonly monthly: string | null;
  /** userids. */
  readonly to: readonly string[];
  /** Id of the managers' group. */
  readonly group: string | null;
}

/** Everything the desk knows about an estate from its file: a value, read once at start. */
export interface Estate {
  readonly id: string;
  readonly name: string;
  /** IANA zone; all wall-clock reckoning happens in it. */
  readonly timezone: string;
  readonly kfAccounts: readonly string[];
  readonly hours: { readonly desk: DailySpan; readonly quiet: DailySpan };
  readonly groups: Readonly<Record<string, StaffGroup>>;
  readonly departments: Readonly<Partial<Record<Department, DepartmentSetup>>>;
  readonly staff: readonly StaffMember[];
  readonly digests: DigestSetup;
  /** Overrides of requirements §32 by setting name, validated against the table of settings. */
  readonly settings: Readonly<Record<string, number | string | boolean>>;
  /** Names of buildings beyond numbers, for example 观澜阁 (used to read room numbers). */
  readonly buildings: readonly string[];
  /** Public holidays and 调休, added at start; without them only weekends are known. */
  readonly holidays?: Holidays;
  /** Answers the estate vouches for, from its knowledge file; none unless it names one. */
  readonly knowledge?: readonly KnowledgeEntry[];
}

/** The member with this userid, whatever its case (WeCom returns userids lower-cased), or undefined. */
export function findStaff(estate: Estate, userid: string): StaffMember | undefined {
  const wanted = userid.toLowerCase();
  return estate.staff.find((member) => member.userid.toLowerCase() === wanted);
}

/** Members holding at least one of the roles, in the order of the file. */
export function staffWithRole(estate: Estate, roles: readonly Role[]): StaffMember[] {
  return estate.staff.filter((member) => member.roles.some((role) => roles.includes(role)));
}

/** Department to which a matter really goes: one the estate does not have falls to customerService. */
export function presentDepartment(estate: Estate, department: Department): Department {
  return estate.departments[department] ? department : "customerService";
}

/** The desk's group (design §4): that of customerService, or null when the estate has none. */
export function deskGroup(estate: Estate): StaffGroup | null {
  const group = estate.departments.customerService?.group;
  return group ? (estate.groups[group] ?? null) : null;
}
