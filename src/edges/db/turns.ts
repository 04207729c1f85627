import { setImmediate } from "node:timers/promises";

export type Urgency = "urgent" | "normal";

/** Runs work one at a time, in order of asking, the urgent first. */
export type Turns = <T>(work: () => Promise<T>, urgency: Urgency) => Promise<T>;

/** Resolves when nobody waits outside any more, or has waited on for long enough; null = nobody does. */
export type Lull = () => Promise<void> | null;

const alwaysQuiet: Lull = () => null;

/**
 * For a database that can write for one only: whoever keeps somebody waiting outside goes first, not
 * whoever asked first, and other work begins in a lull. Work that gets no turn in time fails; so does work
 * that waits, inside its turn, for another one, which would otherwise wait for ever.
 */
export function createTurns(waitMillis: number, lull: Lull = alwaysQuiet): Turns {
  const waiting: Record<Urgency, (() => void)[]> = { urgent: [], normal: [] };
  let isTaken = false;
  let isOffering = false;

  function awaitTurn(urgency: Urgency): Promise<void> {
    return new Promise((resolve, reject) => {
      const lane = waiting[urgency];
      const begin = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        lane.splice(lane.indexOf(begin), 1);
        reject(new Error(`the database gave no turn within ${waitMillis} ms`));
      }, waitMillis);
      lane.push(begin);
    });
  }

  /** Gives the free turn to whoever is next; normal work waits for its lull, which the urgent may break. */
  async function offer(): Promise<void> {
    if (isOffering) return;
    isOffering = true;
    while (!isTaken && waiting.urgent.length + waiting.normal.length > 0) {
      const quiet = waiting.urgent.length > 0 ? null : lull();
      if (quiet) await quiet;
      if (isTaken) break;
      const next = waiting.urgent.shift() ?? waiting.normal.shift();
      isTaken = next !== undefined;
      next?.();
    }
    isOffering = false;
  }

  function take(urgency: Urgency): Promise<void> | null {
    if (!isTaken && urgency === "urgent") {
      isTaken = true;
      return null;
    }
    const turn = awaitTurn(urgency);
    void offer();
    return turn;
  }

  return async (work, urgency) => {
    await take(urgency);
    try {
      // SQLite answers within the call: without this, transactions in a row would let no request in between.
      await setImmediate();
      return await work();
    } finally {
      isTaken = false;
      void offer();
    }
  };
}

/** For a database that serves many at once. */
export const allAtOnce: Turns = (work) => work();
