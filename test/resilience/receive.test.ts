import { expect } from "vitest";
import type { DeskDeps } from "../../src/desk/desk-deps.js";
import type { UnitOfWork } from "../../src/desk/ports.js";
import { createReceiveMessages } from "../../src/desk/receive-messages.js";
import { estateDirectory } from "../../src/rules/estate-directory.js";
import { eachDatabase } from "../db/each-database.js";
import { NOON, textMessage, upTo } from "../db/samples.js";

const silent = () => {};

function intakeOn(unitOfWork: UnitOfWork) {
  let transactions = 0;
  let wakes = 0;
  const counting: UnitOfWork = {
    ...unitOfWork,
    run(work, options) {
      transactions += 1;
      return unitOfWork.run(work, options);
    },
  };
  const deps: DeskDeps = {
    unitOfWork: counting,
    clock: { now: () => NOON },
    log: { info: silent, warn: silent, error: silent },
    script: { toSimplified: (text) => text, toTraditional: (text) => text },
    directory: estateDirectory([]),
    triager: {
      triage: () => {
        throw new Error("nothing is read on arrival");
      },
    },
  };
  const receive = createReceiveMessages({
    ...deps,
    wake: () => {
      wakes += 1;
    },
  });
  return { receive, counts: () => ({ transactions, wakes }) };
}

const toApp = (id: string) => textMessage(id, { channel: "app", accountId: "1000002" });

eachDatabase("what arrives together is committed together, before anybody hears 200", async (ledger) => {
  const { receive, counts } = intakeOn(ledger.unitOfWork);
  await Promise.all(upTo(200).map((index) => receive(toApp(`m${index}`))));
  expect(await ledger.database.client.inboundMessage.count()).toBe(200);
  expect(counts().wakes).toBe(200);
  expect(counts().transactions).toBeLessThan(20);
});

eachDatabase("a message that arrives twice at once is stored once, and both hear 200", async (ledger) => {
  const { receive } = intakeOn(ledger.unitOfWork);
  await Promise.all(upTo(50).map((index) => receive(toApp(`m${index % 5}`))));
  expect(await ledger.database.client.inboundMessage.count()).toBe(5);
});

eachDatabase("a message that cannot be stored fails alone", async (ledger) => {
  const { receive } = intakeOn(ledger.unitOfWork);
  const broken = { ...toApp("broken"), sentAt: new Date(Number.NaN) };
  const outcomes = await Promise.allSettled([
    receive(toApp("m1")),
    receive(toApp("m2")),
    receive(broken),
    receive(toApp("m3")),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  const stored = await ledger.database.client.inboundMessage.findMany({ orderBy: { id: "asc" } });
  expect(stored.map((row) => row.channelMessageId)).toEqual(["m1", "m2", "m3"]);
});
