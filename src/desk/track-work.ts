import { errorCode } from "./errors.js";
import type { Log } from "./ports.js";

/** Work that goes on after the answer it was begun for. */
export interface WorkUnderWay {
  /** Remembers the promise until it ends; gives back the same promise. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when everything that was remembered has ended, also what began meanwhile. */
  settled(): Promise<void>;
}

/** Remembers promises until they end, so that a stop can wait for them. An error is logged, nothing more. */
export function trackWork(log: Log): WorkUnderWay {
  const underWay = new Set<Promise<unknown>>();
  return {
    track(work) {
      const kept: Promise<unknown> = work
        .catch((error: unknown) => log.error({ error: errorCode(error) }, "model_errand_broke"))
        .finally(() => underWay.delete(kept));
      underWay.add(kept);
      return work;
    },
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}
