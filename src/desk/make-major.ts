import type { CaseRecord } from "../rules/case-record.js";
import type { Estate } from "../rules/estate.js";
import { MONTH_RULE } from "../rules/sop-rule.js";
import { LostRace } from "./errors.js";
import type { Stores } from "./ports.js";
import { restartClocks } from "./restart-clocks.js";

/**
 * The month rule (CMP-08): a valid complaint unsolved after a month becomes major by itself. The clocks of
 * its old class end, those of a major complaint start now, the cards go out anew.
 */
export async function makeMajor(
  stores: Stores,
  at: { record: CaseRecord; estate: Estate; now: Date },
): Promise<void> {
  const { record, estate, now } = at;
  await stores.duties.settle(record.id, [MONTH_RULE], now);
  const updated = await stores.cases.update(record, { complaintClass: "major" }, now);
  if (!updated) throw new LostRace(`case ${record.id}`);
  await stores.ledger.append(record.id, {
    at: now,
    type: "classified",
    actor: "guanjia",
    data: { kind: "complaint", complaintClass: "major", fromClass: record.complaintClass, reason: "DL-14" },
    inboundId: null,
    correctsId: null,
  });
  const cause = `${record.id}:month`;
  await restartClocks(stores, { record: updated, estate, cause, now });
}
