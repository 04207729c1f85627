import type { Estate } from "../rules/estate.js";
import {
  latestSlot,
  nextSlot,
  type ReportSlot,
  RHYTHMS,
  type Rhythm,
} from "../rules/figures/report-slots.js";
import { ASKED, answerAsked } from "./answer-asked-report.js";
import { errorCode } from "./errors.js";
import type { UnfinishedReport } from "./figure-ports.js";
import { addPicture, keyOf, type ReportDeps, runSlot } from "./make-report.js";
import type { TimedSweep } from "./timed-sweep.js";

/** A report begun this long ago was left by somebody who died over its picture. */
const LEFT_MILLIS = 60_000;
const UNFINISHED_AT_ONCE = 20;
/** Cron of the sweep: it only asks; the slots decide. */
const CRON = "*/11 * * * * *";
const MINUTE = 60_000;

/** Finds the slot of a rhythm whose report is still to be made. */
type Pending = (estate: Estate, rhythm: Rhythm, now: Date) => Promise<ReportSlot | null>;

function createPending({ unitOfWork: { stores } }: ReportDeps): Pending {
  // Slots known to be done, the latest per estate and rhythm, so that a look asks the ledger nothing.
  const done = new Map<string, number>();
  return async function pending(estate, rhythm, now) {
    const slot = latestSlot(rhythm, estate, now);
    const known = `${estate.id}:${rhythm}`;
    if (!slot || done.get(known) === slot.dueAt.getTime()) return null;
    const installedAt = await stores.estates.installedAt(estate.id);
    // Of a time in which there was no desk there is nothing to say.
    const isBefore = installedAt === null || slot.dueAt < installedAt || slot.span.to <= installedAt;
    if (!isBefore && !(await stores.reports.find(estate.id, rhythm, slot.span.id))) return slot;
    done.set(known, slot.dueAt.getTime());
    return null;
  };
}

/** Does one thing; its failure is told and stops nothing else. Returns how much was done. */
async function attempt({ log }: ReportDeps, what: string, work: () => Promise<boolean>): Promise<number> {
  try {
    return (await work()) ? 1 : 0;
  } catch (error) {
    log.error({ report: what, error: errorCode(error) }, "report_failed");
    return 0;
  }
}

/** Makes what is due by the calendar; returns the keys of what was begun. */
async function runDueSlots(deps: ReportDeps, pending: Pending, now: Date): Promise<Set<string>> {
  const begun = new Set<string>();
  for (const estate of deps.directory.estates) {
    for (const rhythm of RHYTHMS) {
      await attempt(deps, `${estate.id}:${rhythm}`, async () => {
        const slot = await pending(estate, rhythm, now);
        const taken = slot !== null && (await runSlot(deps, { estate, slot, now }));
        if (taken) begun.add(keyOf(estate.id, rhythm, slot.span.id));
        return taken;
      });
    }
  }
  return begun;
}

/** Finishes what was begun and is free: asked for, begun by this very look, or left by somebody who died. */
async function finishBegun(deps: ReportDeps, own: ReadonlySet<string>, now: Date): Promise<number> {
  const unfinished = await deps.unitOfWork.stores.reports.unfinished(UNFINISHED_AT_ONCE);
  const isLeft = (run: UnfinishedReport) => now.getTime() - run.startedAt.getTime() >= LEFT_MILLIS;
  let count = 0;
  for (const run of unfinished) {
    const isFree = run.kind === ASKED || own.has(keyOf(run.estateId, run.kind, run.period)) || isLeft(run);
    if (!isFree) continue;
    count += await attempt(deps, `${run.estateId}:${run.kind}`, async () => {
      await (run.kind === ASKED ? answerAsked : addPicture)(deps, run, now);
      return true;
    });
  }
  return count;
}

/**
 * The digests of design §5: each slot once per estate whatever the number of desks, made up for after downtime,
 * and the reports somebody asked for. Composing reads only; what it says is pinned with the slot.
 */
export function createRunReports(deps: ReportDeps): TimedSweep {
  const { unitOfWork, directory, clock } = deps;
  const pending = createPending(deps);
  return {
    name: "reports",
    cron: CRON,
    maxAgeMillis: 5 * MINUTE,
    async look() {
      const now = clock.now();
      const begun = await runDueSlots(deps, pending, now);
      return begun.size + (await finishBegun(deps, begun, now));
    },
    async nextDueAt() {
      const now = clock.now();
      const moments: number[] = [];
      for (const estate of directory.estates) {
        for (const rhythm of RHYTHMS) {
          const slot = (await pending(estate, rhythm, now)) ?? nextSlot(rhythm, estate, now);
          if (slot) moments.push(slot.dueAt.getTime());
        }
      }
      for (const run of await unitOfWork.stores.reports.unfinished(1)) {
        moments.push(run.startedAt.getTime() + (run.kind === ASKED ? 0 : LEFT_MILLIS));
      }
      return moments.length > 0 ? new Date(Math.min(...moments)) : null;
    },
  };
}
