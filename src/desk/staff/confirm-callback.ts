import { confirmationRefusal } from "../../rules/callback-permissions.js";
import { isOpen } from "../../rules/case-record.js";
import { closeWhenComplete } from "../close-when-complete.js";
import { LostRace } from "../errors.js";
import type { Stores } from "../ports.js";
import { settleDuties } from "../start-duties.js";
import { startReview } from "../start-review.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";
import { noteStep } from "./step-notes.js";

type Confirm = CaseCommand<{ verb: "confirmCallback"; number: number | null }>;

/** 确认回访: the second of two who call back together vouches for the record (CBK-15, CBK-22). */
export async function confirmCallback(stores: Stores, confirm: Confirm): Promise<StaffAnswer> {
  const { record, estate, member, now } = confirm;
  const { number } = record;
  const held = (await stores.callbacks.ofCase(record.id)).filter(({ state }) => state === "done");
  const waiting = held.filter(
    ({ confirmerRole, confirmedAt }) => confirmerRole !== null && confirmedAt === null,
  );
  if (waiting.length === 0) {
    const why = held.length === 0 ? "还没有回访记录" : "没有等确认的回访";
    return refused(`#${number} ${why}，「查 ${number}」看一下。`, record);
  }
  const own = waiting.map((callback) => confirmationRefusal(member, { callback, record, estate }));
  const mine = waiting.filter((_callback, index) => own[index] === null);
  if (mine.length === 0) return refused(own[0] ?? "", record);
  for (const callback of mine) {
    const changes = { confirmedBy: member.userid, confirmedAt: now };
    if (!(await stores.callbacks.update(callback, changes))) throw new LostRace(`callback ${callback.id}`);
    await noteStep(stores, confirm, {
      record,
      type: "callbackConfirmed",
      data: { callback: callback.kind },
    });
  }
  if (mine.length === waiting.length) {
    await settleDuties(stores, record, { type: "callbackConfirmed", at: now });
    await startReview(stores, confirm);
  }
  const after = isOpen(record) ? record : await closeWhenComplete(stores, { record, estate, now });
  const closed = after.status === "closed" ? "各步骤都有记录，已自动关闭。" : "";
  return { words: `#${number} 的回访记录已确认。${closed}`, done: true, caseId: record.id };
}
