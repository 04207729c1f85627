import type { CaseRecord } from "../rules/case-record.js";
import { youngEmergencies } from "../rules/running-emergency.js";
import type { Stores } from "./ports.js";

/** A resident's emergencies under way, newest first: young, and nobody has said yet that they are over. */
export async function runningEmergencies(
  stores: Pick<Stores, "ledger">,
  open: readonly CaseRecord[],
  now: Date,
): Promise<readonly CaseRecord[]> {
  const running: CaseRecord[] = [];
  for (const record of youngEmergencies(open, now)) {
    const entries = await stores.ledger.ofCase(record.id);
    if (!entries.some(({ data }) => data.relief === "over")) running.push(record);
  }
  return running;
}
