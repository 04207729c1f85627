import { setTimeout as pause } from "node:timers/promises";
import type { SideBySide } from "../desk/side-by-side.js";
import type { Lull } from "./db/turns.js";

/** Looks whenever somebody asks, never twice at a time, never losing a request. */
export interface Pump {
  /** Asks for a look; during a look one more follows. Returns at once. */
  wake(): void;
  /** Resolves when no look is under way or asked for, and nothing goes on beside. */
  idle(): Promise<void>;
  /**
   * Takes no further requests and lets what is under way finish, for a while: what hangs longer is left to
   * its lease.
   */
  stop(graceMillis?: number): Promise<void>;
}

export interface PumpSettings {
  /** One look; what it starts beside may outlast it. */
  readonly look: (beside: SideBySide) => Promise<unknown>;
  /** Told of every error; none stops the pump. */
  readonly onError: (error: unknown) => void;
  /** Tasks that may go on beside at a time. */
  readonly atOnce: number;
  /** Waited for before every look. */
  readonly lull?: Lull;
  /** The rest after a look in terms of what the look took; as long unless given. */
  readonly restFactor?: number;
}

/** A look that took long is followed by a rest, up to this: a backlog must not become all there is. */
const LONGEST_REST_MILLIS = 100;

/** Makes a pump. The end of every task asks for a look, so that its place is taken at once. */
export function createPump({ look, onError, atOnce, lull, restFactor = 1 }: PumpSettings): Pump {
  const tasks = new Set<Promise<void>>();
  let looking: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let restUntil = 0;

  const beside: SideBySide = {
    get room() {
      return stopped ? 0 : atOnce - tasks.size;
    },
    start(task) {
      const running = task()
        .then(() => undefined, onError)
        .then(() => {
          tasks.delete(running);
          wake();
        });
      tasks.add(running);
    },
  };

  async function rest(): Promise<void> {
    const left = restUntil - performance.now();
    if (left >= 1) await pause(left);
    await lull?.();
  }

  async function lookUntilQuiet(): Promise<void> {
    do {
      await rest();
      if (stopped) return;
      // What is asked for from here on may have come too late for this look.
      again = false;
      const begun = performance.now();
      await look(beside).catch(onError);
      const ended = performance.now();
      restUntil = ended + Math.min((ended - begun) * restFactor, LONGEST_REST_MILLIS);
    } while (again && !stopped);
  }

  function wake(): void {
    if (stopped) return;
    if (looking) {
      again = true;
      return;
    }
    looking = lookUntilQuiet().finally(() => {
      looking = null;
      // Asked for between the last look and here.
      if (again) wake();
    });
  }

  async function idle(): Promise<void> {
    while (looking || tasks.size > 0) {
      await looking;
      await Promise.all(tasks);
    }
  }

  return {
    wake,
    idle,
    async stop(graceMillis = 15_000) {
      stopped = true;
      again = false;
      const over = new AbortController();
      const tooLate = pause(graceMillis, undefined, { signal: over.signal }).catch(() => undefined);
      await Promise.race([idle(), tooLate]);
      over.abort();
    },
  };
}
