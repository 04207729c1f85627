import { setMaxListeners } from "node:events";

/** Work that nobody awaits: deliveries, stream polls, requests being answered. */
export interface Background {
  /** Remembers the work until it is over; it must not reject. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing is in flight, including what the last of it began. */
  quiet(): Promise<void>;
  /** A real pause that ends early when the server stops. */
  pause(millis: number): Promise<void>;
  readonly closing: AbortSignal;
  close(): void;
}

export function createBackground(): Background {
  const inFlight = new Set<Promise<unknown>>();
  const controller = new AbortController();
  // Every request and every pause listens for the end: many at a time are no leak.
  setMaxListeners(0, controller.signal);
  return {
    closing: controller.signal,
    track(work) {
      inFlight.add(work);
      // `then` twice rather than `finally`: a rejection must stay with whoever awaits the work itself.
      const forget = () => inFlight.delete(work);
      work.then(forget, forget);
      return work;
    },
    async quiet() {
      do {
        await Promise.allSettled(inFlight);
        // One turn of the event loop, so that what a finished delivery set off is counted too.
        await new Promise((resolve) => setImmediate(resolve));
      } while (inFlight.size > 0);
    },
    pause(millis) {
      return new Promise((resolve) => {
        if (controller.signal.aborted) return resolve();
        const finish = () => {
          clearTimeout(timer);
          controller.signal.removeEventListener("abort", finish);
          resolve();
        };
        const timer = setTimeout(finish, millis);
        controller.signal.addEventListener("abort", finish);
      });
    },
    close: () => controller.abort(),
  };
}
