/** What one question came to, for the breaker: `neither` says nothing about the server (it refused, we stopped). */
export type Outcome = "good" | "bad" | "neither";

/** Keeps a server that fails from costing everybody time. Holds no timer; `now` is an argument. */
export interface CircuitBreaker {
  /** True when a question may be asked; in the half-open state that is one question at a time. */
  mayAsk(now: Date): boolean;
  /** To be told once after every question that was let through. */
  note(outcome: Outcome, now: Date): void;
  /** Asks nothing before that moment (the server said so). */
  rest(until: Date): void;
}

const FAILURES_IN_A_ROW = 5;
const REST_MILLIS = 60_000;

/** Opens after five failures in a row; after 60 s lets one question through, whose outcome closes or reopens it. */
export function createCircuitBreaker(): CircuitBreaker {
  let failures = 0;
  let restsUntil = 0;
  let isTrying = false;
  return {
    mayAsk(now) {
      if (now.getTime() < restsUntil) return false;
      if (failures < FAILURES_IN_A_ROW) return true;
      if (isTrying) return false;
      isTrying = true;
      return true;
    },
    note(outcome, now) {
      isTrying = false;
      if (outcome === "good") failures = 0;
      if (outcome !== "bad") return;
      failures += 1;
      if (failures >= FAILURES_IN_A_ROW) restsUntil = Math.max(restsUntil, now.getTime() + REST_MILLIS);
    },
    rest(until) {
      restsUntil = Math.max(restsUntil, until.getTime());
    },
  };
}
