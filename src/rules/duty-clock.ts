import { afterQuietHours, type OpeningHours } from "./calendar.js";
import { currentRung, type Duty, type DutyChanges, isOpenDuty } from "./duty.js";
import { MONTH_RULE } from "./sop-rule.js";

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

/**
 * What the clock of a duty asks for. `unowned`: nobody was there to own it, whoever came next must know;
 * `warning`: the limit is near; `limit`: it has passed, the next rung is asked; `again`: still silent;
 * `stillWorking`: the acceptance has run out; `silent`: nobody answered that, the superior is told;
 * `resumed`: a pause has ended; `becomesMajor`: the month rule.
 */
export const NUDGE_KINDS = [
  "becomesMajor",
  "limit",
  "resumed",
  "silent",
  "unowned",
  "stillWorking",
  "again",
  "warning",
] as const;
/** One of them, the weightiest first. */
export type NudgeKind = (typeof NUDGE_KINDS)[number];

/** The next step of a duty's clock and its moment. */
export interface NextNudge {
  readonly kind: NudgeKind;
  readonly at: Date;
  /** Rung that is asked then. */
  readonly step: number;
}

const later = (at: Date, minutes: number) => new Date(at.getTime() + minutes * MINUTE);

/** Warnings used up by a nudge now, sent or not. */
export function warnedBy(duty: Pick<Duty, "warned" | "warnings">, now: Date): number {
  return Math.max(duty.warned, duty.warnings.filter((warning) => warning <= now).length);
}

/** Warnings that are still to come and not held back by an acceptance. */
function nextWarning(duty: Duty): Date | null {
  const { acceptedUntil } = duty;
  const coming = duty.warnings.slice(duty.warned);
  return coming.find((at) => acceptedUntil === null || at >= acceptedUntil) ?? null;
}

/** Past the cap the last rung is still asked once a day: nothing late falls silent. */
function daily({ terms, acceptedUntil }: Duty, insistedAt: Date): Date {
  const again = later(insistedAt, Math.max(terms.repeatMinutes, DAY_MINUTES));
  return acceptedUntil && acceptedUntil > again ? acceptedUntil : again;
}

function reminders(duty: Duty): NextNudge[] {
  const { step, terms, acceptedUntil, askedAt, insistedAt } = duty;
  const found: NextNudge[] = [];
  const add = (kind: NudgeKind, at: Date) => found.push({ kind, at, step });
  if (duty.noOneReachedAt && duty.nudges === 0) add("unowned", duty.noOneReachedAt);
  if (askedAt) add("silent", later(askedAt, terms.answerMinutes));
  if (duty.nudges >= terms.cap) {
    const last = currentRung(duty).until === null;
    return last && insistedAt && !askedAt
      ? [...found, { kind: "again", at: daily(duty, insistedAt), step }]
      : found;
  }
  const warning = nextWarning(duty);
  if (warning) add("warning", warning);
  if (askedAt) return found;
  if (acceptedUntil && terms.asksProgress) add("stillWorking", acceptedUntil);
  if (insistedAt) {
    const again = later(insistedAt, terms.repeatMinutes);
    add("again", acceptedUntil && acceptedUntil > again ? acceptedUntil : again);
  }
  return found;
}

/** Everything the clock may do next, each at its own moment. */
function candidates(duty: Duty): NextNudge[] {
  const { step } = duty;
  if (duty.pausedAt) return duty.pausedUntil ? [{ kind: "resumed", at: duty.pausedUntil, step }] : [];
  if (duty.kind === MONTH_RULE) return [{ kind: "becomesMajor", at: duty.dueAt, step }];
  const { until } = currentRung(duty);
  const limit: NextNudge[] = until ? [{ kind: "limit", at: until, step: step + 1 }] : [];
  return [...limit, ...reminders(duty)];
}

function weightiest(nudges: readonly NextNudge[]): NextNudge | undefined {
  return [...nudges].sort((a, b) => NUDGE_KINDS.indexOf(a.kind) - NUDGE_KINDS.indexOf(b.kind))[0];
}

/** The highest rung whose turn has come: after downtime the clock climbs as far as it says, in one nudge. */
function rungAt(duty: Duty, from: number, now: Date): number {
  let step = from;
  for (;;) {
    const until = duty.ladder[step]?.until;
    if (!until || until > now || step >= duty.ladder.length - 1) return step;
    step += 1;
  }
}

/**
 * The next step of a duty and its moment: the weightiest of what is due now, else the earliest to come; null
 * when it is settled. Only what rings at night goes
 * out in quiet hours; the rest moves to the opening.
 */
export function nextNudge(duty: Duty, hours: OpeningHours, now: Date): NextNudge | null {
  if (!isOpenDuty(duty)) return null;
  const moved = candidates(duty).map((nudge) => ({
    ...nudge,
    at: ringsNow(duty, nudge.kind) ? nudge.at : afterQuietHours(nudge.at, hours),
  }));
  const due = weightiest(moved.filter((nudge) => nudge.at <= now));
  if (due) return due.kind === "limit" ? { ...due, step: rungAt(duty, due.step, now) } : due;
  return moved.reduce<NextNudge | null>(
    (first, nudge) => (!first || nudge.at < first.at ? nudge : first),
    null,
  );
}

/** The month rule acts whatever the hour: it wakes nobody by itself. Daily reminders past the cap come by day. */
function ringsNow({ terms, nudges }: Duty, kind: NudgeKind): boolean {
  if (kind === "again" && nudges >= terms.cap) return false;
  return terms.ringsAtNight || kind === "becomesMajor";
}

/** The duty with the changes, and with its next moment reckoned anew. */
export function withNextMoment(
  duty: Duty,
  changes: DutyChanges,
  at: { hours: OpeningHours; now: Date },
): DutyChanges {
  const changed = { ...duty, ...changes };
  return { ...changes, nextNudgeAt: nextNudge(changed, at.hours, at.now)?.at ?? null };
}

/** What a nudge has found: who is asked now, and whether a whole rung had nobody. */
export interface NudgeOutcome {
  readonly step: number;
  readonly userid: string | null;
  readonly missedRung: boolean;
}

/**
 * What a nudge leaves behind on the duty. The owner changes where the SOP says that a role takes over, and
 * where the owner could not be asked. `nextNudgeAt` is always later than now, or null.
 */
export function afterNudge(
  duty: Duty,
  nudge: NextNudge,
  at: { outcome: NudgeOutcome; hours: OpeningHours; now: Date },
): DutyChanges {
  const { outcome, now } = at;
  const rung = duty.ladder[outcome.step];
  const climbed = outcome.step > duty.step && nudge.kind !== "silent";
  const handedOver = outcome.missedRung && nudge.kind !== "silent";
  const newOwner = rung && ((climbed && rung.takesOver) || handedOver);
  const insists = nudge.kind !== "warning" && nudge.kind !== "stillWorking";
  const released = nudge.kind === "limit" || nudge.kind === "silent" || climbed;
  const changes: DutyChanges = {
    nudges: duty.nudges + 1,
    warned: warnedBy(duty, now),
    ...(climbed ? { step: outcome.step } : {}),
    ...(newOwner ? { ownerRole: rung.role, ownerUserid: outcome.userid } : {}),
    ...(insists ? { insistedAt: now } : {}),
    ...(released ? { acceptedUntil: null, askedAt: null } : {}),
    ...(nudge.kind === "stillWorking" ? { askedAt: now } : {}),
    ...(outcome.missedRung ? { noOneReachedAt: duty.noOneReachedAt ?? now } : {}),
  };
  return withNextMoment(duty, changes, at);
}

/** 接单: nudging stops for the time the class allows; the limit runs on (design §1.4). */
export function afterAcceptance(duty: Duty, hours: OpeningHours, now: Date): DutyChanges {
  const changes = {
    acceptedUntil: later(now, duty.terms.acceptMinutes),
    askedAt: null,
    noOneReachedAt: null,
  };
  return withNextMoment(duty, changes, { hours, now });
}
