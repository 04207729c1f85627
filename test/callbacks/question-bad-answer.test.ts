import { expect, test, vi } from "vitest";
import type { Database } from "../../src/edges/db/open-database.js";
import { startEstate } from "../stories/estate-story.js";
import { settle, settledComplaint, settledRepair } from "./settled-matters.js";

vi.setConfig({ testTimeout: 120_000 });

/** The steps of the only matter as the ledger has them, in order. */
async function stepsOf({ ledgerEntry }: Database["client"]): Promise<string> {
  const entries = await ledgerEntry.findMany({ orderBy: { id: "asc" } });
  const steps = entries.map(({ type }) => type);
  return steps.filter((type) => /assessed|reopened|opinion|handled|closed/.test(type)).join(" ");
}

test("a bad answer opens the matter one rung higher, with its memory; settled again it is asked about and called back", async () => {
  const { estate, resident, client } = await settledRepair();
  await estate.advance({ hours: 3 });
  await resident.says("没修好，又漏了");
  resident.expects(
    /^没有让您满意，很抱歉。#1（.*）马上重新处理，由王芳负责，已报管理处负责人，最晚11月25日（周三）12:00前/,
  );
  estate
    .staff("郑华")
    .expects(
      /【回访不满意】#1[\s\S]*住户在微信里答：不满意「没修好，又漏了」\n刘工今天09:00办结：更换下水管接头[\s\S]*「处理意见 1/,
    );
  estate.staff("王芳").expects(/【重新打开】#1[\s\S]*没修好，又漏了[\s\S]*由王芳负责/);
  estate.staff("刘工").expects(/重新打开：没修好，又漏了\n上次刘工今天09:00办结/);
  estate.group("工程群").expects(/重新打开：没修好，又漏了/);
  expect(await client().caseRecord.findFirst()).toMatchObject({
    status: "accepted",
    assignee: "liugong",
    handledBy: "liugong",
    handledAt: null,
    round: 1,
    reportCount: 2,
    retainUntil: null,
  });
  const clocks = await client().duty.findMany({ where: { settledAt: null, cancelledAt: null } });
  expect(clocks.map(({ kind, ownerUserid }) => [kind, ownerUserid])).toEqual([
    ["reception.settle", "wangfang"],
    ["reopened.opinion", "zhenghua"],
  ]);

  await estate.staff("刘工").writes("处理意见 1 我看不用管");
  estate.staff("刘工").expects(/处理意见由管理处主任或经理来写/);
  await estate.staff("郑华").writes("处理意见 1 换整根下水管，赵强复查");
  estate.staff("郑华").expects(/处理意见已记下，已转给处理的同事/);
  estate.group("工程群").expects(/处理意见（郑华）：换整根下水管/);
  estate.readStaff();

  await estate.group("工程群").says("刘工", "完成 1 换了整根下水管，试水两次");
  resident.expects(/您的#1（.*已重新处理：换了整根下水管，试水两次。\n处理得怎么样/);
  estate.staff("周敏").expects(/【回访任务】#1/);
  await resident.says("这次可以了，满意");
  resident.expects(/^谢谢您，#1记为满意/);
  expect(await client().callback.findMany()).toMatchObject([
    { kind: "repair", round: 2, state: "done", form: "chat", satisfaction: "satisfied" },
  ]);
  expect(await client().satisfactionQuestion.findMany({ orderBy: { round: "asc" } })).toMatchObject([
    { round: 1, satisfaction: "dissatisfied" },
    { round: 2, satisfaction: "satisfied" },
  ]);
  expect(await client().caseRecord.findFirst()).toMatchObject({ status: "closed", round: 2 });
  expect(await stepsOf(client())).toBe("handled assessed reopened opinion handled assessed closed");
  await estate.close();
});

test("without the handling opinion the matter is not closed, whatever else is complete", async () => {
  const { estate, resident, client } = await settledRepair();
  await resident.says("3");
  await estate.group("工程群").says("刘工", "完成 1 换了整根下水管");
  await resident.says("1");
  expect(await client().caseRecord.findFirst()).toMatchObject({ status: "handled" });
  await estate.staff("郑华").writes("查 1");
  expect(estate.staff("郑华").read().at(-1)).toMatch(/关闭前还差：.*处理意见/);
  await estate.advance({ days: 1 });
  expect(estate.staff("郑华").read().join("\n")).toMatch(/处理意见 1/);
  await estate.staff("陈明").writes("处理意见 1 已换新管，以后同类直接换整根");
  expect(estate.staff("陈明").read().at(-1)).toMatch(/手续齐全，已关闭/);
  expect(await client().caseRecord.findFirst()).toMatchObject({ status: "closed" });
  resident.read();
  estate.readStaff();
  await estate.close();
});

test("a second bad answer climbs one rung further", async () => {
  const { estate, resident, client } = await settledRepair();
  await resident.says("3");
  await settle(estate, 1, "再次紧固");
  await resident.says("还是漏，没修好");
  const [clock] = await client().duty.findMany({
    where: { kind: "reception.settle", settledAt: null, cancelledAt: null },
  });
  expect(clock).toMatchObject({ ownerUserid: "chenming", ownerRole: "centerManager" });
  expect(resident.read().at(-1)).toMatch(/由陈明负责/);
  estate.readStaff();
  await estate.close();
});

test("a complaint opened again goes past the head of the department, and its planned callbacks are void", async () => {
  const { estate, resident, client } = await settledComplaint();
  await resident.says("不满意，道歉一点诚意都没有");
  resident.expects(/没有让您满意，很抱歉。#1.*由陈明负责/);
  expect((await client().callback.findMany()).map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
  const clocks = await client().duty.findMany({ where: { settledAt: null, cancelledAt: null } });
  expect(clocks.map(({ kind, ownerUserid }) => [kind, ownerUserid])).toEqual([
    ["complaint.settleImportant", "chenming"],
    ["reopened.opinion", "zhenghua"],
  ]);
  estate.readStaff();
  await estate.group("客服群").says("孙磊", "完成 1 队长再次上门道歉，已调岗");
  const again = await client().callback.findMany({ where: { state: "planned" } });
  expect(again.map(({ kind, round }) => [kind, round])).toEqual([
    ["complaintCall", 2],
    ["complaintVisit", 2],
  ]);
  resident.read();
  estate.readStaff();
  await estate.close();
});

test("of three households with one outage each is asked for itself, and the displeased one alone is opened again", async () => {
  const estate = await startEstate();
  const people = [
    ["冯先生", "6栋1单元的电梯坏了，门一直开着不动，我住6栋1单元902，电话13500001111"],
    ["褚女士", "6栋电梯怎么停了，是坏了吗，麻烦派人修一下，我住6栋1单元1203，电话13500002222"],
    ["卫先生", "6栋1单元电梯坏了，按了没反应，我住6栋1单元501，电话13500003333"],
  ] as const;
  for (const [name, words] of people) await estate.resident(name).says(words);
  await settle(estate, 1, "换了门机皮带");
  for (const [name] of people) {
    expect(estate.resident(name).read().at(-1)).toMatch(/已处理：换了门机皮带。\n处理得怎么样/);
  }
  estate.readStaff();
  const { client } = estate.simulation.app().database;
  expect(await client.satisfactionQuestion.count({ where: { state: "asked" } })).toBe(3);
  await estate.resident("冯先生").says("1");
  await estate.resident("褚女士").says("电梯门还是关不上，没修好");
  await estate.resident("卫先生").says("[强]");
  estate.resident("冯先生").expects(/#1记为满意/);
  estate.resident("褚女士").expects(/#2（.*重新处理，由王芳负责/);
  estate.resident("卫先生").expects(/#3记为满意/);
  const records = await client.caseRecord.findMany({ orderBy: { number: "asc" } });
  expect(records.map(({ number, status, round, handledBy }) => [number, status, round, handledBy])).toEqual([
    [1, expect.stringMatching(/handled|closed/), 1, "liugong"],
    [2, "accepted", 1, "liugong"],
    [3, expect.stringMatching(/handled|closed/), 1, "liugong"],
  ]);
  // With clocks of its own now: nobody else's settlement ends them.
  const clocks = await client.duty.findMany({
    where: { settledAt: null, cancelledAt: null, caseId: records[1]?.id ?? 0 },
  });
  expect(clocks.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["reception.settle", "reopened.opinion"]),
  );
  estate.readStaff();
  await estate.close();
});

test("whoever hears in a callback that it is bad opens the matter too, and the resident is told who has it now", async () => {
  const { estate, resident, client } = await settledRepair({ drawn: true });
  await estate.staff("周敏").writes("回访 1 不满意 电话 柜子底下还在滴水");
  estate.staff("周敏").expects(/#1/);
  resident.expects(/没有让您满意，很抱歉。#1.*由王芳负责/);
  estate.staff("郑华").expects(/周敏回访：不满意「柜子底下还在滴水」/);
  expect(await client().satisfactionQuestion.findFirst()).toMatchObject({ state: "lapsed", nextAt: null });
  await estate.advance({ days: 1 });
  resident.expectsNothing();
  estate.readStaff();
  await estate.close();
});
