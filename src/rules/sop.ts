import { limitAfter, nextTimeOfDay, startOfDay } from "./calendar.js";
import { type CaseRecord, isComplaint } from "./case-record.js";
import {
  type Duty,
  type DutyCalendar,
  type DutyTerms,
  FRESH_PROGRESS,
  isUrgent,
  type NewDuty,
  type Rung,
} from "./duty.js";
import { nextNudge } from "./duty-clock.js";
import type { Estate } from "./estate.js";
import { type Absence, reach } from "./ladder.js";
import type { LedgerType } from "./ledger-entry.js";
import type { Role } from "./roles.js";
import { settingOf } from "./settings.js";
import { rungsHigher, runsAgain } from "./sop-reopen.js";
import type { DutyRule, DutyTrigger, RungRule } from "./sop-rule.js";
import { DUTY_TABLE } from "./sop-table.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What has happened, and to which record. */
export interface DutyStart {
  readonly trigger: DutyTrigger;
  readonly record: CaseRecord;
  readonly estate: Estate;
  readonly absences: readonly Absence[];
  /** When it happened: the receipt, the classification, the settlement, or the time agreed for a visit. */
  readonly happenedAt: Date;
  readonly now: Date;
  /** The one row that starts of several of the trigger, with the limit and the owner that were settled for it. */
  readonly given?: {
    readonly kind: string;
    readonly limit: Date | null;
    readonly owner: string | null;
  };
}

function calendarOf(rule: DutyRule, estate: Estate): DutyCalendar {
  return rule.calendar ? settingOf(estate, rule.calendar) : "exact";
}

function rungEnd(
  rung: RungRule,
  from: { startedAt: Date; before: Date; given: Date | null },
  at: { estate: Estate; calendar: DutyCalendar },
): Date | null {
  const { limit } = rung;
  if (limit === null) return null;
  if (limit === "given") return from.given;
  if (limit === "endOfDay") return startOfDay(from.startedAt, at.estate.timezone, 1);
  const begin = limit.from === "trigger" ? from.startedAt : from.before;
  const length = { amount: settingOf(at.estate, limit.setting), unit: limit.unit };
  return limitAfter(begin, length, { calendar: at.calendar, place: at.estate });
}

/** Duties whose first limit gives way to an earlier one of the resident: asked for (CMP-15), or promised by name. */
const OWN_LIMIT: ReadonlySet<string> = new Set(["complaint.settleMinor", "reception.settle"]);

function ladderOf(rule: DutyRule, start: DutyStart, startedAt: Date): Rung[] {
  const { estate, record } = start;
  const calendar = calendarOf(rule, estate);
  const given = start.given?.limit ?? null;
  let before = startedAt;
  return rule.rungs.map((rung, index) => {
    let until = rungEnd(rung, { startedAt, before, given }, { estate, calendar });
    const asked = index === 0 && OWN_LIMIT.has(rule.kind) ? record.requestedBy : null;
    if (until && asked && asked > startedAt && asked < until) until = asked;
    // A supervisor's week counts from receipt; a shorter limit below must not end after it.
    if (until && until < before) until = before;
    before = until ?? before;
    return { role: rung.role, until, takesOver: rung.takesOver };
  });
}

function warningsOf(
  rule: DutyRule,
  at: { ladder: readonly Rung[]; startedAt: Date },
  { estate, now }: DutyStart,
): Date[] {
  const { ladder, startedAt } = at;
  if (rule.warning === "closing") {
    const closing = nextTimeOfDay(startedAt, estate.hours.desk.to, estate.timezone);
    return ladder[0]?.until && closing < ladder[0].until ? [closing] : [];
  }
  if (rule.warning === "visit") {
    const before = settingOf(estate, "repair.remindBeforeMinutes") * MINUTE;
    const reminder = new Date(startedAt.getTime() - before);
    return reminder > now ? [reminder] : [];
  }
  if (rule.warning === null) return [];
  const ahead =
    rule.warning === "hours"
      ? settingOf(estate, "nudge.warnHours") * HOUR
      : settingOf(estate, "nudge.warnMinutes") * MINUTE;
  let from = startedAt.getTime();
  const warnings: Date[] = [];
  for (const { until } of ladder) {
    if (!until) break;
    const end = until.getTime();
    // A short limit is warned of half-way.
    const moment = end - from > ahead * 1.5 ? end - ahead : from + (end - from) / 2;
    if (end > from) warnings.push(new Date(moment));
    from = end;
  }
  return warnings;
}

function acceptMinutes(record: CaseRecord, estate: Estate): number {
  if (record.emergency) return settingOf(estate, "accept.emergencyMinutes");
  if (record.complaintClass === "major") return settingOf(estate, "accept.majorHours") * 60;
  if (record.complaintClass === "important") return settingOf(estate, "accept.importantHours") * 60;
  return settingOf(estate, "accept.otherHours") * 60;
}

function termsOf(rule: DutyRule, { record, estate }: DutyStart): DutyTerms {
  const accept = acceptMinutes(record, estate);
  return {
    repeatMinutes: rule.pressing
      ? settingOf(estate, "nudge.urgentRepeatMinutes")
      : settingOf(estate, "nudge.repeatHours") * 60,
    cap: settingOf(estate, "nudge.most"),
    acceptMinutes: accept,
    answerMinutes: Math.min(accept, settingOf(estate, "accept.answerMinutes")),
    ringsAtNight: isUrgent(record) && rule.trigger === "recorded",
    pausable: rule.pausable ?? false,
    asksProgress: rule.asksProgress ?? false,
  };
}

/** One duty with everything its clock will need; the owner is the first of the ladder who is there. */
function stamp(rule: DutyRule, start: DutyStart): NewDuty {
  const { record, estate, absences, now } = start;
  const startedAt = rule.runsFromReceipt ? record.receivedAt : start.happenedAt;
  const ladder = ladderOf(rule, start, startedAt);
  const preferred = rule.trigger === "appointed" ? record.assignee : (start.given?.owner ?? null);
  const reached = reach({ ladder, step: 0, ownerUserid: preferred }, { estate, record, absences, now });
  const owner = ladder[reached.step] ?? ladder[0];
  if (!owner) throw new Error(`the row ${rule.kind} of the table has no rungs`);
  const duty = {
    estateId: estate.id,
    caseId: record.id,
    subject: null,
    kind: rule.kind,
    requirement: rule.requirement,
    startedAt,
    dueAt: ladder[0]?.until ?? startedAt,
    ownerRole: owner.role,
    ownerUserid: reached.userid,
    ladder,
    warnings: warningsOf(rule, { ladder, startedAt }, start),
    calendar: calendarOf(rule, estate),
    terms: termsOf(rule, start),
    noOneReachedAt: reached.missedRung ? now : null,
    step: reached.step,
  };
  const idle = { id: 0, settledAt: null, cancelledAt: null, nextNudgeAt: null };
  const next = nextNudge({ ...FRESH_PROGRESS, ...idle, ...duty }, estate, now);
  return { ...duty, nextNudgeAt: next?.at ?? null };
}

/** The duties that what has happened starts, with limits, ladder and calendar stamped on each. */
export function dutiesOf(start: DutyStart): NewDuty[] {
  const { trigger, record, given } = start;
  const again =
    trigger === "reopened"
      ? DUTY_TABLE.filter(runsAgain).map((rule) => rungsHigher(rule, Math.max(1, record.round)))
      : [];
  return [...again, ...DUTY_TABLE.filter((rule) => rule.trigger === trigger)]
    .filter((rule) => rule.appliesTo(record) && (!given || given.kind === rule.kind))
    .map((rule) => stamp(rule, start));
}

/** Kinds of duties that start when a matter is recorded or gets another class. */
export const OPENING_KINDS: readonly string[] = DUTY_TABLE.filter((rule) => rule.trigger === "recorded").map(
  (rule) => rule.kind,
);

/** Kinds of duties that an entry of this type settles. */
export function settledBy(type: LedgerType): string[] {
  return DUTY_TABLE.filter((rule) => rule.settledBy.includes(type)).map((rule) => rule.kind);
}

/** Kinds of duties that are done once somebody with these roles has shown that they know of the matter. */
export function settledBySeeing(roles: readonly Role[]): string[] {
  return DUTY_TABLE.filter((rule) => rule.seenBy?.some((role) => roles.includes(role))).map(
    (rule) => rule.kind,
  );
}

/** True for a complaint whose handling needs a plan and its approval first (CMP-17); emergencies never wait. */
export function needsPlan(record: CaseRecord): boolean {
  return isComplaint(record) && record.complaintClass === "major" && !record.emergency;
}

const PROMISING = new Set(DUTY_TABLE.filter((rule) => rule.promised).map((rule) => rule.kind));

type Promising = Pick<NewDuty, "kind" | "dueAt"> & Partial<Pick<Duty, "pausedAt">>;

/** True while the limit stands still; one that had passed before is late all the same. */
function standsStill({ dueAt, pausedAt }: Promising): boolean {
  return pausedAt !== undefined && pausedAt !== null && pausedAt < dueAt;
}

/**
 * The moment the resident is promised a result by, or null when nothing is promised (praise). A limit that
 * stands still is no promise: nobody knows yet how much of it the pause gives back.
 */
export function promisedBy(duties: readonly Promising[]): Date | null {
  const promised = duties
    .filter((duty) => PROMISING.has(duty.kind) && !standsStill(duty))
    .map((duty) => duty.dueAt.getTime());
  return promised.length ? new Date(Math.min(...promised)) : null;
}

/** What a matter waits for, in the words of whoever paused it, and until when. */
export interface Wait {
  readonly reason: string;
  readonly until: Date;
}

/** What the promised limit of a matter waits for, or null while it runs. */
export function waitOf(
  duties: readonly Pick<Duty, "kind" | "dueAt" | "pausedAt" | "pausedUntil" | "pauseReason">[],
): Wait | null {
  const paused = duties.find((duty) => PROMISING.has(duty.kind) && standsStill(duty));
  if (!paused?.pausedUntil) return null;
  return { reason: paused.pauseReason ?? "", until: paused.pausedUntil };
}
