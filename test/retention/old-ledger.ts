import type { NewCaseRecord } from "../../src/rules/case-record.js";
import type { Estate } from "../../src/rules/estate.js";
import type { TestDatabase } from "../db/open-test-database.js";
import { caseDraft, estate, textMessage } from "../db/samples.js";

/** The purge of these tests happens then; what was closed two years before is past its time. */
export const PURGE_AT = new Date("2026-11-21T04:00:00Z");
export const OLD = new Date("2024-09-01T02:00:00Z");
export const RECENT = new Date("2026-11-01T02:00:00Z");

/** Words that may not be found anywhere once they are past their time. */
export const SECRETS = [
  "王秘密",
  "13987654321",
  "3-2-502",
  "漏到楼下李家",
  "师傅张口就骂",
  "wmSECRET",
  "重新做防水",
];

export const ESTATE: Estate = estate();

export interface StoredCase {
  readonly id: number;
  readonly residentId: string;
}

let counter = 0;

/** A resident with a conversation, a matter, its messages, photo, callback and question, all of them long over. */
export async function storeOldCase(
  { database: { client }, unitOfWork }: TestDatabase,
  changes: Partial<NewCaseRecord> = {},
): Promise<StoredCase> {
  counter += 1;
  const peer = `wmSECRET${counter}`;
  await unitOfWork.run((stores) => stores.estates.mirror([ESTATE], OLD));
  const resident = await client.resident.create({
    data: {
      estateId: "yunqi",
      externalUserId: peer,
      name: "王秘密",
      phone: "13987654321",
      room: "3-2-502",
      createdAt: OLD,
      updatedAt: OLD,
    },
  });
  const conversation = await client.conversation.create({
    data: {
      estateId: "yunqi",
      channel: "kf",
      accountId: "wkTEST0001",
      peerId: peer,
      residentId: resident.id,
      lastInboundAt: OLD,
    },
  });
  const record = await unitOfWork.run((stores) =>
    stores.cases.open(
      caseDraft({
        status: "closed",
        receivedAt: OLD,
        handledAt: OLD,
        closedAt: OLD,
        retainUntil: new Date("2026-09-01T02:00:00Z"),
        contactName: "王秘密",
        contactPhone: "13987654321",
        matter: "漏到楼下李家",
        summary: "漏到楼下李家",
        handling: "重新做防水",
        result: "重新做防水",
        triageRule: "stat:repair(漏到楼下李家)",
        residentId: resident.id,
        conversationId: conversation.id,
        round: 1,
        ...changes,
      }),
      OLD,
    ),
  );
  await storeWhatHangs({ client }, { caseId: record.id, peer, conversationId: conversation.id });
  return { id: record.id, residentId: resident.id };
}

type Client = Pick<TestDatabase["database"], "client">;

async function storeMessages({ client }: Client, caseId: number, peer: string): Promise<void> {
  const message = textMessage(`old${counter}`, { peerId: peer, senderId: peer });
  const inbound = await client.inboundMessage.create({
    data: {
      ...message,
      content: { type: "text", text: "王秘密 13987654321 漏到楼下李家", quote: null, media: [] },
      replyHandle: { responseCode: "漏到楼下李家" },
      sentAt: OLD,
      conversationKey: `kf:wkTEST0001:${peer}`,
      receivedAt: OLD,
      nextAttemptAt: OLD,
      state: "handled",
      caseId,
    },
  });
  await client.attachment.create({
    data: {
      inboundId: inbound.id,
      caseId,
      kind: "image",
      source: { via: "mediaId", mediaId: "M" },
      fileName: "王秘密.jpg",
      state: "saved",
      path: `2024-09/${caseId}.jpg`,
      nextAttemptAt: OLD,
    },
  });
  await client.outboundMessage.create({
    data: {
      estateId: "yunqi",
      key: `answer:${inbound.id}:${counter}`,
      channel: "kf",
      target: { channel: "kf", openKfId: "wkTEST0001", externalUserId: peer },
      targetKey: `kf:wkTEST0001:${peer}`,
      content: { type: "text", text: "王秘密您好，漏到楼下李家已登记", mentions: [] },
      caseId,
      inboundId: inbound.id,
      priority: 1,
      notBefore: OLD,
      state: "sent",
      nextAttemptAt: OLD,
      createdAt: OLD,
    },
  });
}

interface Hanging {
  readonly caseId: number;
  readonly peer: string;
  readonly conversationId: string;
}

async function storeAnswer({ client }: Client, { caseId, conversationId }: Hanging): Promise<void> {
  await client.satisfactionQuestion.create({
    data: {
      estateId: "yunqi",
      caseId,
      conversationId,
      state: "answered",
      askedAt: OLD,
      answeredAt: OLD,
      satisfaction: "satisfied",
      words: "师傅张口就骂",
      department: "engineering",
      caseKind: "repair",
    },
  });
}

async function storeWhatHangs({ client }: Client, of: Hanging): Promise<void> {
  const { caseId, peer } = of;
  await storeMessages({ client }, caseId, peer);
  const entry = { caseId, at: OLD, actor: "resident" };
  await client.ledgerEntry.create({
    data: { ...entry, type: "received", data: { channel: "online", words: "漏到楼下李家", room: "3-2-502" } },
  });
  await client.ledgerEntry.create({
    data: { ...entry, type: "classified", data: { kind: "repair", confidence: 0.9, rule: "漏到楼下李家" } },
  });
  await client.callback.create({
    data: {
      estateId: "yunqi",
      caseId,
      kind: "repair",
      requirement: "CBK-05",
      state: "done",
      proposedForm: "phone",
      form: "phone",
      formRemark: "王秘密要求",
      callerRole: "customerAssistant",
      startsAt: OLD,
      dueAt: OLD,
      doneAt: OLD,
      satisfaction: "satisfied",
      contents: { quality: "师傅张口就骂", effect: null, shortcomings: null, suggestions: null },
      words: "师傅张口就骂",
      opinion: "王秘密的意见",
      filedAt: OLD,
      retainUntil: new Date("2026-09-01T02:00:00Z"),
      handledAt: OLD,
      department: "engineering",
      caseKind: "repair",
      createdAt: OLD,
    },
  });
  await storeAnswer({ client }, of);
  await client.auditMark.create({
    data: {
      estateId: "yunqi",
      kind: "daily",
      period: "2024-09-01",
      caseId,
      entryId: 1,
      mark: "seen",
      remark: "王秘密",
      userid: "LiNa",
      at: OLD,
    },
  });
}

/** Everything the tables hold, as one text to look for words in. */
export async function everythingStored({ database: { client } }: TestDatabase): Promise<string> {
  const tables = [
    await client.caseRecord.findMany(),
    await client.ledgerEntry.findMany(),
    await client.inboundMessage.findMany(),
    await client.outboundMessage.findMany(),
    await client.attachment.findMany(),
    await client.callback.findMany(),
    await client.satisfactionQuestion.findMany(),
    await client.auditMark.findMany(),
    await client.conversation.findMany(),
    await client.resident.findMany(),
    await client.duty.findMany(),
    await client.staffAct.findMany(),
    await client.modelCall.findMany(),
    await client.correctedExample.findMany(),
  ];
  return JSON.stringify(tables);
}
