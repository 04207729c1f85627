import { expect } from "vitest";
import { eachDatabase } from "./each-database.js";
import { caseDraft, estate, mirrorEstate, NOON, noonPlus, PHOTO, textMessage, upTo } from "./samples.js";

const KF = { estateId: "yunqi", channel: "kf", accountId: "wk1", peerId: "wm1" } as const;

eachDatabase("a resident who writes many times at once is one resident", async (ledger) => {
  await mirrorEstate(ledger.unitOfWork.stores);
  const other = await ledger.openAnother();
  const residents = await Promise.all(
    upTo(12).map((number) =>
      (number % 2 ? ledger : other).unitOfWork.run((stores) =>
        stores.residents.findOrCreateByExternalId("yunqi", "wm1", NOON),
      ),
    ),
  );
  expect(new Set(residents.map(({ id }) => id)).size).toBe(1);
});

eachDatabase(
  "what is learnt of a resident stays, and what was not said is not touched",
  async ({ unitOfWork }) => {
    const { residents } = unitOfWork.stores;
    await mirrorEstate(unitOfWork.stores);
    const { id } = await residents.findOrCreateByExternalId("yunqi", "wm1", NOON);
    await residents.learn(id, { room: "3-2-502", script: "traditional" }, NOON);
    const learnt = await residents.learn(id, { phone: "13800000000" }, noonPlus(1));
    const expected = {
      id,
      estateId: "yunqi",
      externalUserId: "wm1",
      name: null,
      phone: "13800000000",
      room: "3-2-502",
      script: "traditional",
    };
    expect(learnt).toEqual(expected);
    expect(await residents.find(id)).toEqual(expected);
    expect(await residents.findByPhone("yunqi", "13800000000")).toEqual(expected);
    expect(await residents.findByPhone("yunqi", "13900000000")).toBeNull();
  },
);

eachDatabase("several residents known by phone only may live side by side", async ({ unitOfWork }) => {
  const { residents } = unitOfWork.stores;
  await mirrorEstate(unitOfWork.stores);
  const draft = {
    estateId: "yunqi",
    externalUserId: null,
    name: null,
    room: null,
    script: "simplified",
  } as const;
  const one = await residents.create({ ...draft, phone: "13800000001" }, NOON);
  const two = await residents.create({ ...draft, phone: "13800000002" }, NOON);
  expect(one.id).not.toBe(two.id);
});

eachDatabase("a place where people write is one conversation, also under a race", async (ledger) => {
  await mirrorEstate(ledger.unitOfWork.stores);
  const other = await ledger.openAnother();
  const conversations = await Promise.all(
    upTo(12).map((number) =>
      (number % 2 ? ledger : other).unitOfWork.run((stores) => stores.conversations.findOrCreate(KF)),
    ),
  );
  const [first] = conversations;
  expect(new Set(conversations.map(({ id }) => id)).size).toBe(1);
  expect(await ledger.unitOfWork.stores.conversations.findByPeer("kf", "wk1", "wm1")).toEqual(first);
  expect(await ledger.unitOfWork.stores.conversations.findByPeer("kf", "wk1", "WM1")).toBeNull();
});

eachDatabase("a pending question is kept until it is taken back", async ({ unitOfWork }) => {
  const { conversations } = unitOfWork.stores;
  await mirrorEstate(unitOfWork.stores);
  const { id } = await conversations.findOrCreate(KF);
  const pendingQuestion = { caseId: 3, asked: ["room", "phone"], at: NOON.toISOString() } as const;
  await conversations.update(id, { pendingQuestion, humanSince: NOON });
  expect(await conversations.find(id)).toMatchObject({ pendingQuestion, humanSince: NOON });
  await conversations.update(id, { humanSince: null });
  expect(await conversations.find(id)).toMatchObject({ pendingQuestion, humanSince: null });
  await conversations.update(id, { pendingQuestion: null });
  expect(await conversations.find(id)).toMatchObject({ pendingQuestion: null });
});

eachDatabase("a late arrival never moves the window back or gives messages back", async ({ unitOfWork }) => {
  const { conversations } = unitOfWork.stores;
  await mirrorEstate(unitOfWork.stores);
  const { id } = await conversations.findOrCreate(KF);
  await conversations.noteInbound(id, noonPlus(10));
  await conversations.noteSent(id);
  await conversations.noteSent(id);
  await conversations.noteInbound(id, noonPlus(9));
  expect(await conversations.find(id)).toMatchObject({ lastInboundAt: noonPlus(10), sentSinceInbound: 2 });
  await conversations.noteInbound(id, noonPlus(10));
  expect(await conversations.find(id)).toMatchObject({ lastInboundAt: noonPlus(10), sentSinceInbound: 0 });
});

eachDatabase(
  "of two pullers that start from the same cursor one moves it",
  async ({ unitOfWork, openAnother }) => {
    const { cursors } = unitOfWork.stores;
    const other = (await openAnother()).unitOfWork;
    expect(await cursors.get("wk1")).toBeNull();
    const first = await Promise.all(
      [unitOfWork, other].map((program, index) =>
        program.run((stores) => stores.cursors.move("wk1", { from: null, to: `c${index}` }, NOON)),
      ),
    );
    expect(first.filter(Boolean)).toHaveLength(1);
    const cursor = await cursors.get("wk1");
    expect(await cursors.move("wk1", { from: "stale", to: "c9" }, NOON)).toBe(false);
    expect(await cursors.move("wk1", { from: null, to: "c9" }, NOON)).toBe(false);
    expect(await cursors.move("wk1", { from: cursor, to: "c9" }, NOON)).toBe(true);
    expect(await cursors.get("wk1")).toBe("c9");
  },
);

eachDatabase(
  "an account is pulled by one until it is released or the lease runs out",
  async ({ unitOfWork }) => {
    const { cursors } = unitOfWork.stores;
    const races = await Promise.all(upTo(6).map(() => cursors.lease("wk1", NOON, noonPlus(60))));
    expect(races.filter(Boolean)).toHaveLength(1);
    expect(await cursors.lease("wk1", noonPlus(59), noonPlus(90))).toBe(false);
    expect(await cursors.lease("wk1", noonPlus(60), noonPlus(90))).toBe(true);
    await cursors.release("wk1");
    expect(await cursors.lease("wk1", noonPlus(61), noonPlus(90))).toBe(true);
    expect(await cursors.get("wk1")).toBeNull();
    expect(await cursors.move("wk1", { from: null, to: "c1" }, noonPlus(62))).toBe(true);
  },
);

eachDatabase(
  "an attachment is fetched by one at a time and again after its pause",
  async ({ unitOfWork }) => {
    const { attachments, inbound } = unitOfWork.stores;
    const content = { type: "media", media: [PHOTO], transcript: null } as const;
    const [inboundId] = await inbound.add([textMessage("m1", { content })], NOON, "waiting");
    const [photo] = await attachments.due(NOON, 10);
    if (!photo || !inboundId) throw new Error("nothing to fetch");
    const claims = await Promise.all(upTo(5).map(() => attachments.claim(photo, NOON, noonPlus(30))));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await attachments.due(noonPlus(29), 10)).toEqual([]);
    await attachments.noteError(photo.id, { error: "timeout", retryAt: noonPlus(5) });
    expect(await attachments.nextDueAt()).toEqual(noonPlus(5));
    expect(await attachments.due(noonPlus(5), 10)).toEqual([{ ...photo, attempts: 1 }]);
    const file = { path: "2026-11/a.jpg", bytes: 5, sha256: "ab", contentType: "image/jpeg", at: NOON };
    await attachments.markSaved(photo.id, file);
    expect(await attachments.nextDueAt()).toBeNull();
  },
);

eachDatabase(
  "attachments are counted with the case they were linked to, lost ones included",
  async ({ unitOfWork }) => {
    const { attachments, inbound, cases } = unitOfWork.stores;
    await mirrorEstate(unitOfWork.stores);
    const { id: caseId } = await cases.open(caseDraft(), NOON);
    const content = { type: "media", media: [PHOTO, PHOTO], transcript: null } as const;
    const [inboundId] = await inbound.add([textMessage("m1", { content })], NOON, "waiting");
    expect(await attachments.countOfCase(caseId)).toBe(0);
    await attachments.linkToCase(inboundId ?? 0, caseId);
    const [photo] = await attachments.due(NOON, 10);
    await attachments.markLost(photo?.id ?? 0, "gone");
    expect(await attachments.countOfCase(caseId)).toBe(2);
    expect(await attachments.due(NOON, 10)).toHaveLength(1);
  },
);

eachDatabase(
  "an estate keeps the moment it was installed, whatever its file says later",
  async ({ unitOfWork }) => {
    const { estates } = unitOfWork.stores;
    expect(await estates.installedAt("yunqi")).toBeNull();
    await estates.mirror([estate()], NOON);
    await estates.mirror([estate({ name: "云栖花园二期" })], noonPlus(99));
    expect(await estates.installedAt("yunqi")).toEqual(NOON);
  },
);

eachDatabase(
  "staff who left are marked, those who return are one person, whatever the case of the id",
  async (ledger) => {
    const { estates } = ledger.unitOfWork.stores;
    const rows = () => ledger.database.client.staffMember.findMany({ orderBy: { name: "asc" } });
    await estates.mirror([estate()], NOON);
    const [lina, zhao] = estate().staff;
    if (!lina || !zhao) throw new Error("the sample estate has two members");
    await estates.mirror([estate({ staff: [zhao] })], noonPlus(1));
    expect(await rows()).toMatchObject([
      { userid: "LiNa", leftAt: noonPlus(1) },
      { userid: "zhaoqiang", leftAt: null },
    ]);
    await estates.mirror(
      [estate({ staff: [{ ...lina, userid: "lina", roles: ["supervisor"] }, zhao] })],
      NOON,
    );
    expect(await rows()).toMatchObject([
      { userid: "lina", leftAt: null, roles: ["supervisor"] },
      { userid: "zhaoqiang", leftAt: null },
    ]);
  },
);

eachDatabase("a sweep's mark is that of its last run", async ({ unitOfWork }) => {
  const { marks } = unitOfWork.stores;
  await marks.mark("nudge", NOON);
  await marks.mark("deliver", NOON);
  await marks.mark("nudge", noonPlus(30));
  expect(await marks.all()).toEqual([
    { name: "deliver", ranAt: NOON },
    { name: "nudge", ranAt: noonPlus(30) },
  ]);
});
