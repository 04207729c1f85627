import type { SatisfactionQuestion } from "../rules/question.js";

/** A question that is about to be asked. */
export type NewQuestion = Pick<
  SatisfactionQuestion,
  | "estateId"
  | "caseId"
  | "round"
  | "conversationId"
  | "askedAt"
  | "nextAt"
  | "messageKey"
  | "handledBy"
  | "department"
  | "caseKind"
  | "complaintClass"
>;

/** What may become of it. */
export type QuestionChanges = Partial<
  Pick<
    SatisfactionQuestion,
    | "state"
    | "remindedAt"
    | "answeredAt"
    | "nextAt"
    | "satisfaction"
    | "words"
    | "inboundId"
    | "messageKey"
    | "lapsedBecause"
  >
>;

/** The questions asked in chat once matters are settled (CBK-27). */
export interface QuestionStore {
  /** Asks; a settlement that was taken back and came again is asked about anew. */
  ask(draft: NewQuestion): Promise<SatisfactionQuestion>;
  /** Changes it if state and moments are still what was read; false = somebody was first. */
  advance(question: SatisfactionQuestion, changes: QuestionChanges): Promise<boolean>;
  /** Of a record, oldest round first. */
  ofCase(caseId: number): Promise<SatisfactionQuestion[]>;
  /** Of a conversation, asked since then, in any state, the one asked last first. */
  ofConversation(conversationId: string, since: Date): Promise<SatisfactionQuestion[]>;
  /** Open ones that a message with one of these keys carries. */
  carriedBy(messageKeys: readonly string[]): Promise<SatisfactionQuestion[]>;
  /** Those whose moment has come, the longest overdue first. */
  due(now: Date, limit: number): Promise<SatisfactionQuestion[]>;
  /** Earliest moment at which one wants to be looked at, or null. */
  nextDueAt(): Promise<Date | null>;
}
