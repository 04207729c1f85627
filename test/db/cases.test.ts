import { expect } from "vitest";
import { eachDatabase } from "./each-database.js";
import { caseDraft, dutyDraft, estate, mirrorEstate, NOON, noonPlus, upTo } from "./samples.js";

eachDatabase("a record comes back exactly as it was opened", async ({ unitOfWork }) => {
  const { stores } = unitOfWork;
  await mirrorEstate(stores);
  const draft = caseDraft({ kind: "complaint", complaintClass: "important", requestedBy: noonPlus(60) });
  const opened = await stores.cases.open(draft, NOON);
  expect(opened).toEqual({ ...draft, id: opened.id, number: 1, version: 1, updatedAt: NOON });
  expect(await stores.cases.find(opened.id)).toEqual(opened);
  expect(await stores.cases.findByNumber("yunqi", 1)).toEqual(opened);
});

eachDatabase("fifty records opened at the same time by two programs are numbered 1 to 50", async (ledger) => {
  await mirrorEstate(ledger.unitOfWork.stores);
  const other = await ledger.openAnother();
  const records = await Promise.all(
    upTo(50).map((number) =>
      (number % 2 ? ledger : other).unitOfWork.run((stores) => stores.cases.open(caseDraft(), NOON)),
    ),
  );
  expect(records.map(({ number }) => number).sort((a, b) => a - b)).toEqual(upTo(50));
});

eachDatabase("an opening that is rolled back gives its number to the next", async ({ unitOfWork }) => {
  await mirrorEstate(unitOfWork.stores);
  const failed = unitOfWork.run(async (stores) => {
    await stores.cases.open(caseDraft(), NOON);
    throw new Error("changed my mind");
  });
  await expect(failed).rejects.toThrow("changed my mind");
  expect((await unitOfWork.stores.cases.open(caseDraft(), NOON)).number).toBe(1);
});

eachDatabase("every estate counts for itself", async ({ unitOfWork }) => {
  const { stores } = unitOfWork;
  await stores.estates.mirror([estate(), estate({ id: "guanlan", name: "观澜府" })], NOON);
  await stores.cases.open(caseDraft(), NOON);
  expect((await stores.cases.open(caseDraft({ estateId: "guanlan" }), NOON)).number).toBe(1);
});

eachDatabase("a change based on an outdated version is refused", async ({ unitOfWork }) => {
  const { stores } = unitOfWork;
  await mirrorEstate(stores);
  const read = await stores.cases.open(caseDraft(), NOON);
  const accepted = await stores.cases.update(read, { status: "accepted", assignee: "liugong" }, noonPlus(5));
  expect(accepted).toEqual({
    ...read,
    status: "accepted",
    assignee: "liugong",
    version: 2,
    updatedAt: noonPlus(5),
  });
  expect(await stores.cases.update(read, { status: "closed" }, noonPlus(6))).toBeNull();
  expect(await stores.cases.find(read.id)).toEqual(accepted);
});

eachDatabase("of many changes to one version exactly one wins", async ({ unitOfWork, openAnother }) => {
  await mirrorEstate(unitOfWork.stores);
  const read = await unitOfWork.stores.cases.open(caseDraft(), NOON);
  const other = (await openAnother()).unitOfWork;
  const results = await Promise.all(
    upTo(10).map((number) =>
      (number % 2 ? unitOfWork : other).run((stores) =>
        stores.cases.update(read, { handling: `${number}` }, NOON),
      ),
    ),
  );
  expect(results.filter(Boolean)).toHaveLength(1);
});

eachDatabase(
  "open records are listed oldest first, by department and by assignee",
  async ({ unitOfWork }) => {
    const { cases } = unitOfWork.stores;
    await mirrorEstate(unitOfWork.stores);
    await cases.open(caseDraft({ receivedAt: noonPlus(20), assignee: "liugong" }), NOON);
    await cases.open(caseDraft({ receivedAt: noonPlus(10) }), NOON);
    await cases.open(caseDraft({ receivedAt: noonPlus(15), responsibleDepartment: "security" }), NOON);
    await cases.open(caseDraft({ status: "handled" }), NOON);
    const numbers = async (filter: { department?: string; assignee?: string }, limit = 10) =>
      (await cases.listOpen("yunqi", filter, limit)).map(({ number }) => number);
    expect(await numbers({})).toEqual([2, 3, 1]);
    expect(await numbers({}, 2)).toEqual([2, 3]);
    expect(await numbers({ department: "engineering" })).toEqual([2, 1]);
    expect(await numbers({ assignee: "liugong" })).toEqual([1]);
    expect(await cases.countOpen("yunqi", {})).toBe(3);
    expect(await cases.countOpen("yunqi", { department: "security" })).toBe(1);
    expect(await cases.countOpen("guanlan", {})).toBe(0);
  },
);

eachDatabase(
  "a resident's records are found newest first, the closed ones only as the latest",
  async ({ unitOfWork }) => {
    const { cases, residents } = unitOfWork.stores;
    await mirrorEstate(unitOfWork.stores);
    const { id: residentId } = await residents.findOrCreateByExternalId("yunqi", "wm1", NOON);
    await cases.open(caseDraft({ residentId, receivedAt: noonPlus(1) }), NOON);
    await cases.open(caseDraft({ residentId, receivedAt: noonPlus(2) }), NOON);
    await cases.open(caseDraft({ residentId, receivedAt: noonPlus(3), status: "closed" }), NOON);
    expect((await cases.openOfResident(residentId)).map(({ number }) => number)).toEqual([2, 1]);
    expect((await cases.latestOfResident(residentId))?.number).toBe(3);
    expect(await cases.latestOfResident("nobody")).toBeNull();
  },
);

eachDatabase(
  "an unknown word in a column is refused, naming row and word",
  async ({ unitOfWork, database }) => {
    await mirrorEstate(unitOfWork.stores);
    const { id } = await unitOfWork.stores.cases.open(caseDraft(), NOON);
    await database.client.caseRecord.update({ where: { id }, data: { status: "lost" } });
    await expect(unitOfWork.stores.cases.find(id)).rejects.toThrow(
      `CaseRecord ${id} status holds the unknown word "lost"`,
    );
  },
);

eachDatabase(
  "a record for an estate or resident that does not exist cannot be stored",
  async ({ unitOfWork }) => {
    const { cases } = unitOfWork.stores;
    await mirrorEstate(unitOfWork.stores);
    await expect(cases.open(caseDraft({ estateId: "nowhere" }), NOON)).rejects.toThrow();
    await expect(cases.open(caseDraft({ residentId: "nobody" }), NOON)).rejects.toThrow();
    expect(await cases.countOpen("yunqi", {})).toBe(0);
  },
);

eachDatabase("ledger entries of a case come back in the order they were written", async ({ unitOfWork }) => {
  const { cases, ledger } = unitOfWork.stores;
  await mirrorEstate(unitOfWork.stores);
  const { id } = await cases.open(caseDraft(), NOON);
  const entry = { at: NOON, actor: "guanjia", inboundId: 3, correctsId: null } as const;
  const received = await ledger.append(id, {
    ...entry,
    type: "received",
    data: { rule: "x", n: 1, b: true },
  });
  const corrected = await ledger.append(id, {
    ...entry,
    type: "corrected",
    data: { from: null },
    correctsId: received.id,
  });
  expect(await ledger.ofCase(id)).toEqual([
    { ...entry, id: received.id, caseId: id, type: "received", data: { rule: "x", n: 1, b: true } },
    {
      ...entry,
      id: corrected.id,
      caseId: id,
      type: "corrected",
      data: { from: null },
      correctsId: received.id,
    },
  ]);
});

eachDatabase("a duty comes back exactly as it was started and is settled once", async ({ unitOfWork }) => {
  const { cases, duties } = unitOfWork.stores;
  await mirrorEstate(unitOfWork.stores);
  const { id: caseId } = await cases.open(caseDraft(), NOON);
  const draft = dutyDraft(caseId);
  const duty = await duties.start(draft);
  await duties.start(dutyDraft(caseId, { kind: "reception.accept", nextNudgeAt: noonPlus(600) }));
  expect(duty).toMatchObject({ ...draft, id: duty.id, step: 0, settledAt: null, cancelledAt: null });
  expect(await duties.nextDueAt()).toEqual(noonPlus(600));
  expect(await duties.settle(caseId, ["reception.accept"], noonPlus(5))).toBe(1);
  expect(await duties.settle(caseId, ["reception.accept"], noonPlus(6))).toBe(0);
  expect(await duties.openOfCase(caseId)).toEqual([duty]);
  expect(await duties.nextDueAt()).toEqual(draft.nextNudgeAt);
});
