import type { Lull } from "./db/turns.js";

/** Keeps count of those who wait outside for an answer, so that work nobody waits for can step aside. */
export interface Foreground {
  /** Somebody waits; call what comes back once they have been served. */
  enter(): () => void;
  readonly lull: Lull;
}

/** Work in the background never waits longer than this for a lull: it has to get on under any load. */
const PATIENCE_MILLIS = 100;

export function createForeground(patienceMillis = PATIENCE_MILLIS): Foreground {
  let present = 0;
  const resting = new Set<() => void>();

  function leave(): void {
    present -= 1;
    if (present > 0) return;
    for (const resume of resting) resume();
  }

  return {
    enter() {
      present += 1;
      let isHere = true;
      return () => {
        if (isHere) leave();
        isHere = false;
      };
    },
    lull(patience = patienceMillis) {
      if (present === 0) return null;
      return new Promise((resolve) => {
        const resume = () => {
          clearTimeout(timer);
          resting.delete(resume);
          resolve();
        };
        const timer = setTimeout(resume, patience);
        resting.add(resume);
      });
    },
  };
}
