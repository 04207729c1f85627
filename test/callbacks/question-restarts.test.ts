import { expect, test, vi } from "vitest";
import type { EstateStory } from "../stories/estate-story.js";
import { settledRepair } from "./settled-matters.js";

vi.setConfig({ testTimeout: 120_000 });

/** What happens, with the desk stopped and started again between any two steps. */
async function restarted(estate: EstateStory, steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const step of steps) {
    await estate.restart();
    await step();
  }
  await estate.restart();
  await estate.settle();
}

test("a desk that stops between any two steps reminds once, calls once and takes the late answer once", async () => {
  const { estate, resident, client } = await settledRepair();
  await restarted(estate, [
    () => estate.advance({ hours: 24 }),
    () => estate.advance({ hours: 1 }),
    () => estate.advance({ hours: 23 }),
    () => estate.advance({ minutes: 1 }),
    () => resident.says("2"),
  ]);
  expect(resident.read()).toEqual([
    expect.stringMatching(/处理后还好吗/),
    expect.stringMatching(/记为基本满意/),
  ]);
  expect(
    estate
      .staff("周敏")
      .read()
      .filter((text) => /【回访任务】/.test(text)),
  ).toHaveLength(1);
  expect(await client().satisfactionQuestion.findMany()).toMatchObject([{ state: "answered" }]);
  expect(await client().ledgerEntry.count({ where: { type: "assessed" } })).toBe(1);
  estate.readStaff();
  await estate.close();
});

test("a desk that stops on the way of a bad answer opens the matter once and tells everybody once", async () => {
  const { estate, resident, client } = await settledRepair();
  await restarted(estate, [
    () => resident.says("3，还是漏"),
    () => estate.staff("郑华").writes("处理意见 1 换整根下水管"),
    () => estate.staff("刘工").writes("完成 1 换了整根下水管"),
    () => resident.says("1"),
  ]);
  const told = estate.staff("郑华").read();
  expect(told.filter((text) => /【回访不满意】/.test(text))).toHaveLength(1);
  expect(resident.read()).toEqual([
    expect.stringMatching(/没有让您满意/),
    expect.stringMatching(/已重新处理/),
    expect.stringMatching(/记为满意/),
  ]);
  expect(await client().ledgerEntry.count({ where: { type: "reopened" } })).toBe(1);
  expect(await client().caseRecord.findFirst()).toMatchObject({ status: "closed", round: 2 });
  estate.readStaff();
  await estate.close();
});

test("an answer that was stored and not yet read when the desk stopped is taken after its start, once", async () => {
  const { estate, resident, client } = await settledRepair();
  await resident.types("挺好的");
  await estate.restart();
  await resident.says("谢谢师傅");
  expect(resident.read()).toEqual([expect.stringMatching(/记为满意/)]);
  expect(await client().satisfactionQuestion.findFirst()).toMatchObject({ words: "挺好的，谢谢师傅" });
  await estate.close();
});
