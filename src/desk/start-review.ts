import type { Settlement } from "../rules/callback-plan.js";
import { reviewLimit } from "../rules/callback-plan.js";
import type { Stores } from "./ports.js";
import { startDuties } from "./start-duties.js";

/** The supervisor owes a review of what was recorded about a matter (CBK-23), once whatever number of records. */
export async function startReview(stores: Stores, { record, estate, now }: Settlement): Promise<void> {
  const kind = "callback.review";
  if ((await stores.duties.openOfCase(record.id)).some((duty) => duty.kind === kind)) return;
  await startDuties(stores, {
    record,
    estate,
    trigger: "callbackConfirmed",
    happenedAt: now,
    now,
    given: { kind, limit: reviewLimit(now, estate), owner: null },
  });
}
