import type { CaseKind, ComplaintClass } from "./case-record.js";
import type { Role } from "./roles.js";

/** Kinds of callbacks (CBK-03…09): one row each in rules/callback-table. */
export const CALLBACK_KINDS = [
  "complaintCall",
  "complaintVisit",
  "repair",
  "repairSecond",
  "specialStart",
  "specialMiddle",
  "specialEnd",
  "firstAid",
  "activity",
  "visit",
  "other",
  "unanswered",
] as const;
export type CallbackKind = (typeof CALLBACK_KINDS)[number];

/** How a resident is asked (CBK-17): by telephone, at home, by letter, or by the question in chat (CBK-27). */
export const CALLBACK_FORMS = ["phone", "homeVisit", "letter", "chat"] as const;
export type CallbackForm = (typeof CALLBACK_FORMS)[number];

/** The fixed scale of CBK-19, which feeds the measures. */
export const SATISFACTIONS = ["satisfied", "basicallySatisfied", "dissatisfied"] as const;
export type Satisfaction = (typeof SATISFACTIONS)[number];

/** `cancelled`: the matter was reopened, or the supervisor took the callback off the plan. */
export const CALLBACK_STATES = ["planned", "done", "cancelled"] as const;
export type CallbackState = (typeof CALLBACK_STATES)[number];

/** What is asked in a callback beside the satisfaction (CBK-19), each null when nothing was said. */
export interface CallbackContents {
  readonly quality: string | null;
  readonly effect: string | null;
  readonly shortcomings: string | null;
  readonly suggestions: string | null;
}

/** A record that is being told question by question (rules/callback-guide). */
export interface CallbackGuide {
  readonly form: CallbackForm;
  readonly remark: string | null;
  /** In the order of the questions; null = passed over. */
  readonly answers: readonly (string | null)[];
}

/** A contact after a settled matter that asks whether it was really solved (回访). Instants are UTC. */
export interface Callback {
  readonly id: number;
  readonly estateId: string;
  readonly caseId: number;
  readonly kind: CallbackKind;
  /** Requirement id, for example `CBK-03`. */
  readonly requirement: string;
  /** Counts the settlements of the matter; of an event or a round of visits, those that are asked. */
  readonly round: number;
  readonly state: CallbackState;
  /** What CBK-18 proposes for the kind. */
  readonly proposedForm: CallbackForm;
  /** What is planned or was used; a form CBK-18 does not name for the kind has a remark. */
  readonly form: CallbackForm;
  readonly formRemark: string | null;
  readonly callerRole: Role;
  readonly caller: string | null;
  /** Second person who must confirm the record (CBK-15), or null. */
  readonly confirmerRole: Role | null;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
  /** The duty that asks for it; null while `startsAt` is still to come. */
  readonly dutyId: number | null;
  /** The sample that chose it (CBK-11), or null. */
  readonly drawId: number | null;
  readonly startsAt: Date;
  readonly dueAt: Date;
  readonly doneAt: Date | null;
  readonly satisfaction: Satisfaction | null;
  readonly contents: CallbackContents | null;
  /** The resident's words, verbatim (CBK-20). */
  readonly words: string | null;
  readonly enteredBy: string | null;
  /** The resident's signature is needed (CBK-21). */
  readonly needsEvidence: boolean;
  readonly evidenceInboundId: number | null;
  readonly reviewedBy: string | null;
  readonly reviewedAt: Date | null;
  readonly opinion: string | null;
  readonly filedAt: Date | null;
  readonly retainUntil: Date | null;
  /** As it stood at settlement: when, by whom, of which department, kind and class. */
  readonly handledAt: Date;
  readonly handledBy: string | null;
  readonly department: string;
  readonly caseKind: CaseKind;
  readonly complaintClass: ComplaintClass | null;
  /** Member who is being led through the record, and what they have answered so far. */
  readonly guidedBy: string | null;
  readonly guide: CallbackGuide | null;
  readonly createdAt: Date;
  readonly version: number;
}

/** A callback as it is planned: nothing has been asked yet. */
export type NewCallback = Pick<
  Callback,
  | "estateId"
  | "caseId"
  | "kind"
  | "requirement"
  | "round"
  | "proposedForm"
  | "form"
  | "formRemark"
  | "callerRole"
  | "caller"
  | "confirmerRole"
  | "drawId"
  | "startsAt"
  | "dueAt"
  | "needsEvidence"
  | "handledAt"
  | "handledBy"
  | "department"
  | "caseKind"
  | "complaintClass"
  | "createdAt"
>;

/** What may change afterwards. */
export type CallbackChanges = Partial<
  Omit<Callback, "id" | "estateId" | "caseId" | "kind" | "round" | "version" | "createdAt">
>;

/** The sample of one month (CBK-11). `seen` counts the settlements, `chosen` those that are called. */
export interface CallbackDraw {
  readonly id: number;
  readonly estateId: string;
  /** `2026-11` for repairs, `2026-11/request` for help requests. */
  readonly period: string;
  readonly seed: string;
  readonly seen: number;
  readonly chosen: number;
}

/** What people call each satisfaction. */
export const SATISFACTION_NAMES: Readonly<Record<Satisfaction, string>> = {
  satisfied: "满意",
  basicallySatisfied: "基本满意",
  dissatisfied: "不满意",
};

/** What people call each form. */
export const FORM_NAMES: Readonly<Record<CallbackForm, string>> = {
  phone: "电话",
  homeVisit: "家访",
  letter: "信访",
  chat: "微信",
};

/** True for a callback that was held no later than its limit, the limit itself included (GEN-03). */
export function wasOnTime(callback: Pick<Callback, "doneAt" | "dueAt">): boolean {
  return callback.doneAt !== null && callback.doneAt <= callback.dueAt;
}

/** True once everybody who must vouch for the record has done so and the signature, where needed, is there (CBK-15, CBK-21). */
export function isComplete(
  callback: Pick<Callback, "state" | "confirmerRole" | "confirmedAt" | "needsEvidence" | "evidenceInboundId">,
): boolean {
  if (callback.state !== "done") return false;
  if (callback.confirmerRole !== null && callback.confirmedAt === null) return false;
  return !callback.needsEvidence || callback.evidenceInboundId !== null;
}
