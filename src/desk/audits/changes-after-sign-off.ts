import { isChange } from "../../rules/audit-list.js";
import type { LedgerEntry, LedgerType } from "../../rules/ledger-entry.js";
import type { KeptMark } from "../audit-ports.js";
import type { Stores } from "../ports.js";
import { wasCorrected } from "./outstanding-marks.js";

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

/** What audits have said of a matter. */
export interface AuditTrail {
  /** Last signed audit that has seen it, or null. */
  readonly signed: KeptMark | null;
  /** A correction that was asked for and has not come, or null. */
  readonly asked: KeptMark | null;
  /** Changes since the first audit that was signed. */
  readonly changes: readonly LedgerEntry[];
}

/** The same for one matter. */
export async function auditOfCase(stores: Stores, caseId: number): Promise<AuditTrail> {
  const marks = await stores.audits.marksOn([caseId]);
  const signed = marks.filter((mark) => mark.signed && mark.mark === "seen");
  const [first] = signed;
  const entries = first ? await stores.ledger.ofCase(caseId) : [];
  const changes = entries.filter(
    (entry) => isChange(entry) && first !== undefined && entry.id > first.entryId,
  );
  const latest = marks.at(-1);
  const asked = latest?.mark === "correction" && !(await wasCorrected(stores, latest)) ? latest : null;
  return { signed: signed.at(-1) ?? null, asked, changes };
}
