import type { CaseRecord } from "../rules/case-record.js";
import type { Estate } from "../rules/estate.js";
import type { EstateDirectory } from "../rules/estate-directory.js";
import type { TriageFacts, TriageResult } from "../rules/triage/triage-result.js";
import type { ServicerRoster } from "./edge-ports.js";
import type { Clock, Log, ScriptConverter, UnitOfWork } from "./ports.js";

/** What was read, who decided it, and one line for a long text if a model drafted one. */
export type TriageReading = TriageResult & {
  readonly classifiedBy: "rules" | "model";
  readonly summary?: string | null;
};

/** The message being read: what a model is asked and answers is kept under it. */
export interface TriageOccasion {
  readonly estate: Estate;
  readonly inboundId: number;
  /** True = the message names several matters: one line for all of them would be of no use. */
  readonly isSeveral?: boolean;
}

/**
 * Reads a resident's words; the rules alone, or the rules with a model beside them. Never throws, and takes
 * 3 s at most. Without an occasion the rules alone answer.
 */
export interface Triager {
  triage(text: string, facts: TriageFacts, occasion?: TriageOccasion): Promise<TriageReading>;
}

/** A message that may belong to one of several open records. */
export interface FollowUp {
  readonly estate: Estate;
  readonly inboundId: number;
  readonly text: string;
  /** Open records of the same resident. */
  readonly open: readonly CaseRecord[];
}

/**
 * Says to which open record a message belongs where the rules cannot tell; null = to none, or nobody knows.
 * Never throws and takes 3 s at most. To be called before the transaction.
 */
export interface FollowUpMatcher {
  match(followUp: FollowUp): Promise<CaseRecord | null>;
}

/** What every use case of the desk is made of. */
export interface DeskDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly log: Log;
  readonly script: ScriptConverter;
  readonly directory: EstateDirectory;
  readonly triager: Triager;
  /** Absent without a model: the rules alone match. */
  readonly followUps?: FollowUpMatcher;
  /** Absent where nobody serves residents by hand. */
  readonly servicers?: ServicerRoster;
}
