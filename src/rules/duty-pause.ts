import { afterCounted, type CalendarPlace, countedMillis, type OpeningHours } from "./calendar.js";
import type { Duty, DutyChanges } from "./duty.js";
import { type NextNudge, nextNudge, warnedBy, withNextMoment } from "./duty-clock.js";

/** 暂停: nothing is asked until the end of the pause; the limits stand still. */
export function afterPause(
  duty: Duty,
  pause: { until: Date; reason: string },
  at: { hours: OpeningHours; now: Date },
): DutyChanges {
  const changes = {
    pausedAt: duty.pausedAt ?? at.now,
    pausedUntil: pause.until,
    pauseReason: pause.reason,
    // Whoever pauses has answered 还在处理吗.
    askedAt: null,
    acceptedUntil: duty.acceptedUntil && duty.acceptedUntil > at.now ? duty.acceptedUntil : null,
  };
  return withNextMoment(duty, changes, at);
}

/**
 * 恢复: the paused time is given back. What was left of each limit, reminder and acceptance when the pause
 * began is left of it now, counted on the duty's own calendar; what had passed by then stays passed.
 */
export function afterResume(duty: Duty, place: CalendarPlace & OpeningHours, now: Date): DutyChanges {
  const { pausedAt, calendar } = duty;
  if (!pausedAt) return {};
  const shift = (moment: Date) =>
    moment <= pausedAt
      ? moment
      : afterCounted(
          now,
          { millis: countedMillis({ from: pausedAt, to: moment }, calendar, place), calendar },
          place,
        );
  const shiftOrNull = (moment: Date | null) => moment && shift(moment);
  const changes: DutyChanges = {
    dueAt: shift(duty.dueAt),
    ladder: duty.ladder.map((rung) => ({ ...rung, until: shiftOrNull(rung.until) })),
    warnings: duty.warnings.map(shift),
    acceptedUntil: shiftOrNull(duty.acceptedUntil),
    // Whoever was asked before the pause has a full interval again.
    insistedAt: duty.insistedAt && now,
    pausedAt: null,
    pausedUntil: null,
    pauseReason: null,
    // A limit that had passed got nothing back.
    pausedMillis:
      duty.pausedMillis + (duty.dueAt > pausedAt ? Math.max(0, now.getTime() - pausedAt.getTime()) : 0),
  };
  return withNextMoment(duty, changes, { hours: place, now });
}

/**
 * The same when the pause ends by itself: somebody is told, and that counts as a nudge. It says the limit, so
 * a reminder that fell into the pause is used up with it.
 */
export function afterResumeNudge(duty: Duty, place: CalendarPlace & OpeningHours, now: Date): DutyChanges {
  const resumed = { ...duty, ...afterResume(duty, place, now), nudges: duty.nudges + 1 };
  const changes = {
    ...afterResume(duty, place, now),
    nudges: resumed.nudges,
    warned: warnedBy(resumed, now),
  };
  return withNextMoment(duty, changes, { hours: place, now });
}

/**
 * What is due now. Where a pause ends that hid a limit passed before it, or an owner nobody could be found for,
 * that one is asked for instead of the mere end: nobody is nudged twice at once. `duty` is then the resumed
 * one, and `lifted` what the end of the pause changes on it.
 */
export function dueStep(
  duty: Duty,
  place: CalendarPlace & OpeningHours,
  now: Date,
): { readonly nudge: NextNudge | null; readonly duty: Duty; readonly lifted: DutyChanges } {
  const nudge = nextNudge(duty, place, now);
  if (nudge?.kind !== "resumed" || nudge.at > now) return { nudge, duty, lifted: {} };
  const lifted = afterResume(duty, place, now);
  // The claim of a duty names the moment that was read.
  const resumed = { ...duty, ...lifted, nextNudgeAt: duty.nextNudgeAt };
  const hidden = nextNudge({ ...resumed, warned: warnedBy(resumed, now) }, place, now);
  return hidden && hidden.at <= now ? { nudge: hidden, duty: resumed, lifted } : { nudge, duty, lifted: {} };
}
