import { beforeAll, expect, test } from "vitest";
import { LostRace } from "../../src/desk/errors.js";
import { createUnitOfWork } from "../../src/edges/db/unit-of-work.js";
import { compileProgram, outcomeOf, startProgram } from "./built-program.js";
import { eachDatabase } from "./each-database.js";
import { openTestDatabase, testProviders } from "./open-test-database.js";
import { caseDraft, mirrorEstate, NOON, outboundDraft, textMessage, upTo } from "./samples.js";

beforeAll(compileProgram, 60_000);

eachDatabase("work that throws leaves nothing behind and hands its error on", async ({ unitOfWork }) => {
  await mirrorEstate(unitOfWork.stores);
  const work = unitOfWork.run(async (stores) => {
    await stores.inbound.add([textMessage("m1")], NOON, "waiting");
    await stores.outbound.queue(outboundDraft("answer:1"), NOON);
    throw new LostRace("message 1");
  });
  await expect(work).rejects.toThrow(LostRace);
  expect((await unitOfWork.stores.inbound.health()).waiting).toBe(0);
  expect((await unitOfWork.stores.outbound.health()).waiting).toBe(0);
});

eachDatabase("a lost race is not run again", async ({ unitOfWork }) => {
  let runs = 0;
  const work = unitOfWork.run(async () => {
    runs += 1;
    throw new LostRace("message 1");
  });
  await expect(work).rejects.toThrow(LostRace);
  expect(runs).toBe(1);
});

eachDatabase("work undone for another's sake is run again from its beginning", async ({ unitOfWork }) => {
  let runs = 0;
  await unitOfWork.run(async (stores) => {
    runs += 1;
    await stores.inbound.add([textMessage("m1")], NOON, "waiting");
    if (runs < 3) throw Object.assign(new Error("write conflict"), { code: "P2034" });
  });
  expect(runs).toBe(3);
  expect((await unitOfWork.stores.inbound.health()).waiting).toBe(1);
});

eachDatabase("work that is undone every time ends with the error after five runs", async ({ unitOfWork }) => {
  let runs = 0;
  const work = unitOfWork.run(async () => {
    runs += 1;
    throw Object.assign(new Error("write conflict"), { code: "P2034" });
  });
  await expect(work).rejects.toThrow("write conflict");
  expect(runs).toBe(5);
});

eachDatabase("forty transactions that read before they write all succeed", async (ledger) => {
  await mirrorEstate(ledger.unitOfWork.stores);
  const other = (await ledger.openAnother()).unitOfWork;
  const { id } = await ledger.unitOfWork.stores.cases.open(caseDraft(), NOON);
  const raise = (program: typeof other) =>
    program.run(async ({ cases }) => {
      const record = await cases.find(id);
      if (!record) throw new Error("the record is gone");
      const updated = await cases.update(record, { chaseCount: record.chaseCount + 1 }, NOON);
      if (!updated) throw new LostRace(`case ${id}`);
    });
  const untilDone = async (program: typeof other): Promise<void> => {
    try {
      await raise(program);
    } catch (error) {
      if (!(error instanceof LostRace)) throw error;
      await untilDone(program);
    }
  };
  await Promise.all(upTo(40).map((number) => untilDone(number % 2 ? ledger.unitOfWork : other)));
  expect((await ledger.unitOfWork.stores.cases.find(id))?.chaseCount).toBe(40);
});

for (const provider of testProviders.filter((name) => name === "postgresql")) {
  test("two transactions that lock the same rows crosswise both succeed in the end", async () => {
    const ledger = await openTestDatabase(provider);
    const { unitOfWork } = ledger;
    const rows = ["one", "two"];
    for (const name of rows) await unitOfWork.stores.marks.mark(name, NOON);
    let runs = 0;
    let holding = 0;
    let bothHoldOne = () => {};
    const met = new Promise<void>((resolve) => {
      bothHoldOne = resolve;
    });
    const crosswise = (names: string[]) =>
      unitOfWork.run(async ({ marks }) => {
        runs += 1;
        await marks.mark(names[0] ?? "", NOON);
        holding += 1;
        if (holding === 2) bothHoldOne();
        await met;
        await marks.mark(names[1] ?? "", NOON);
      });
    await Promise.all([crosswise(rows), crosswise([...rows].reverse())]);
    expect(runs).toBe(3);
    await ledger.close();
  });
}

const DIES_IN_A_TRANSACTION = `
  import { openDatabase } from "db/open-database.js";
  import { createUnitOfWork } from "db/unit-of-work.js";
  const [url, message, draft] = process.argv.slice(1);
  const { stores, run } = createUnitOfWork(await openDatabase(url));
  const revive = (key, value) => (/At$|^notBefore$/.test(key) ? new Date(value) : value);
  await run(async (tables) => {
    await tables.inbound.add([JSON.parse(message, revive)], new Date(), "waiting");
    await tables.outbound.queue(JSON.parse(draft, revive), new Date());
    console.log("written");
    process.kill(process.pid, "SIGKILL");
    await new Promise(() => {});
  });
`;

eachDatabase("a program killed inside a transaction leaves nothing and blocks nobody", async (ledger) => {
  await mirrorEstate(ledger.unitOfWork.stores);
  const message = JSON.stringify(textMessage("m1"));
  const draft = JSON.stringify(outboundDraft("answer:1"));
  const child = await outcomeOf(startProgram(DIES_IN_A_TRANSACTION, ledger.url, message, draft));
  expect(child).toMatchObject({ output: "written", signal: "SIGKILL" });
  const { inbound, outbound } = createUnitOfWork(ledger.database).stores;
  expect((await inbound.health()).waiting).toBe(0);
  expect((await outbound.health()).waiting).toBe(0);
  expect(await inbound.add([textMessage("m1")], NOON, "waiting")).toHaveLength(1);
});
