import type { Department } from "../rules/departments.js";
import type { FormId } from "../rules/forms/form-list.js";

/** What is remembered of a file that left the house (ARC-11, ARC-16). */
export interface ExportedName {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
}

/** Who asked for which forms of which month. */
export interface ExportAsked {
  readonly estateId: string;
  /** `2026-10`. */
  readonly period: string;
  /** userid, or `command line`. */
  readonly askedBy: string;
  readonly at: Date;
  /** Null = all forms. */
  readonly form: FormId | null;
  /** Department the asker is limited to; null = the whole estate. */
  readonly department: Department | null;
}

/** A request from the chat that waits for its files. */
export interface WaitingExport extends ExportAsked {
  readonly id: number;
  /** Attempts before this one: the token every later write names. */
  readonly attempts: number;
}

export interface ExportRunStore {
  /** Takes a request from the chat down; the message it came by makes it single. */
  ask(asked: ExportAsked, inboundId: number): Promise<void>;
  /** Takes down what was made at the command line. */
  record(asked: ExportAsked, files: readonly ExportedName[]): Promise<void>;
  /** Requests nobody works on, oldest first. */
  waiting(now: Date, limit: number): Promise<WaitingExport[]>;
  /** Takes one until then; false = somebody was first. */
  claim(run: WaitingExport, until: Date): Promise<boolean>;
  /** Gives an attempt that failed back, to be taken again from then on; a lost claim changes nothing. */
  postpone(run: WaitingExport, retryAt: Date): Promise<void>;
  /** Ends the attempt that claimed it; false = the claim was lost, roll back. */
  finish(
    run: WaitingExport,
    end: { readonly state: "done" | "failed"; readonly files: readonly ExportedName[]; readonly at: Date },
  ): Promise<boolean>;
  /** Requests from the chat whose files were made before then and are still there. */
  madeBefore(before: Date, limit: number): Promise<{ readonly id: number }[]>;
  markRemoved(id: number): Promise<void>;
  /** When the next waiting request may be taken, or null. */
  nextWaitingAt(): Promise<Date | null>;
  /** When the oldest files were made that are still there, or null. */
  oldestMadeAt(): Promise<Date | null>;
}
