/** Longest a first answer waits for a model (design: within seconds), in ms. */
export const PATIENCE_MILLIS = 3_000;

/**
 * First answers that may wait for a model at a time. Each holds a place in the inbox (desk-runner, 8 of them)
 * meanwhile, and an emergency must always find one free.
 */
export const MOST_WAITING = 4;

/** A wait that can be given up. */
export interface Patience {
  readonly over: Promise<void>;
  cancel(): void;
}

/** One first answer's wait for a model. */
export interface ModelWait {
  /** True once the first answer goes without the model. */
  isOver(): boolean;
  /** What was asked, or null when the wait is over before. */
  until<T>(asked: Promise<T>): Promise<T | null>;
  /** To be called once the answer is no longer waited for. */
  end(): void;
}

/** Begins a wait; it is over at once while as many as may wait already do. */
export type BeginWait = () => ModelWait;

/** Says who may wait and how long, for all questions to one model together. */
export function createModelWaits(patience: (millis: number) => Patience): BeginWait {
  let waiting = 0;

  function beginWait(): ModelWait {
    let over = false;
    const { over: tooLate, cancel } = patience(PATIENCE_MILLIS);
    const late = tooLate.then(() => {
      over = true;
      return null;
    });
    waiting += 1;
    return {
      isOver: () => over,
      until: (asked) => Promise.race([asked, late]),
      end() {
        waiting -= 1;
        cancel();
      },
    };
  }

  return () => (waiting < MOST_WAITING ? beginWait() : NO_WAIT);
}

const NO_WAIT: ModelWait = {
  isOver: () => true,
  until: async () => null,
  end: () => undefined,
};
