import { isOpen } from "../../rules/case-record.js";
import type { WordsCommand } from "../../rules/clock-commands.js";
import { closeWhenComplete } from "../close-when-complete.js";
import type { Stores } from "../ports.js";
import { settleDuties } from "../start-duties.js";
import { tellWorkers } from "../tell-workers.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";
import { noteStep } from "./step-notes.js";

type Opinion = CaseCommand<WordsCommand>;

const LEAST_WORDS = 4;

/**
 * 处理意见: how the director or manager wants a matter handled that was opened again after a bad answer (CBK-24).
 * It goes into the ledger and to those who work on it; without it the matter is not closed.
 */
export async function giveOpinion(stores: Stores, opinion: Opinion): Promise<StaffAnswer> {
  const { record, estate, member, message, command, now } = opinion;
  const { number } = record;
  const entries = await stores.ledger.ofCase(record.id);
  if (!entries.some(({ type }) => type === "reopened")) {
    return refused(
      `#${number} 没有因为不满意重新打开过，不用写处理意见。回访记录请用「回访意见 ${number} …」，其他请用「备注 ${number} …」。`,
      record,
    );
  }
  const words = command.words.trim();
  if ([...words].length < LEAST_WORDS) {
    return refused(`请写清怎么办、谁负责，例如「处理意见 ${number} 换总管，赵强明天上午到场」。`, record);
  }
  await noteStep(stores, opinion, { record, type: "opinion", data: { words } });
  await settleDuties(stores, record, { type: "opinion", at: now });
  if (isOpen(record)) {
    const news = `处理意见（${member.name}）：${words}`;
    await tellWorkers(stores, { estate, record, words: news, cause: `opinion:${message.id}`, now });
  }
  const after = await closeWhenComplete(stores, { record, estate, now });
  const told = isOpen(record) ? "，已转给处理的同事" : "";
  const closed = after.status === "closed" ? "，手续齐全，已关闭" : "";
  return { words: `#${number} 处理意见已记下${told}${closed}。`, done: true, caseId: record.id };
}
