import type { CaseKind, CaseRecord } from "../case-record.js";
import type { ResponsibleDepartment } from "../departments.js";
import type { Role } from "../roles.js";

/** A matter past a limit, with what a line about it needs. */
export interface LateMatter
  extends Pick<
    CaseRecord,
    "number" | "kind" | "complaintClass" | "room" | "matter" | "summary" | "assignee"
  > {
  /** The oldest limit it has missed. */
  readonly dueAt: Date;
  readonly ownerRole: Role;
  readonly ownerUserid: string | null;
}

/** One matter that several households reported. */
export interface SharedMatter extends Pick<CaseRecord, "number" | "room" | "matter" | "summary"> {
  readonly households: number;
}

/** Open matters by how long they have been open. */
export interface OpenAges {
  /** Less than a day. */
  readonly day: number;
  /** One day to three. */
  readonly days: number;
  /** Three days to a week. */
  readonly week: number;
  readonly longer: number;
}

/** How things stand at a moment: what a digest says beside the figures of its day. */
export interface Standing {
  readonly open: readonly {
    readonly kind: CaseKind;
    readonly department: ResponsibleDepartment;
    readonly count: number;
  }[];
  readonly ages: OpenAges;
  /** Open and accepted by nobody. */
  readonly unaccepted: number;
  /** Open and not yet classified. */
  readonly unclear: number;
  /** Open emergency nobody has accepted, the oldest. */
  readonly unansweredEmergency: number | null;
  readonly late: number;
  /** The latest of them, the oldest limit first. */
  readonly worst: readonly LateMatter[];
  /** Periodic duties past their limit: audits, summaries. */
  readonly routinesLate: number;
  readonly dueTomorrow: number;
  /** Duties nobody could be asked for (没人接到). */
  readonly noOneReached: number;
  readonly callbacks: { readonly due: number; readonly done: number; readonly late: number };
  /** Messages of the day that reached nobody, and those that became phone calls. */
  readonly undelivered: { readonly failed: number; readonly phoneTasks: number };
  readonly shared: readonly SharedMatter[];
  /** Duties no sweep has taken although their time has come: the clocks themselves are ill. */
  readonly stuck: number;
}
