import { isChange } from "../../rules/audit-list.js";
import type { LedgerEntry, LedgerType } from "../../rules/ledger-entry.js";
import type { KeptMark } from "../audit-ports.js";
import type { Stores } from "../ports.js";

const CHANGE_TYPES: readonly LedgerType[] = ["corrected", "classified"];

/** Something that was changed after an auditor had signed it off. */
export interface LateChange {
  readonly entry: LedgerEntry;
  /** The last signed audit that had seen the matter before. */
  readonly mark: KeptMark;
}

function lastSignedBefore(marks: readonly KeptMark[], entry: LedgerEntry): KeptMark | undefined {
  return marks.findLast(
    ({ signed, caseId, entryId }) => signed && caseId === entry.caseId && entryId < entry.id,
  );
}

/**
 * Corrections and new classes entered within a half-open span on matters that an audit had signed off before
 * (GEN-05): what a report of an earlier period no longer tells. In order of entry.
 */
export async function changesAfterSignOff(
  stores: Stores,
  of: { readonly estateId: string; readonly from: Date; readonly to: Date },
): Promise<LateChange[]> {
  const entries = await stores.audits.entriesBetween(of.estateId, of, CHANGE_TYPES);
  const marks = await stores.audits.marksOn([...new Set(entries.map(({ caseId }) => caseId))]);
  return entries.flatMap((entry) => {
    const mark = lastSignedBefore(marks, entry);
    return mark ? [{ entry, mark }] : [];
  });
}

/** The same for one matter: its last signed audit, and what was changed since. */
export async function auditOfCase(
  stores: Stores,
  caseId: number,
): Promise<{ signed: KeptMark | null; asked: KeptMark | null; changes: readonly LedgerEntry[] }> {
  const marks = await stores.audits.marksOn([caseId]);
  const signed = marks.findLast((mark) => mark.signed && mark.mark === "seen") ?? null;
  const first = marks.find((mark) => mark.signed);
  const entries = first ? await stores.ledger.ofCase(caseId) : [];
  const changes = entries.filter(
    (entry) => isChange(entry) && first !== undefined && entry.id > first.entryId,
  );
  return { signed, asked: marks.findLast(({ mark }) => mark === "correction") ?? null, changes };
}
