import type { CallbackDraw } from "../rules/callback.js";
import { DRAWN_KINDS, type DrawnKind, monthAround } from "../rules/callback-draw.js";
import { sampledKind } from "../rules/callback-plan.js";
import type { Estate } from "../rules/estate.js";
import { planOne } from "./arrange-callbacks.js";
import { askForCallbacks } from "./ask-for-callbacks.js";
import { closeWhenComplete } from "./close-when-complete.js";
import type { DeskDeps } from "./desk-deps.js";
import { decideNow, undecidedIn } from "./draw-callbacks.js";
import { errorCode, LostRace } from "./errors.js";
import { holdAnswered } from "./hold-by-chat.js";
import type { Stores } from "./ports.js";
import type { TimedSweep } from "./timed-sweep.js";

/** What the sweep needs of the desk. */
type LookDeps = Pick<DeskDeps, "unitOfWork" | "clock" | "directory" | "log">;

/** Callbacks begun in one look. */
const BATCH = 100;

/** A sample of one month, of one kind. */
interface Sample {
  readonly estate: Estate;
  readonly kind: DrawnKind;
  /** A moment in its month. */
  readonly at: Date;
}

/** Samples that may still be open: of this month, and of the one before until its last blocks are decided. */
function samples(estates: readonly Estate[], now: Date): Sample[] {
  return estates.flatMap((estate) =>
    DRAWN_KINDS.flatMap((kind) =>
      [monthAround(now, estate.timezone, -1).from, now].map((at) => ({ estate, kind, at })),
    ),
  );
}

/** Lets the lot fall where its time has come; whoever it passes over lacks nothing more (GEN-06). */
async function decide(stores: Stores, { estate, kind, at }: Sample, now: Date): Promise<CallbackDraw | null> {
  const undecided = await undecidedIn(stores, estate, { kind, at, now });
  if (!undecided || undecided.decideAt > now) return null;
  const chosen = await decideNow(stores, undecided);
  const { draw } = undecided;
  for (const record of chosen) {
    const settlement = { record, estate, now };
    const callback = await planOne(stores, settlement, { kind: sampledKind(record), drawId: draw.id });
    if (await holdAnswered(stores, settlement, callback)) {
      await closeWhenComplete(stores, settlement);
    } else await askForCallbacks(stores, settlement, [callback]);
  }
  for (const record of await stores.callbacks.undrawn(estate.id, kind, monthAround(at, estate.timezone))) {
    await closeWhenComplete(stores, { record, estate, now });
  }
  return draw;
}

/**
 * What becomes due for callbacks by the clock alone: those that begin later (a contract's middle and end, the
 * second one of a repair) are asked for, and the sample of a month is decided before its five days run out and
 * when the month ends (CBK-11). Each in a transaction whose claim one desk alone wins.
 */
export function createLookAtCallbacks({ unitOfWork, clock, directory, log }: LookDeps): TimedSweep {
  const { stores } = unitOfWork;

  async function attempt(what: string, work: (stores: Stores) => Promise<boolean>): Promise<number> {
    try {
      return (await unitOfWork.run(work)) ? 1 : 0;
    } catch (error) {
      if (!(error instanceof LostRace)) log.error({ what, error: errorCode(error) }, "callbacks_failed");
      return 0;
    }
  }

  async function begin(now: Date): Promise<number> {
    let begun = 0;
    for (const { id } of await stores.callbacks.starting(now, BATCH)) {
      begun += await attempt(`callback ${id}`, async (inside) => {
        const callback = await inside.callbacks.find(id);
        const record = callback && (await inside.cases.find(callback.caseId));
        const estate = callback && directory.byId(callback.estateId);
        if (!callback || !record || !estate || callback.dutyId !== null) return false;
        await askForCallbacks(inside, { record, estate, now }, [callback]);
        return true;
      });
    }
    return begun;
  }

  return {
    name: "callbacks",
    cron: "37 * * * * *",
    maxAgeMillis: 5 * 60_000,
    async look() {
      const now = clock.now();
      let done = await begin(now);
      for (const sample of samples(directory.estates, now)) {
        // Looked at first without a transaction: nearly always nothing is due.
        const { estate, kind, at } = sample;
        const undecided = await undecidedIn(stores, estate, { kind, at, now });
        if (!undecided || undecided.decideAt > now) continue;
        const what = `sample of ${sample.kind}`;
        done += await attempt(what, async (inside) => (await decide(inside, sample, now)) !== null);
      }
      return done;
    },
    async nextDueAt() {
      const now = clock.now();
      const moments: Date[] = [];
      const start = await stores.callbacks.nextStartAt();
      if (start) moments.push(start);
      for (const { estate, kind, at } of samples(directory.estates, now)) {
        const undecided = await undecidedIn(stores, estate, { kind, at, now });
        if (undecided) moments.push(undecided.decideAt);
      }
      return moments.length ? new Date(Math.min(...moments.map((moment) => moment.getTime()))) : null;
    },
  };
}
