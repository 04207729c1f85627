/** Roles a member of staff may hold (requirements §33), with the name people read. */
export const ROLE_NAMES = {
  receptionist: "前台接待员",
  repairReceptionist: "报修接待员",
  customerAssistant: "客户助理",
  callbackOfficer: "回访专员",
  archivist: "档案管理员",
  keyKeeper: "钥匙管理员",
  teamLead: "领班",
  supervisor: "客服主管",
  deputySupervisor: "副主管",
  officeDirector: "管理处主任",
  centerManager: "管理处经理",
  departmentHead: "部门负责人",
  maintenanceWorker: "维修人员",
  guard: "秩序维护员",
  cleaner: "保洁员",
  qualityManager: "品质管理部经理",
  generalManager: "总经理",
  headOffice: "总公司",
} as const;

export type Role = keyof typeof ROLE_NAMES;

export const ROLES = Object.keys(ROLE_NAMES) as Role[];

/** Roles that together are "the desk" (前台) of design §5: they take matters in and may dispatch them. */
export const DESK_ROLES: readonly Role[] = [
  "receptionist",
  "repairReceptionist",
  "customerAssistant",
  "teamLead",
  "supervisor",
  "deputySupervisor",
];

/** Supervisors: they confirm classes and take over after two days (REC-08, CMP-17). */
export const SUPERVISOR_ROLES: readonly Role[] = ["supervisor", "deputySupervisor"];

/** Managers: they take over after a week and alone close as unresolvable (REC-10, REC-11). */
export const MANAGER_ROLES: readonly Role[] = ["centerManager", "officeDirector", "generalManager"];
