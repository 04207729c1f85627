import { isOpen } from "../../rules/case-record.js";
import type { ProgressKind } from "../../rules/staff-talk.js";
import { PROGRESS_NOTED, progressNotice } from "../../rules/wording/progress-wording.js";
import type { DeskDeps } from "../desk-deps.js";
import { notifyResident } from "../notify-resident.js";
import type { Stores } from "../ports.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";

type Report = CaseCommand<{ verb: "progress"; number: number | null; progress: ProgressKind; words: string }>;

/** 马上到, 没人在家: kept in the ledger and told to the resident; nobody at home is asked when to come again. */
export async function reportProgress(deps: DeskDeps, stores: Stores, report: Report): Promise<StaffAnswer> {
  const { record, member, estate, message, command, now } = report;
  if (!isOpen(record))
    return refused(`#${record.number} 已经办结。要补充请用「备注 ${record.number} …」。`, record);
  const { progress, words } = command;
  await stores.ledger.append(record.id, {
    at: now,
    type: "noted",
    actor: member.userid,
    data: { words, progress },
    inboundId: message.id,
    correctsId: null,
  });
  await notifyResident(deps, stores, {
    estate,
    record,
    words: progressNotice(record, estate, { userid: member.userid, progress, words }),
    key: `progress:${record.id}:${message.id}`,
    importance: "normal",
    caller: null,
    now,
  });
  if (progress === "nobodyHome" && record.conversationId) {
    const pendingQuestion = { caseId: record.id, asked: ["time" as const], at: now.toISOString() };
    await stores.conversations.update(record.conversationId, { pendingQuestion });
  }
  return { words: `#${record.number} ${PROGRESS_NOTED[progress]}`, done: true, caseId: record.id };
}
