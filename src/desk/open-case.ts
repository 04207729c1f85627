import { respondentDepartment, responsibleDepartment } from "../rules/acting-department.js";
import type { CaseChannel, CaseKind, CaseRecord, ClassifiedBy, LinkKind } from "../rules/case-record.js";
import type { Duty } from "../rules/duty.js";
import type { Estate } from "../rules/estate.js";
import { takesVisit } from "../rules/facts-alone.js";
import { causeAtRecording } from "../rules/figures/causes.js";
import type { TriageResult } from "../rules/triage/triage-result.js";
import { dispatchCase } from "./dispatch-case.js";
import type { Resident } from "./people-ports.js";
import type { Stores } from "./ports.js";
import { startDuties } from "./start-duties.js";

/** Longest matter kept on the record, in characters; the inbox keeps the whole message. */
const MATTER_CHARACTERS = 500;

/** A matter about to enter the ledger. */
export interface NewMatter {
  readonly estate: Estate;
  readonly kind: CaseKind;
  readonly needsClassification: boolean;
  /** With the summary of a long matter, if a model drafted one. */
  readonly triage: TriageResult & { readonly summary?: string | null };
  readonly classifiedBy: ClassifiedBy;
  readonly words: string;
  readonly resident: Resident;
  readonly conversationId: string | null;
  readonly channel: CaseChannel;
  /** Staff userid that took it in by phone or visit; null when the resident wrote. */
  readonly recordedBy: string | null;
  readonly inboundId: number;
  readonly receivedAt: Date;
  readonly photos: number;
  /** By when the resident wants or was promised it, when that is earlier than the rules. */
  readonly requestedBy?: Date | null;
  /** How often the same was reported, this time included; 1 unless told. */
  readonly reportCount?: number;
  /** The record it hangs together with. */
  readonly link?: { readonly caseId: number; readonly kind: LinkKind } | null;
  readonly now: Date;
}

export interface OpenedCase {
  readonly record: CaseRecord;
  readonly duties: readonly Duty[];
  /** Who was called, in words for the resident. */
  readonly called: readonly string[];
}

async function storeRecord(stores: Stores, matter: NewMatter): Promise<CaseRecord> {
  const { estate, kind, triage, resident } = matter;
  const department = responsibleDepartment(triage.department, estate);
  return stores.cases.open(
    {
      estateId: estate.id,
      kind,
      complaintClass: kind === "complaint" ? (triage.complaintClass ?? "minor") : null,
      status: "recorded",
      emergency: triage.emergency,
      responsibleDepartment: department,
      respondentDepartment: respondentDepartment(kind, department),
      room: triage.room ?? resident.room,
      contactName: triage.name ?? resident.name,
      contactPhone: triage.phone ?? resident.phone,
      matter: [...matter.words].slice(0, MATTER_CHARACTERS).join(""),
      summary: triage.summary ?? null,
      // A time told with a proposal or a praise is what it is about, not when to come.
      wishedTime: kind === "complaint" || takesVisit({ kind }) ? triage.wishedTime : null,
      appointmentAt: null,
      requestedBy: matter.requestedBy ?? null,
      channel: matter.channel,
      residentId: resident.id,
      conversationId: matter.conversationId,
      receivedBy: matter.recordedBy,
      recordedBy: matter.recordedBy,
      assignee: null,
      receivedAt: matter.receivedAt,
      acceptedAt: null,
      firstReplyAt: null,
      handledAt: null,
      handling: null,
      result: null,
      closedAt: null,
      closeReason: null,
      triageRule: triage.rule,
      triageConfidence: triage.confidence,
      classifiedBy: matter.classifiedBy,
      needsClassification: matter.needsClassification,
      chaseCount: 0,
      linkedCaseId: matter.link?.caseId ?? null,
      linkKind: matter.link?.kind ?? null,
      reportCount: matter.reportCount ?? 1,
      cause: causeAtRecording({ kind, matter: matter.words }),
      round: 0,
      handledBy: null,
      retainUntil: null,
      anonymisedAt: null,
    },
    matter.now,
  );
}

/** Enters a matter into the ledger: number, receipt and class; no clock starts and nobody is told. */
export async function recordMatter(stores: Stores, matter: NewMatter): Promise<CaseRecord> {
  const { triage, now, inboundId } = matter;
  const record = await storeRecord(stores, matter);
  const actor = matter.recordedBy ?? "resident";
  await stores.ledger.append(record.id, {
    at: now,
    type: "received",
    actor,
    data: { channel: matter.channel, words: matter.words },
    inboundId,
    correctsId: null,
  });
  await stores.ledger.append(record.id, {
    at: now,
    type: "classified",
    actor: "guanjia",
    data: {
      kind: record.kind,
      complaintClass: record.complaintClass,
      emergency: record.emergency,
      danger: triage.danger,
      department: record.responsibleDepartment,
      cause: record.cause,
      rule: triage.rule,
      confidence: triage.confidence,
      by: matter.classifiedBy,
    },
    inboundId,
    correctsId: null,
  });
  await stores.attachments.linkToCase(inboundId, record.id);
  return record;
}

/**
 * Opens a record with everything that belongs to it: number, ledger entries, duties, cards. Runs inside the
 * caller's transaction, so that either all of it stands or none (design §2 "One message").
 */
export async function openCase(stores: Stores, matter: NewMatter): Promise<OpenedCase> {
  const { estate, triage, now } = matter;
  const record = await recordMatter(stores, matter);
  const duties = await startDuties(stores, {
    record,
    estate,
    trigger: "recorded",
    happenedAt: record.receivedAt,
    now,
  });
  const called = await dispatchCase(stores, {
    record,
    estate,
    duties,
    danger: triage.danger,
    photos: matter.photos,
    cause: `${record.id}:opened`,
    now,
  });
  return { record, duties, called };
}
