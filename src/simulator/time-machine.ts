import type { DeskRunner } from "../desk-runner.js";
import type { MovableClock } from "./movable-clock.js";

/** What the time machine moves. */
export interface MachineParts {
  readonly clock: MovableClock;
  readonly runner: () => DeskRunner;
  /** Resolves when the platform has nothing under way. */
  readonly platformQuiet: () => Promise<void>;
  /** Grows whenever something crosses between desk and platform. */
  readonly crossings: () => number;
}

/** A way through time that somebody watches and may end early. */
export interface Journey {
  /** Told after each step where the clock stands. */
  readonly onStep?: (at: Date) => void;
  readonly signal?: AbortSignal;
  /** Nothing got lost, so the desk need not look by itself on the way: saves time on a long agenda. */
  readonly nothingLost?: true;
}

export interface TimeMachine {
  /** Lets everything that is due happen, without moving the clock. */
  settle(): Promise<void>;
  /** Moves to that moment; what becomes due on the way happens at its own time, in order. */
  advanceTo(target: Date, journey?: Journey): Promise<void>;
  /**
   * Moves to the next moment at which something becomes due and lets it happen; returns where it stands, or
   * null when nothing becomes due up to `limit`, and then the clock stays.
   */
  advanceToNext(limit: Date, journey?: Journey): Promise<Date | null>;
}

/** Least step when something stays due although everything was tried (a paused target, a free lease). */
const LEAST_STEP_MILLIS = 1_000;
const LARGEST_STALL_STEP_MILLIS = 10 * 60_000;

/** Messages cross between desk and platform and back; more rounds than any chain of answers needs. */
const ROUNDS_AT_MOST = 6;

/** The desk looks by itself this often for what nobody told it about (a lost doorbell). */
const OWN_LOOK_MILLIS = 2 * 60_000;

type Settle = () => Promise<void>;

function createSettle({ runner, platformQuiet, crossings }: MachineParts): Settle {
  return async function settle() {
    for (let round = 0; round < ROUNDS_AT_MOST; round += 1) {
      const before = crossings();
      await platformQuiet();
      await runner().settle();
      await platformQuiet();
      if (crossings() === before) return;
    }
  };
}

function stepTo(next: Date, now: Date, stalls: number): Date {
  const stallStep = Math.min(LEAST_STEP_MILLIS * 2 ** stalls, LARGEST_STALL_STEP_MILLIS);
  const least = now.getTime() + (stalls > 0 ? stallStep : 1);
  return new Date(Math.max(next.getTime(), least));
}

/** Makes the time machine: it steps from due moment to due moment instead of waiting for ticks. */
export function createTimeMachine(parts: MachineParts): TimeMachine {
  const { clock, runner } = parts;
  const settle = createSettle(parts);

  /** A clock that flows may have passed the moment already: it never goes back. */
  const forwardTo = (at: Date) => {
    if (at > clock.now()) clock.moveTo(at);
  };

  async function advanceTo(target: Date, journey: Journey = {}): Promise<void> {
    const { onStep, signal } = journey;
    await settle();
    let ownLook = journey.nothingLost ? null : new Date(clock.now().getTime() + OWN_LOOK_MILLIS);
    let stalls = 0;
    while (!signal?.aborted) {
      const due = await runner().nextDueAt();
      const next: Date | null = ownLook && (!due || ownLook < due) ? ownLook : due;
      if (!next || next > target) break;
      stalls = next <= clock.now() ? stalls + 1 : 0;
      const at = stepTo(next, clock.now(), stalls);
      if (at > target) break;
      forwardTo(at);
      if (ownLook && ownLook <= at) {
        ownLook = null;
        runner().sweep();
      }
      await settle();
      onStep?.(clock.now());
    }
    if (signal?.aborted) return;
    forwardTo(target);
    await settleWhatIsDue();
    onStep?.(clock.now());
  }

  /** Time flowed on while the last step was settled. */
  async function settleWhatIsDue(): Promise<void> {
    const due = await runner().nextDueAt();
    if (due && due <= clock.now()) await settle();
  }

  return {
    settle,
    advanceTo,
    async advanceToNext(limit, journey) {
      await settle();
      const due = await runner().nextDueAt();
      if (!due || due > limit) return null;
      await advanceTo(new Date(Math.max(due.getTime(), clock.now().getTime() + LEAST_STEP_MILLIS)), journey);
      return clock.now();
    },
  };
}
