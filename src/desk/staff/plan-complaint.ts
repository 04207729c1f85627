import { isComplaint, isOpen } from "../../rules/case-record.js";
import type { PlainCommand, WordsCommand } from "../../rules/clock-commands.js";
import { departmentName, staffName } from "../../rules/wording/case-words.js";
import { dispatchCase } from "../dispatch-case.js";
import { LostRace } from "../errors.js";
import type { Stores } from "../ports.js";
import { plainText, queueMessage } from "../queue-message.js";
import { settleDuties, startDuties } from "../start-duties.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";
import { noteStep } from "./step-notes.js";

type Plan = CaseCommand<WordsCommand>;

const LEAST_WORDS = 4;

/** 方案: the supervisor's plan for a complaint (CMP-17). It goes to the manager, whose approval is then due. */
export async function planComplaint(stores: Stores, plan: Plan): Promise<StaffAnswer> {
  const { record, estate, member, message, command, now } = plan;
  if (!isOpen(record)) return refused(`#${record.number} 已经办结，不用再写方案。`, record);
  if (!isComplaint(record))
    return refused(`#${record.number} 不是投诉，不用方案；进展请用「备注 ${record.number} …」。`, record);
  const words = command.words.trim();
  if ([...words].length < LEAST_WORDS) {
    return refused(
      `请写清怎么处理、谁负责、什么时候，例如「方案 ${record.number} 更换阀门，刘工周三前做完」。`,
      record,
    );
  }
  await settleDuties(stores, record, { type: "planned", at: now });
  // A plan written anew is approved anew.
  await stores.duties.cancel(record.id, ["complaint.approve"], now);
  await noteStep(stores, plan, { record, type: "planned", data: { words } });
  const duties = await startDuties(stores, { record, estate, trigger: "planned", happenedAt: now, now });
  const approver = duties[0]?.ownerUserid ?? null;
  if (approver) {
    await queueMessage(
      stores,
      {
        estateId: estate.id,
        key: `plan:${record.id}:${message.id}`,
        target: { channel: "app", userid: approver },
        content: plainText(
          `【请审批】#${record.number} 的处理方案，${member.name}写：${words}\n同意回复「批准 ${record.number}」，要改用「备注 ${record.number} 意见」。`,
        ),
        record,
      },
      now,
    );
  }
  return {
    words: `#${record.number} 方案已记下，${approver ? `已请${staffName(estate, approver)}审批` : "等经理审批"}。`,
    done: true,
    caseId: record.id,
  };
}

type Approve = CaseCommand<PlainCommand>;

/** 批准: the manager approves the latest plan; the department is then assigned, with the plan in its ledger. */
export async function approvePlan(stores: Stores, approve: Approve): Promise<StaffAnswer> {
  const { record, estate, message, now } = approve;
  if (!isOpen(record)) return refused(`#${record.number} 已经办结，不用再批。`, record);
  const entries = await stores.ledger.ofCase(record.id);
  const plan = entries.findLast((entry) => entry.type === "planned");
  const approved = entries.findLast((entry) => entry.type === "approved");
  if (!plan) return refused(`#${record.number} 还没有方案。请主管先写「方案 ${record.number} …」。`, record);
  if (approved && approved.id > plan.id) return refused(`#${record.number} 的方案已经批过。`, record);
  await settleDuties(stores, record, { type: "approved", at: now });
  await noteStep(stores, approve, { record, type: "approved", data: { plan: plan.id } });
  const duties = await stores.duties.openOfCase(record.id);
  const photos = await stores.attachments.countOfCase(record.id);
  const cause = `${record.id}:approved:${message.id}`;
  if (!record.assignee) {
    // A new version: the cards of the old one have been sent.
    const assigned = await stores.cases.update(record, {}, now);
    if (!assigned) throw new LostRace(`case ${record.id}`);
    const card = { record: assigned, estate, duties, danger: null, photos, planApproved: true };
    await dispatchCase(stores, { ...card, cause, now });
  }
  const words = String(plan.data.words ?? "");
  const next = record.assignee
    ? `由${staffName(estate, record.assignee)}照办`
    : `已派${departmentName(estate, record.responsibleDepartment)}`;
  return { words: `#${record.number} 方案已批准（${words}），${next}。`, done: true, caseId: record.id };
}
