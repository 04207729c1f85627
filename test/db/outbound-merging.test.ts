import { expect } from "vitest";
import type { Stores } from "../../src/desk/ports.js";
import { eachDatabase } from "./each-database.js";
import { mirrorEstate, NOON, noonPlus, outboundDraft } from "./samples.js";

const RESIDENT = { channel: "kf", openKfId: "wk1", externalUserId: "wm1" } as const;

async function queueAnswers(stores: Stores, count: number): Promise<void> {
  await mirrorEstate(stores);
  for (let index = 1; index <= count; index += 1) {
    const content = { type: "text", text: `answer ${index}`, mentions: [] } as const;
    await stores.outbound.queue(
      outboundDraft(`answer:${index}`, { target: RESIDENT, content, caseId: index }),
      NOON,
    );
  }
}

eachDatabase("merged messages go out as one, with the words of all", async ({ unitOfWork, database }) => {
  const { outbound } = unitOfWork.stores;
  await queueAnswers(unitOfWork.stores, 3);
  const waiting = await outbound.due(NOON, 10);
  expect(await outbound.merge(waiting, "all three", NOON)).toBe(true);
  const [carrier, ...others] = await outbound.due(NOON, 10);
  expect(others).toEqual([]);
  expect(carrier).toMatchObject({ key: "answer:1", content: { type: "text", text: "all three" } });
  if (!carrier) throw new Error("the carrier is gone");
  expect((await outbound.casesOf(carrier)).sort()).toEqual([1, 2, 3]);
  const merged = await database.client.outboundMessage.findMany({ where: { state: "merged" } });
  expect(merged.map(({ key, mergedIntoId }) => [key, mergedIntoId])).toEqual([
    ["answer:2", carrier.id],
    ["answer:3", carrier.id],
  ]);
});

eachDatabase(
  "a message that carries others hands them on when it is merged itself",
  async ({ unitOfWork }) => {
    const { outbound } = unitOfWork.stores;
    await queueAnswers(unitOfWork.stores, 3);
    const [first, ...later] = await outbound.due(NOON, 10);
    if (!first) throw new Error("three were queued");
    expect(await outbound.merge(later, "two and three", NOON)).toBe(true);
    expect(await outbound.merge([first, ...later.slice(0, 1)], "all three", NOON)).toBe(true);
    expect((await outbound.casesOf(first)).sort()).toEqual([1, 2, 3]);
    expect((await outbound.keysOf(first)).sort()).toEqual(["answer:1", "answer:2", "answer:3"]);
    expect(await outbound.findByKey("answer:1")).toMatchObject({ id: first.id });
    expect(await outbound.findByKey("answer:4")).toBeNull();
  },
);

eachDatabase("an outcome among the merged makes the whole an outcome", async ({ unitOfWork }) => {
  const { outbound } = unitOfWork.stores;
  await queueAnswers(unitOfWork.stores, 1);
  const content = { type: "text", text: "done", mentions: [] } as const;
  await outbound.queue(
    outboundDraft("handled:1", { target: RESIDENT, content, importance: "outcome" }),
    NOON,
  );
  await outbound.merge(await outbound.due(NOON, 10), "both", NOON);
  expect(await outbound.due(NOON, 10)).toMatchObject([{ key: "answer:1", importance: "outcome" }]);
});

eachDatabase("messages of which one was claimed meanwhile are left as they were", async ({ unitOfWork }) => {
  const { outbound } = unitOfWork.stores;
  await queueAnswers(unitOfWork.stores, 3);
  const waiting = await outbound.due(NOON, 10);
  for (const taken of [0, 2]) {
    const message = waiting[taken];
    if (!message) throw new Error("nothing is due");
    const claim = await outbound.claim(message, NOON, noonPlus(40));
    expect(await outbound.merge(waiting, "all three", NOON)).toBe(false);
    if (claim) await outbound.release(claim);
  }
  expect(await outbound.due(NOON, 10)).toEqual(waiting);
});

eachDatabase("a target is taken while another message is on its way to it", async ({ unitOfWork }) => {
  const { outbound } = unitOfWork.stores;
  await queueAnswers(unitOfWork.stores, 2);
  const [first, second] = await outbound.due(NOON, 10);
  if (!first || !second) throw new Error("two were queued");
  expect(await outbound.isTargetTaken(second, NOON)).toBe(false);
  const claim = await outbound.claim(first, NOON, noonPlus(40));
  expect(await outbound.isTargetTaken(second, NOON)).toBe(true);
  expect(await outbound.isTargetTaken(first, NOON)).toBe(false);
  expect(await outbound.isTargetTaken(second, noonPlus(40))).toBe(false);
  if (claim) await outbound.release(claim);
  expect(await outbound.isTargetTaken(second, NOON)).toBe(false);
  expect(await outbound.due(NOON, 10)).toEqual([first, second]);
});

eachDatabase(
  "what was sent in doubt, and then again, has used up the pace of two",
  async ({ unitOfWork }) => {
    const { outbound } = unitOfWork.stores;
    await queueAnswers(unitOfWork.stores, 1);
    for (const [second, attempts] of [
      [0, 1],
      [50, 2],
    ] as const) {
      const [message] = await outbound.due(noonPlus(second), 10);
      if (!message) throw new Error("nothing is due");
      expect(await outbound.claim(message, noonPlus(second), noonPlus(second + 40))).not.toBeNull();
      expect(await outbound.sentTimes("kf:wk1:wm1", NOON)).toEqual(Array(attempts).fill(noonPlus(second)));
    }
  },
);
