/** What can happen to a case. The ledger is append-only: a correction is a new entry (GEN-05). */
export const LEDGER_TYPES = [
  "received",
  "extended",
  "classified",
  "dispatched",
  "answered",
  "asked",
  "accepted",
  "transferred",
  "noted",
  "chased",
  "handled",
  "informed",
  "undelivered",
  "phoneTask",
  "closed",
  "assessed",
  "reopened",
  "opinion",
  "corrected",
  "audited",
  "nudged",
  "climbed",
  "noOneReached",
  "paused",
  "resumed",
  "appointed",
  "planned",
  "approved",
  "reported",
  "definiteAnswer",
  "handedOver",
  "callbackPlanned",
  "callbackHeld",
  "callbackConfirmed",
  "callbackSigned",
  "callbackReviewed",
  "callbackCancelled",
  "callbackFiled",
  "causeNamed",
  "anonymised",
] as const;
export type LedgerType = (typeof LEDGER_TYPES)[number];

export interface NewLedgerEntry {
  readonly at: Date;
  readonly type: LedgerType;
  /** `resident`, `guanjia` or a staff userid. */
  readonly actor: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  readonly inboundId: number | null;
  readonly correctsId: number | null;
}

export interface LedgerEntry extends NewLedgerEntry {
  readonly id: number;
  readonly caseId: number;
}
