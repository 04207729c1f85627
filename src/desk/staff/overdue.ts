import { departmentScope } from "../../rules/permissions.js";
import { overdueList } from "../../rules/wording/overdue-wording.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import type { StaffAnswer } from "./run-staff-command.js";

/** Rows looked through; a list on a phone shows far fewer. */
const LOOKED_AT = 200;

/** 超时: what is past its limit, the oldest limit first, and what nobody could be asked for (没人接到). */
export async function listOverdue(stores: Stores, context: StaffContext): Promise<StaffAnswer> {
  const { estate, member, now } = context;
  const scope = departmentScope(member);
  const late = await stores.duties.overdue(estate.id, now, LOOKED_AT);
  const unreached = await stores.duties.unreached(estate.id, LOOKED_AT);
  const records = new Map();
  for (const { caseId } of [...late, ...unreached]) {
    if (caseId === null || records.has(caseId)) continue;
    const record = await stores.cases.find(caseId);
    const mine =
      scope === null || record?.responsibleDepartment === scope || record?.assignee === member.userid;
    if (record && mine) records.set(caseId, record);
  }
  const words = overdueList({
    late,
    unreached,
    records,
    withPeriods: scope === null,
    estate,
    now,
  });
  return { words, done: true, caseId: null };
}
