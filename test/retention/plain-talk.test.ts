import { expect, test } from "vitest";
import { withoutWords } from "../../src/rules/erasing.js";
import type { LedgerEntry } from "../../src/rules/ledger-entry.js";
import { eachDatabase } from "../db/each-database.js";
import { textMessage } from "../db/samples.js";
import { OLD, RECENT, storeOldCase } from "./old-ledger.js";
import { purge } from "./purging.js";

eachDatabase(
  "talk that belongs to no record goes after its months, a signature stays with its callback",
  async (ledger) => {
    const { client } = ledger.database;
    const young = await storeOldCase(ledger, { retainUntil: new Date("2027-09-01T00:00:00Z") });
    const plain = (id: string, receivedAt: Date) => ({
      ...textMessage(id),
      replyHandle: {},
      conversationKey: "kf:wkTEST0001:wmRESIDENT1",
      content: { type: "text", text: "谢谢", quote: null, media: [] },
      receivedAt,
      nextAttemptAt: receivedAt,
      state: "handled",
    });
    await client.inboundMessage.create({ data: plain("old-talk", OLD) });
    await client.inboundMessage.create({ data: plain("new-talk", RECENT) });
    const signature = await client.inboundMessage.create({ data: plain("signature", OLD) });
    await client.callback.updateMany({
      where: { caseId: young.id },
      data: { evidenceInboundId: signature.id, retainUntil: new Date("2027-09-01T00:00:00Z") },
    });
    await client.modelCall.create({
      data: {
        estateId: "yunqi",
        at: OLD,
        question: "triage",
        promptHash: "x",
        model: "m",
        outcome: "taken",
        latencyMillis: 1,
        tries: 1,
      },
    });
    const counts = await purge(ledger);
    expect(counts).toMatchObject({ plainMessages: 1, modelCalls: 1, repairs: 0, photos: 0 });
    const left = await client.inboundMessage.findMany({
      where: { caseId: null },
      orderBy: { id: "asc" },
      select: { channelMessageId: true },
    });
    expect(left.map(({ channelMessageId }) => channelMessageId)).toEqual(["new-talk", "signature"]);
  },
);

test("details of entries keep codes, numbers and moments, and lose every word", () => {
  const data: LedgerEntry["data"] = {
    kind: "repair",
    until: "2026-11-23T07:00:00.000Z",
    members: "zhaoqiang,lina",
    count: 3,
    emergency: true,
    room: "3-2-502",
    contactPhone: "13800000000",
    words: "ok",
    to: "总公司罗文 14:30",
    somethingNew: "harmless",
    nothing: null,
  };
  expect(withoutWords(data)).toEqual({
    kind: "repair",
    until: "2026-11-23T07:00:00.000Z",
    members: "zhaoqiang,lina",
    count: 3,
    emergency: true,
    nothing: null,
  });
});
