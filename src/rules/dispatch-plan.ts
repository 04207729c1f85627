import { type CaseRecord, isComplaint } from "./case-record.js";
import type { Department } from "./departments.js";
import {
  deskGroup,
  type Estate,
  findStaff,
  presentDepartment,
  type StaffGroup,
  staffWithRole,
} from "./estate.js";
import type { Role } from "./roles.js";
import { departmentName } from "./wording/case-words.js";

/** Who hears of a new or transferred matter. Nothing here is sent twice to one group or person. */
export interface DispatchPlan {
  readonly groups: readonly { readonly group: StaffGroup; readonly mentions: readonly string[] }[];
  /** userids that get the 1:1 card with buttons. */
  readonly cards: readonly string[];
  /** Who was called, in words a resident reads (emergencies). */
  readonly called: readonly string[];
}

function acting(record: CaseRecord, estate: Estate): Department {
  const wanted = record.responsibleDepartment;
  if (wanted === "external" || record.needsClassification) return "customerService";
  return presentDepartment(estate, wanted);
}

function groupOf(estate: Estate, department: Department): StaffGroup | null {
  const id = estate.departments[department]?.group;
  return (id ? estate.groups[id] : undefined) ?? deskGroup(estate);
}

function userids(estate: Estate, roles: readonly Role[]): string[] {
  return staffWithRole(estate, roles).map((member) => member.userid);
}

/** First of these roles that somebody holds: a role nobody holds climbs to the next (design §4). */
function firstHeld(estate: Estate, ladder: readonly Role[]): string[] {
  for (const role of ladder) {
    const holders = userids(estate, [role]);
    if (holders.length) return holders;
  }
  return [];
}

const MANAGER_LADDER: readonly Role[] = ["centerManager", "officeDirector", "generalManager"];
const DESK_LADDER: readonly Role[] = [
  "receptionist",
  "repairReceptionist",
  "customerAssistant",
  "supervisor",
];

/**
 * Plans the cards of a matter: the department's group and its head; the supervisor for every complaint
 * (CMP-16) and the manager for a major one (CMP-10); an emergency reaches desk, department and manager at
 * once, all of them mentioned (EMG-01). A group without a robot is replaced by 1:1 cards.
 */
export function planDispatch(record: CaseRecord, estate: Estate): DispatchPlan {
  const department = acting(record, estate);
  const headId = estate.departments[department]?.head;
  const head = headId ? findStaff(estate, headId)?.userid : undefined;
  const owners = head ? [head] : firstHeld(estate, [...DESK_LADDER, ...MANAGER_LADDER]);
  const cards = new Set(owners);
  if (isComplaint(record)) {
    for (const userid of firstHeld(estate, ["supervisor", "deputySupervisor", ...MANAGER_LADDER]))
      cards.add(userid);
    if (record.complaintClass === "major")
      for (const userid of firstHeld(estate, MANAGER_LADDER)) cards.add(userid);
  }

  const wanted = new Map<string, { group: StaffGroup; mentions: string[] }>();
  const add = (group: StaffGroup | null, mentions: readonly string[]) => {
    if (!group) return;
    const entry = wanted.get(group.id) ?? { group, mentions: [] };
    for (const userid of mentions) if (!entry.mentions.includes(userid)) entry.mentions.push(userid);
    wanted.set(group.id, entry);
  };
  add(groupOf(estate, department), owners);

  const called: string[] = [];
  if (record.emergency) {
    const desk = firstHeld(estate, DESK_LADDER);
    const managers = firstHeld(estate, MANAGER_LADDER);
    add(deskGroup(estate), desk);
    add(estate.digests.group ? (estate.groups[estate.digests.group] ?? null) : null, managers);
    for (const userid of [...desk, ...managers]) cards.add(userid);
    called.push(departmentName(estate, department));
    if (department !== "customerService" && desk.length) called.push("客服前台");
    if (managers.length) called.push("管理处经理");
  }

  const groups = [...wanted.values()].filter(({ group }) => group.hasRobot);
  if (groups.length === 0) for (const userid of firstHeld(estate, DESK_LADDER)) cards.add(userid);
  return { groups, cards: [...cards], called };
}
