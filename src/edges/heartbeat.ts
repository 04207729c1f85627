import { errorCode } from "../desk/errors.js";
import type { Log } from "../desk/ports.js";

const PATIENCE_MILLIS = 5_000;

/**
 * Tells a monitor outside that all is well; when it hears nothing for a while it calls somebody. A monitor that
 * does not answer is no trouble of the desk: said once in the log, never thrown. Null address = nothing.
 */
export function createHeartbeat(url: string | null, log: Log): () => Promise<void> {
  return async function beat() {
    if (!url) return;
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MILLIS) });
      await response.body?.cancel();
      if (!response.ok) log.warn({ status: response.status }, "heartbeat_refused");
    } catch (error) {
      log.warn({ error: errorCode(error) }, "heartbeat_failed");
    }
  };
}
