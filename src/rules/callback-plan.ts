import { limitAfter, startOfDay } from "./calendar.js";
import type { Callback, CallbackForm, CallbackKind, NewCallback } from "./callback.js";
import { DRAWN_KINDS, type DrawnKind, monthAround } from "./callback-draw.js";
import { type CallbackRule, callbackRule, callersOf } from "./callback-table.js";
import type { CaseKind, CaseRecord } from "./case-record.js";
import type { Estate } from "./estate.js";
import { settingOf } from "./settings.js";

/** Least share of home visits among a month's callbacks (CBK-17). */
export const LEAST_VISITS = 0.2;

/** Why a form other than the proposed one is planned when the share of home visits is short. */
export const VISIT_REMARK = "本月家访不足两成，改为家访";

/** A matter of which callbacks are planned, as it was settled. */
export interface Settlement {
  readonly record: CaseRecord;
  readonly estate: Estate;
  readonly now: Date;
}

/** How many of the month's callbacks there are, and how many of them are home visits; chat does not count. */
export interface FormShare {
  readonly all: number;
  readonly visits: number;
}

/** The share of these. */
export function shareOf(callbacks: readonly Pick<Callback, "form">[]): FormShare {
  const counted = callbacks.filter(({ form }) => form !== "chat");
  return { all: counted.length, visits: counted.filter(({ form }) => form === "homeVisit").length };
}

/** True when home visits are fewer than a fifth (CBK-17). */
export function lacksVisits({ all, visits }: FormShare): boolean {
  return all > 0 && visits < all * LEAST_VISITS;
}

/** Percent of this kind that is called, as it is set with the supervisor (CBK-11, CBK-13); null = all, always. */
export function percentOf(kind: CaseKind, estate: Pick<Estate, "settings">): number | null {
  const drawn = DRAWN_KINDS.find((one) => one === kind);
  return drawn ? settingOf(estate, `callback.${drawn}Percent`) : null;
}

/** CBK-13: nothing was done of which a result could be asked. */
function needsNone(record: CaseRecord, estate: Pick<Estate, "timezone">): boolean {
  if (record.kind === "praise") return true;
  return record.kind === "enquiry" && record.round <= 1 && answeredAtOnce(record, estate.timezone);
}

/** A record of which the lot decides whether it is called. */
export type DrawnRecord = CaseRecord & { readonly kind: DrawnKind; readonly handledAt: Date };

/** True for a settlement of which only a sample is called; one that was reopened is asked again whatever the lot says (CBK-24). */
export function isDrawn(
  record: CaseRecord,
  estate: Pick<Estate, "settings" | "timezone">,
): record is DrawnRecord {
  const percent = percentOf(record.kind, estate) ?? 100;
  if (record.handledAt === null || record.round > 1 || needsNone(record, estate)) return false;
  return percent > 0 && percent < 100;
}

/** Kinds that a settled matter always needs; what a sample chooses is not among them. */
export function kindsAfterSettlement(
  record: CaseRecord,
  estate: Pick<Estate, "settings" | "timezone">,
): CallbackKind[] {
  if (record.kind === "complaint") return ["complaintCall", "complaintVisit"];
  if (needsNone(record, estate)) return [];
  const all = (percentOf(record.kind, estate) ?? 100) === 100;
  return all || record.round > 1 ? [sampledKind(record)] : [];
}

/** CBK-13: a question that was answered the day it came needs no callback. */
function answeredAtOnce({ receivedAt, handledAt }: CaseRecord, timezone: string): boolean {
  return handledAt !== null && handledAt < startOfDay(receivedAt, timezone, 1);
}

/** The kind of callback a matter gets that the sample chose. */
export function sampledKind(record: Pick<CaseRecord, "kind">): CallbackKind {
  return record.kind === "repair" ? "repair" : "other";
}

/** When a callback of this kind is due that begins then. */
export function callbackLimit(kind: CallbackKind, from: Date, estate: Estate): Date {
  const { limit } = callbackRule(kind);
  const length =
    "fixed" in limit ? limit.fixed : { amount: settingOf(estate, limit.setting), unit: limit.unit };
  return limitAfter(from, length, { calendar: "exact", place: estate });
}

/** The form that is planned: the proposed one, or a home visit while there are too few of them (CBK-17, CBK-18). */
function formOf(
  rule: CallbackRule,
  record: CaseRecord,
  share: FormShare,
): { form: CallbackForm; formRemark: string | null } {
  const [proposed] = rule.forms;
  const short = lacksVisits({ all: share.all + 1, visits: share.visits });
  if (proposed === "homeVisit" || !rule.mayBeVisit || !record.room || !short) {
    return { form: proposed, formRemark: null };
  }
  return { form: "homeVisit", formRemark: VISIT_REMARK };
}

/** What differs between callbacks of one settlement. */
export interface PlanChoice {
  readonly kind: CallbackKind;
  /** Not before then; the settlement unless told. */
  readonly startsAt?: Date;
  readonly dueAt?: Date;
  readonly drawId?: number | null;
  readonly round?: number;
  readonly share: FormShare;
}

/** One callback as it is planned, with the settlement taken down as it stood (design §2: no later change moves it). */
export function planCallback(settlement: Settlement, choice: PlanChoice): NewCallback {
  const { record, estate, now } = settlement;
  const { kind } = choice;
  const rule = callbackRule(kind);
  const { caller, confirmer } = callersOf(kind, record);
  const handledAt = record.handledAt ?? now;
  const startsAt = choice.startsAt ?? handledAt;
  return {
    estateId: estate.id,
    caseId: record.id,
    kind,
    requirement: rule.requirement,
    round: choice.round ?? Math.max(1, record.round),
    proposedForm: rule.forms[0],
    ...formOf(rule, record, choice.share),
    callerRole: caller,
    caller: null,
    confirmerRole: confirmer,
    drawId: choice.drawId ?? null,
    startsAt,
    dueAt: choice.dueAt ?? callbackLimit(kind, startsAt, estate),
    // CBK-21: the resident signs the record of an important event.
    needsEvidence: kind === "complaintVisit" && record.complaintClass === "major",
    handledAt,
    handledBy: record.handledBy ?? record.assignee,
    department: record.respondentDepartment ?? record.responsibleDepartment,
    caseKind: record.kind,
    complaintClass: record.complaintClass,
    createdAt: now,
  };
}

/** Begin and limit of the second callback of a repair (CBK-05): more than one month, at most two. */
export function secondCallbackSpan(handledAt: Date, estate: Estate): { startsAt: Date; dueAt: Date } {
  const [from, to] = settingOf(estate, "callback.repairSecondMonths");
  const months = (amount: number) =>
    limitAfter(handledAt, { amount, unit: "months" }, { calendar: "exact", place: estate });
  return { startsAt: months(from), dueAt: months(to) };
}

/**
 * By when a record that was held then is reviewed (CBK-23): before the day on which its month must be filed
 * (CBK-25), because what nobody has reviewed cannot be filed.
 */
export function reviewLimit(heldAt: Date, estate: Estate): Date {
  const { from, to } = monthAround(heldAt, estate.timezone, 1);
  const last = startOfDay(to, estate.timezone, -1);
  const day = settingOf(estate, "callback.archiveDay");
  if (typeof day !== "number") return last;
  const filed = startOfDay(from, estate.timezone, day - 1);
  return filed < last ? filed : last;
}

const LASTING_FAULT = /漏|渗|堵|防水|水管|返水|墙|裂|塌|沉降|脱落|空鼓|外立面|屋面|结构|承重/;

/** Why a second callback is worth proposing (GAP-04), or null: the answer was bad, or water or structure failed. */
export function secondCallbackReason(
  record: Pick<CaseRecord, "kind" | "matter" | "handling">,
  satisfaction: Callback["satisfaction"],
): "dissatisfied" | "fault" | null {
  if (record.kind !== "repair") return null;
  if (satisfaction === "dissatisfied") return "dissatisfied";
  return LASTING_FAULT.test(`${record.matter} ${record.handling ?? ""}`) ? "fault" : null;
}

/** The points of a contract at which its resident is called (CBK-06), with the kind each of them has. */
export function contractCallbacks(
  term: { readonly from: Date; readonly to: Date },
  estate: Estate,
): { kind: CallbackKind; startsAt: Date }[] {
  const middle = new Date((term.from.getTime() + term.to.getTime()) / 2);
  const points = {
    start: { kind: "specialStart" as const, startsAt: term.from },
    middle: {
      kind: "specialMiddle" as const,
      startsAt: startOfDay(middle, estate.timezone),
    },
    end: { kind: "specialEnd" as const, startsAt: term.to },
  };
  return settingOf(estate, "callback.specialPoints").map((point) => points[point]);
}
