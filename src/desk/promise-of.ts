import type { CaseRecord } from "../rules/case-record.js";
import { promisedBy, type Wait, waitOf } from "../rules/sop.js";
import type { Stores } from "./ports.js";

/** What a resident may expect: a result by then, or nothing before what the matter waits for has come. */
export interface Expectation {
  /** Null = nothing is promised. */
  readonly promisedBy: Date | null;
  readonly wait: Wait | null;
}

/** What the resident may expect of a matter: a household of an incident waits for its lead. */
export async function expectationOf(stores: Stores, record: CaseRecord): Promise<Expectation> {
  const lead = record.linkKind === "incident" ? record.linkedCaseId : null;
  const duties = await stores.duties.openOfCase(lead ?? record.id);
  return { promisedBy: promisedBy(duties), wait: waitOf(duties) };
}

/** By when the resident was promised a result, or null. */
export async function promiseOf(stores: Stores, record: CaseRecord): Promise<Date | null> {
  return (await expectationOf(stores, record)).promisedBy;
}
