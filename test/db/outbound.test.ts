import { expect } from "vitest";
import type { QueuedMessage } from "../../src/desk/outbound-message.js";
import type { OutboundStore } from "../../src/desk/outbound-ports.js";
import type { Stores } from "../../src/desk/ports.js";
import { eachDatabase } from "./each-database.js";
import { mirrorEstate, NOON, noonPlus, outboundDraft, upTo } from "./samples.js";

/** Each to a target of its own, unless the draft says otherwise. */
async function queue({ outbound }: Stores, key: string, changes: Parameters<typeof outboundDraft>[1] = {}) {
  const target = { channel: "app", userid: `member-${key}` } as const;
  return outbound.queue(outboundDraft(key, { target, ...changes }), NOON);
}

const dueKeys = async (outbound: OutboundStore, now: Date) =>
  (await outbound.due(now, 10)).map((message) => message.key);

async function claimOnly(outbound: OutboundStore, now: Date, leasedUntil: Date) {
  const [message, ...others] = await outbound.due(now, 10);
  if (!message) throw new Error("nothing is due");
  expect(others).toEqual([]);
  const claim = await outbound.claim(message, now, leasedUntil);
  if (!claim) throw new Error("the claim was lost");
  return { message, claim };
}

const SENT = { state: "sent", at: NOON, channelMessageId: "msg1", responseCode: "code1" } as const;

eachDatabase("a queued message comes back exactly as it was drafted", async ({ unitOfWork }) => {
  const { stores } = unitOfWork;
  await mirrorEstate(stores);
  const draft = outboundDraft("answer:1", {
    target: { channel: "kf", openKfId: "wk1", externalUserId: "wm1" },
    content: { type: "menu", head: "满意吗？", items: [{ id: "1", text: "满意" }], tail: "" },
    caseId: 7,
    inboundId: 8,
    priority: 0,
    importance: "outcome",
    expiresAt: noonPlus(60),
  });
  const id = await stores.outbound.queue(draft, NOON);
  const expected: QueuedMessage = {
    ...draft,
    id,
    targetKey: "kf:wk1:wm1",
    attempts: 0,
    uncertainBefore: false,
    createdAt: NOON,
  };
  expect(await stores.outbound.due(NOON, 10)).toEqual([expected]);
});

eachDatabase("an intention queued twice is one message, and the first stands", async ({ unitOfWork }) => {
  const { stores } = unitOfWork;
  await mirrorEstate(stores);
  const first = await queue(stores, "nudge:1:0");
  const second = await queue(stores, "nudge:1:0", { content: { type: "markdown", text: "other" } });
  expect(second).toBe(first);
  expect((await stores.outbound.due(NOON, 10)).map(({ content }) => content.type)).toEqual(["text"]);
});

eachDatabase("programs that queue one intention at the same time queue it once", async (ledger) => {
  await mirrorEstate(ledger.unitOfWork.stores);
  const other = await ledger.openAnother();
  const ids = await Promise.all(
    upTo(20).map((number) =>
      (number % 2 ? ledger : other).unitOfWork.run((stores) => queue(stores, "nudge:1:0")),
    ),
  );
  expect(new Set(ids).size).toBe(1);
  expect(await ledger.database.client.outboundMessage.count()).toBe(1);
});

eachDatabase("what is due comes worst first, then oldest first", async ({ unitOfWork }) => {
  const { stores } = unitOfWork;
  await mirrorEstate(stores);
  await queue(stores, "notice-1", { priority: 2 });
  await queue(stores, "notice-2", { priority: 2 });
  await queue(stores, "emergency", { priority: 0 });
  await queue(stores, "answer", { priority: 1 });
  expect(await dueKeys(stores.outbound, NOON)).toEqual(["emergency", "answer", "notice-1", "notice-2"]);
  expect(await stores.outbound.due(NOON, 1)).toHaveLength(1);
});

eachDatabase("a message for later is due at its moment and not a second earlier", async ({ unitOfWork }) => {
  const { stores } = unitOfWork;
  await mirrorEstate(stores);
  await queue(stores, "morning", { notBefore: noonPlus(3_600) });
  expect(await dueKeys(stores.outbound, noonPlus(3_599))).toEqual([]);
  expect(await stores.outbound.nextDueAt()).toEqual(noonPlus(3_600));
  expect(await dueKeys(stores.outbound, noonPlus(3_600))).toEqual(["morning"]);
});

eachDatabase("a message that has expired is settled as expired, not handed out", async (ledger) => {
  const { stores } = ledger.unitOfWork;
  await mirrorEstate(stores);
  await queue(stores, "stale", { expiresAt: noonPlus(60) });
  await queue(stores, "fresh", { expiresAt: noonPlus(61) });
  expect(await dueKeys(stores.outbound, noonPlus(60))).toEqual(["fresh"]);
  const stale = await ledger.database.client.outboundMessage.findUnique({ where: { key: "stale" } });
  expect(stale?.state).toBe("expired");
});

eachDatabase("of many senders with the same message in hand one gets it", async ({ unitOfWork }) => {
  const { stores } = unitOfWork;
  await mirrorEstate(stores);
  await queue(stores, "a");
  const [message] = await stores.outbound.due(NOON, 1);
  if (!message) throw new Error("nothing is due");
  const claims = await Promise.all(upTo(8).map(() => stores.outbound.claim(message, NOON, noonPlus(30))));
  expect(claims.filter(Boolean)).toHaveLength(1);
});

eachDatabase(
  "nothing more goes to a target while one message to it is on its way",
  async ({ unitOfWork }) => {
    const { stores } = unitOfWork;
    await mirrorEstate(stores);
    const target = { channel: "robot", group: "desk" } as const;
    await queue(stores, "first", { target });
    await queue(stores, "second", { target });
    await queue(stores, "elsewhere");
    const [first] = await stores.outbound.due(NOON, 1);
    const claim = first && (await stores.outbound.claim(first, NOON, noonPlus(30)));
    expect(await dueKeys(stores.outbound, noonPlus(29))).toEqual(["elsewhere"]);
    if (claim) await stores.outbound.settle(claim, SENT);
    expect(await dueKeys(stores.outbound, noonPlus(29))).toEqual(["second", "elsewhere"]);
  },
);

eachDatabase(
  "a sender that dies leaves a message that is due again and known as uncertain",
  async (ledger) => {
    const { outbound } = ledger.unitOfWork.stores;
    await mirrorEstate(ledger.unitOfWork.stores);
    await queue(ledger.unitOfWork.stores, "a");
    const dead = await claimOnly(outbound, NOON, noonPlus(30));
    expect(dead.message.uncertainBefore).toBe(false);
    const second = await claimOnly(outbound, noonPlus(30), noonPlus(60));
    expect(second.message).toMatchObject({ attempts: 1, uncertainBefore: true });
    expect(await outbound.settle(dead.claim, SENT)).toBe(false);
    const retry = { state: "waiting", retryAt: noonPlus(40), reason: "busy" } as const;
    expect(await outbound.settle(second.claim, retry)).toBe(true);
    expect((await claimOnly(outbound, noonPlus(40), noonPlus(70))).message.uncertainBefore).toBe(true);
  },
);

eachDatabase("only an attempt that may have arrived makes the next one uncertain", async ({ unitOfWork }) => {
  const { outbound } = unitOfWork.stores;
  await mirrorEstate(unitOfWork.stores);
  await queue(unitOfWork.stores, "a");
  const first = await claimOnly(outbound, NOON, noonPlus(30));
  await outbound.settle(first.claim, { state: "waiting", retryAt: noonPlus(5), reason: "refused" });
  const second = await claimOnly(outbound, noonPlus(5), noonPlus(30));
  expect(second.message.uncertainBefore).toBe(false);
  const doubt = { state: "waiting", retryAt: noonPlus(9), reason: "timeout", mayHaveArrived: true } as const;
  await outbound.settle(second.claim, doubt);
  expect((await claimOnly(outbound, noonPlus(9), noonPlus(30))).message.uncertainBefore).toBe(true);
});

eachDatabase("a paused target gets nothing until the pause ends, others go on", async ({ unitOfWork }) => {
  const { stores } = unitOfWork;
  await mirrorEstate(stores);
  await queue(stores, "a");
  await queue(stores, "b");
  const pause = { reason: "45009", now: NOON };
  await stores.outbound.pauseTarget("app:member-a", { until: noonPlus(600), ...pause });
  await stores.outbound.pauseTarget("app:member-a", { until: noonPlus(60), ...pause });
  expect(await dueKeys(stores.outbound, noonPlus(599))).toEqual(["b"]);
  expect((await stores.outbound.health()).pausedTargets).toEqual([
    { targetKey: "app:member-a", reason: "45009" },
  ]);
  expect(await dueKeys(stores.outbound, noonPlus(600))).toEqual(["a", "b"]);
  expect((await stores.outbound.health()).pausedTargets).toEqual([]);
});

eachDatabase("messages of a paused target do not make the outbox look stuck", async ({ unitOfWork }) => {
  const { stores } = unitOfWork;
  await mirrorEstate(stores);
  await queue(stores, "a");
  await queue(stores, "b", { notBefore: noonPlus(50) });
  await stores.outbound.pauseTarget("app:member-a", { until: noonPlus(600), reason: "93000", now: NOON });
  const health = await stores.outbound.health();
  expect(health).toMatchObject({ waiting: 2, oldestDueAt: noonPlus(50), failed: 0 });
});

eachDatabase(
  "held messages of the resident who wrote are released, those of others stay",
  async ({ unitOfWork }) => {
    const { stores } = unitOfWork;
    await mirrorEstate(stores);
    for (const externalUserId of ["wm1", "wm2"]) {
      const target = { channel: "kf", openKfId: "wk1", externalUserId } as const;
      await queue(stores, externalUserId, { target });
    }
    for (const message of await stores.outbound.due(NOON, 10)) {
      const claim = await stores.outbound.claim(message, NOON, noonPlus(30));
      if (claim) await stores.outbound.settle(claim, { state: "held", reason: "windowClosed" });
    }
    expect(await dueKeys(stores.outbound, noonPlus(60))).toEqual([]);
    await stores.outbound.releaseHeld("kf:wk1:wm1", noonPlus(60));
    expect(await dueKeys(stores.outbound, noonPlus(60))).toEqual(["wm1"]);
  },
);

eachDatabase(
  "what was sent is found by target and time, by platform id and by what it answers",
  async (ledger) => {
    const { stores } = ledger.unitOfWork;
    await mirrorEstate(stores);
    const target = { channel: "bot", inboundId: 5, peerId: "wrDESK" } as const;
    await queue(stores, "answer:5", { target, inboundId: 5 });
    const { claim } = await claimOnly(stores.outbound, NOON, noonPlus(30));
    expect(await stores.outbound.settle(claim, SENT)).toBe(true);
    expect(await stores.outbound.sentTimes("bot:wrDESK", NOON)).toEqual([NOON]);
    expect(await stores.outbound.sentTimes("bot:wrDESK", noonPlus(1))).toEqual([]);
    expect(await stores.outbound.findByChannelMessageId("bot", "msg1")).toMatchObject({ id: claim.id });
    expect(await stores.outbound.findByChannelMessageId("kf", "msg1")).toBeNull();
    expect(await stores.outbound.answerTo(5)).toMatchObject({ id: claim.id, state: "sent" });
    expect(await stores.outbound.answerTo(6)).toBeNull();
  },
);
