import type { CaseKind, ClassifiedBy, ComplaintClass } from "../rules/case-record.js";
import type { ResponsibleDepartment } from "../rules/departments.js";

/** A case whose class or department a person corrected, as an example to measure triage on. */
export interface CorrectedExample {
  readonly estateId: string;
  readonly caseId: number;
  readonly receivedAt: Date;
  /** Without personal data. */
  readonly text: string;
  /** What triage said; `unclear` = it asked the desk. */
  readonly saidKind: CaseKind;
  readonly saidClass: ComplaintClass | null;
  readonly saidDepartment: ResponsibleDepartment | null;
  readonly emergency: boolean;
  readonly rule: string;
  /** 0–1. */
  readonly confidence: number;
  readonly classifiedBy: ClassifiedBy;
  /** What stands after the last correction. */
  readonly kind: CaseKind;
  readonly complaintClass: ComplaintClass | null;
  readonly department: ResponsibleDepartment;
  /** Which of them a person said; the others merely stood. */
  readonly kindCorrected: boolean;
  readonly classCorrected: boolean;
  readonly departmentCorrected: boolean;
  /** Userid of whoever said it last. */
  readonly correctedBy: string;
  readonly firstCorrectedAt: Date;
  readonly correctedAt: Date;
}

/** How often triage was corrected among the cases received in a span. A case counts once per field. */
export interface CorrectionFigures {
  /** Cases that triage classified or asked about. */
  readonly triaged: number;
  /** Cases of which a person changed something triage had decided. */
  readonly corrected: number;
  /** Cases triage left open and a person classified: no mistake, but work. */
  readonly asked: number;
  readonly kind: number;
  readonly complaintClass: number;
  readonly department: number;
}

export interface CorrectionStore {
  ofCase(caseId: number): Promise<CorrectedExample | null>;
  /** Keeps the example of a case, replacing an earlier one. */
  keep(example: CorrectedExample): Promise<void>;
  /** Forgets the example of a case; none is no error. */
  remove(caseId: number): Promise<void>;
  /** In order of the cases; `after` is the last case id already read. */
  list(page: { afterCaseId: number; limit: number }): Promise<CorrectedExample[]>;
  /** Cases received in [from, to). */
  figures(estateId: string, from: Date, to: Date): Promise<CorrectionFigures>;
}
