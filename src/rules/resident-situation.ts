import type { CaseKind, CaseRecord, LinkKind } from "./case-record.js";
import type { ResidentFacts } from "./memory-facts.js";
import type { End } from "./never-mind.js";
import type { ResidentIntent } from "./resident-intent.js";
import type { TriageResult } from "./triage/triage-result.js";

/** What the desk knows when a message arrives. */
export interface ResidentSituation {
  readonly triage: TriageResult;
  readonly text: string;
  /** Open records of the resident, newest first. */
  readonly open: readonly CaseRecord[];
  /** Emergencies of these that are under way: young, and nobody has said yet that they are over. */
  readonly running: readonly CaseRecord[];
  /** Latest record in any state, or null. */
  readonly latest: CaseRecord | null;
  /** Records of the last three months in any state, newest first. */
  readonly recent: readonly CaseRecord[];
  /** Record the desk's last question was about, or null. */
  readonly asked: CaseRecord | null;
  /** What that question asked for and has not been told. */
  readonly askedFor: readonly string[];
  /** What the resident wants of the desk itself, or null. */
  readonly intent: ResidentIntent | null;
  /** What the words correct of what was said before, or null. */
  readonly correction: ResidentFacts | null;
  readonly now: Date;
}

/** The record a new one hangs together with. */
export interface CaseLink {
  readonly caseId: number;
  readonly kind: LinkKind;
}

/** What to do with a resident's words. */
export type ResidentDecision =
  | {
      readonly act: "open";
      readonly kind: CaseKind;
      readonly needsClassification: boolean;
      readonly link: CaseLink | null;
    }
  | { readonly act: "fillGap"; readonly record: CaseRecord }
  | { readonly act: "correct"; readonly facts: ResidentFacts }
  /** `again`: the same matter reported once more, not merely more about it. */
  | { readonly act: "extend"; readonly record: CaseRecord; readonly again: boolean }
  | { readonly act: "chase"; readonly records: readonly CaseRecord[] }
  /** `others`: open ones that the words might have meant as well. */
  | {
      readonly act: "callOff";
      readonly record: CaseRecord;
      readonly others: readonly CaseRecord[];
      readonly end: End;
    }
  | { readonly act: "person" | "privacy" | "abuse" | "smalltalk" }
  /** A room or a number, and nobody knows yet what for. */
  | { readonly act: "askMatter" };
