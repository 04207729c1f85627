import { afterQuietHours, startOfDay } from "./calendar.js";
import { type DutyTerms, FRESH_PROGRESS, type NewDuty, type Rung } from "./duty.js";
import { nextNudge } from "./duty-clock.js";
import type { Estate } from "./estate.js";
import { type Absence, reach } from "./ladder.js";
import { settingOf } from "./settings.js";
import type { Opening } from "./sop-periods.js";

const HOUR = 3_600_000;

/**
 * Until when there is time: the limit of the table, or the end of the day on which somebody could be asked when
 * it had passed before the desk came back.
 */
function spanOf({ startsAt, dueAt }: Opening, estate: Estate, now: Date): { startedAt: Date; dueAt: Date } {
  if (now < dueAt) return { startedAt: startsAt, dueAt };
  return { startedAt: now, dueAt: startOfDay(afterQuietHours(now, estate), estate.timezone, 1) };
}

function termsOf(estate: Estate): DutyTerms {
  return {
    repeatMinutes: settingOf(estate, "nudge.repeatHours") * 60,
    cap: settingOf(estate, "nudge.most"),
    acceptMinutes: settingOf(estate, "accept.otherHours") * 60,
    answerMinutes: settingOf(estate, "accept.answerMinutes"),
    ringsAtNight: false,
    pausable: false,
    asksProgress: false,
  };
}

/** A reminder so many hours before the limit; of a short one half-way. */
function warningBefore(startedAt: Date, dueAt: Date, hours: number): Date {
  const length = dueAt.getTime() - startedAt.getTime();
  return new Date(dueAt.getTime() - (length > hours * HOUR * 1.5 ? hours * HOUR : length / 2));
}

/**
 * The duty of a period with limit, ladder and terms stamped on it; whoever of its ladder is there first is
 * asked, and a role nobody holds puts it under 没人接到 at once.
 */
export function periodDuty(
  opening: Opening,
  at: { estate: Estate; absences: readonly Absence[]; now: Date },
): NewDuty {
  const { rule, period } = opening;
  const { estate, absences, now } = at;
  const { startedAt, dueAt } = spanOf(opening, estate, now);
  const [owner, ...above] = rule.roles;
  const ladder: Rung[] = [
    { role: owner, until: dueAt, takesOver: true },
    ...above.map((role) => ({ role, until: null, takesOver: false })),
  ];
  const reached = reach({ ladder, step: 0, ownerUserid: null }, { estate, record: null, absences, now });
  const duty = {
    estateId: estate.id,
    caseId: null,
    subject: period.id,
    kind: rule.kind,
    requirement: rule.requirement,
    startedAt,
    dueAt,
    ownerRole: ladder[reached.step]?.role ?? owner,
    ownerUserid: reached.userid,
    ladder,
    warnings: [warningBefore(startedAt, dueAt, settingOf(estate, "nudge.warnHours"))],
    calendar: "exact" as const,
    terms: termsOf(estate),
    noOneReachedAt: reached.missedRung ? now : null,
    step: reached.step,
  };
  const idle = { id: 0, settledAt: null, cancelledAt: null, nextNudgeAt: null };
  return {
    ...duty,
    nextNudgeAt: nextNudge({ ...FRESH_PROGRESS, ...idle, ...duty }, estate, now)?.at ?? null,
  };
}
