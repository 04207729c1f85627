import type { Clock } from "../desk/ports.js";

/** A clock that can be set. Time flows from wherever it was set, unless it stands still. */
export interface MovableClock extends Clock {
  moveTo(at: Date): void;
  backToReal(): void;
  /** Milliseconds it is ahead of real time; negative when behind. */
  aheadMillis(): number;
}

/** Flows like real time, moved by an offset: the simulator's page. */
export function createFlowingClock(): MovableClock {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    moveTo(at) {
      offset = at.getTime() - Date.now();
    },
    backToReal() {
      offset = 0;
    },
    aheadMillis: () => offset,
  };
}

/** Stands still until moved: stories, in which nothing may depend on how fast the machine is. */
export function createStandingClock(start: Date): MovableClock {
  let at = start;
  return {
    now: () => new Date(at),
    moveTo(to) {
      at = to;
    },
    backToReal() {
      at = new Date();
    },
    aheadMillis: () => at.getTime() - Date.now(),
  };
}
