import { type CaseRecord, isOpen } from "../../rules/case-record.js";
import { staffName } from "../../rules/wording/case-words.js";
import { noteNews, noteVoid } from "../../rules/wording/note-wording.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { tellAssignee } from "../tell-workers.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";

type Note = CaseCommand<{ verb: "note"; number: number | null; words: string }>;

/**
 * 备注: a line in the ledger, by any member of staff, on open and settled matters alike. Whoever has the matter hears
 * what somebody else wrote.
 */
export async function noteCase(stores: Stores, note: Note): Promise<StaffAnswer> {
  const { record, estate, member, message, command, now } = note;
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
  const isOthers = record.assignee !== null && record.assignee.toLowerCase() !== member.userid.toLowerCase();
  if (!isOthers || !isOpen(record)) {
    return { words: `已记入 #${record.number}。`, done: true, caseId: record.id };
  }
  const news = { estate, record, words: noteNews(member.name, words), cause: `noted:${message.id}`, now };
  await tellAssignee(stores, news);
  const name = staffName(estate, record.assignee);
  return { words: `已记入 #${record.number}，并告诉了${name}。`, done: true, caseId: record.id };
}

/** 撤回 of 备注: whoever had heard the note hears that it does not hold. */
export async function tellNoteVoid(
  stores: Stores,
  { estate, member, message, now }: StaffContext,
  record: CaseRecord,
): Promise<void> {
  if (!isOpen(record) || record.assignee?.toLowerCase() === member.userid.toLowerCase()) return;
  const news = { estate, record, words: noteVoid(member.name), cause: `undone:${message.id}`, now };
  await tellAssignee(stores, news);
}
