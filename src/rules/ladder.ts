import type { CaseRecord } from "./case-record.js";
import type { Rung } from "./duty.js";
import { type Estate, findStaff, presentDepartment, type StaffMember, staffWithRole } from "./estate.js";
import { MANAGER_ROLES, type Role } from "./roles.js";

/** A member who is away; half-open: `from` counts, `until` does not. */
export interface Absence {
  readonly userid: string;
  readonly from: Date;
  readonly until: Date;
  /** userid of whoever stands in, or null. */
  readonly deputy: string | null;
}

/** Somebody who should have been asked and could not be. */
export interface Miss {
  readonly role: Role;
  readonly userid: string | null;
  readonly why: "onLeave" | "left" | "roleEmpty" | "undeliverable";
}

/** Who is asked in the end, on which rung, and who was missed on the way. */
export interface Reached {
  readonly step: number;
  /** True when a whole rung had nobody to ask: listed under 没人接到. */
  readonly missedRung: boolean;
  /** Null when the whole estate has nobody to ask: the groups are then told. */
  readonly userid: string | null;
  readonly misses: readonly Miss[];
}

/** What finding somebody needs to know. */
export interface LadderFacts {
  readonly estate: Estate;
  /** The record's department decides who its head is; null for duties without a record. */
  readonly record: Pick<CaseRecord, "responsibleDepartment"> | null;
  readonly absences: readonly Absence[];
  /** userids a message could not be delivered to just now. */
  readonly unreachable?: readonly string[];
  readonly now: Date;
}

/** Roles of the same floor: a site may merge them (requirements §33), so one stands in for the other. */
const SAME_FLOOR: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  receptionist: ["repairReceptionist", "customerAssistant"],
  repairReceptionist: ["receptionist", "customerAssistant"],
  customerAssistant: ["receptionist", "repairReceptionist"],
  callbackOfficer: ["customerAssistant", "receptionist"],
  supervisor: ["deputySupervisor"],
  centerManager: ["officeDirector"],
  officeDirector: ["centerManager"],
  generalManager: ["headOffice"],
};

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** The absence of a member at this moment, or undefined. */
export function absenceOf(userid: string, absences: readonly Absence[], now: Date): Absence | undefined {
  return absences.find(
    (absence) => same(absence.userid, userid) && absence.from <= now && now < absence.until,
  );
}

/** Whoever heads the department that must act; matters of outsiders are the desk's. */
export function departmentHead(
  estate: Estate,
  record: Pick<CaseRecord, "responsibleDepartment"> | null,
): StaffMember | undefined {
  const wanted = record?.responsibleDepartment ?? "customerService";
  const department = presentDepartment(estate, wanted === "external" ? "customerService" : wanted);
  const head = estate.departments[department]?.head;
  const member = head ? findStaff(estate, head) : undefined;
  return (
    member ??
    staffWithRole(estate, ["departmentHead"]).find((candidate) => candidate.department === department)
  );
}

function holders(role: Role, { estate, record }: LadderFacts): StaffMember[] {
  if (role === "departmentHead") {
    const head = departmentHead(estate, record);
    return head ? [head] : [];
  }
  const own = staffWithRole(estate, [role]);
  const others = (SAME_FLOOR[role] ?? []).flatMap((other) => staffWithRole(estate, [other]));
  return [...own, ...others.filter((member) => !own.includes(member))];
}

/** The member, or who stands in; the reason when neither can be asked. */
export function present(userid: string, facts: LadderFacts): { userid: string } | { why: Miss["why"] } {
  const { estate, absences, unreachable = [], now } = facts;
  const member = findStaff(estate, userid);
  if (!member) return { why: "left" };
  if (unreachable.some((other) => same(other, userid))) return { why: "undeliverable" };
  const absence = absenceOf(member.userid, absences, now);
  if (!absence) return { userid: member.userid };
  const deputy = absence.deputy ? findStaff(estate, absence.deputy) : undefined;
  const deputyIsAway =
    !deputy ||
    absenceOf(deputy.userid, absences, now) !== undefined ||
    unreachable.some((other) => same(other, deputy.userid));
  return deputyIsAway ? { why: "onLeave" } : { userid: deputy.userid };
}

function onRung(
  rung: { role: Role; preferred: string | null },
  facts: LadderFacts,
): { userid: string | null; misses: Miss[] } {
  const candidates = holders(rung.role, facts).map((member) => member.userid);
  const preferred = rung.preferred;
  const known = preferred !== null && candidates.some((userid) => same(userid, preferred));
  if (preferred && !known) candidates.unshift(preferred);
  else if (preferred) candidates.sort((a, b) => Number(same(b, preferred)) - Number(same(a, preferred)));
  const misses: Miss[] = [];
  for (const userid of candidates) {
    const found = present(userid, facts);
    if ("userid" in found) return { userid: found.userid, misses };
    misses.push({ role: rung.role, userid, why: found.why });
  }
  if (candidates.length === 0) misses.push({ role: rung.role, userid: null, why: "roleEmpty" });
  return { userid: null, misses };
}

/**
 * Finds who is asked, from this rung upward: the owner, a deputy, a colleague of the same floor, the next rung
 * (design §1.3). Above the last rung the managers follow, then the rungs below, so that a duty never falls
 * silent while the estate has anybody at all.
 */
export function reach(
  duty: { ladder: readonly Rung[]; step: number; ownerUserid: string | null },
  facts: LadderFacts,
): Reached {
  const misses: Miss[] = [];
  const last = duty.ladder.length - 1;
  const first = Math.min(duty.step, last);
  for (let step = first; step <= last; step += 1) {
    const role = duty.ladder[step]?.role;
    if (!role) break;
    const preferred = step === duty.step ? duty.ownerUserid : null;
    const found = onRung({ role, preferred }, facts);
    misses.push(...found.misses);
    if (found.userid) return { step, userid: found.userid, misses, missedRung: step > first };
  }
  const below = duty.ladder.slice(0, duty.step).reverse();
  const roles = [...MANAGER_ROLES, "headOffice" as const, ...below.map((rung) => rung.role)];
  for (const role of roles) {
    const { userid } = onRung({ role, preferred: null }, facts);
    if (userid) return { step: last, userid, misses, missedRung: true };
  }
  return { step: last, userid: null, misses, missedRung: true };
}
