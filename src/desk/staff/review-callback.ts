import type { CallbackWordsCommand } from "../../rules/callback-commands.js";
import { mayPlanCallbacks } from "../../rules/callback-permissions.js";
import { LostRace } from "../errors.js";
import type { Stores } from "../ports.js";
import { settleDuties } from "../start-duties.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";
import { noteStep } from "./step-notes.js";

type Review = CaseCommand<CallbackWordsCommand>;

const LEAST_WORDS = 2;

/** 回访意见: the supervisor reviews finished records and adds an opinion (CBK-23). */
export async function reviewCallback(stores: Stores, review: Review): Promise<StaffAnswer> {
  const { record, member, command, now } = review;
  const { number } = record;
  if (!mayPlanCallbacks(member)) {
    return refused(`回访意见由客服主管来写（CBK-23）。您的看法请写「备注 ${number} …」。`, record);
  }
  const words = command.words.trim();
  if ([...words].length < LEAST_WORDS) {
    return refused(`请写意见，例如「回访意见 ${number} 处理到位，同意归档」。`, record);
  }
  const held = (await stores.callbacks.ofCase(record.id)).filter(({ state }) => state === "done");
  const waiting = held.filter(({ reviewedAt }) => reviewedAt === null);
  if (waiting.length === 0) {
    const why = held.length === 0 ? "还没有回访记录，回访后再写意见" : "的回访都已写过意见";
    return refused(`#${number} ${why}。`, record);
  }
  for (const callback of waiting) {
    const changes = { reviewedBy: member.userid, reviewedAt: now, opinion: words };
    if (!(await stores.callbacks.update(callback, changes))) throw new LostRace(`callback ${callback.id}`);
    const data = { callback: callback.kind, words };
    await noteStep(stores, review, { record, type: "callbackReviewed", data });
  }
  await settleDuties(stores, record, { type: "callbackReviewed", at: now });
  const several = waiting.length > 1 ? `${waiting.length}条` : "";
  return { words: `#${number} 的${several}回访记录已写意见：${words}。`, done: true, caseId: record.id };
}
