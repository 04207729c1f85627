import type { CaseRecord } from "../../rules/case-record.js";
import { planDispatch } from "../../rules/dispatch-plan.js";
import { departmentName } from "../../rules/wording/case-words.js";
import { transferredAway, transferTakenBack } from "../../rules/wording/staff-news-wording.js";
import { groupUpdate, personalUpdate } from "../../rules/wording/staff-wording.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { plainText, queueMessage } from "../queue-message.js";
import { tellAssignee } from "../tell-workers.js";

/**
 * 转: whoever had accepted, and the group that has the old card, hear that the matter has left them. Nobody hears what
 * they said themselves or read in the group it was said in.
 */
export async function tellReleased(
  stores: Stores,
  { estate, member, message, now }: StaffContext,
  of: { record: CaseRecord; updated: CaseRecord },
): Promise<void> {
  const { record, updated } = of;
  const words = transferredAway(member.name, departmentName(estate, updated.responsibleDepartment));
  const common = { estateId: estate.id, record: updated };
  const holder = record.assignee;
  if (holder && holder.toLowerCase() !== member.userid.toLowerCase()) {
    const content = plainText(personalUpdate(updated, words));
    const target = { channel: "app", userid: holder } as const;
    await queueMessage(
      stores,
      { ...common, key: `released:${record.id}:${message.id}`, target, content },
      now,
    );
  }
  const [before] = planDispatch(record, estate).groups;
  const hasNew = planDispatch(updated, estate).groups.some(({ group }) => group.id === before?.group.id);
  if (!before || hasNew || (message.inGroup && message.peerId === before.group.chatId)) return;
  await queueMessage(
    stores,
    {
      ...common,
      key: `released:${record.id}:${message.id}:group`,
      target: { channel: "robot", group: before.group.id },
      content: { type: "markdown", text: groupUpdate(updated, words) },
    },
    now,
  );
}

/** 撤回 of 转: whoever had the matter has it again. */
export async function tellHolderAgain(
  stores: Stores,
  { estate, member, message, now }: StaffContext,
  record: CaseRecord,
): Promise<void> {
  if (record.assignee?.toLowerCase() === member.userid.toLowerCase()) return;
  const words = transferTakenBack(member.name);
  await tellAssignee(stores, { estate, record, words, cause: `undone:${message.id}`, now });
}
