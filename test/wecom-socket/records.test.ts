import { expect } from "vitest";
import type { IncomingMessage } from "../../src/desk/inbound-message.js";
import { createBotSocketRecords } from "../../src/edges/wecom/bot-socket-records.js";
import { eachDatabase } from "../db/each-database.js";
import type { TestDatabase } from "../db/open-test-database.js";
import { mirrorEstate, outboundDraft } from "../db/samples.js";

const START = new Date("2026-03-02T01:00:00Z");
const WAIT = 15_000;
const at = (millis: number) => new Date(START.getTime() + millis);

const MESSAGE: IncomingMessage = {
  channel: "bot",
  accountId: "AIB-1",
  channelMessageId: "M-1",
  peerId: "wrENG",
  senderId: "zhaoqiang",
  inGroup: true,
  content: { type: "text", text: "待办", quote: null, media: [] },
  replyHandle: null,
  sentAt: START,
};

/** A question in the inbox, and its answer in the outbox from `WAIT` on. */
async function answered({ unitOfWork }: TestDatabase) {
  const { inbound, outbound } = unitOfWork.stores;
  const [inboundId = 0] = await inbound.add([MESSAGE], START, "waiting");
  await mirrorEstate(unitOfWork.stores);
  const target = { channel: "bot", inboundId, peerId: "wrENG" } as const;
  const key = `answer:${inboundId}`;
  await outbound.queue(outboundDraft(key, { target, inboundId, notBefore: at(WAIT) }), START);
  const take = async () => {
    const answer = await outbound.answerTo(inboundId);
    const claim = answer && (await outbound.claim(answer, START, at(1)));
    if (!claim) throw new Error("the answer cannot be taken");
    await outbound.settle(claim, { state: "sent", at: START, channelMessageId: null, responseCode: null });
  };
  const records = createBotSocketRecords({ stores: unitOfWork.stores, clock: { now: () => START } });
  const due = async (millis: number) => (await outbound.due(at(millis), 10)).map(({ key }) => key);
  return { records, inboundId, take, due };
}

eachDatabase(
  "an answer that was taken and not said is queued again once, for the time given",
  async (ledger) => {
    const { records, inboundId, take, due } = await answered(ledger);
    await take();
    await records.answerLater(MESSAGE, WAIT);
    await records.answerLater(MESSAGE, 0);
    expect(await due(WAIT - 1)).toEqual([]);
    expect(await due(WAIT)).toEqual([`answer:${inboundId}:late`]);
  },
);

eachDatabase("an answer that still waits is not queued beside itself", async (ledger) => {
  const { records, inboundId, due } = await answered(ledger);
  await records.answerLater(MESSAGE, 0);
  expect(await due(WAIT)).toEqual([`answer:${inboundId}`]);
});

eachDatabase("a question nobody answered brings nothing", async (ledger) => {
  const { records, due } = await answered(ledger);
  await records.answerLater({ ...MESSAGE, channelMessageId: "M-2" }, 0);
  expect(await due(WAIT - 1)).toEqual([]);
});

eachDatabase("a message is known by account and id, and remembers where it came from", async (ledger) => {
  const { records, inboundId } = await answered(ledger);
  expect(await records.isStored(MESSAGE)).toBe(true);
  expect(await records.isStored({ ...MESSAGE, accountId: "AIB-2" })).toBe(false);
  expect(await records.isFromGroup(inboundId)).toBe(true);
  expect(await records.isFromGroup(inboundId + 1)).toBeNull();
});
