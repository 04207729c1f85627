import { isOpen } from "../../rules/case-record.js";
import type { ResponsibleDepartment } from "../../rules/departments.js";
import { departmentName } from "../../rules/wording/case-words.js";
import { dispatchCase } from "../dispatch-case.js";
import { LostRace } from "../errors.js";
import { keepCorrection } from "../keep-corrections.js";
import type { Stores } from "../ports.js";
import { handOverDuties } from "./hold-nudges.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";
import { tellReleased } from "./tell-released.js";

type Transfer = CaseCommand<{
  verb: "transfer";
  number: number | null;
  department: ResponsibleDepartment | null;
  words: string;
}>;

/**
 * 转: another department takes over and acknowledges by accepting (REC-06, REC-18). Whoever had accepted is
 * released and hears it; limits keep running.
 */
export async function transferCase(stores: Stores, transfer: Transfer): Promise<StaffAnswer> {
  const { command, ...context } = transfer;
  const { record, member, estate, message, now } = context;
  if (!isOpen(record)) return refused(`#${record.number} 已经办结，不能再转。`, record);
  const { department } = command;
  if (!department) return refused(`请写明转给哪个部门，例如「转 ${record.number} 秩序维护」。`, record);
  const name = departmentName(estate, department);
  if (department !== "external" && !estate.departments[department]) {
    return refused(`本小区没有设${name}，请转给其他部门。`, record);
  }
  if (department === record.responsibleDepartment && !record.assignee) {
    return refused(`#${record.number} 本来就在${name}，等待接单。`, record);
  }
  const updated = await stores.cases.update(
    record,
    {
      responsibleDepartment: department,
      assignee: null,
      acceptedAt: null,
      status: "recorded",
      needsClassification: false,
    },
    now,
  );
  if (!updated) throw new LostRace(`case ${record.id}`);
  await stores.ledger.append(record.id, {
    at: now,
    type: "transferred",
    actor: member.userid,
    data: { from: record.responsibleDepartment, to: department, reason: command.words || null },
    inboundId: message.id,
    correctsId: null,
  });
  await keepCorrection(stores, {
    estate,
    script: transfer.script,
    record: updated,
    field: "department",
    by: member.userid,
    now,
  });
  await handOverDuties(stores, { record: updated, estate, now });
  const duties = await stores.duties.openOfCase(record.id);
  const photos = await stores.attachments.countOfCase(record.id);
  await dispatchCase(stores, {
    record: updated,
    estate,
    duties,
    danger: null,
    photos,
    cause: `${record.id}:moved:${message.id}`,
    ...(command.words ? { passedOn: command.words } : {}),
    now,
  });
  await tellReleased(stores, context, { record, updated });
  return { words: `#${record.number} 已转${name}，等对方接单。`, done: true, caseId: record.id };
}
