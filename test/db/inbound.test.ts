import { expect } from "vitest";
import type { StoredMessage } from "../../src/desk/inbound-message.js";
import type { InboundStore } from "../../src/desk/ports.js";
import { eachDatabase } from "./each-database.js";
import { NOON, noonPlus, PHOTO, textMessage, upTo } from "./samples.js";

function arrive(inbox: InboundStore, id: string, peerId = "wmRESIDENT1") {
  return inbox.add([textMessage(id, { peerId, senderId: peerId })], NOON, "waiting");
}

async function headIds(inbox: InboundStore, now: Date) {
  return (await inbox.dueHeads(now, 10)).map((message) => message.channelMessageId);
}

async function onlyHead(inbox: InboundStore, now: Date): Promise<StoredMessage> {
  const [head, ...others] = await inbox.dueHeads(now, 10);
  if (!head) throw new Error("nothing is due");
  expect(others).toEqual([]);
  return head;
}

async function claimHead(inbox: InboundStore, now: Date, leasedUntil: Date) {
  const claim = await inbox.claim(await onlyHead(inbox, now), now, leasedUntil);
  if (!claim) throw new Error("the claim was lost");
  return claim;
}

eachDatabase("a stored message comes back exactly as it arrived", async ({ unitOfWork }) => {
  const inbox = unitOfWork.stores.inbound;
  const message = textMessage("m1", {
    channel: "bot",
    accountId: "aib1",
    peerId: "wrDESK",
    senderId: "lina",
    inGroup: true,
    content: { type: "text", text: "接单 1 😀", quote: "新的接待 #1", media: [PHOTO] },
    replyHandle: { responseUrl: "https://example.invalid/answer", streamId: "s1" },
  });
  const [id] = await inbox.add([message], noonPlus(1), "waiting");
  expect(await inbox.find(id ?? 0)).toEqual({
    ...message,
    id,
    receivedAt: noonPlus(1),
    attempts: 0,
    failures: 0,
  });
});

eachDatabase(
  "a message delivered again is not stored again, alone or within a page",
  async ({ unitOfWork }) => {
    const inbox = unitOfWork.stores.inbound;
    expect(await arrive(inbox, "m1")).toHaveLength(1);
    expect(await arrive(inbox, "m1")).toEqual([]);
    const page = ["m1", "m2", "m2"].map((id) => textMessage(id));
    expect(await inbox.add(page, NOON, "waiting")).toHaveLength(1);
    expect((await inbox.health()).waiting).toBe(2);
  },
);

eachDatabase(
  "a known message inside a transaction leaves the rest of the transaction intact",
  async ({ unitOfWork }) => {
    const inbox = unitOfWork.stores.inbound;
    await arrive(inbox, "m1");
    await unitOfWork.run(async (stores) => {
      await stores.inbound.add([textMessage("m1")], NOON, "waiting");
      await stores.inbound.add([textMessage("m2")], NOON, "waiting");
    });
    expect((await inbox.health()).waiting).toBe(2);
  },
);

eachDatabase(
  "two programs that store the same messages at the same time store each once",
  async ({ unitOfWork, openAnother }) => {
    const inbox = unitOfWork.stores.inbound;
    const other = (await openAnother()).unitOfWork;
    const messages = upTo(30).map((number) => textMessage(`m${number}`));
    const added = await Promise.all(
      messages.flatMap((message) =>
        [unitOfWork, other].map((program) =>
          program.run((stores) => stores.inbound.add([message], NOON, "waiting")),
        ),
      ),
    );
    expect(added.flat()).toHaveLength(messages.length);
    expect((await inbox.health()).waiting).toBe(messages.length);
  },
);

eachDatabase("the same id in another account is another message", async ({ unitOfWork }) => {
  const inbox = unitOfWork.stores.inbound;
  await arrive(inbox, "m1");
  const elsewhere = textMessage("m1", { accountId: "wkTEST0002" });
  expect(await inbox.add([elsewhere], NOON, "waiting")).toHaveLength(1);
});

eachDatabase(
  "every attachment of a waiting message becomes due with it, those of an ignored one do not",
  async ({ unitOfWork }) => {
    const inbox = unitOfWork.stores.inbound;
    const content = { type: "media", media: [PHOTO, PHOTO], transcript: null } as const;
    await inbox.add([textMessage("m1", { content })], NOON, "waiting");
    await inbox.add([textMessage("m2", { content })], NOON, "ignored");
    const due = await unitOfWork.stores.attachments.due(NOON, 10);
    const stored = await inbox.findByChannelId(textMessage("m1"));
    expect(due.map(({ inboundId }) => inboundId)).toEqual([stored?.id, stored?.id]);
    expect(due[0]).toMatchObject({ kind: "image", source: PHOTO.source, attempts: 0, caseId: null });
  },
);

eachDatabase("letters no database can hold are replaced and the message is kept", async ({ unitOfWork }) => {
  const inbox = unitOfWork.stores.inbound;
  const content = { type: "text", text: "a\u0000b\ud83dc", quote: null, media: [] } as const;
  const [id] = await inbox.add([textMessage("m1", { content })], NOON, "waiting");
  expect((await inbox.find(id ?? 0))?.content).toMatchObject({ text: "a\ufffdb\ufffdc" });
});

eachDatabase("only the oldest waiting message of a conversation is handed out", async ({ unitOfWork }) => {
  const inbox = unitOfWork.stores.inbound;
  await arrive(inbox, "a1", "A");
  await arrive(inbox, "b1", "B");
  await arrive(inbox, "a2", "A");
  expect(await headIds(inbox, NOON)).toEqual(["a1", "b1"]);
  expect((await inbox.dueHeads(NOON, 1)).map((head) => head.peerId)).toEqual(["A"]);
});

eachDatabase("a claimed message blocks its followers until it is handled", async ({ unitOfWork }) => {
  const inbox = unitOfWork.stores.inbound;
  await arrive(inbox, "a1");
  await arrive(inbox, "a2");
  const claim = await claimHead(inbox, NOON, noonPlus(60));
  expect(await headIds(inbox, noonPlus(59))).toEqual([]);
  expect(await inbox.markHandled(claim, { at: NOON, outcome: "opened", caseId: null })).toBe(true);
  expect(await headIds(inbox, NOON)).toEqual(["a2"]);
  expect(await inbox.stateOf(claim.id)).toBe("handled");
});

eachDatabase(
  "a message that lost a race is due again at once, and only for who held it",
  async ({ unitOfWork }) => {
    const inbox = unitOfWork.stores.inbound;
    await arrive(inbox, "a1");
    const lost = await claimHead(inbox, NOON, noonPlus(60));
    await inbox.giveBack(lost);
    expect(await onlyHead(inbox, NOON)).toMatchObject({ attempts: 1, failures: 0 });
    await claimHead(inbox, NOON, noonPlus(60));
    await inbox.giveBack(lost);
    expect(await headIds(inbox, NOON)).toEqual([]);
  },
);

eachDatabase("a message in back-off blocks its followers until its time comes", async ({ unitOfWork }) => {
  const inbox = unitOfWork.stores.inbound;
  await arrive(inbox, "a1");
  await arrive(inbox, "a2");
  const claim = await claimHead(inbox, NOON, noonPlus(60));
  await inbox.markFailed(claim, { error: "E1", retryAt: noonPlus(30) });
  expect(await headIds(inbox, noonPlus(29))).toEqual([]);
  expect(await headIds(inbox, noonPlus(30))).toEqual(["a1"]);
  expect(await onlyHead(inbox, noonPlus(30))).toMatchObject({ attempts: 1, failures: 1 });
});

eachDatabase("a message set aside lets its followers pass and is counted", async ({ unitOfWork }) => {
  const inbox = unitOfWork.stores.inbound;
  await arrive(inbox, "a1");
  await arrive(inbox, "a2");
  await inbox.markFailed(await claimHead(inbox, NOON, noonPlus(60)), { error: "E1", retryAt: null });
  expect(await headIds(inbox, NOON)).toEqual(["a2"]);
  expect(await inbox.health()).toMatchObject({ waiting: 1, setAside: 1 });
});

eachDatabase(
  "of many workers with the same message in hand one gets it",
  async ({ unitOfWork, openAnother }) => {
    const inbox = unitOfWork.stores.inbound;
    await arrive(inbox, "a1");
    const head = await onlyHead(inbox, NOON);
    const other = (await openAnother()).unitOfWork.stores.inbound;
    const claims = await Promise.all(
      upTo(10).map((number) => (number % 2 ? inbox : other).claim(head, NOON, noonPlus(60))),
    );
    expect(claims.filter(Boolean)).toEqual([{ id: head.id, attempt: 1 }]);
  },
);

eachDatabase(
  "a lease that has run out gives the message to another, and the first worker's mark is refused",
  async ({ unitOfWork }) => {
    const inbox = unitOfWork.stores.inbound;
    await arrive(inbox, "a1");
    const first = await claimHead(inbox, NOON, noonPlus(60));
    const second = await claimHead(inbox, noonPlus(60), noonPlus(120));
    expect(await inbox.markHandled(first, { at: noonPlus(61), outcome: "opened", caseId: null })).toBe(false);
    expect(await inbox.markHandled(second, { at: noonPlus(61), outcome: "opened", caseId: null })).toBe(true);
  },
);

eachDatabase("a failure reported after the lease was lost changes nothing", async ({ unitOfWork }) => {
  const inbox = unitOfWork.stores.inbound;
  await arrive(inbox, "a1");
  const first = await claimHead(inbox, NOON, noonPlus(60));
  await claimHead(inbox, noonPlus(60), noonPlus(120));
  await inbox.markFailed(first, { error: "late", retryAt: null });
  expect(await inbox.stateOf(first.id)).toBe("waiting");
});

eachDatabase(
  "a message held under a live lease cannot be claimed even by one who knows its attempts",
  async ({ unitOfWork }) => {
    const inbox = unitOfWork.stores.inbound;
    await arrive(inbox, "a1");
    const { id } = await claimHead(inbox, NOON, noonPlus(60));
    const held = await inbox.find(id);
    expect(held && (await inbox.claim(held, noonPlus(59), noonPlus(90)))).toBeNull();
  },
);

eachDatabase(
  "the next due moment is that of the earliest waiting message, and null when none waits",
  async ({ unitOfWork }) => {
    const inbox = unitOfWork.stores.inbound;
    expect(await inbox.nextDueAt()).toBeNull();
    await arrive(inbox, "a1");
    await inbox.markFailed(await claimHead(inbox, NOON, noonPlus(60)), {
      error: "E1",
      retryAt: noonPlus(300),
    });
    expect(await inbox.nextDueAt()).toEqual(noonPlus(300));
  },
);

eachDatabase("an ignored message never waits", async ({ unitOfWork }) => {
  const inbox = unitOfWork.stores.inbound;
  const [id] = await inbox.add([textMessage("old")], NOON, "ignored");
  expect(await headIds(inbox, NOON)).toEqual([]);
  expect(await inbox.stateOf(id ?? 0)).toBe("ignored");
  expect(await inbox.health()).toEqual({ waiting: 0, oldestWaitingAt: null, setAside: 0 });
});
