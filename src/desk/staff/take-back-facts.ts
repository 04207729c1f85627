import { type CaseRecord, isOpen, type NewCaseRecord } from "../../rules/case-record.js";
import { factsTakenBack } from "../../rules/wording/correction-wording.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { tellWorkers } from "../tell-workers.js";

/** Columns of a record that are facts of the resident too. */
const SHARED = { contactPhone: "phone", room: "room", contactName: "name" } as const;

/**
 * 撤回 of 更正: what was remembered of the resident is as before, and those who work on the matter and read the
 * new value hear the old one again. No clock had moved.
 */
export async function takeBackFacts(
  stores: Stores,
  { estate, message, now }: StaffContext,
  of: { corrected: CaseRecord; restored: CaseRecord; before: Partial<NewCaseRecord> },
): Promise<void> {
  const { corrected, restored, before } = of;
  const resident = corrected.residentId ? await stores.residents.find(corrected.residentId) : null;
  for (const column of ["contactPhone", "room", "contactName"] as const) {
    const fact = SHARED[column];
    const old = before[column];
    if (old === undefined || !resident || resident[fact] !== corrected[column]) continue;
    await stores.residents.learn(resident.id, { [fact]: old }, now);
  }
  if (!isOpen(restored) || "handling" in before) return;
  const words = factsTakenBack(restored, before);
  await tellWorkers(stores, { estate, record: restored, words, cause: `undone:${message.id}`, now });
}
