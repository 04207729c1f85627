import { ledgerOf, type OpenedMatter, openMatter } from "../duties/opened-matters.js";
import type { EstateStory } from "../stories/estate-story.js";
import { drawLot } from "../stories/lots.js";

/** Lets the lot of a month fall on the settlement at this place of its first ten. */
export async function drawAt(estate: EstateStory, position: number, period = "2026-11"): Promise<void> {
  await drawLot(estate.simulation.app().database, { period, position });
}

/** A repair that came by phone, done by 刘工. */
export async function settledRepair(
  estate: EstateStory,
  words = "厨房水槽下面漏水",
  matter: Partial<OpenedMatter> = {},
) {
  const record = await openMatter(estate, { kind: "repair", words, department: "engineering", ...matter });
  await estate.staff("刘工").writes(`接单 ${record.number}`);
  await estate.staff("刘工").writes(`完成 ${record.number} 更换角阀，已试水`);
  return record;
}

/** A record by its number, as it is now. */
export async function recordNow(estate: EstateStory, number = 1) {
  const record = await ledgerOf(estate).stores.cases.findByNumber("yunqi", number);
  if (!record) throw new Error(`no record #${number}`);
  return record;
}

/** Its callbacks, oldest first. */
export async function callbacksNow(estate: EstateStory, number = 1) {
  return ledgerOf(estate).stores.callbacks.ofCase((await recordNow(estate, number)).id);
}
