import type { Duty, NewDuty } from "../rules/duty.js";
import type { LedgerEntry, LedgerType } from "../rules/ledger-entry.js";
import type { PeriodKind } from "../rules/sop-periods.js";

/** What somebody put their name to: the day's audit, the week's, the month's summary. */
export const SIGN_OFF_KINDS = ["daily", "weekly", "summary"] as const;
/** One of them. */
export type SignOffKind = (typeof SIGN_OFF_KINDS)[number];

/** A period of one kind, as sign-offs, marks and duties name it. */
export interface AuditedPeriod {
  readonly estateId: string;
  readonly kind: SignOffKind;
  /** `2026-11-21`, `2026-W47` or `2026-11`. */
  readonly period: string;
}

/** A name put to a period. */
export interface NewSignOff extends AuditedPeriod {
  readonly userid: string;
  readonly at: Date;
  readonly remark: string | null;
  /** Highest ledger entry that was seen: what comes later shows as changed after the sign-off. */
  readonly lastEntryId: number;
}

/** The same in the ledger. */
export interface SignOff extends NewSignOff {
  readonly id: number;
}

/** One matter an auditor looked at: seen, or sent back for correction. */
export interface AuditMark extends AuditedPeriod {
  readonly caseId: number;
  /** Highest ledger entry of the matter that was seen. */
  readonly entryId: number;
  readonly mark: "seen" | "correction";
  readonly remark: string | null;
  readonly userid: string;
  readonly at: Date;
}

/** A mark in the ledger; `signed` = its period was signed off. */
export interface KeptMark extends AuditMark {
  readonly id: number;
  readonly signed: boolean;
}

/** Sign-offs and the marks behind them. */
export interface AuditStore {
  /** Signs a period off; null = somebody was first. */
  sign(signOff: NewSignOff): Promise<SignOff | null>;
  find(of: AuditedPeriod): Promise<SignOff | null>;
  /** The sign-off of the latest period of this kind before the one named, or null. */
  latestBefore(of: AuditedPeriod): Promise<SignOff | null>;
  /** Those from one period to another, both included, in order. */
  between(
    of: Pick<AuditedPeriod, "estateId" | "kind">,
    ends: { first: string; last: string },
  ): Promise<SignOff[]>;
  /** Takes a sign-off back together with the marks it made; false = it was gone. */
  takeBack(signOff: SignOff): Promise<boolean>;
  mark(marks: readonly AuditMark[]): Promise<void>;
  /** Marks of a period, oldest first. */
  marksOf(of: AuditedPeriod): Promise<KeptMark[]>;
  /** Marks of these matters in any period, oldest first. */
  marksOn(caseIds: readonly number[]): Promise<KeptMark[]>;
  /** Marks from that moment on that asked for a correction, oldest first. */
  correctionsSince(estateId: string, since: Date): Promise<KeptMark[]>;
  /** Ledger entries of these types on matters of an estate within a half-open span, in order. */
  entriesBetween(
    estateId: string,
    span: { from: Date; to: Date },
    types: readonly LedgerType[],
  ): Promise<LedgerEntry[]>;
}

/** A duty that hangs on no matter: its estate, row of the table and period. */
export interface PeriodOfDuty {
  readonly estateId: string;
  readonly kind: PeriodKind;
  readonly subject: string;
}

/** The clocks of periods, and what decides whether one is wanted. */
export interface PeriodStore {
  /** Starts it unless it is there already; null = somebody was first. */
  start(duty: NewDuty): Promise<Duty | null>;
  find(of: PeriodOfDuty): Promise<Duty | null>;
  /** The duty of the latest period of this kind before the one named, or null. */
  latestBefore(of: PeriodOfDuty): Promise<Duty | null>;
  /** Those from one period to another, both included, in order. */
  between(
    of: Pick<PeriodOfDuty, "estateId" | "kind">,
    ends: { first: string; last: string },
  ): Promise<Duty[]>;
  /** Ends the clock of a period; false = none ran. */
  settle(of: PeriodOfDuty, at: Date): Promise<boolean>;
  /** Callback records of before this moment that nobody has filed (CBK-25). */
  countUnfiledCallbacks(estateId: string, before: Date): Promise<number>;
  /** Matters received within a half-open span. */
  countReceived(estateId: string, span: { from: Date; to: Date }): Promise<number>;
}
