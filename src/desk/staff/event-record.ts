import { EVENT_RULE, type NewCaseRecord } from "../../rules/case-record.js";
import type { StaffContext } from "../handle-staff-message.js";

/**
 * What is done without anybody having brought a matter (an event, a publication, a round of visits): its
 * callbacks hang on the record, nobody has to act on it any more.
 */
export function eventRecord(
  words: { readonly matter: string; readonly handling: string },
  { estate, member, now }: StaffContext,
): NewCaseRecord {
  return {
    estateId: estate.id,
    kind: "request",
    complaintClass: null,
    status: "handled",
    emergency: false,
    responsibleDepartment: "customerService",
    respondentDepartment: null,
    room: null,
    contactName: null,
    contactPhone: null,
    matter: words.matter,
    summary: null,
    wishedTime: null,
    appointmentAt: null,
    requestedBy: null,
    channel: "other",
    residentId: null,
    conversationId: null,
    receivedBy: member.userid,
    recordedBy: member.userid,
    assignee: member.userid,
    receivedAt: now,
    acceptedAt: now,
    firstReplyAt: null,
    handledAt: now,
    handling: words.handling,
    result: null,
    closedAt: null,
    closeReason: null,
    triageRule: EVENT_RULE,
    triageConfidence: 1,
    classifiedBy: "desk",
    needsClassification: false,
    chaseCount: 0,
    linkedCaseId: null,
    linkKind: null,
    reportCount: 1,
    cause: null,
    // Nothing was settled: what is planned counts its participants instead.
    round: 0,
    handledBy: member.userid,
    retainUntil: null,
    anonymisedAt: null,
  };
}
