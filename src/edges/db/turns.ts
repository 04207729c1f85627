import { setImmediate } from "node:timers/promises";

export type Urgency = "urgent" | "normal";

/** Runs work one at a time, in order of asking, the urgent first. */
export type Turns = <T>(work: () => Promise<T>, urgency: Urgency) => Promise<T>;

/**
 * Resolves when nobody waits outside any more, or has waited on for long enough: so many ms, if given; null =
 * nobody does.
 */
export type Lull = (patienceMillis?: number) => Promise<void> | null;

const alwaysQuiet: Lull = () => null;

/**
 * Normal work that has stood back for so long goes before the urgent, once: under an endless flood it still
 * gets on, twenty times a second.
 */
const FAIR_MILLIS = 50;

interface Waiting {
  readonly begin: () => void;
  /** `performance.now()`. */
  readonly since: number;
}

/**
 * For a database that can write for one only: whoever keeps somebody waiting outside goes first, not
 * whoever asked first, and other work begins in a lull or when it has stood back for its fair time. Work that
 * gets no turn in time fails; so does work that waits, inside its turn, for another one, which would otherwise
 * wait for ever.
 */
export function createTurns(waitMillis: number, lull: Lull = alwaysQuiet): Turns {
  const waiting: Record<Urgency, Waiting[]> = { urgent: [], normal: [] };
  let isTaken = false;
  let isResting = false;
  /** `performance.now()` at the end of the last normal turn. */
  let normalSince = Number.NEGATIVE_INFINITY;

  function awaitTurn(urgency: Urgency): Promise<void> {
    return new Promise((resolve, reject) => {
      const lane = waiting[urgency];
      const begin = () => {
        clearTimeout(timer);
        resolve();
      };
      const asking = { begin, since: performance.now() };
      const timer = setTimeout(() => {
        lane.splice(lane.indexOf(asking), 1);
        reject(new Error(`the database gave no turn within ${waitMillis} ms`));
      }, waitMillis);
      lane.push(asking);
    });
  }

  function isOverdue(asking: Waiting | undefined): boolean {
    if (asking === undefined) return false;
    return performance.now() - Math.max(asking.since, normalSince) >= FAIR_MILLIS;
  }

  /** Whether normal work may begin now; if not, the turn is offered again when it may. */
  function isQuiet(): boolean {
    if (isResting) return false;
    const quiet = lull();
    if (quiet === null) return true;
    isResting = true;
    void quiet.then(() => {
      isResting = false;
      offer({ rested: true });
    });
    return false;
  }

  /** Gives the free turn to whoever is next. */
  function offer({ rested }: { rested: boolean }): void {
    if (isTaken) return;
    const { urgent, normal } = waiting;
    const lane = urgent.length > 0 && !isOverdue(normal[0]) ? urgent : normal;
    if (lane.length === 0 || (lane === normal && urgent.length === 0 && !rested && !isQuiet())) return;
    isTaken = true;
    lane.shift()?.begin();
  }

  function take(urgency: Urgency): Promise<void> | null {
    if (!isTaken && urgency === "urgent") {
      isTaken = true;
      return null;
    }
    const turn = awaitTurn(urgency);
    offer({ rested: false });
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
      if (urgency === "normal") normalSince = performance.now();
      offer({ rested: false });
    }
  };
}

/** For a database that serves many at once. */
export const allAtOnce: Turns = (work) => work();
