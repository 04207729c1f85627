import { expect } from "vitest";
import { conversationKey } from "../../src/desk/inbound-message.js";
import { clockBefore } from "../../src/rules/duty-undo.js";
import { eachDatabase } from "./each-database.js";
import { caseDraft, dutyDraft, mirrorEstate, NOON, noonPlus, textMessage } from "./samples.js";

const MINE = { peerId: "wmRESIDENT1", senderId: "wmRESIDENT1" };
const OTHERS = { peerId: "wmRESIDENT2", senderId: "wmRESIDENT2" };

eachDatabase("pieces that rest are due together, at the moment they rest until", async ({ unitOfWork }) => {
  const inbox = unitOfWork.stores.inbound;
  const ids = await inbox.add([textMessage("p1", MINE), textMessage("p2", MINE)], NOON, "waiting");
  await inbox.hold(ids, noonPlus(20));
  expect(await inbox.dueHeads(noonPlus(19), 10)).toEqual([]);
  expect(await inbox.nextDueAt()).toEqual(noonPlus(20));
  const [head] = await inbox.dueHeads(noonPlus(20), 10);
  expect(head?.channelMessageId).toBe("p1");
  expect(head && (await inbox.waitingBehind(head)).map((piece) => piece.channelMessageId)).toEqual(["p2"]);
});

eachDatabase(
  "a further piece wakes those that rest, and only those of its writer",
  async ({ unitOfWork }) => {
    const inbox = unitOfWork.stores.inbound;
    const mine = await inbox.add([textMessage("p1", MINE)], NOON, "waiting");
    const others = await inbox.add([textMessage("q1", OTHERS)], NOON, "waiting");
    await inbox.hold([...mine, ...others], noonPlus(20));
    await inbox.reconsider(conversationKey(textMessage("p2", MINE)), noonPlus(5));
    const heads = await inbox.dueHeads(noonPlus(5), 10);
    expect(heads.map((message) => message.channelMessageId)).toEqual(["p1"]);
  },
);

eachDatabase("pieces are handled with the first of them or not at all", async ({ unitOfWork }) => {
  const inbox = unitOfWork.stores.inbound;
  const ids = await inbox.add(
    [textMessage("p1", MINE), textMessage("p2", MINE), textMessage("p3", MINE)],
    NOON,
    "waiting",
  );
  const [, second = 0, third = 0] = ids;
  const done = { at: noonPlus(1), caseId: null };
  expect(await inbox.markJoined([second], done)).toBe(true);
  expect(await inbox.stateOf(second)).toBe("handled");
  expect(await inbox.markJoined([second, third], done)).toBe(false);
});

eachDatabase("a notice holds until it ends or is withdrawn", async ({ unitOfWork }) => {
  const { stores } = unitOfWork;
  await mirrorEstate(stores);
  const draft = {
    estateId: "yunqi",
    topic: "停水",
    words: "停水，检修水泵",
    buildings: ["3", "5"],
    publishedBy: "lina",
    publishedAt: NOON,
  };
  const short = await stores.notices.publish({ ...draft, startsAt: NOON, endsAt: noonPlus(60) });
  const long = await stores.notices.publish({ ...draft, startsAt: noonPlus(10), endsAt: noonPlus(600) });
  const current = async (seconds: number) =>
    (await stores.notices.current("yunqi", noonPlus(seconds))).map(({ id }) => id);
  expect(await current(59)).toEqual([short.id, long.id]);
  expect(await current(60)).toEqual([long.id]);
  expect(long).toMatchObject(draft);
  await stores.notices.withdraw(long.id, noonPlus(61));
  expect(await current(62)).toEqual([]);
});

eachDatabase("an act is taken back once, with the moments it changed as moments", async ({ unitOfWork }) => {
  const { stores } = unitOfWork;
  await mirrorEstate(stores);
  const record = await stores.cases.open(caseDraft(), NOON);
  const clock = clockBefore(await stores.duties.start(dutyDraft(record.id)));
  await stores.acts.note({
    estateId: "yunqi",
    userid: "lina",
    verb: "settle",
    inboundId: 7,
    caseId: record.id,
    noticeId: null,
    subject: null,
    records: [
      { caseId: record.id, before: { status: "accepted", acceptedAt: noonPlus(1) }, versionAfter: 3 },
      { caseId: 9, before: null, versionAfter: 1 },
    ],
    clocks: [clock],
    at: noonPlus(2),
  });
  expect(await stores.acts.latestOf("yunqi", "lina", noonPlus(3))).toBeNull();
  const act = await stores.acts.latestOf("yunqi", "lina", NOON);
  expect(act?.records[0]?.before).toEqual({ status: "accepted", acceptedAt: noonPlus(1) });
  expect(act?.records[1]?.before).toBeNull();
  expect(act?.clocks).toEqual([clock]);
  expect(await stores.acts.markUndone(act?.id ?? 0, noonPlus(4))).toBe(true);
  expect(await stores.acts.markUndone(act?.id ?? 0, noonPlus(4))).toBe(false);
  expect(await stores.acts.latestOf("yunqi", "lina", NOON)).toBeNull();
});

eachDatabase(
  "a duty that has ended runs again once, and one that was started ends",
  async ({ unitOfWork }) => {
    const { stores } = unitOfWork;
    await mirrorEstate(stores);
    const record = await stores.cases.open(caseDraft(), NOON);
    await stores.duties.start(dutyDraft(record.id));
    const [ran] = await stores.duties.ofCase(record.id);
    if (!ran) throw new Error("no duty");
    expect(await stores.duties.reopen(ran, { nextNudgeAt: noonPlus(5) })).toBe(false);
    await stores.duties.settle(record.id, [ran.kind], noonPlus(1));
    const [settled] = await stores.duties.ofCase(record.id);
    if (!settled) throw new Error("no duty");
    expect(await stores.duties.reopen(settled, { nextNudgeAt: noonPlus(5) })).toBe(true);
    expect(await stores.duties.reopen(settled, { nextNudgeAt: noonPlus(6) })).toBe(false);
    const [open] = await stores.duties.openOfCase(record.id);
    expect(open).toMatchObject({ id: ran.id, nextNudgeAt: noonPlus(5) });
    await stores.duties.cancelStarted(ran, noonPlus(7));
    expect(await stores.duties.openOfCase(record.id)).toEqual([]);
  },
);
