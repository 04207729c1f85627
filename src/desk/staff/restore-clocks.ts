import type { CaseRecord } from "../../rules/case-record.js";
import { isOpenDuty } from "../../rules/duty.js";
import { type ClockBefore, clockAsBefore } from "../../rules/duty-undo.js";
import type { Estate } from "../../rules/estate.js";
import { LostRace } from "../errors.js";
import type { Stores } from "../ports.js";

/**
 * 撤回: the clocks of a record stand as they stood before the command. Those it ended or stopped run again with
 * the limits of then, those it started end. The time since counts, as if nothing had been said.
 */
export async function restoreClocks(
  stores: Stores,
  at: { record: CaseRecord; estate: Estate; clocks: readonly ClockBefore[]; now: Date },
): Promise<void> {
  const { record, estate, clocks, now } = at;
  for (const duty of await stores.duties.ofCase(record.id)) {
    const before = clocks.find(({ id }) => id === duty.id);
    if (!before) {
      if (isOpenDuty(duty)) await stores.duties.cancelStarted(duty, now);
      continue;
    }
    const changes = clockAsBefore(duty, before, { hours: estate, now });
    const restored = isOpenDuty(duty)
      ? await stores.duties.advance(duty, changes)
      : await stores.duties.reopen(duty, changes);
    if (!restored) throw new LostRace(`duty ${duty.id}`);
  }
}
