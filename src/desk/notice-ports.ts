import type { NewCaseRecord } from "../rules/case-record.js";
import type { ClockBefore } from "../rules/duty-undo.js";
import type { Notice, NoticeDraft } from "../rules/notices.js";

/** Notices staff published (通知). */
export interface NoticeStore {
  publish(draft: NoticeDraft & Pick<Notice, "estateId" | "publishedBy" | "publishedAt">): Promise<Notice>;
  /** Notices that have not ended and were not withdrawn, the next to begin first. */
  current(estateId: string, now: Date): Promise<Notice[]>;
  withdraw(id: number, at: Date): Promise<void>;
}

/** A record a command changed. */
export interface ActedRecord {
  readonly caseId: number;
  /** Fields that changed, as they were; null = the command opened it. */
  readonly before: Partial<NewCaseRecord> | null;
  /** Another version means somebody went on from there. */
  readonly versionAfter: number;
}

/** What a command of staff changed, so that it can be taken back. */
export interface StaffAct {
  readonly id: number;
  readonly verb: string;
  readonly inboundId: number;
  readonly caseId: number | null;
  readonly noticeId: number | null;
  /** An audit that was signed off, as `daily:2026-11-21`, or null. */
  readonly subject: string | null;
  /** The record it was about first; empty when it was about none. */
  readonly records: readonly ActedRecord[];
  /** Clocks that ran on them before, as they stood. */
  readonly clocks: readonly ClockBefore[];
  readonly at: Date;
}

export interface StaffActStore {
  note(act: Omit<StaffAct, "id"> & { readonly estateId: string; readonly userid: string }): Promise<void>;
  /** The latest act of a member since then that was not taken back, or null. */
  latestOf(estateId: string, userid: string, since: Date): Promise<StaffAct | null>;
  /** Marks it taken back; false = somebody was first. */
  markUndone(id: number, at: Date): Promise<boolean>;
  /** Messages about the record queued since then that wait still will not go out; how many, and how many had gone. */
  dropWaiting(caseId: number, since: Date, now: Date): Promise<{ dropped: number; gone: number }>;
  /** The same for one message by its key; `never` = there is none. */
  dropMessage(key: string, now: Date): Promise<"dropped" | "gone" | "never">;
  /** Ids of records received since then that were closed at once because this answered them, oldest first. */
  answeredBy(estateId: string, by: { source: string; since: Date }): Promise<number[]>;
}
