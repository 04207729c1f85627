import type { OpeningHours } from "./calendar.js";
import type { Duty, DutyChanges } from "./duty.js";
import { withNextMoment } from "./duty-clock.js";

/** How a clock stood before a command moved, stopped or ended it. */
export type ClockBefore = Pick<Duty, "id" | "nudges" | (typeof MOVED)[number] | (typeof ASKED)[number]>;

/** What commands change on a clock: limits, acceptance, pause. */
const MOVED = [
  "dueAt",
  "ladder",
  "warnings",
  "acceptedUntil",
  "askedAt",
  "pausedAt",
  "pausedUntil",
  "pauseReason",
  "pausedMillis",
] as const;

/** Who is asked: a nudge changes that too. */
const ASKED = ["step", "ownerRole", "ownerUserid", "noOneReachedAt"] as const;

/** Takes down how a clock stands. */
export function clockBefore(duty: Duty): ClockBefore {
  const kept = ["id", "nudges", ...MOVED, ...ASKED].map((name) => [name, duty[name as keyof Duty]]);
  return Object.fromEntries(kept) as ClockBefore;
}

/**
 * 撤回: what puts a clock back to how it stood, its next moment reckoned anew. What went out meanwhile went out:
 * after a nudge the rung that was reached and its owner stay.
 */
export function clockAsBefore(
  duty: Duty,
  before: ClockBefore,
  at: { hours: OpeningHours; now: Date },
): DutyChanges {
  const names = duty.nudges === before.nudges ? [...MOVED, ...ASKED] : MOVED;
  const changes = Object.fromEntries(names.map((name) => [name, before[name]])) as DutyChanges;
  return withNextMoment({ ...duty, settledAt: null, cancelledAt: null }, changes, at);
}
