import type { AuditSign } from "../rules/forms/audit-signs.js";
import type { CaseFormId } from "../rules/forms/form-list.js";
import type { FormCallback, FormCase } from "../rules/forms/form-rows.js";
import type { Cell, ColumnHead } from "../rules/forms/form-table.js";

/** Ports of the forms: what they are read from, and who puts them on paper. */

/** Records of one estate in a half-open span, of some departments or of all (null). */
export interface FormScope {
  readonly estateId: string;
  readonly from: Date;
  readonly to: Date;
  readonly departments: readonly string[] | null;
}

/** A matter before its audits are looked up. */
export type ReadCase = Omit<FormCase, "dailyAudit" | "weeklyAudit">;

/** Where a page begins: after this number or id; 0 for the first. */
export interface PageAfter {
  readonly after: number;
  readonly limit: number;
}

/** Reads whole months in pages, so that memory does not grow with the month. */
export interface FormReader {
  /** Matters of the form received in the span, by number. */
  cases(scope: FormScope, form: CaseFormId, page: PageAfter): Promise<ReadCase[]>;
  /** Callbacks held in the span, or due in it and not held; by id. */
  callbacks(scope: FormScope, page: PageAfter): Promise<FormCallback[]>;
  /** Audits signed for any period. */
  auditSigns(estateId: string): Promise<AuditSign[]>;
}

/** As a spreadsheet, or as a text file per sheet. */
export const FORM_FORMATS = ["xlsx", "csv"] as const;
export type FormFormat = (typeof FORM_FORMATS)[number];

/** A file of forms before anything is written. */
export interface FilePlan {
  readonly folder: string;
  /** Without its ending. */
  readonly name: string;
  readonly format: FormFormat;
  /** Left and right above every printed page: the estate and the month. */
  readonly estateName: string;
  readonly month: string;
  readonly madeAt: Date;
}

/** One sheet before its rows. */
export interface SheetPlan {
  readonly title: string;
  /** What is counted here, in one line below the title. */
  readonly note: string;
  readonly columns: readonly ColumnHead[];
  /** Line for signatures below the last row, or null. */
  readonly closing: string | null;
}

export interface MadeFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** Of its first sheet, without head and closing line. */
  readonly rows: number;
}

/** A file that is being written; nothing is seen of it in the folder before `finish`. */
export interface FormFile {
  begin(sheet: SheetPlan): Promise<void>;
  add(rows: readonly (readonly Cell[])[]): Promise<void>;
  end(): Promise<void>;
  /** Puts what was written into the folder, whole; a spreadsheet is one file, CSV one per sheet. */
  finish(): Promise<MadeFile[]>;
  /** Leaves nothing behind; harmless after `finish`. */
  abandon(): Promise<void>;
}

/** The edge that writes spreadsheets and CSV. */
export interface FormPress {
  open(plan: FilePlan): Promise<FormFile>;
  /** Deletes a folder of files with all it holds; one that is gone is no error. */
  removeFolder(folder: string): Promise<void>;
}
