import type { CaseRecord } from "../rules/case-record.js";
import { promisedBy } from "../rules/sop.js";
import type { Stores } from "./ports.js";

/** By when the resident was promised a result: a household of an incident waits for its lead. Null = nothing promised. */
export async function promiseOf(stores: Stores, record: CaseRecord): Promise<Date | null> {
  const lead = record.linkKind === "incident" ? record.linkedCaseId : null;
  return promisedBy(await stores.duties.openOfCase(lead ?? record.id));
}
