import type { WordsCommand } from "../../rules/clock-commands.js";
import { recordKeptUntil } from "../../rules/retention.js";
import { missingWords } from "../../rules/wording/callback-wording.js";
import { missingFor } from "../close-when-complete.js";
import { LostRace } from "../errors.js";
import type { Stores } from "../ports.js";
import { settleDuties } from "../start-duties.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";
import { noteStep } from "./step-notes.js";

type Close = CaseCommand<WordsCommand>;

const LEAST_WORDS = 4;

/**
 * 关闭: what cannot be settled at all is closed by the manager alone, with the reason (REC-11). The resident
 * hears it from a person, so nothing is sent.
 */
export async function closeCase(stores: Stores, close: Close): Promise<StaffAnswer> {
  const { record, estate, command, now } = close;
  if (record.status === "closed" || record.status === "unresolvable") {
    return refused(`#${record.number} 已经关闭。`, record);
  }
  if (record.status === "handled") {
    const missing = missingWords(await missingFor(stores, record, estate));
    return refused(
      `#${record.number} 已经办结，步骤齐了会自动关闭，不用关闭。现在${missing || "就差自动关闭"}。`,
      record,
    );
  }
  const reason = command.words.trim();
  if ([...reason].length < LEAST_WORDS) {
    return refused(`请写清为什么无法解决，例如「关闭 ${record.number} 业主已搬走，无法联系」。`, record);
  }
  const changes = {
    status: "unresolvable",
    closedAt: now,
    closeReason: reason,
    retainUntil: recordKeptUntil(close.estate, now),
  } as const;
  const updated = await stores.cases.update(record, changes, now);
  if (!updated) throw new LostRace(`case ${record.id}`);
  await noteStep(stores, close, { record, type: "closed", data: { reason, unresolvable: true } });
  await settleDuties(stores, record, { type: "closed", at: now });
  return {
    words: `#${record.number} 已作为无法解决关闭，理由已记下。请安排人向住户当面说明。`,
    done: true,
    caseId: record.id,
  };
}
