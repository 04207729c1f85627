import type { Duty, DutyChanges, NewDuty } from "../rules/duty.js";
import type { Absence } from "../rules/ladder.js";
import type { NudgeWord } from "../rules/wording/nudge-wording.js";

/** Figures of the clocks, for /metrics and the lists. */
export interface DutyFigures {
  readonly open: number;
  /** Open duties whose next moment has come. */
  readonly due: number;
  readonly oldestDueAt: Date | null;
  /** Open and past their limit. */
  readonly late: number;
  /** Open and above the first rung. */
  readonly climbed: number;
  /** Open and nobody was there to be asked. */
  readonly noOneReached: number;
}

export interface DutyStore {
  start(duty: NewDuty): Promise<Duty>;
  find(id: number): Promise<Duty | null>;
  /** Those of these ids that exist, in no order. */
  findAll(ids: readonly number[]): Promise<Duty[]>;
  openOfCase(caseId: number): Promise<Duty[]>;
  /** Duties of a record in any state, oldest first. */
  ofCase(caseId: number): Promise<Duty[]>;
  /** Ids of duties whose next moment has come, the longest overdue first. Ids, so that a bad row stops no sweep. */
  dueIds(now: Date, page: { limit: number; except: readonly number[] }): Promise<number[]>;
  /**
   * Changes an open duty if its next moment and the number of its nudges are still what was read;
   * false = somebody was first.
   */
  advance(duty: Duty, changes: DutyChanges): Promise<boolean>;
  /** Settles the open duties of these kinds; returns how many there were. */
  settle(caseId: number, kinds: readonly string[], at: Date): Promise<number>;
  /** Ends them without their having been met, because the matter got another class; returns how many. */
  cancel(caseId: number, kinds: readonly string[], at: Date): Promise<number>;
  /** 撤回: lets a duty that has ended run again as `changes` say; false = it was not as it was read. */
  reopen(duty: Duty, changes: DutyChanges): Promise<boolean>;
  /** 撤回: ends a duty that a command had started. */
  cancelStarted(duty: Duty, at: Date): Promise<void>;
  /** Earliest moment a duty wants to be looked at, or null. */
  nextDueAt(): Promise<Date | null>;
  /** Open duties past their limit, the oldest limit first. */
  overdue(estateId: string, now: Date, limit: number): Promise<Duty[]>;
  /** Which of these records have an open duty past its limit. */
  lateCases(caseIds: readonly number[], now: Date): Promise<ReadonlySet<number>>;
  /** Open duties nobody could be asked for (没人接到), oldest first. */
  unreached(estateId: string, limit: number): Promise<Duty[]>;
  /**
   * Open duties among the next `range` ids after this one, and where to go on; 0 = begin anew. Bounded by ids,
   * not by what is found, so that its cost does not grow with the ledger.
   */
  openAfter(id: number, range: number): Promise<{ duties: Duty[]; next: number }>;
  figures(now: Date): Promise<DutyFigures>;
}

/** One nudge of one duty for one person. */
export interface NewNudge {
  readonly dutyId: number;
  readonly estateId: string;
  /** Counts the nudges of the duty from 1. */
  readonly number: number;
  readonly kind: NudgeWord;
  readonly step: number;
  /** userid, or `group:` and the id of a group. */
  readonly recipient: string;
  readonly at: Date;
}

export interface Nudge extends NewNudge {
  readonly id: number;
  /** Key of the message that carries it; null = not yet in one, `void` = pointless by then. */
  readonly messageKey: string | null;
}

export interface NudgeStore {
  add(nudge: NewNudge): Promise<void>;
  /** Estates and recipients for whom nudges wait to be put into a message. */
  waitingRecipients(limit: number): Promise<{ estateId: string; recipient: string }[]>;
  /** Oldest first, as many as one message may stand for. */
  waitingFor(to: { estateId: string; recipient: string }): Promise<Nudge[]>;
  /** Puts waiting nudges into a message; returns how many of them still waited. */
  assign(ids: readonly number[], messageKey: string): Promise<number>;
  ofMessage(messageKey: string): Promise<Nudge[]>;
  ofDuties(dutyIds: readonly number[]): Promise<Nudge[]>;
  /** What became of messages, by their key. */
  deliveries(messageKeys: readonly string[]): Promise<Map<string, { state: string; sentAt: Date | null }>>;
  /** Waiting nudges decided before that moment: a sweep that broke off. */
  countWaiting(before: Date): Promise<number>;
}

export interface AbsenceStore {
  add(estateId: string, absence: Absence, entered: { by: string; at: Date }): Promise<void>;
  /** Absences that are not over by that moment, also those to come. */
  current(estateId: string, now: Date): Promise<Absence[]>;
  /** Ends those of a member that are not over; returns how many there were. */
  end(estateId: string, userid: string, now: Date): Promise<number>;
}
