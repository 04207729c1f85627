import type { AuditCommand } from "../../rules/audit-commands.js";
import { correctionRefusal } from "../../rules/audit-permissions.js";
import { isOpen } from "../../rules/case-record.js";
import { applyCorrection, correctedEntry, readRecordCorrection } from "../../rules/record-correction.js";
import {
  corrected,
  correctionForm,
  correctionMade,
  correctionNews,
} from "../../rules/wording/correction-wording.js";
import { outstandingMarks } from "../audits/outstanding-marks.js";
import { LostRace } from "../errors.js";
import type { Stores } from "../ports.js";
import { plainText, queueMessage } from "../queue-message.js";
import { tellWorkers } from "../tell-workers.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";

type Correct = CaseCommand<Extract<AuditCommand, { verb: "correct" }>>;
type Made = Parameters<typeof correctionMade>[1];

/** Whoever asked for a correction of it in an audit hears that it was made. */
async function tellAuditor(stores: Stores, correct: Correct, made: Made): Promise<void> {
  const { estate, record, message, now } = correct;
  const asking = await outstandingMarks(stores, { estateId: estate.id, kind: null, now });
  const asked = asking.get(record.id);
  if (!asked || asked.userid.toLowerCase() === made.by.toLowerCase()) return;
  await queueMessage(
    stores,
    {
      estateId: estate.id,
      key: `corrected:${record.id}:${message.id}`,
      target: { channel: "app", userid: asked.userid },
      content: plainText(correctionMade(record, made)),
      record,
    },
    now,
  );
}

/** What was wrong about the matter was remembered about the resident too. */
async function correctResident(
  stores: Stores,
  { record, now }: Correct,
  made: { field: Made["field"]; value: string; old: string | null },
): Promise<void> {
  const { field, value, old } = made;
  const resident = record.residentId ? await stores.residents.find(record.residentId) : null;
  if (!resident || (field !== "phone" && field !== "room" && field !== "name")) return;
  if (resident[field] === old) await stores.residents.learn(resident.id, { [field]: value }, now);
}

/**
 * 更正: a fact of a record is put right by a person. The ledger keeps both: the new entry names the one it
 * corrects (GEN-05).
 */
export async function correctRecord(stores: Stores, correct: Correct): Promise<StaffAnswer> {
  const { estate, member, message, record, command, now } = correct;
  const read = readRecordCorrection(command.words.trim(), estate.buildings);
  if (!read) return refused(correctionForm(record.number), record);
  const refusal = correctionRefusal(read.field, member, record);
  if (refusal) return refused(refusal.words, record);
  const applied = applyCorrection(record, read);
  if (!applied) return refused(`#${record.number} 记的就是这个，没有改动。`, record);
  // Before the entry is written, which would answer the question.
  const made = { by: member.userid, field: read.field, value: read.value, estate };
  await tellAuditor(stores, correct, made);
  const updated = await stores.cases.update(record, applied.changes, now);
  if (!updated) throw new LostRace(`case ${record.id}`);
  await stores.ledger.append(record.id, {
    at: now,
    type: "corrected",
    actor: member.userid,
    data: applied.data,
    inboundId: message.id,
    correctsId: correctedEntry(read.field, await stores.ledger.ofCase(record.id)),
  });
  const change = { field: read.field, value: read.value, old: applied.old };
  await correctResident(stores, correct, change);
  if (isOpen(updated) && read.field !== "handling") {
    const words = correctionNews(read.field, read.value);
    await tellWorkers(stores, { estate, record: updated, words, cause: `corrected:${message.id}`, now });
  }
  return { words: corrected(updated, change), done: true, caseId: record.id };
}
