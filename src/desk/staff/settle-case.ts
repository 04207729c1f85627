import { isOpen } from "../../rules/case-record.js";
import { arrangeCallbacks } from "../arrange-callbacks.js";
import { askSatisfaction } from "../ask-satisfaction.js";
import { closeWhenComplete } from "../close-when-complete.js";
import type { DeskDeps } from "../desk-deps.js";
import { LostRace } from "../errors.js";
import { followLead } from "../join-incident.js";
import type { Stores } from "../ports.js";
import { settleDuties, startDuties } from "../start-duties.js";
import { refusalWithoutPlan } from "./require-plan.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";

type Settle = CaseCommand<{ verb: "settle"; number: number | null; words: string }>;

/** Fewest characters that say what was done. */
const LEAST_WORDS = 2;

/**
 * 完成: the matter is handled. It needs words on what was done (REC-05, REC-07): they go into the record and
 * to the resident.
 */
export async function settleCase(deps: DeskDeps, stores: Stores, settle: Settle): Promise<StaffAnswer> {
  const { record, member, estate, message, command, now } = settle;
  if (!isOpen(record))
    return refused(`#${record.number} 已经办结。要补充请用「备注 ${record.number} …」。`, record);
  const words = command.words.trim();
  if ([...words].length < LEAST_WORDS) {
    return refused(`请写清做了什么，例如「完成 ${record.number} 更换角阀，已试水」。`, record);
  }
  // Who settles what nobody has accepted is assigned by it.
  const planless = record.assignee ? null : await refusalWithoutPlan(stores, { record, estate });
  if (planless) return planless;
  const updated = await stores.cases.update(
    record,
    {
      status: "handled",
      round: record.round + 1,
      handledAt: now,
      handledBy: record.assignee ?? member.userid,
      handling: words,
      result: words,
      assignee: record.assignee ?? member.userid,
      acceptedAt: record.acceptedAt ?? now,
    },
    now,
  );
  if (!updated) throw new LostRace(`case ${record.id}`);
  await stores.ledger.append(record.id, {
    at: now,
    type: "handled",
    actor: member.userid,
    data: { handling: words, handledBy: updated.handledBy },
    inboundId: message.id,
    correctsId: null,
  });
  await stores.attachments.linkToCase(message.id, record.id);
  await settleDuties(stores, record, { type: "handled", at: now });
  await startDuties(stores, { record: updated, estate, trigger: "handled", happenedAt: now, now });
  await askSatisfaction(deps, stores, {
    estate,
    record: updated,
    key: `handled:${record.id}:${message.id}`,
    caller: record.recordedBy,
    now,
  });
  await arrangeCallbacks(stores, { record: updated, estate, now });
  await closeWhenComplete(stores, { record: updated, estate, now });
  await followLead(deps, stores, { lead: updated, actor: member.userid, inboundId: message.id, now });
  return { words: `#${record.number} 已办结，正在通知住户。`, done: true, caseId: record.id };
}
