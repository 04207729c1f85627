import { expect } from "vitest";
import type { IncomingMessage } from "../../src/desk/inbound-message.js";
import { createBotSocketRecords } from "../../src/edges/wecom/bot-socket-records.js";
import { eachDatabase } from "../db/each-database.js";
import type { TestDatabase } from "../db/open-test-database.js";
import { mirrorEstate, outboundDraft } from "../db/samples.js";

const START = new Date("2026-03-02T01:00:00Z");
const WAIT = 15_000;
const HOLD = 20_000;
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
    const claim = answer && (await outbound.claim(answer, START, at(HOLD)));
    if (!claim) throw new Error("the answer cannot be taken");
  };
  const records = createBotSocketRecords({ stores: unitOfWork.stores, clock: { now: () => START } });
  const due = async (millis: number) =>
    (await outbound.due(at(millis), 10)).map(({ key, uncertainBefore }) => ({ key, uncertainBefore }));
  return { records, inboundId, take, due };
}

eachDatabase("an answer that was said is over, even if it is told twice", async (ledger) => {
  const { records, take, due } = await answered(ledger);
  await take();
  await records.answerEnded(MESSAGE, { kind: "said" });
  await records.answerEnded(MESSAGE, { kind: "later", waitMillis: 0, reason: "errcode 846608" });
  expect(await due(HOLD + WAIT)).toEqual([]);
});

eachDatabase(
  "an answer that is known not to have arrived is due again, once, at its time",
  async (ledger) => {
    const { records, inboundId, take, due } = await answered(ledger);
    await take();
    await records.answerEnded(MESSAGE, { kind: "later", waitMillis: WAIT, reason: "errcode 45009" });
    expect(await due(WAIT - 1)).toEqual([]);
    expect(await due(WAIT)).toEqual([{ key: `answer:${inboundId}`, uncertainBefore: false }]);
  },
);

eachDatabase("an answer nobody acknowledged is due again and known to be in doubt", async (ledger) => {
  const { records, inboundId, take, due } = await answered(ledger);
  await take();
  await records.answerEnded(MESSAGE, { kind: "inDoubt", reason: "no acknowledgement" });
  expect(await due(WAIT)).toEqual([{ key: `answer:${inboundId}`, uncertainBefore: true }]);
});

eachDatabase("an answer whose process died while it held it is due once the hold is over", async (ledger) => {
  const { inboundId, take, due } = await answered(ledger);
  await take();
  expect(await due(HOLD - 1)).toEqual([]);
  expect(await due(HOLD)).toEqual([{ key: `answer:${inboundId}`, uncertainBefore: true }]);
});

eachDatabase("a question nobody answered brings nothing", async (ledger) => {
  const { records, due } = await answered(ledger);
  await records.answerEnded({ ...MESSAGE, channelMessageId: "M-2" }, { kind: "said" });
  expect(await due(WAIT)).toHaveLength(1);
});

eachDatabase("a message is known by account and id, and remembers where it came from", async (ledger) => {
  const { records, inboundId } = await answered(ledger);
  expect(await records.isStored(MESSAGE)).toBe(true);
  expect(await records.isStored({ ...MESSAGE, accountId: "AIB-2" })).toBe(false);
  expect(await records.isFromGroup(inboundId)).toBe(true);
  expect(await records.isFromGroup(inboundId + 1)).toBeNull();
});
