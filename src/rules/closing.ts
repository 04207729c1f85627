import { type Callback, isComplete } from "./callback.js";
import { type CaseRecord, isComplaint } from "./case-record.js";
import { isOpenDuty } from "./duty.js";
import type { LedgerEntry } from "./ledger-entry.js";

/**
 * A mandatory step between receipt and callback that has no entry yet (GEN-06). `sample`: the lot has not fallen
 * whether it is called; `answer`: the resident was asked in chat and has time to answer (CBK-27).
 */
export type MissingStep =
  | "callback"
  | "confirmation"
  | "signature"
  | "handOver"
  | "opinion"
  | "sample"
  | "answer"
  | "informed";

/** Everything on which closing depends. */
export interface ClosingFacts {
  readonly record: CaseRecord;
  readonly callbacks: readonly Callback[];
  readonly openDuties: readonly { readonly kind: string; settledAt: Date | null; cancelledAt: Date | null }[];
  readonly entries: readonly LedgerEntry[];
  /** True while the resident's answer in chat is waited for. */
  readonly awaitsAnswer: boolean;
  /** True while the sample of the month may still choose it. */
  readonly awaitsSample: boolean;
}

const TELLING: ReadonlySet<string> = new Set(["informed", "phoneTask", "callbackHeld"]);

/** Entries since the latest settlement. */
function sinceSettled(entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  return entries.slice(entries.findLastIndex(({ type }) => type === "handled") + 1);
}

/** CBK-24: what was opened again because of a bad answer is not closed before the handling opinion is written. */
export function lacksOpinion(entries: readonly Pick<LedgerEntry, "type">[]): boolean {
  const reopened = entries.findLastIndex(({ type }) => type === "reopened");
  return reopened >= 0 && !entries.slice(reopened).some(({ type }) => type === "opinion");
}

/** The steps a settled matter still lacks, in the order they are taken; none = it may be closed (GEN-06). */
export function missingSteps(facts: ClosingFacts): MissingStep[] {
  const { record, entries, openDuties } = facts;
  const callbacks = facts.callbacks.filter(({ state }) => state !== "cancelled");
  const missing = new Set<MissingStep>();
  if (!sinceSettled(entries).some(({ type }) => TELLING.has(type))) missing.add("informed");
  const handsOver = openDuties.some((duty) => duty.kind === "complaint.handOver" && isOpenDuty(duty));
  if (isComplaint(record) && handsOver) missing.add("handOver");
  if (lacksOpinion(entries)) missing.add("opinion");
  if (facts.awaitsAnswer) missing.add("answer");
  if (facts.awaitsSample) missing.add("sample");
  for (const callback of callbacks) {
    if (isComplete(callback)) continue;
    if (callback.state === "planned") missing.add("callback");
    else if (callback.confirmerRole !== null && callback.confirmedAt === null) missing.add("confirmation");
    else missing.add("signature");
  }
  return [...missing];
}
