import { drawPeriod, stillWanted } from "../rules/callback-draw.js";
import { isDrawn, percentOf } from "../rules/callback-plan.js";
import type { CaseRecord } from "../rules/case-record.js";
import { type ClosingFacts, type MissingStep, missingSteps } from "../rules/closing.js";
import type { Estate } from "../rules/estate.js";
import { isOpenQuestion } from "../rules/question.js";
import { recordKeptUntil } from "../rules/retention.js";
import { canBeAsked } from "./draw-callbacks.js";
import { LostRace } from "./errors.js";
import type { Stores } from "./ports.js";

/** True while the lot of the month may still fall on the record (CBK-11). */
async function awaitsSample(
  stores: Stores,
  record: CaseRecord,
  { callbacks, estate }: { callbacks: ClosingFacts["callbacks"]; estate: Estate },
): Promise<boolean> {
  if (!isDrawn(record, estate) || callbacks.length > 0) return false;
  const { handledAt, kind } = record;
  const draw = await stores.callbacks.findDraw(record.estateId, drawPeriod(handledAt, kind, estate.timezone));
  if (draw === null || stillWanted(draw, percentOf(kind, estate) ?? 0) === 0) return false;
  return canBeAsked(stores, { record, handledAt, estate });
}

/** What a settled record still lacks before it may be closed (GEN-06); nothing for one that is not settled. */
export async function missingFor(stores: Stores, record: CaseRecord, estate: Estate): Promise<MissingStep[]> {
  if (record.status !== "handled") return [];
  const callbacks = await stores.callbacks.ofCase(record.id);
  const questions = await stores.questions.ofCase(record.id);
  return missingSteps({
    record,
    callbacks,
    openDuties: await stores.duties.openOfCase(record.id),
    entries: await stores.ledger.ofCase(record.id),
    awaitsAnswer: questions.some(isOpenQuestion),
    awaitsSample: await awaitsSample(stores, record, { callbacks, estate }),
  });
}

/**
 * Closes a settled record once every mandatory step between receipt and callback has its entry (GEN-06), and
 * says until when it is kept (ARC-15). To be called after each of these steps; returns the record as it stands.
 */
export async function closeWhenComplete(
  stores: Stores,
  at: { record: CaseRecord; estate: Estate; now: Date },
): Promise<CaseRecord> {
  const { record, estate, now } = at;
  if (record.status !== "handled") return record;
  if ((await missingFor(stores, record, estate)).length > 0) return record;
  const closed = await stores.cases.update(
    record,
    { status: "closed", closedAt: now, retainUntil: recordKeptUntil(estate, now) },
    now,
  );
  if (!closed) throw new LostRace(`case ${record.id}`);
  await stores.ledger.append(record.id, {
    at: now,
    type: "closed",
    actor: "guanjia",
    data: { complete: true },
    inboundId: null,
    correctsId: null,
  });
  return closed;
}
