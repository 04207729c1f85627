import { afterEach, beforeEach, expect, test } from "vitest";
import { openMatter } from "../duties/opened-matters.js";
import { type EstateStory, startEstate } from "../stories/estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate({ at: "2026-11-24T09:00:00+08:00", routines: true, pictures: true });
});
afterEach(() => estate.close());

const TURN_ROUND = { kind: "repair", words: "3栋大堂的灯不亮", department: "engineering" } as const;

test("at seven past six the managers have the day in words and in a picture, and the next word works", async () => {
  await openMatter(estate, TURN_ROUND);
  await estate.advance({ hours: 9, minutes: 10 });
  const group = estate.group("管理群").read();
  const [digest = "", picture = ""] = group;
  expect(digest).toMatch(/【日报】云栖花园 11月24日（周二）\*\*\n新到1件：报修1\n责任部门：工程部1\n办结0件/);
  expect(digest).toMatch(/超时1件/);
  expect(group).toHaveLength(2);
  expect(picture).toBe("");
  const command = /回复「(接单 1)」。\*\*$/.exec(digest)?.[1] ?? "";
  expect(await estate.group("工程群").says("刘工", command)).toMatch(/#1/);
  const [own, drawn] = estate.staff("陈明").read();
  expect(own).toMatch(/^【日报】云栖花园/);
  expect(drawn).toBe("yunqi-2026-11-24.png");
  estate.readStaff();
}, 120_000);

test("汇总 now, of yesterday and of the month speak of the same matters, each within the asker's department", async () => {
  await openMatter(estate, TURN_ROUND);
  await openMatter(estate, { kind: "complaint", words: "保安态度差，骂人", department: "security" });
  const desk = estate.group("客服群");
  expect(await desk.says("王芳", "汇总")).toMatch(/新到2件：报修1、投诉1/);
  expect(await estate.group("工程群").says("赵强", "汇总")).toMatch(/云栖花园工程部[\s\S]*新到1件：报修1/);
  expect(await desk.says("王芳", "汇总 食堂")).toMatch(/没看懂要汇总哪一段/);
  expect(await desk.says("王芳", "汇总 11月")).toMatch(/正在统计2026年11月/);
  const month = estate.staff("王芳").read().join("\n");
  expect(month).toMatch(/【月报】云栖花园 2026年11月（到现在）\n投诉统计：收到1件/);
  estate.readStaff();
  await estate.advance({ days: 1 });
  expect(await desk.says("王芳", "汇总 昨天")).toMatch(
    /【汇总】云栖花园 11月24日（周二）\n新到2件[\s\S]*当天18:07的日报报的是新到2件、办结0件/,
  );
  estate.readStaff();
}, 120_000);

test("the cause a complaint starts with is proposed, the supervisor's word replaces it, the ledger has both", async () => {
  const record = await openMatter(estate, {
    kind: "complaint",
    words: "保安态度差，骂人",
    department: "security",
  });
  expect(record.cause).toBe("attitude");
  const desk = estate.group("客服群");
  expect(await desk.says("李娜", "原因 1 协调")).toMatch(/由主管或经理确定/);
  expect(await desk.says("王芳", "原因 1 说不清")).toMatch(/原因写其中一个/);
  expect(await desk.says("王芳", "原因 1 协调")).toMatch(/记为部门协调（原来是服务态度）/);
  expect(await desk.says("王芳", "原因 1 责任心 当班不在岗")).toMatch(/记为工作责任心（原来是部门协调）/);
  const entries = await estate.simulation.app().database.client.ledgerEntry.findMany({
    where: { caseId: record.id, type: "causeNamed" },
    orderBy: { id: "asc" },
  });
  expect(entries.map(({ actor }) => actor)).toEqual(["wangfang", "wangfang"]);
  expect(entries[1]?.correctsId).toBe(entries[0]?.id);
  estate.readStaff();
}, 60_000);
