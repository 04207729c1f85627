import type { Department, ResponsibleDepartment } from "./departments.js";

/** What a message is about (eval labels; REC, CMP, REP). */
export const MESSAGE_KINDS = [
  "complaint",
  "repair",
  "request",
  "enquiry",
  "suggestion",
  "praise",
  "progress",
  "smalltalk",
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** What a record is about; `unclear` waits for the desk to classify it. */
export type CaseKind = Exclude<MessageKind, "smalltalk" | "progress"> | "unclear";

/** Class of a complaint (CMP-05…07): minor 轻微, important 重要, major 重大. */
export const COMPLAINT_CLASSES = ["minor", "important", "major"] as const;
export type ComplaintClass = (typeof COMPLAINT_CLASSES)[number];

/**
 * Where a record stands. `handled`: the department has finished and the callback clock runs; `closed`:
 * every mandatory step is recorded; `unresolvable`: closed by the manager with a reason (REC-11).
 */
export const CASE_STATUSES = ["recorded", "accepted", "handled", "closed", "unresolvable"] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** How a matter came in (REC-01). */
export type CaseChannel = "online" | "phone" | "visit" | "other";

/** Who decided kind and class: the rules, the model, or a person at the desk. */
export type ClassifiedBy = "rules" | "model" | "desk";

/**
 * How a record hangs together with the one it is linked to: `incident` one of several households with the same
 * matter; `split` part of a message that named two; `repeat` the same again after it was done; `merged` another
 * entry of one matter, closed in its favour; `related` about how the other is handled.
 */
export const LINK_KINDS = ["incident", "split", "repeat", "merged", "related"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** A matter in the ledger: a reception (接待) or a complaint (投诉). Instants are UTC. */
export interface CaseRecord {
  readonly id: number;
  readonly estateId: string;
  readonly number: number;
  readonly kind: CaseKind;
  readonly complaintClass: ComplaintClass | null;
  readonly status: CaseStatus;
  readonly emergency: boolean;
  readonly responsibleDepartment: ResponsibleDepartment;
  readonly respondentDepartment: Department | null;
  readonly room: string | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
  readonly matter: string;
  /** One line drafted for a long matter, for cards and lists; null without (the resident's words lead). */
  readonly summary: string | null;
  readonly wishedTime: string | null;
  readonly appointmentAt: Date | null;
  readonly requestedBy: Date | null;
  readonly channel: CaseChannel;
  readonly residentId: string | null;
  readonly conversationId: string | null;
  readonly receivedBy: string | null;
  readonly recordedBy: string | null;
  readonly assignee: string | null;
  readonly receivedAt: Date;
  readonly acceptedAt: Date | null;
  readonly firstReplyAt: Date | null;
  readonly handledAt: Date | null;
  readonly handling: string | null;
  readonly result: string | null;
  readonly closedAt: Date | null;
  readonly closeReason: string | null;
  readonly triageRule: string;
  readonly triageConfidence: number;
  readonly classifiedBy: ClassifiedBy;
  readonly needsClassification: boolean;
  readonly chaseCount: number;
  readonly linkedCaseId: number | null;
  /** Why it is linked; null without a link. */
  readonly linkKind: LinkKind | null;
  /** Times the same matter was reported, the first included (CMP-09). */
  readonly reportCount: number;
  /** Why there was a complaint, as a code (CMP-24); null until somebody told. */
  readonly cause: string | null;
  /** Settlements so far: 2 once a reopened matter was settled again. */
  readonly round: number;
  /** Who handled it, taken down at settlement; later transfers do not change it. */
  readonly handledBy: string | null;
  /** Personal data may go after this moment (ARC-15); null while the matter is open. */
  readonly retainUntil: Date | null;
  readonly anonymisedAt: Date | null;
  /** The version read; every update names it. */
  readonly version: number;
  readonly updatedAt: Date;
}

/** A record before it has an id, a number and a version. */
export type NewCaseRecord = Omit<CaseRecord, "id" | "number" | "version" | "updatedAt">;

/** True while somebody still has to do something about it. */
export function isOpen(record: Pick<CaseRecord, "status">): boolean {
  return record.status === "recorded" || record.status === "accepted";
}

/** `triageRule` of an event or a publication: no matter that anybody brought, a record its callbacks hang on (CBK-08). */
export const EVENT_RULE = "callback.activity";

/** True for a record of the complaint book (投诉登记处理记录); all others are receptions. */
export function isComplaint(record: Pick<CaseRecord, "kind">): boolean {
  return record.kind === "complaint";
}

/**
 * True for a question that a notice or the knowledge file answered, or that went into another record: it names
 * its reason. One that a person answered is closed without, once every step has its entry.
 */
export function wasAnsweredAtOnce(record: Pick<CaseRecord, "kind" | "status" | "closeReason">): boolean {
  return record.kind === "enquiry" && record.status === "closed" && record.closeReason !== null;
}
