import { expect, test, vi } from "vitest";
import { type EstateStory, startEstate } from "../stories/estate-story.js";
import { reportedPair, reportedRepair, settle, settledComplaint, settledRepair } from "./settled-matters.js";

vi.setConfig({ testTimeout: 120_000 });

/** What the one who calls has been given, nothing else counted. */
function calls(estate: EstateStory): string[] {
  return estate
    .staff("周敏")
    .read()
    .filter((text) => /【回访任务】/.test(text));
}

test("whoever does not answer is reminded once, softly, a day later; then a person calls, once", async () => {
  const { estate, resident, client } = await settledRepair();
  await estate.advance({ hours: 23, minutes: 59 });
  resident.expectsNothing();
  await estate.advance({ minutes: 1 });
  resident.expects(/^#1（.*）处理后还好吗？您方便时回复个数字就行：1 满意 · 2 基本满意 · 3 不满意/);
  await estate.advance({ hours: 23, minutes: 59 });
  expect(calls(estate)).toEqual([]);
  await estate.advance({ minutes: 1 });
  expect(calls(estate)).toEqual([
    expect.stringMatching(/#1[\s\S]*13800138000[\s\S]*更换下水管接头[\s\S]*住户没有回答[\s\S]*可以这样说：/),
  ]);
  await estate.advance({ days: 4 });
  resident.expectsNothing();
  expect(await client().callback.findMany()).toMatchObject([{ kind: "unanswered", state: "planned" }]);
  estate.readStaff();
  await estate.close();
});

test("47 h 59 min after the question the answer spares the call", async () => {
  const { estate, resident } = await settledRepair();
  await estate.advance({ hours: 47, minutes: 59 });
  resident.expects(/处理后还好吗/);
  await resident.says("满意");
  resident.expects(/记为满意/);
  await estate.advance({ days: 2 });
  expect(calls(estate)).toEqual([]);
  estate.readStaff();
  await estate.close();
});

test("48 h 01 min after the question the answer still counts, and ends the call that was asked for", async () => {
  const { estate, resident, client } = await settledRepair();
  await estate.advance({ hours: 48, minutes: 1 });
  resident.expects(/处理后还好吗/);
  expect(calls(estate)).toHaveLength(1);
  await resident.says("2");
  resident.expects(/记为基本满意/);
  expect(await client().callback.findMany()).toMatchObject([
    { kind: "unanswered", state: "done", form: "chat", satisfaction: "basicallySatisfied" },
  ]);
  expect(await client().satisfactionQuestion.findMany()).toMatchObject([
    { state: "answered", lapsedBecause: null },
  ]);
  const open = await client().duty.findMany({ where: { settledAt: null, cancelledAt: null } });
  expect(open.map(({ kind }) => kind)).toEqual(["callback.review"]);
  estate.readStaff();
  await estate.close();
});

test("a complaint nobody answered for in chat is asked about in the call that is due anyway", async () => {
  const { estate, resident, client } = await settledComplaint();
  await estate.advance({ hours: 49 });
  resident.expects(/处理后还好吗/);
  expect((await client().callback.findMany()).map(({ kind }) => kind)).toEqual([
    "complaintCall",
    "complaintVisit",
  ]);
  expect(calls(estate)).toEqual([]);
  estate.readStaff();
  await estate.close();
});

test("with the budget down to its reserve there is no reminder: a person calls", async () => {
  const { estate, resident, client } = await reportedRepair();
  await estate.group("工程群").says("刘工", "接单 1");
  await estate.group("工程群").says("刘工", "1 马上到");
  await estate.group("工程群").says("刘工", "完成 1 更换下水管接头");
  expect(resident.read()).toHaveLength(4);
  await estate.advance({ hours: 24 });
  resident.expectsNothing();
  expect(calls(estate)).toHaveLength(1);
  expect(await client().satisfactionQuestion.findFirst()).toMatchObject({
    state: "lapsed",
    lapsedBecause: "reserved",
    remindedAt: null,
  });
  estate.readStaff();
  await estate.close();
});

test("while a person serves the resident nobody is reminded: a person calls, or asks there and then", async () => {
  const { estate, resident } = await settledRepair();
  await resident.says("请问装修押金怎么退？我想直接问人");
  resident.read();
  await estate.advance({ hours: 20 });
  await estate.simulation.standIn.servicer("lina").picksUp(resident.externalUserId);
  await estate.settle();
  estate.readStaff();
  await estate.advance({ hours: 4 });
  resident.expectsNothing();
  expect(calls(estate)).toHaveLength(1);
  estate.readStaff();
  await estate.close();
});

test("outside the window the result is told by phone and the same call asks; no second one is made", async () => {
  const { estate, resident, client } = await reportedRepair();
  await estate.group("工程群").says("刘工", "接单 1");
  resident.read();
  await estate.advance({ hours: 50 });
  estate.readStaff();
  await estate.group("工程群").says("刘工", "完成 1 更换下水管接头");
  resident.expectsNothing();
  const task = estate
    .staff("周敏")
    .expects(/请打电话[\s\S]*超过48小时[\s\S]*13800138000[\s\S]*已处理：更换下水管接头/);
  expect(task).toMatch(/再请问一句：这样处理您满意吗[\s\S]*回复「回访 1 满意 电话 住户的原话」/);
  expect(task).not.toMatch(/1 满意 ·/);
  estate.group("客服群").expects(/请打电话[\s\S]*138\*\*\*\*8000/);
  await estate.staff("周敏").writes("回访 1 满意 电话 说不漏了");
  estate.staff("周敏").expects(/#1.*满意/);
  expect(await client().satisfactionQuestion.findFirst()).toMatchObject({
    state: "lapsed",
    lapsedBecause: "undelivered",
  });
  await estate.advance({ days: 3 });
  expect(calls(estate)).toEqual([]);
  estate.readStaff();
  await estate.close();
});

test("a resident who blocked us is neither reminded nor waited for", async () => {
  const { estate, resident, client } = await reportedRepair();
  await estate.group("工程群").says("刘工", "接单 1");
  resident.phone.blocks();
  await estate.group("工程群").says("刘工", "完成 1 更换下水管接头");
  await estate.advance({ minutes: 3 });
  resident.read();
  expect(estate.staff("周敏").read().at(-1)).toMatch(/请打电话[\s\S]*拒收[\s\S]*再请问一句/);
  estate.readStaff();
  expect(await client().satisfactionQuestion.findFirst()).toMatchObject({
    state: "lapsed",
    lapsedBecause: "undelivered",
    nextAt: null,
  });
  await estate.close();
});

test("a resident is called at most once a month for questions left open", async () => {
  const { estate, resident, client } = await settledRepair();
  await estate.advance({ hours: 49 });
  resident.expects(/处理后还好吗/);
  expect(calls(estate)).toHaveLength(1);
  await resident.says("3栋2单元502客厅的灯不亮了，晚上在家");
  await settle(estate, 2, "换了灯管");
  await estate.advance({ hours: 49 });
  expect(resident.read().at(-1)).toMatch(/^#2（.*处理后还好吗/);
  expect(calls(estate)).toEqual([]);
  expect(await client().satisfactionQuestion.findMany({ orderBy: { id: "asc" } })).toMatchObject([
    { state: "lapsed" },
    { state: "lapsed" },
  ]);
  estate.readStaff();
  await estate.close();
});

test("one reminder names all matters of a chat that wait for an answer", async () => {
  const { estate, resident } = await reportedPair();
  await settle(estate, 1, "更换下水管接头");
  await estate.advance({ hours: 4 });
  await settle(estate, 2, "换了灯管");
  await resident.says("好的，知道了");
  resident.read();
  await estate.advance({ hours: 20 });
  resident.expects(/^#1（.*、#2（.*处理后还好吗/);
  await estate.advance({ hours: 10 });
  resident.expectsNothing();
  await resident.says("都满意");
  resident.expects(/#1、#2记为满意/);
  estate.readStaff();
  await estate.close();
});

test("three days of downtime: nobody is reminded too late, and calls are handed out five an hour", async () => {
  const estate = await startEstate();
  const names = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"];
  for (const [index, name] of names.entries()) {
    const resident = estate.resident(`${name}先生`);
    await resident.says(`${index + 1}栋1单元301厨房水龙头漏水了，电话1380013800${index}，今天都在家`);
    await settle(estate, index + 1, "换了阀芯");
    resident.read();
  }
  estate.readStaff();
  estate.simulation.clock.moveTo(new Date(estate.simulation.clock.now().getTime() + 3 * 86_400_000));
  await estate.restart();
  await estate.settle();
  expect(calls(estate)).toHaveLength(5);
  await estate.advance({ minutes: 59 });
  expect(calls(estate)).toHaveLength(0);
  await estate.advance({ minutes: 2 });
  expect(calls(estate)).toHaveLength(3);
  for (const name of names) estate.resident(`${name}先生`).expectsNothing();
  estate.readStaff();
  await estate.close();
});
