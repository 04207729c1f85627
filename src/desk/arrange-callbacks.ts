import type { Callback } from "../rules/callback.js";
import { monthAround } from "../rules/callback-draw.js";
import {
  type FormShare,
  isDrawn,
  kindsAfterSettlement,
  type PlanChoice,
  planCallback,
  type Settlement,
  sampledKind,
  shareOf,
} from "../rules/callback-plan.js";
import { askForCallbacks } from "./ask-for-callbacks.js";
import { closeWhenComplete } from "./close-when-complete.js";
import { drawSettlement } from "./draw-callbacks.js";
import type { Stores } from "./ports.js";

/** How many of the callbacks of the month's settlements are home visits so far (CBK-17). */
export async function monthShare(stores: Stores, { record, estate, now }: Settlement): Promise<FormShare> {
  const month = monthAround(record.handledAt ?? now, estate.timezone);
  return shareOf(await stores.callbacks.ofSettlements(estate.id, month));
}

/** Writes a callback into the plan and the ledger; nobody is asked yet. */
export async function planOne(
  stores: Stores,
  settlement: Settlement,
  choice: Omit<PlanChoice, "share">,
): Promise<Callback> {
  const share = await monthShare(stores, settlement);
  const callback = await stores.callbacks.plan(planCallback(settlement, { ...choice, share }));
  await stores.ledger.append(settlement.record.id, {
    at: settlement.now,
    type: "callbackPlanned",
    actor: "guanjia",
    data: {
      callback: callback.kind,
      form: callback.form,
      until: callback.dueAt.toISOString(),
      requirement: callback.requirement,
      drawn: callback.drawId !== null,
    },
    inboundId: null,
    correctsId: null,
  });
  return callback;
}

/** True when the matter has callbacks of a service of its own (CBK-06, CBK-07), which take the place of the plain one. */
async function hasService(stores: Stores, caseId: number): Promise<boolean> {
  const own = await stores.callbacks.ofCase(caseId);
  return own.some(
    ({ kind, state }) => state !== "cancelled" && (kind === "firstAid" || kind.startsWith("special")),
  );
}

async function planSample(stores: Stores, settlement: Settlement): Promise<Callback[]> {
  const { record, estate } = settlement;
  if (!isDrawn(record, estate)) return [];
  const { kind, handledAt } = record;
  const drawn = await drawSettlement(stores, { record, kind, handledAt, estate });
  if (!drawn.isChosen) return [];
  return [await planOne(stores, settlement, { kind: sampledKind(record), drawId: drawn.draw.id })];
}

/**
 * Plans the callbacks a settled matter needs, by kind and class, and lets the lot decide where a sample is enough
 * (CBK-03…12). Whoever calls is asked at once; what begins later is asked for then. In the transaction of the
 * settlement.
 */
export async function arrangeCallbacks(stores: Stores, settlement: Settlement): Promise<void> {
  const { record, estate } = settlement;
  const planned = await planSample(stores, settlement);
  const served = await hasService(stores, record.id);
  for (const kind of kindsAfterSettlement(record, estate)) {
    if (served && kind === "other") continue;
    planned.push(await planOne(stores, settlement, { kind }));
  }
  await askForCallbacks(stores, settlement, planned);
  if (planned.some(({ drawId }) => drawId !== null)) await closeDecided(stores, settlement);
}

/** Once the lot of a block has fallen, those it passed over lack nothing any more. */
async function closeDecided(stores: Stores, { record, estate, now }: Settlement): Promise<void> {
  if (!isDrawn(record, estate)) return;
  const { kind, handledAt } = record;
  const month = monthAround(handledAt, estate.timezone);
  for (const other of await stores.callbacks.undrawn(estate.id, kind, month)) {
    // The record itself is closed by whoever settles it, when everything else of the settlement is written.
    if (other.id !== record.id) await closeWhenComplete(stores, { record: other, estate, now });
  }
}
