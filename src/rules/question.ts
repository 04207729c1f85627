import { afterQuietHours, isWithin } from "./calendar.js";
import type { Satisfaction } from "./callback.js";
import type { CaseKind, CaseRecord, ComplaintClass } from "./case-record.js";
import {
  CONTACT_WINDOW_MILLIS,
  type ContactRefusal,
  type ContactWindow,
  contactRefusal,
} from "./contact-policy.js";
import type { Estate } from "./estate.js";
import { readIntent } from "./resident-intent.js";
import { settingOf } from "./settings.js";

/** Where the question of satisfaction stands (CBK-27). `lapsed`: no answer came, or it could not be asked in chat. */
export const QUESTION_STATES = ["asked", "reminded", "answered", "lapsed"] as const;
/** One of them. */
export type QuestionState = (typeof QUESTION_STATES)[number];

/**
 * Why a question lapsed: nobody answered, chat would not carry it, somebody asked in person, 完成 was taken back,
 * or the matter was opened again by other words.
 */
export type LapseReason =
  | ContactRefusal
  | "noAnswer"
  | "undelivered"
  | "calledBack"
  | "takenBack"
  | "reopened";

/** The question asked in chat once a matter is settled, for each settlement once (CBK-27). Instants are UTC. */
export interface SatisfactionQuestion {
  readonly id: number;
  readonly estateId: string;
  readonly caseId: number;
  /** Counts the settlements of the matter. */
  readonly round: number;
  readonly conversationId: string;
  readonly state: QuestionState;
  readonly askedAt: Date;
  readonly remindedAt: Date | null;
  readonly answeredAt: Date | null;
  /** When it is looked at next; null once it is over. */
  readonly nextAt: Date | null;
  readonly satisfaction: Satisfaction | null;
  /** The answer in the resident's words (CBK-20). */
  readonly words: string | null;
  /** The message that answered it. */
  readonly inboundId: number | null;
  /** Key of the outbound message that carries it now. */
  readonly messageKey: string | null;
  readonly lapsedBecause: string | null;
  /** As it stood at settlement: who handled it, of which department, kind and class. */
  readonly handledBy: string | null;
  readonly department: string;
  readonly caseKind: CaseKind;
  readonly complaintClass: ComplaintClass | null;
}

const HOUR = 3_600_000;

/** Kinds whose settlement leaves nothing to ask about: a question that was answered, a praise passed on. */
const ASKS_NOTHING: ReadonlySet<CaseKind> = new Set(["enquiry", "praise"]);

/** Whether the resident is asked once the matter is settled, given a chat with them (CBK-27, STD-21). */
export function asksSatisfaction(record: Pick<CaseRecord, "kind" | "matter">): boolean {
  // Whoever was in despair is asked by a person how they are, never for a mark.
  return !ASKS_NOTHING.has(record.kind) && readIntent(record.matter) !== "selfHarm";
}

/** True while an answer is waited for. */
export function isOpenQuestion({ state }: Pick<SatisfactionQuestion, "state">): boolean {
  return state === "asked" || state === "reminded";
}

function hoursAfter(at: Date, hours: number, estate: Estate): Date {
  return afterQuietHours(new Date(at.getTime() + hours * HOUR), estate);
}

/** When nobody waits for the answer in chat any longer: `question.lapseHours` after asking, never at night. */
export function lapseMoment({ askedAt }: Pick<SatisfactionQuestion, "askedAt">, estate: Estate): Date {
  return hoursAfter(askedAt, settingOf(estate, "question.lapseHours"), estate);
}

/** A reminder within these hours of the question would press; in the last of the window it may come too late. */
const SOONEST_HOURS = 4;
const LAST_HOURS = 1;

/** The last moment at which WeChat carries a reminder that neither presses nor wakes, or null. */
function beforeWindowEnds(
  askedAt: Date,
  window: Pick<ContactWindow, "lastInboundAt">,
  estate: Estate,
): Date | null {
  if (!window.lastInboundAt) return null;
  const last = new Date(window.lastInboundAt.getTime() + CONTACT_WINDOW_MILLIS - LAST_HOURS * HOUR);
  const isSoon = last.getTime() - askedAt.getTime() < SOONEST_HOURS * HOUR;
  return isSoon || isWithin(last, estate.hours.quiet, estate.timezone) ? null : last;
}

/**
 * When a question that was just asked is looked at: the one soft reminder, a little earlier where the window ends
 * before, or at once its end.
 */
export function firstLook(askedAt: Date, window: Pick<ContactWindow, "lastInboundAt">, estate: Estate): Date {
  const usual = hoursAfter(askedAt, settingOf(estate, "question.remindHours"), estate);
  const last = beforeWindowEnds(askedAt, window, estate);
  const reminder = last && last < usual ? last : usual;
  const lapse = lapseMoment({ askedAt }, estate);
  return reminder < lapse ? reminder : lapse;
}

/** What becomes of a question whose moment has come. */
export type QuestionStep =
  | { readonly step: "remind"; readonly nextAt: Date }
  | { readonly step: "lapse"; readonly because: LapseReason };

/**
 * The next step: one reminder, if WeChat still carries it and one message stays in reserve for an outcome
 * (design §5); else, and when it was reminded of, a person asks.
 */
export function questionStep(
  question: Pick<SatisfactionQuestion, "state" | "askedAt">,
  window: ContactWindow,
  at: { readonly estate: Estate; readonly now: Date },
): QuestionStep {
  const lapse = lapseMoment(question, at.estate);
  if (question.state === "reminded" || at.now >= lapse) return { step: "lapse", because: "noAnswer" };
  const refusal = contactRefusal(window, "normal", at.now);
  return refusal ? { step: "lapse", because: refusal } : { step: "remind", nextAt: lapse };
}
