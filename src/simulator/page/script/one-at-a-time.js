/** A pause after each question, as long as the question took and a little: much news must not be many questions. */
const LEAST_PAUSE_MILLIS = 80;

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/**
 * Runs a question at most once at a time; asked meanwhile, it runs once more. A question that fails is
 * forgotten: the next news asks again, and the strip says when the simulator cannot be reached.
 */
export function oneAtATime(work) {
  let busy = false;
  let again = false;
  return async function ask() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    do {
      again = false;
      const begun = performance.now();
      await work().catch(() => {});
      await pause(Math.max(LEAST_PAUSE_MILLIS, 2 * (performance.now() - begun)));
    } while (again);
    busy = false;
  };
}
