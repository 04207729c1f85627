import type { ClassProposal, ModelReading } from "../rules/model-verdict.js";
import type { HiddenText } from "../rules/personal-data.js";

/** Ports of the optional language model and of what is kept about it. */

/** What a model is asked: read a message, draft one line for a long one, match a follow-up to a record. */
export const MODEL_QUESTIONS = ["triage", "summary", "followUp"] as const;
export type ModelQuestion = (typeof MODEL_QUESTIONS)[number];

/**
 * Why there is no answer. `broken`: no JSON or cut off; `mismatch`: JSON of another shape; `refused`: the
 * model declined; `rejected`: the server would not take the request; `failed`: something of our own, such as the
 * ledger with the budget; `stopped`: the desk went down.
 */
export type NoAnswer =
  | "timeout"
  | "unreachable"
  | "rateLimited"
  | "serverError"
  | "rejected"
  | "refused"
  | "broken"
  | "mismatch"
  | "budgetSpent"
  | "breakerOpen"
  | "failed"
  | "stopped";

/** What asking cost, whether or not an answer came. */
export interface ModelTrace {
  readonly promptHash: string;
  readonly model: string;
  /** Requests sent; each counts against the daily budget. */
  readonly tries: number;
  readonly latencyMillis: number;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

export type ModelAnswer<T> =
  | { readonly kind: "answer"; readonly answer: T; readonly trace: ModelTrace }
  | { readonly kind: "noAnswer"; readonly reason: NoAnswer; readonly trace: ModelTrace };

/** An open record of the resident as a model may see it. */
export interface FollowUpCandidate {
  readonly number: number;
  readonly matter: HiddenText;
}

/**
 * The language model. Takes hidden texts only, so that nothing personal can reach it by mistake. Never throws:
 * whatever goes wrong is a `noAnswer`, within two tries of 8 s.
 */
export interface LanguageModel {
  readMessage(text: HiddenText): Promise<ModelAnswer<ModelReading>>;
  /** One line in Chinese, placeholders still in it. */
  summarise(text: HiddenText): Promise<ModelAnswer<string>>;
  /** The number of the record the text belongs to, or null for none of them. */
  matchFollowUp(text: HiddenText, open: readonly FollowUpCandidate[]): Promise<ModelAnswer<number | null>>;
}

/** What a model proposes to the desk after the fact: another class, or a summary that came late. */
export interface ModelProposal {
  readonly reading: ClassProposal | null;
  readonly summary: string | null;
}

/** One question as it is kept: cost and outcome, never the text. */
export interface ModelCallDraft extends ModelTrace {
  readonly estateId: string;
  readonly question: ModelQuestion;
  readonly inboundId: number;
  /** Verdict (`taken`, `agreed`, `overruled:…`), `late:` and a verdict, or the reason of no answer. */
  readonly outcome: string;
  readonly proposal: ModelProposal | null;
}

export interface WaitingProposal {
  readonly id: number;
  readonly estateId: string;
  readonly at: Date;
  readonly inboundId: number | null;
  readonly proposal: ModelProposal;
  /** Whether the message is still being handled, and the case it led to. */
  readonly isHandled: boolean;
  readonly caseId: number | null;
}

export interface ModelCallStore {
  record(call: ModelCallDraft, now: Date): Promise<void>;
  /** Takes one call of the day's budget, shared by all processes; false = it is spent. */
  takeCall(day: string, limit: number): Promise<boolean>;
  /** Proposals nobody has seen yet, oldest first. */
  waitingProposals(limit: number): Promise<WaitingProposal[]>;
  /** Ends a waiting proposal; false = somebody was first. */
  settleProposal(id: number, state: "told" | "dropped"): Promise<boolean>;
  /** How often each outcome came out in [from, to). */
  outcomes(from: Date, to: Date): Promise<{ question: string; outcome: string; calls: number }[]>;
}
