import type { PendingQuestion } from "./people-ports.js";

/** What was wrong is told at once or not at all: later words are about something else. */
const REASON_MILLIS = 30 * 60_000;

/** What the desk asked for last and still waits for. */
export function stillAsked(pending: PendingQuestion | null, now: Date): readonly string[] {
  if (!pending) return [];
  const isLate = now.getTime() - Date.parse(pending.at) > REASON_MILLIS;
  return pending.asked.filter((fact) => fact !== "reason" || !isLate);
}
