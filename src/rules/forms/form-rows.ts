import type { Callback } from "../callback.js";
import type { CaseRecord } from "../case-record.js";
import type { LedgerEntry } from "../ledger-entry.js";

/** A record with what its form tells of it. */
export interface FormCase {
  readonly record: CaseRecord;
  /** In order. */
  readonly entries: readonly LedgerEntry[];
  /** Those that were not cancelled, in order. */
  readonly callbacks: readonly Callback[];
  /** Who signed the daily and the weekly audit its receipt fell into, as userids; null = not yet. */
  readonly dailyAudit: string | null;
  readonly weeklyAudit: string | null;
}

/** A callback (回访) with the matter it is about. */
export interface FormCallback {
  readonly callback: Callback;
  readonly record: CaseRecord;
}

/** An entry of the ledger with the number of its record. */
export interface FormEntry {
  readonly number: number;
  readonly entry: LedgerEntry;
}
