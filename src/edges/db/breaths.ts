import { setImmediate } from "node:timers/promises";

/** Lets the event loop turn when it has not for a while; otherwise costs a look at the clock. */
export type Breathe = () => Promise<void> | null;

/** What a request may have to wait before it is even read. */
const LONGEST_MILLIS = 2;

/**
 * SQLite answers within the call and the client goes on in microtasks: work after work would follow without the
 * event loop ever turning, a hundred milliseconds on end, while requests lie unread.
 */
export function createBreaths(longestMillis = LONGEST_MILLIS): Breathe {
  let since = performance.now();
  let turning: Promise<void> | null = null;

  async function turn(): Promise<void> {
    await setImmediate();
    turning = null;
    since = performance.now();
  }

  return () => {
    if (turning === null && performance.now() - since < longestMillis) return null;
    turning ??= turn();
    return turning;
  };
}
