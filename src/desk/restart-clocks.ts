import type { CaseRecord } from "../rules/case-record.js";
import type { Estate } from "../rules/estate.js";
import { OPENING_KINDS } from "../rules/sop.js";
import { dispatchCase } from "./dispatch-case.js";
import type { Stores } from "./ports.js";
import { startDuties } from "./start-duties.js";

/** A record that has just become of another kind or class. */
interface Reclassified {
  /** As it is now. */
  readonly record: CaseRecord;
  readonly estate: Estate;
  /** Makes the keys of the cards unique. */
  readonly cause: string;
  readonly now: Date;
}

/** The clocks of the old class end, those of the new one start now, and the cards go out anew. */
export async function restartClocks(
  stores: Stores,
  { record, estate, cause, now }: Reclassified,
): Promise<void> {
  await stores.duties.cancel(record.id, OPENING_KINDS, now);
  const duties = await startDuties(stores, { record, estate, trigger: "recorded", happenedAt: now, now });
  const photos = await stores.attachments.countOfCase(record.id);
  await dispatchCase(stores, { record, estate, duties, danger: null, photos, cause, now });
}
