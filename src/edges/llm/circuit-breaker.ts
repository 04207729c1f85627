/** What one question came to, for the breaker: `neither` says nothing about the server (it refused, we stopped). */
export type Outcome = "good" | "bad" | "neither";

/** Leave to ask one question; to be told once what came of it. */
export interface Turn {
  note(outcome: Outcome, now: Date): void;
}

/** Keeps a server that fails from costing everybody time. Holds no timer; `now` is an argument. */
export interface CircuitBreaker {
  /** Leave to ask, or null; in the half-open state that is one question at a time. */
  takeTurn(now: Date): Turn | null;
  /** Asks nothing for so many ms (the server said so), ten minutes at most. */
  rest(millis: number, now: Date): void;
}

const FAILURES_IN_A_ROW = 5;
const REST_MILLIS = 60_000;
/** A server that names next year is not believed. */
const LONGEST_REST_MILLIS = 10 * 60_000;

/** Opens after five failures in a row; after 60 s lets one question through, whose outcome closes or reopens it. */
export function createCircuitBreaker(): CircuitBreaker {
  let failures = 0;
  let restsUntil = 0;
  let trying: Turn | null = null;

  function rest(millis: number, now: Date): void {
    const atMost = Number.isFinite(millis) ? Math.min(millis, LONGEST_REST_MILLIS) : LONGEST_REST_MILLIS;
    restsUntil = Math.max(restsUntil, now.getTime() + atMost);
  }

  function createTurn(): Turn {
    const turn: Turn = {
      note(outcome, now) {
        // Not by a question from before the rest that ends only now.
        if (trying === turn) trying = null;
        if (outcome === "good") failures = 0;
        if (outcome !== "bad") return;
        failures += 1;
        if (failures >= FAILURES_IN_A_ROW) rest(REST_MILLIS, now);
      },
    };
    return turn;
  }

  return {
    takeTurn(now) {
      if (now.getTime() < restsUntil) return null;
      if (failures < FAILURES_IN_A_ROW) return createTurn();
      if (trying) return null;
      trying = createTurn();
      return trying;
    },
    rest,
  };
}
