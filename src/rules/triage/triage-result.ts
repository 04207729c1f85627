import type { ComplaintClass, MessageKind } from "../case-record.js";
import type { ResponsibleDepartment } from "../departments.js";

/** Dangers that have a playbook of their own (EMG-03); `other` is danger of an unnamed sort. */
export const DANGERS = [
  "fire",
  "gas",
  "lift",
  "flood",
  "electric",
  "medical",
  "violence",
  "missingPerson",
  "lockedIn",
  "lockedOut",
  "welfare",
  "childAlone",
  "drowning",
  "poison",
  "stuck",
  "height",
  "battery",
  "falling",
  "structure",
  "other",
] as const;
export type Danger = (typeof DANGERS)[number];

/**
 * Below this confidence a kind is a guess: a model is asked where there is one, else a person at the desk
 * classifies (design §1.10). Calibrated on the held corpus, docs/triage.md says how.
 */
export const SURE_ENOUGH = 0.55;

/** What the rules read out of one message. Labels mean what eval/labels.md says. */
export interface TriageResult {
  readonly kind: MessageKind;
  /** Complaints only. */
  readonly complaintClass: ComplaintClass | null;
  readonly emergency: boolean;
  /** The danger seen; null unless `emergency`. */
  readonly danger: Danger | null;
  /** Null for smalltalk only. */
  readonly department: ResponsibleDepartment | null;
  /** `3-2-502`, `A-1203`, `12`: place of the matter or the writer. */
  readonly room: string | null;
  /** Digits only. */
  readonly phone: string | null;
  /** How the writer names themselves, for example 王女士. */
  readonly name: string | null;
  /** When the writer would like it, in their words, for example 明天下午三点. */
  readonly wishedTime: string | null;
  /** What it is about in two to four characters people read, for example 漏水, or null. */
  readonly topic: string | null;
  /** 0–1: how sure the rules are of the kind. Below the threshold the desk is asked. */
  readonly confidence: number;
  /** The rule that decided the kind, for 为什么 and the eval report. */
  readonly rule: string;
}

/** What the estate knows that helps reading a message. */
export interface TriageFacts {
  /** Names of buildings beyond numbers, from the estate file. */
  readonly buildings: readonly string[];
}

/**
 * Reads one message. Pure; the text is in simplified script (the edge converts, style rule: rules import
 * nothing). Never throws: an unreadable text yields smalltalk or a low confidence.
 */
export type Triage = (text: string, facts: TriageFacts) => TriageResult;
