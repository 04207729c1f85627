import type { CaseRecord } from "./case-record.js";
import type { Role } from "./roles.js";

/** How a limit is reckoned (GEN-02): exact hours by default; working days count 调休 and public holidays. */
export const DUTY_CALENDARS = ["exact", "calendarDays", "workingDays"] as const;
/** One of them. */
export type DutyCalendar = (typeof DUTY_CALENDARS)[number];

/** One step of the line that is asked, in order: who, until when, and what becomes of the duty then. */
export interface Rung {
  readonly role: Role;
  /** When the next rung is asked instead; null = the last one, asked again and again. */
  readonly until: Date | null;
  /** True when this rung becomes the owner once it is reached; false = it is only told. */
  readonly takesOver: boolean;
}

/** How insistent the clock is. Stamped with the rest, so that a changed setting moves no running clock. */
export interface DutyTerms {
  /** Length between two nudges for the same silence, in minutes. */
  readonly repeatMinutes: number;
  /** Nudges of any kind after which the last rung is reminded once a day, by day, and nobody more often. */
  readonly cap: number;
  /** How long 接单 stops the nudging, in minutes. */
  readonly acceptMinutes: number;
  /** How long 还在处理吗 waits for an answer, in minutes. */
  readonly answerMinutes: number;
  /** True = goes out in quiet hours too (emergencies, major complaints). */
  readonly ringsAtNight: boolean;
  /** True = 暂停 stops this clock and 恢复 gives the time back. */
  readonly pausable: boolean;
  /** True for the one duty of a matter that asks 还在处理吗. */
  readonly asksProgress: boolean;
}

/** Who owes what by when. Everything the clock needs is stamped on it when it starts. */
export interface NewDuty {
  readonly estateId: string;
  readonly caseId: number | null;
  /** Period of a duty that hangs on no matter, for example `2026-11-21`; null for those of a matter. */
  readonly subject: string | null;
  /** Row of the table in rules/sop-table or rules/sop-periods, for example `reception.settle`. */
  readonly kind: string;
  /** Requirement id, for example `DL-04`. */
  readonly requirement: string;
  readonly startedAt: Date;
  /** The limit that counts for the figures: the end of the first rung. */
  readonly dueAt: Date;
  readonly ownerRole: Role;
  readonly ownerUserid: string | null;
  /** From the owner upward; never empty. */
  readonly ladder: readonly Rung[];
  /** Moments at which a reminder goes out before a limit, ascending. */
  readonly warnings: readonly Date[];
  readonly calendar: DutyCalendar;
  readonly terms: DutyTerms;
  readonly nextNudgeAt: Date | null;
  /** Set when the duty was due to somebody nobody could be found for (没人接到). */
  readonly noOneReachedAt: Date | null;
  /** Rung reached: 0 = the owner. Above 0 from the start when nobody was there below. */
  readonly step: number;
}

/** How far the clock of a duty has come. */
export interface DutyProgress {
  /** Nudges so far, of any kind. */
  readonly nudges: number;
  /** Warnings used up, sent or passed over. */
  readonly warned: number;
  /** Last nudge that wants an act, not a mere reminder; repeated after `terms.repeatMinutes`. */
  readonly insistedAt: Date | null;
  /** 接单 holds the nudging back until then. */
  readonly acceptedUntil: Date | null;
  /** When 还在处理吗 was asked and not yet answered. */
  readonly askedAt: Date | null;
  readonly pausedAt: Date | null;
  readonly pausedUntil: Date | null;
  readonly pauseReason: string | null;
  /** Pause given back to the limit `dueAt` so far, in ms. */
  readonly pausedMillis: number;
}

/** A duty in the ledger. */
export interface Duty extends NewDuty, DutyProgress {
  readonly id: number;
  readonly settledAt: Date | null;
  readonly cancelledAt: Date | null;
}

/** What may change while a duty runs. */
export type DutyChanges = Partial<
  DutyProgress &
    Pick<NewDuty, "step" | "ownerRole" | "ownerUserid" | "nextNudgeAt" | "noOneReachedAt"> &
    Pick<NewDuty, "dueAt" | "ladder" | "warnings">
>;

/** What a started duty has behind it: nothing yet. */
export const FRESH_PROGRESS: DutyProgress = {
  nudges: 0,
  warned: 0,
  insistedAt: null,
  acceptedUntil: null,
  askedAt: null,
  pausedAt: null,
  pausedUntil: null,
  pauseReason: null,
  pausedMillis: 0,
};

/** True while somebody still owes it. */
export function isOpenDuty(duty: Pick<Duty, "settledAt" | "cancelledAt">): boolean {
  return duty.settledAt === null && duty.cancelledAt === null;
}

/** Whether the limit has passed, the limit itself included (GEN-03); a paused duty is not late. */
export function isOverdue(duty: Duty, now: Date): boolean {
  return isOpenDuty(duty) && duty.pausedAt === null && duty.dueAt <= now;
}

/** The role that is asked now. */
export function currentRung(duty: Pick<Duty, "ladder" | "step">): Rung {
  const rung = duty.ladder[duty.step] ?? duty.ladder.at(-1);
  if (!rung) throw new Error("a duty without a ladder");
  return rung;
}

/** Emergencies and major complaints ring at night (design §1, quiet hours); what hangs on no matter never does. */
export function isUrgent(record: Pick<CaseRecord, "emergency" | "complaintClass"> | null): boolean {
  return record !== null && (record.emergency || record.complaintClass === "major");
}
