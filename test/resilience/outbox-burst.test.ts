import { expect } from "vitest";
import { createDeliverMessages } from "../../src/desk/deliver-messages.js";
import type { DeskDeps } from "../../src/desk/desk-deps.js";
import type { QueuedMessage } from "../../src/desk/outbound-message.js";
import { createPump } from "../../src/edges/pump.js";
import { estateDirectory } from "../../src/rules/estate-directory.js";
import { eachDatabase } from "../db/each-database.js";
import type { TestDatabase } from "../db/open-test-database.js";
import { estate, mirrorEstate, NOON, noonPlus, outboundDraft, upTo } from "../db/samples.js";

const DESK = { channel: "robot", group: "desk" } as const;
const ENGINEERS = { channel: "robot", group: "engineering" } as const;
/** Window of a group robot: 20 in a minute, and a second for clocks that differ. */
const WINDOW = 61;

/** A desk that only delivers, as many processes on one ledger as wanted, and a clock that is moved by hand. */
function deliverers({ unitOfWork }: TestDatabase, processes: number) {
  let now = NOON;
  const sent: { key: string; at: Date }[] = [];
  const silent = { info() {}, warn() {}, error() {} };
  const deps = {
    unitOfWork,
    clock: { now: () => now },
    log: silent,
    directory: estateDirectory([estate()]),
  } as unknown as DeskDeps;
  const courier = {
    async send(message: QueuedMessage) {
      sent.push({ key: message.key, at: now });
      return { kind: "sent", channelMessageId: null, responseCode: null } as const;
    },
  };
  const pumps = upTo(processes).map(() =>
    createPump({
      look: createDeliverMessages({ ...deps, courier }),
      atOnce: 16,
      onError: (error) => {
        throw error;
      },
    }),
  );
  return {
    sent,
    async at(seconds: number) {
      now = noonPlus(seconds);
      for (const pump of pumps) pump.wake();
      for (const pump of pumps) await pump.idle();
      return sent.length;
    },
  };
}

async function queueCards(
  { unitOfWork }: TestDatabase,
  count: number,
  target: typeof DESK | typeof ENGINEERS = DESK,
) {
  await mirrorEstate(unitOfWork.stores);
  for (const number of upTo(count)) {
    const key = `dispatch:${number}:${target.group}`;
    await unitOfWork.stores.outbound.queue(outboundDraft(key, { target }), NOON);
  }
}

eachDatabase(
  "fifty cards for one group go out twenty a minute, all of them within three windows",
  async (ledger) => {
    await queueCards(ledger, 50);
    const desk = deliverers(ledger, 1);
    expect(await desk.at(0)).toBe(20);
    expect(await desk.at(WINDOW - 1)).toBe(20);
    expect(await desk.at(WINDOW)).toBe(40);
    expect(await desk.at(2 * WINDOW)).toBe(50);
    expect(new Set(desk.sent.map(({ key }) => key)).size).toBe(50);
  },
);

eachDatabase("a group that has used up its minute keeps no other waiting", async (ledger) => {
  await queueCards(ledger, 70);
  await queueCards(ledger, 3, ENGINEERS);
  const desk = deliverers(ledger, 1);
  await desk.at(0);
  // The look that meets the pace may have seen nothing but this group; the next one sees the others.
  await desk.at(2);
  expect(desk.sent.filter(({ key }) => key.endsWith("engineering"))).toHaveLength(3);
  expect(desk.sent.filter(({ key }) => key.endsWith("desk"))).toHaveLength(20);
});

eachDatabase("several processes keep the pace of one together and send nothing twice", async (ledger) => {
  await queueCards(ledger, 30);
  const desk = deliverers(ledger, 3);
  await desk.at(0);
  await desk.at(2);
  expect(desk.sent).toHaveLength(20);
  await desk.at(WINDOW + 2);
  await desk.at(WINDOW + 4);
  expect(desk.sent).toHaveLength(30);
  expect(new Set(desk.sent.map(({ key }) => key)).size).toBe(30);
});

eachDatabase(
  "a card whose sender died goes out once its lease is over, and those behind it after it",
  async (ledger) => {
    await queueCards(ledger, 5);
    const { outbound } = ledger.unitOfWork.stores;
    const [first] = await outbound.due(NOON, 1);
    if (!first) throw new Error("nothing is due");
    await outbound.claim(first, NOON, noonPlus(40));
    const desk = deliverers(ledger, 1);
    expect(await desk.at(39)).toBe(0);
    expect(await desk.at(40)).toBe(5);
    expect(desk.sent[0]?.key).toBe(first.key);
  },
);

eachDatabase("a claim given back leaves the pace of the attempts before it", async (ledger) => {
  await queueCards(ledger, 1);
  const { outbound } = ledger.unitOfWork.stores;
  const claimAt = async (second: number) => {
    const [message] = await outbound.due(noonPlus(second), 1);
    return message ? outbound.claim(message, noonPlus(second), noonPlus(second + 40)) : null;
  };
  await claimAt(0);
  const again = await claimAt(40);
  if (!again) throw new Error("not due again");
  await outbound.release(again);
  expect(await outbound.sentTimes("robot:yunqi:desk", NOON)).toHaveLength(1);
});
