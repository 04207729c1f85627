import type { CaseRecord, NewCaseRecord } from "../rules/case-record.js";
import type { Notice, NoticeDraft } from "../rules/notices.js";

/** Notices staff published (通知). */
export interface NoticeStore {
  publish(draft: NoticeDraft & Pick<Notice, "estateId" | "publishedBy" | "publishedAt">): Promise<Notice>;
  /** Notices that have not ended and were not withdrawn, the next to begin first. */
  current(estateId: string, now: Date): Promise<Notice[]>;
  withdraw(id: number, at: Date): Promise<void>;
}

/** What a command of staff changed, so that it can be taken back. */
export interface StaffAct {
  readonly id: number;
  readonly verb: string;
  readonly inboundId: number;
  readonly caseId: number | null;
  readonly noticeId: number | null;
  /** Fields of the record that changed, as they were. */
  readonly before: Partial<NewCaseRecord>;
  /** Ids of the duties that were open before. */
  readonly openDuties: readonly number[];
  readonly versionAfter: number | null;
  readonly at: Date;
}

export interface StaffActStore {
  note(act: Omit<StaffAct, "id"> & { readonly estateId: string; readonly userid: string }): Promise<void>;
  /** The latest act of a member since then that was not taken back, or null. */
  latestOf(estateId: string, userid: string, since: Date): Promise<StaffAct | null>;
  /** Marks it taken back; false = somebody was first. */
  markUndone(id: number, at: Date): Promise<boolean>;
  /** The clocks of a record as they were: those that ran run again, those that started since are cancelled. */
  restoreDuties(record: CaseRecord, openDuties: readonly number[], now: Date): Promise<void>;
  /** Messages about the record that wait since then will not go out; returns how many. */
  dropWaiting(caseId: number, since: Date, now: Date): Promise<number>;
}
