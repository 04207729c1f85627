import type { Department, ResponsibleDepartment } from "../../rules/departments.js";
import { type Estate, presentDepartment, type StaffMember } from "../../rules/estate.js";
import type { Role } from "../../rules/roles.js";

/** Who plays which part in this estate; every part has somebody, whatever the estate file says. */
export interface EstatePeople {
  /** Members of the department, workers before heads; the desk stands in for one that has nobody. */
  workers(department: ResponsibleDepartment): readonly StaffMember[];
  head(department: Department): StaffMember;
  withRole(role: Role): StaffMember;
  /** Chat id of the group the department's cards go to. */
  groupOf(department: ResponsibleDepartment): string;
}

export function peopleOf(estate: Estate): EstatePeople {
  const anybody = estate.staff[0];
  if (!anybody) throw new Error(`the estate ${estate.id} has no staff to play a part`);
  const withRole = (role: Role) => estate.staff.find((member) => member.roles.includes(role)) ?? anybody;
  const present = (department: ResponsibleDepartment): Department =>
    department === "external" ? "customerService" : presentDepartment(estate, department);
  const members = (department: Department) =>
    estate.staff.filter((member) => member.department === department);
  const isHead = (member: StaffMember) => member.roles.includes("departmentHead");
  return {
    withRole,
    workers(department) {
      const all = members(present(department));
      const workers = [...all.filter((one) => !isHead(one)), ...all.filter(isHead)];
      return workers.length > 0 ? workers : [withRole("receptionist")];
    },
    head(department) {
      const userid = estate.departments[present(department)]?.head;
      return estate.staff.find((member) => member.userid === userid) ?? withRole("supervisor");
    },
    groupOf(department) {
      const group = estate.departments[present(department)]?.group ?? "";
      const any = Object.values(estate.groups).find((one) => one.chatId);
      return estate.groups[group]?.chatId ?? any?.chatId ?? "";
    },
  };
}
