import type { Estate } from "../rules/estate.js";
import { ROLES } from "../rules/roles.js";
import type { YamlLines } from "./yaml-lines.js";

/** Something the desk can live with but the operator should know, with the path of its line below the estate. */
type Gap = readonly [path: readonly PropertyKey[], message: string];

function gapsOfDepartments(estate: Estate, written: ReadonlySet<string>): Gap[] {
  const gaps: Gap[] = [];
  if (!estate.departments.customerService) {
    gaps.push([["departments"], "no department customerService: the desk has no group of its own"]);
  }
  for (const [id, department] of Object.entries(estate.departments)) {
    const path = ["departments", id];
    if (!department.head) gaps.push([path, `department ${id} has no head: its duties climb at once`]);
    if (!written.has(id))
      gaps.push([path, `department ${id} has no group: its cards go to the desk's group`]);
    const head = estate.staff.find(
      (member) => member.userid.toLowerCase() === department.head?.toLowerCase(),
    );
    if (head && !head.roles.includes("departmentHead")) {
      gaps.push([path, `${head.userid} heads ${id} without the role departmentHead`]);
    }
  }
  return gaps;
}

function gapsOfStaff(estate: Estate): Gap[] {
  const held = new Set(estate.staff.flatMap((member) => member.roles));
  const nobody = ROLES.filter((role) => !held.has(role));
  const gaps: Gap[] = [];
  if (nobody.length > 0) {
    gaps.push([["staff"], `nobody holds ${nobody.join(", ")}: what is theirs climbs to the next`]);
  }
  estate.staff.forEach((member, index) => {
    if (member.roles.includes("departmentHead") && !member.department) {
      gaps.push([["staff", index], `${member.userid} is departmentHead of no department`]);
    }
  });
  return gaps;
}

function gapsOfGroups(estate: Estate): Gap[] {
  if (Object.keys(estate.groups).length === 0) {
    return [[["groups"], "no groups: the staff is reached one by one only"]];
  }
  const mute = Object.values(estate.groups).filter((group) => !group.hasRobot);
  return mute.map((group) => [
    ["groups", group.id],
    `group ${group.id} has no webhookKey: nothing reaches it`,
  ]);
}

/** Warnings about an estate that may start; `departmentsWithGroup` are those whose group the file names. */
export function gapsOfEstate(
  estate: Estate,
  at: { index: number; departmentsWithGroup: ReadonlySet<string>; yaml: YamlLines },
): { line: number; message: string }[] {
  const gaps = [
    ...gapsOfDepartments(estate, at.departmentsWithGroup),
    ...gapsOfStaff(estate),
    ...gapsOfGroups(estate),
  ];
  if (estate.kfAccounts.length === 0) {
    gaps.push([["kfAccounts"], "no kfAccounts: residents have no way in"]);
  }
  if (!estate.digests.group && estate.digests.to.length === 0) {
    gaps.push([["digests"], "nobody gets the digests"]);
  }
  return gaps.map(([path, message]) => ({
    line: at.yaml.lineOf(["estates", at.index, ...path]),
    message: `${estate.id}: ${message}`,
  }));
}
