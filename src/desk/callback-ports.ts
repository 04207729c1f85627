import type { Callback, CallbackChanges, CallbackDraw, NewCallback } from "../rules/callback.js";
import type { CaseKind, CaseRecord } from "../rules/case-record.js";
import type { VisitRound } from "../rules/visit-round.js";

/** A span of time, half-open. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

export interface CallbackStore {
  /** Plans a callback; one of the same matter, kind and round that was cancelled is planned anew. */
  plan(draft: NewCallback): Promise<Callback>;
  find(id: number): Promise<Callback | null>;
  /** Changes it if it still has the version that was read; null = somebody was first. */
  update(callback: Callback, changes: CallbackChanges): Promise<Callback | null>;
  /** Of a record in any state, oldest first. */
  ofCase(caseId: number): Promise<Callback[]>;
  /** Planned ones whose limit lies before then, the nearest limit first. */
  planned(estateId: string, dueBefore: Date, limit: number): Promise<Callback[]>;
  /** Rounds of visits with households still to visit, the oldest first (CBK-28). */
  openRounds(estateId: string): Promise<VisitRound[]>;
  /** Those of settlements in the span, cancelled ones and visits left out. */
  ofSettlements(estateId: string, span: Span): Promise<Callback[]>;
  /** Held in the span, oldest first. */
  heldIn(estateId: string, span: Span): Promise<Callback[]>;
  /** Planned ones whose time has come and that nobody has been asked for yet. */
  starting(now: Date, limit: number): Promise<Callback[]>;
  /** When the next of them begins, or null. */
  nextStartAt(): Promise<Date | null>;
  /** Not cancelled, of settlements in the span, of records of this resident or phone. */
  countAsked(
    estateId: string,
    span: Span,
    person: { residentId: string | null; phone: string | null },
  ): Promise<number>;
  /** Settled records of this kind without a callback, settled in the span for the first time, oldest first. */
  undrawn(estateId: string, kind: CaseKind, span: Span): Promise<CaseRecord[]>;
  /** The one this member is being led through question by question, or null. */
  guidedBy(userid: string): Promise<Callback | null>;
  /** Planned or held ones of this member that still lack the resident's signature, latest first. */
  lackingEvidence(estateId: string, userid: string): Promise<Callback[]>;
  /** The sample of a period, with a seed of its own at the first sight of it. */
  openDraw(estateId: string, period: string): Promise<CallbackDraw>;
  findDraw(estateId: string, period: string): Promise<CallbackDraw | null>;
  /** Moves the counts if they are still what was read; false = somebody was first. */
  moveDraw(draw: CallbackDraw, to: { seen: number; chosen: number }): Promise<boolean>;
}
