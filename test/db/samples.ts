import type { IncomingMessage, MediaReference } from "../../src/desk/inbound-message.js";
import type { OutboundDraft } from "../../src/desk/outbound-message.js";
import type { Stores } from "../../src/desk/ports.js";
import type { NewCaseRecord } from "../../src/rules/case-record.js";
import type { NewDuty } from "../../src/rules/duty.js";
import type { Estate } from "../../src/rules/estate.js";

export const NOON = new Date("2026-11-21T04:00:00.000Z");

/** So many seconds after noon. */
export function noonPlus(seconds: number): Date {
  return new Date(NOON.getTime() + seconds * 1_000);
}

export const PHOTO: MediaReference = {
  kind: "image",
  source: { via: "mediaId", mediaId: "MEDIA1" },
  fileName: null,
};

/** A resident's text in 微信客服. */
export function textMessage(
  channelMessageId: string,
  changes: Partial<IncomingMessage> = {},
): IncomingMessage {
  return {
    channel: "kf",
    accountId: "wkTEST0001",
    channelMessageId,
    peerId: "wmRESIDENT1",
    senderId: "wmRESIDENT1",
    inGroup: false,
    content: { type: "text", text: "厨房漏水了", quote: null, media: [] },
    replyHandle: null,
    sentAt: NOON,
    ...changes,
  };
}

export function outboundDraft(key: string, changes: Partial<OutboundDraft> = {}): OutboundDraft {
  return {
    estateId: "yunqi",
    key,
    target: { channel: "app", userid: "lina" },
    content: { type: "text", text: "新的接待 #1", mentions: [] },
    caseId: null,
    inboundId: null,
    priority: 2,
    importance: "normal",
    notBefore: NOON,
    expiresAt: null,
    ...changes,
  };
}

export function caseDraft(changes: Partial<NewCaseRecord> = {}): NewCaseRecord {
  return {
    estateId: "yunqi",
    kind: "repair",
    complaintClass: null,
    status: "recorded",
    emergency: false,
    responsibleDepartment: "engineering",
    respondentDepartment: null,
    room: "3-2-502",
    contactName: "王女士",
    contactPhone: "13800000000",
    matter: "厨房漏水",
    summary: null,
    wishedTime: null,
    appointmentAt: null,
    requestedBy: null,
    channel: "online",
    residentId: null,
    conversationId: null,
    receivedBy: null,
    recordedBy: null,
    assignee: null,
    receivedAt: NOON,
    acceptedAt: null,
    firstReplyAt: null,
    handledAt: null,
    handling: null,
    result: null,
    closedAt: null,
    closeReason: null,
    triageRule: "repair.leak",
    triageConfidence: 0.9,
    classifiedBy: "rules",
    needsClassification: false,
    chaseCount: 0,
    linkedCaseId: null,
    linkKind: null,
    reportCount: 1,
    cause: null,
    round: 0,
    handledBy: null,
    retainUntil: null,
    anonymisedAt: null,
    ...changes,
  };
}

export function dutyDraft(caseId: number, changes: Partial<NewDuty> = {}): NewDuty {
  return {
    estateId: "yunqi",
    caseId,
    subject: null,
    kind: "reception.settle",
    requirement: "DL-04",
    startedAt: NOON,
    dueAt: noonPlus(3_600),
    ownerRole: "receptionist",
    ownerUserid: null,
    step: 0,
    ladder: [
      { role: "receptionist", until: noonPlus(3_600), takesOver: true },
      { role: "supervisor", until: noonPlus(7_200), takesOver: true },
      { role: "centerManager", until: null, takesOver: true },
    ],
    terms: {
      repeatMinutes: 1_440,
      cap: 5,
      acceptMinutes: 1_440,
      answerMinutes: 60,
      ringsAtNight: false,
      pausable: true,
      asksProgress: true,
    },
    noOneReachedAt: null,
    warnings: [noonPlus(1_800), noonPlus(3_000)],
    calendar: "exact",
    nextNudgeAt: noonPlus(1_800),
    ...changes,
  };
}

export function estate(changes: Partial<Estate> = {}): Estate {
  return {
    id: "yunqi",
    name: "云栖花园",
    timezone: "Asia/Shanghai",
    kfAccounts: ["wkTEST0001"],
    hours: { desk: { from: "08:30", to: "18:00" }, quiet: { from: "22:00", to: "07:30" } },
    groups: {},
    departments: {},
    staff: [
      { userid: "LiNa", name: "李娜", roles: ["receptionist"], department: null },
      { userid: "zhaoqiang", name: "赵强", roles: ["departmentHead"], department: "engineering" },
    ],
    digests: { daily: "18:00", weekly: "mon 09:00", monthly: "1 09:00", to: [], group: null },
    settings: {},
    buildings: [],
    ...changes,
  };
}

/** The estate every record needs. */
export async function mirrorEstate(stores: Stores): Promise<void> {
  await stores.estates.mirror([estate()], NOON);
}

/** The numbers 1 to `count`. */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
