import type { CaseRecord } from "../../rules/case-record.js";
import type { Estate } from "../../rules/estate.js";
import { needsPlan } from "../../rules/sop.js";
import { staffName } from "../../rules/wording/case-words.js";
import type { Stores } from "../ports.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";

/**
 * Nobody is assigned to a major complaint before its latest plan is approved (CMP-17). Returns the refusal
 * with the step that is missing, or null when nothing stands in the way.
 */
export async function refusalWithoutPlan(
  stores: Stores,
  { record, estate }: { record: CaseRecord; estate: Estate },
): Promise<StaffAnswer | null> {
  if (!needsPlan(record)) return null;
  const { number } = record;
  const entries = await stores.ledger.ofCase(record.id);
  const plan = entries.findLast((entry) => entry.type === "planned");
  if (!plan) {
    return refused(
      `#${number} 是重大投诉，要先有方案再派人：请主管写「方案 ${number} 怎么处理、谁负责、什么时候」，经理批准后再接单。`,
      record,
    );
  }
  const approved = entries.findLast((entry) => entry.type === "approved");
  if (approved && approved.id > plan.id) return null;
  const waiting = (await stores.duties.openOfCase(record.id)).find(
    ({ kind }) => kind === "complaint.approve",
  );
  const approver = waiting?.ownerUserid ? staffName(estate, waiting.ownerUserid) : "经理";
  return refused(
    `#${number} 的方案还在等${approver}审批。${approver}回复「批准 ${number}」后再接单。`,
    record,
  );
}
