import type { CaseRecord } from "../rules/case-record.js";
import { asksSatisfaction, firstLook } from "../rules/question.js";
import { handledNotice } from "../rules/wording/satisfaction-wording.js";
import type { DeskDeps } from "./desk-deps.js";
import { notifyResident, type ResidentNotice } from "./notify-resident.js";
import type { Stores } from "./ports.js";

/** The resident needed us no longer: there is no work of ours to ask about. */
async function wasCalledOff(stores: Stores, record: CaseRecord): Promise<boolean> {
  const entries = await stores.ledger.ofCase(record.id);
  return entries.some(({ data }) => data.calledOff === true);
}

/**
 * Tells a resident that the matter is done and asks in the same message what they think of it (REP-08, CBK-27),
 * so that the question costs no message of the window and makes no sound of its own at night. Whoever has no chat
 * with us is told by phone; nothing is asked where nothing was done.
 */
export async function askSatisfaction(
  deps: Pick<DeskDeps, "script">,
  stores: Stores,
  settlement: Omit<ResidentNotice, "words" | "importance">,
): Promise<void> {
  const { estate, record, key, now } = settlement;
  const conversation = record.conversationId ? await stores.conversations.find(record.conversationId) : null;
  const asks =
    conversation?.channel === "kf" && asksSatisfaction(record) && !(await wasCalledOff(stores, record));
  await notifyResident(deps, stores, {
    ...settlement,
    words: handledNotice(record, { asks }),
    importance: "outcome",
  });
  if (!asks) return;
  await stores.questions.ask({
    estateId: estate.id,
    caseId: record.id,
    round: Math.max(1, record.round),
    conversationId: conversation.id,
    askedAt: now,
    nextAt: firstLook(now, conversation, estate),
    messageKey: key,
    handledBy: record.handledBy,
    department: record.respondentDepartment ?? record.responsibleDepartment,
    caseKind: record.kind,
    complaintClass: record.complaintClass,
  });
}
