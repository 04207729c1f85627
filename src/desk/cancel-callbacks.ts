import type { Callback } from "../rules/callback.js";
import { isDrawn } from "../rules/callback-plan.js";
import { callbackDuty } from "../rules/callback-table.js";
import type { CaseRecord } from "../rules/case-record.js";
import type { Estate } from "../rules/estate.js";
import { undrawSettlement } from "./draw-callbacks.js";
import { LostRace } from "./errors.js";
import type { Stores } from "./ports.js";

/** Takes one callback off the plan and ends its clock, unless others share it. */
export async function cancelCallback(stores: Stores, callback: Callback, now: Date): Promise<void> {
  const changes = { state: "cancelled", guidedBy: null, guide: null } as const;
  if (!(await stores.callbacks.update(callback, changes))) throw new LostRace(`callback ${callback.id}`);
  const others = (await stores.callbacks.ofCase(callback.caseId)).some(
    ({ kind, state }) => kind === callback.kind && state === "planned",
  );
  if (!others) await stores.duties.cancel(callback.caseId, [callbackDuty(callback.kind)], now);
}

/**
 * 撤回 of 完成: what was planned for the settlement is void, and the sample forgets it. The clocks themselves are
 * ended by whoever restores those of before.
 */
export async function takeBackCallbacks(
  stores: Stores,
  at: { settled: CaseRecord; estate: Estate; now: Date },
): Promise<void> {
  const { settled, estate, now } = at;
  const round = Math.max(1, settled.round);
  const own = (await stores.callbacks.ofCase(settled.id)).filter(
    (callback) => callback.state === "planned" && callback.round === round,
  );
  const drawn = own.some(({ drawId }) => drawId !== null);
  for (const callback of own) await cancelCallback(stores, callback, now);
  if (!isDrawn(settled, estate)) return;
  const { kind, handledAt } = settled;
  await undrawSettlement(stores, { record: settled, kind, handledAt, estate }, drawn);
}
