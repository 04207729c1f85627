import type { Stores } from "../ports.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";

type Note = CaseCommand<{ verb: "note"; number: number | null; words: string }>;

/** 备注: a line in the ledger, by any member of staff, on open and settled matters alike. */
export async function noteCase(stores: Stores, note: Note): Promise<StaffAnswer> {
  const { record, member, message, command, now } = note;
  const words = command.words.trim();
  if (!words) return refused(`请写上要记的内容，例如「备注 ${record.number} 业主明天在家」。`, record);
  await stores.ledger.append(record.id, {
    at: now,
    type: "noted",
    actor: member.userid,
    data: { words },
    inboundId: message.id,
    correctsId: null,
  });
  await stores.attachments.linkToCase(message.id, record.id);
  return { words: `已记入 #${record.number}。`, done: true, caseId: record.id };
}
