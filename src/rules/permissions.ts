import type { CaseRecord } from "./case-record.js";
import type { Department } from "./departments.js";
import { type Estate, presentDepartment, type StaffMember } from "./estate.js";
import { DESK_ROLES, MANAGER_ROLES, type Role, SUPERVISOR_ROLES } from "./roles.js";
import type { StaffVerb } from "./staff-commands.js";

/** Why a command is refused for this member, in words that also say what would be right. */
export interface Refusal {
  readonly words: string;
}

function holds(member: StaffMember, roles: readonly Role[]): boolean {
  return member.roles.some((role) => roles.includes(role));
}

/** Whether the member belongs to the desk (前台) of design §5, or leads it. */
export function isDesk(member: StaffMember): boolean {
  return holds(member, DESK_ROLES) || holds(member, MANAGER_ROLES);
}

/** Whether the member may see matters of all departments: the desk, supervisors and managers. */
export function seesAllDepartments(member: StaffMember): boolean {
  return isDesk(member) || holds(member, ["qualityManager", "headOffice", "callbackOfficer", "archivist"]);
}

/** Department whose data the member may see; null = all of them, `none` = not placed anywhere. */
export function departmentScope(member: StaffMember): Department | null | "none" {
  if (seesAllDepartments(member)) return null;
  return member.department ?? "none";
}

function worksIn(member: StaffMember, record: CaseRecord, estate: Estate): boolean {
  if (record.responsibleDepartment === "external") return false;
  return member.department === presentDepartment(estate, record.responsibleDepartment);
}

function leads(member: StaffMember, record: CaseRecord, estate: Estate): boolean {
  return worksIn(member, record, estate) && holds(member, ["departmentHead"]);
}

const isAssignee = (member: StaffMember, record: CaseRecord) =>
  record.assignee?.toLowerCase() === member.userid.toLowerCase();

/**
 * Whether a member may do this to the record (design §5, requirements §33): null = yes. Looking (`查`) is
 * limited to the own department's data; notes, lists and help are open to any staff.
 */
export function refusalFor(
  verb: StaffVerb,
  member: StaffMember,
  on: { readonly record: CaseRecord; readonly estate: Estate },
): Refusal | null {
  const { record, estate } = on;
  const desk = isDesk(member);
  const inDepartment = worksIn(member, record, estate);
  switch (verb) {
    case "accept":
      return desk || inDepartment
        ? null
        : { words: `#${record.number} 不归您所在的部门，由责任部门或前台接单。` };
    case "settle":
      return desk || isAssignee(member, record) || leads(member, record, estate)
        ? null
        : {
            words: `#${record.number} 由接单人、部门负责人或前台办结。您可以先回复「接单 ${record.number}」。`,
          };
    case "transfer":
      return desk || leads(member, record, estate)
        ? null
        : { words: `转派由前台或部门负责人来做。请把情况写成「备注 ${record.number} …」，我会留在记录里。` };
    case "progress":
      return desk || inDepartment || isAssignee(member, record)
        ? null
        : { words: `#${record.number} 不归您所在的部门，进展由处理的同事来报。` };
    case "merge":
    case "split":
      return desk ? null : { words: `合并、拆分由前台来做。请把情况写成「备注 ${record.number} …」。` };
    case "classify":
      return holds(member, SUPERVISOR_ROLES) || holds(member, MANAGER_ROLES)
        ? null
        : { words: `定级由主管或经理确定。请把建议写成「备注 ${record.number} 建议定为…」。` };
    case "nameCause":
      return holds(member, SUPERVISOR_ROLES) || holds(member, MANAGER_ROLES)
        ? null
        : { words: `投诉原因由主管或经理确定。请把看法写成「备注 ${record.number} …」。` };
    case "changeKind":
      return holds(member, SUPERVISOR_ROLES) ||
        holds(member, MANAGER_ROLES) ||
        (desk && record.needsClassification)
        ? null
        : { words: `#${record.number} 已分类，改类由主管或经理来做。` };
    case "why":
    case "show":
      return desk || seesAllDepartments(member) || inDepartment || isAssignee(member, record)
        ? null
        : { words: `#${record.number} 不归您所在的部门，只有责任部门和前台能看。` };
    default:
      return clockRefusal(verb, member, on);
  }
}

/** The same for the commands that move, stop or end clocks. */
function clockRefusal(
  verb: StaffVerb,
  member: StaffMember,
  { record, estate }: { record: CaseRecord; estate: Estate },
): Refusal | null {
  const desk = isDesk(member);
  switch (verb) {
    case "appoint":
    case "pause":
    case "resume":
    case "answer":
      return desk || isAssignee(member, record) || leads(member, record, estate)
        ? null
        : {
            words: `#${record.number} 由接单人、部门负责人或前台来做。您可以先回复「接单 ${record.number}」。`,
          };
    case "tellSuperior":
      return desk || leads(member, record, estate)
        ? null
        : { words: "上报由前台、部门负责人或经理来记。请先打电话告诉他们。" };
    case "plan":
    case "handOver":
      return holds(member, SUPERVISOR_ROLES) || holds(member, MANAGER_ROLES)
        ? null
        : { words: `这一步由客服主管来做。请把情况写成「备注 ${record.number} …」。` };
    case "giveOpinion":
      return holds(member, MANAGER_ROLES)
        ? null
        : { words: `处理意见由管理处主任或经理来写。您的看法请写成「备注 ${record.number} …」。` };
    case "approve":
    case "close":
      return holds(member, MANAGER_ROLES)
        ? null
        : { words: `只有管理处经理可以这样做。请把理由写成「备注 ${record.number} …」，我会留在记录里。` };
    default:
      return null;
  }
}

/** Whether a member may publish a notice to residents (通知): the desk, and heads for what their department does. */
export function mayPublish(member: StaffMember): boolean {
  return isDesk(member) || holds(member, ["departmentHead"]);
}

/** Whether a member may register a matter that came by phone or in person (登记). */
export function mayRegister(member: StaffMember): boolean {
  return isDesk(member);
}

/**
 * What of the forms a member may take out (导出; ARC-11, ARC-16): `all` for supervisors, managers and the archivist,
 * the own department for its head, `none` for everybody else.
 */
export function exportScope(member: StaffMember): "all" | Department | "none" {
  if (holds(member, [...SUPERVISOR_ROLES, ...MANAGER_ROLES, "archivist"])) return "all";
  return holds(member, ["departmentHead"]) ? (member.department ?? "none") : "none";
}
