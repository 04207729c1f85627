import type { Estate } from "../rules/estate.js";
import { retentionLimits } from "../rules/retention.js";
import type { Log, UnitOfWork } from "./ports.js";
import {
  addCounts,
  type DeleteMedia,
  NOTHING_PURGED,
  PURGED,
  type PurgeCounts,
  type PurgeSurvey,
  type PurgeTerms,
} from "./retention-ports.js";

/** What a purge needs. */
export interface PurgeDeps {
  readonly unitOfWork: UnitOfWork;
  readonly log: Log;
  readonly deleteMedia: DeleteMedia;
}

/** Which estate, when, and on whose word (ARC-15: nothing goes without a person's confirmation). */
export interface PurgeOrder {
  readonly estate: Estate;
  /** True for the estate that answers for what staff wrote to the desk. */
  readonly ownsStaffMessages: boolean;
  readonly now: Date;
  readonly actor: string;
}

/** Few enough that the desk, which may be running, never waits long for the database. */
const RECORDS_AT_ONCE = 5;
const ROWS_AT_ONCE = 100;

const isNothing = (counts: PurgeCounts) => PURGED.every((name) => counts[name] === 0);

function termsOf({ estate, now, ownsStaffMessages }: PurgeOrder): PurgeTerms {
  const { id: estateId, kfAccounts } = estate;
  return { ...retentionLimits(estate, now), estateId, kfAccounts, ownsStaffMessages };
}

/** What a purge would do, per kind of thing; changes nothing. */
export function surveyExpired(deps: Pick<PurgeDeps, "unitOfWork">, order: PurgeOrder): Promise<PurgeSurvey> {
  return deps.unitOfWork.stores.retention.survey(termsOf(order));
}

/** Deletes files, then their rows: whoever dies in between deletes nothing twice and leaves nothing behind. */
async function deleteFiles({ unitOfWork, deleteMedia }: PurgeDeps): Promise<void> {
  const { retention } = unitOfWork.stores;
  for (;;) {
    const files = await retention.expiredFiles(ROWS_AT_ONCE);
    if (files.length === 0) return;
    for (const { path } of files) if (path !== null) await deleteMedia(path);
    await retention.dropFiles(files.map(({ id }) => id));
  }
}

/**
 * Removes or makes anonymous what is past its time (ARC-07, ARC-15), in short transactions that each take their
 * numbers down: killed at any point, it is simply run again. Counts, kinds and dates stay, and so do open matters,
 * callbacks that are not filed, and what is linked to an open matter.
 */
export async function purgeExpired(deps: PurgeDeps, order: PurgeOrder): Promise<PurgeCounts> {
  const { unitOfWork, log } = deps;
  const terms = termsOf(order);
  const { estateId } = terms;
  const runId = await unitOfWork.stores.retention.openRun(estateId, order.actor, order.now);
  let total = NOTHING_PURGED;

  for (let after = 0; ; ) {
    const ids = await unitOfWork.stores.retention.expired(terms, { after, limit: RECORDS_AT_ONCE });
    const last = ids.at(-1);
    if (last === undefined) break;
    const { counts } = await unitOfWork.run(async ({ retention }) => {
      const done = await retention.erase(terms, ids, order.actor);
      await retention.addToRun(runId, done.counts);
      return done;
    });
    total = addCounts(total, counts);
    after = last;
  }
  await deleteFiles(deps);

  for (const part of ["erasePlain", "eraseResidents"] as const) {
    for (;;) {
      const counts = await unitOfWork.run(async ({ retention }) => {
        const done = await retention[part](terms, ROWS_AT_ONCE);
        await retention.addToRun(runId, done);
        return done;
      });
      total = addCounts(total, counts);
      await deleteFiles(deps);
      if (isNothing(counts)) break;
    }
  }
  log.info({ estateId, purgeId: runId, ...total }, "purged");
  return total;
}
