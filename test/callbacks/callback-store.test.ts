import { expect } from "vitest";
import { arrangeCallbacks } from "../../src/desk/arrange-callbacks.js";
import { LostRace } from "../../src/desk/errors.js";
import { createLookAtCallbacks } from "../../src/desk/look-at-callbacks.js";
import type { UnitOfWork } from "../../src/desk/ports.js";
import { createLogger } from "../../src/edges/logger.js";
import { planCallback } from "../../src/rules/callback-plan.js";
import { EVENT_RULE, type NewCaseRecord } from "../../src/rules/case-record.js";
import { estateDirectory } from "../../src/rules/estate-directory.js";
import { eachDatabase } from "../db/each-database.js";
import { caseDraft, estate, mirrorEstate, NOON, noonPlus, upTo } from "../db/samples.js";
import { drawLot } from "../stories/lots.js";

const place = estate({
  staff: [{ userid: "zhoumin", name: "周敏", roles: ["customerAssistant"], department: "customerService" }],
});

/** Settles a repair the way the desk does: once more when another desk was first. */
async function settle(unitOfWork: UnitOfWork, number: number): Promise<void> {
  for (let attempt = 0; attempt < 30; attempt += 1) {
    try {
      await unitOfWork.run(async (stores) => {
        const phone = `138${String(number).padStart(8, "0")}`;
        const at = noonPlus(number);
        const record = await stores.cases.open(
          caseDraft({
            status: "handled",
            round: 1,
            handledAt: at,
            contactPhone: phone,
            handledBy: "zhoumin",
          }),
          at,
        );
        await arrangeCallbacks(stores, { record, estate: place, now: at });
      });
      return;
    } catch (error) {
      if (!(error instanceof LostRace)) throw error;
    }
  }
  throw new Error(`settlement ${number} never came through`);
}

eachDatabase(
  "of repairs settled at two desks at once, exactly one of every ten is chosen, once",
  async (ledger) => {
    await mirrorEstate(ledger.unitOfWork.stores);
    const other = await ledger.openAnother();
    const [here, there] = [ledger.unitOfWork, other.unitOfWork];
    for (const part of [0, 1, 2]) {
      await Promise.all(upTo(10).map((number) => settle(number % 2 ? here : there, part * 10 + number)));
    }
    const draws = await ledger.database.client.callbackDraw.findMany();
    expect(draws.map(({ period, seen, chosen }) => [period, seen, chosen])).toEqual([["2026-11", 30, 3]]);
    const callbacks = await ledger.database.client.callback.findMany();
    expect(callbacks).toHaveLength(3);
    expect(
      callbacks.every(
        ({ drawId, caller, dutyId }) => drawId === draws[0]?.id && caller === "zhoumin" && dutyId,
      ),
    ).toBe(true);
    // Every block has its own: the n-th chosen lies in the n-th ten of the settlements.
    const order = await ledger.database.client.caseRecord.findMany({
      orderBy: { id: "asc" },
      select: { id: true },
    });
    const places = callbacks.map(({ caseId }) => Math.floor(order.findIndex(({ id }) => id === caseId) / 10));
    expect(new Set(places).size).toBeGreaterThanOrEqual(2);
    expect(await ledger.database.client.outboundMessage.count()).toBe(3);
  },
);

eachDatabase(
  "a callback keeps what was told, moves by its version alone, and comes back once cancelled",
  async ({ unitOfWork }) => {
    const { stores } = unitOfWork;
    await mirrorEstate(stores);
    const phone = "13800000000";
    const wechat = await stores.residents.findOrCreateByExternalId("yunqi", "wm1", NOON);
    await stores.residents.learn(wechat.id, { phone }, NOON);
    const record = await stores.cases.open(
      caseDraft({ status: "handled", round: 1, handledAt: NOON, residentId: wechat.id }),
      NOON,
    );
    const settlement = { record, estate: place, now: NOON };
    const share = { all: 0, visits: 0 };
    const callback = await stores.callbacks.plan(planCallback(settlement, { kind: "repair", share }));
    expect(callback).toMatchObject({
      state: "planned",
      form: "homeVisit",
      proposedForm: "phone",
      department: "engineering",
    });
    expect(callback.dueAt).toEqual(noonPlus(5 * 86_400));
    const contents = { quality: "好", effect: "解决了", shortcomings: null, suggestions: "早点来" };
    const done = await stores.callbacks.update(callback, {
      state: "done",
      doneAt: noonPlus(60),
      satisfaction: "satisfied",
      contents,
      words: "很好",
    });
    expect(done).toMatchObject({ contents, words: "很好", version: 2 });
    expect(await stores.callbacks.update(callback, { words: "晚了一步" })).toBeNull();
    const month = { from: NOON, to: noonPlus(3_600) };
    expect(await stores.callbacks.heldIn("yunqi", month)).toHaveLength(1);
    const count = (residentId: string | null, called: string | null) =>
      stores.callbacks.countAsked("yunqi", month, { residentId, phone: called });
    // By name, and by the number the family shares.
    expect([await count(wechat.id, null), await count("another", phone)]).toEqual([1, 1]);
    expect(await count("another", "13900000000")).toBe(0);
    expect(await stores.callbacks.countAsked("yunqi", month, { residentId: null, phone: null })).toBe(0);
    const anew = await stores.callbacks.plan(planCallback(settlement, { kind: "repair", share }));
    expect(anew).toMatchObject({
      id: callback.id,
      state: "planned",
      contents: null,
      words: null,
      doneAt: null,
    });
  },
);

eachDatabase(
  "a round of visits is counted by household, and follows no settlement",
  async ({ unitOfWork }) => {
    const { stores } = unitOfWork;
    await mirrorEstate(stores);
    const draft = caseDraft({ status: "handled", handledAt: NOON, triageRule: EVENT_RULE });
    const record = await stores.cases.open(draft, NOON);
    const settlement = { record, estate: place, now: NOON };
    const dueAt = noonPlus(86_400);
    for (const round of upTo(3)) {
      const share = { all: 0, visits: 0 };
      await stores.callbacks.plan(planCallback(settlement, { kind: "visit", round, dueAt, share }));
    }
    const [first] = await stores.callbacks.ofCase(record.id);
    if (first) await stores.callbacks.update(first, { state: "done", doneAt: noonPlus(60) });
    expect(await stores.callbacks.openRounds("yunqi")).toEqual([
      { caseId: record.id, visited: 1, left: 2, dueAt },
    ]);
    expect(await stores.callbacks.openRounds("another")).toEqual([]);
    const month = { from: NOON, to: noonPlus(3_600) };
    expect(await stores.callbacks.ofSettlements("yunqi", month)).toEqual([]);
  },
);

eachDatabase(
  "an owner with several settled matters is one owner, called or not (KPI-68)",
  async ({ unitOfWork }) => {
    const { stores } = unitOfWork;
    await mirrorEstate(stores);
    const settled = { status: "handled", handledAt: NOON } as const;
    const share = { all: 0, visits: 0 };
    const open = async (changes: Partial<NewCaseRecord>) =>
      stores.cases.open(caseDraft({ ...settled, ...changes }), NOON);
    const [called] = [await open({}), await open({}), await open({ contactPhone: null, room: "1-1-101" })];
    await open({ contactPhone: null, room: null });
    await open({ contactPhone: "13911110000", triageRule: EVENT_RULE });
    const at = { record: called, estate: place, now: NOON };
    const planned = await stores.callbacks.plan(planCallback(at, { kind: "repair", share }));
    await stores.callbacks.update(planned, { state: "done", doneAt: noonPlus(60) });
    const span = { from: NOON, to: noonPlus(3_600) };
    const measures = await stores.figures.callbackMeasures({ estateId: "yunqi", department: null }, span);
    expect(measures.ownersCalled).toEqual({ part: 1, whole: 2 });
  },
);

eachDatabase("a sample moves only from the counts that were read", async ({ unitOfWork }) => {
  const { callbacks } = unitOfWork.stores;
  await mirrorEstate(unitOfWork.stores);
  const draw = await callbacks.openDraw("yunqi", "2026-11");
  expect(await callbacks.moveDraw(draw, { seen: 1, chosen: 1 })).toBe(true);
  expect(await callbacks.moveDraw(draw, { seen: 1, chosen: 0 })).toBe(false);
  expect(await callbacks.openDraw("yunqi", "2026-11")).toEqual({ ...draw, seen: 1, chosen: 1 });
  expect(await callbacks.findDraw("yunqi", "2026-12")).toBeNull();
});

/** The look of a desk at that moment; it needs no reader of words. */
function lookOf(unitOfWork: UnitOfWork, at: Date) {
  const log = createLogger({ level: "silent" });
  return createLookAtCallbacks({
    unitOfWork,
    clock: { now: () => at },
    directory: estateDirectory([place]),
    log,
  });
}

eachDatabase("what the clock decides is decided once, however many desks look", async (ledger) => {
  await mirrorEstate(ledger.unitOfWork.stores);
  const { client } = ledger.database;
  await drawLot(ledger.database, { period: "2026-11", position: 9 });
  for (const number of [1, 2, 3]) await settle(ledger.unitOfWork, number);
  expect(await client.callback.count()).toBe(0);
  const other = await ledger.openAnother();
  const late = noonPlus(4 * 86_400);
  const desks = [lookOf(ledger.unitOfWork, late), lookOf(other.unitOfWork, late)];
  expect(await desks[0]?.nextDueAt()).toEqual(new Date("2026-11-24T16:00:00.000Z"));
  for (let round = 0; round < 2; round += 1) await Promise.all(desks.map((desk) => desk.look()));
  expect(await client.callback.count()).toBe(1);
  expect(await client.callbackDraw.findMany({ select: { seen: true, chosen: true } })).toEqual([
    { seen: 3, chosen: 1 },
  ]);
  expect(await client.duty.count({ where: { kind: "callback.repair" } })).toBe(1);
  expect(await client.outboundMessage.count()).toBe(1);
  expect(await desks[1]?.nextDueAt()).toBeNull();
});
