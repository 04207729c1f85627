import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "./estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate({ at: "2026-11-23T09:00:00+08:00" });
});
afterEach(async () => {
  estate.readStaff();
  await estate.close();
});

const engineers = () => estate.group("工程群");
const desk = () => estate.group("客服群");
const tables = () => estate.simulation.app().database.client;

async function reportLeak() {
  const wang = estate.resident("王女士");
  await wang.says("我是3栋2单元502的，厨房水管漏水，麻烦派人来看看，电话13800000000");
  wang.expects(/#1/);
  estate.readStaff();
  return wang;
}

/** The clocks that run, all that they are. */
const clocks = () =>
  tables().duty.findMany({ where: { settledAt: null, cancelledAt: null }, orderBy: { id: "asc" } });
const settleClock = async () => (await clocks()).filter(({ kind }) => kind === "reception.settle");

test("a pause taken back never was: the limits are those of before and the time since counts", async () => {
  await reportLeak();
  const before = await clocks();
  expect(await engineers().says("李娜", "暂停 1 等业主 到周五")).toMatch(/已暂停/);
  await estate.advance({ minutes: 4 });
  expect(await engineers().says("李娜", "撤回")).toMatch(/已撤回暂停，#1.*照原来的时限走/);
  expect(await clocks()).toEqual(before);
  const entries = await tables().ledgerEntry.findMany({ orderBy: { id: "asc" } });
  const paused = entries.find(({ type }) => type === "paused");
  expect(entries.at(-1)).toMatchObject({ type: "corrected", correctsId: paused?.id });
  expect(await engineers().says("李娜", "撤回")).toMatch(/没有可以撤回/);
});

test("an end of a pause taken back leaves the clocks standing as they stood, and the pause ends when it was to", async () => {
  await reportLeak();
  await engineers().says("李娜", "暂停 1 等业主 到明天下午3点");
  const paused = await settleClock();
  await estate.advance({ hours: 2 });
  await engineers().says("李娜", "恢复 1");
  expect(await engineers().says("李娜", "撤回")).toMatch(/已撤回恢复，#1.*继续暂停/);
  expect(await settleClock()).toEqual(paused);
  await estate.advance({ days: 1, hours: 4, minutes: 1 });
  expect(await settleClock()).toMatchObject([{ pausedAt: null, pausedMillis: 30 * 3_600_000 }]);
});

test("records joined by mistake are two again, each with its own clocks", async () => {
  const wang = await reportLeak();
  await wang.says("我家厨房的灯也一闪一闪的，麻烦一起修了吧");
  wang.expects(/#2/);
  estate.readStaff();
  const before = await clocks();
  expect(await desk().says("李娜", "合并 1 2")).toMatch(/#2 已并入 #1/);
  expect((await clocks()).length).toBeLessThan(before.length);
  expect(await desk().says("李娜", "撤回")).toMatch(/已撤回合并，#2 和 #1.*各办各的/);
  expect(await clocks()).toEqual(before);
  expect(await tables().caseRecord.findFirst({ where: { number: 2 } })).toMatchObject({
    status: "recorded",
    closedAt: null,
    closeReason: null,
    linkKind: null,
  });
  expect(await desk().says("李娜", "待办")).toMatch(/待办（2件）/);
});

test("a join that somebody went on from is not taken back", async () => {
  const wang = await reportLeak();
  await wang.says("我家厨房的灯也一闪一闪的，麻烦一起修了吧");
  wang.expects(/#2/);
  estate.readStaff();
  await desk().says("李娜", "合并 1 2");
  await engineers().says("刘工", "接单 1");
  wang.expects(/接手/);
  estate.readStaff();
  expect(await desk().says("李娜", "撤回")).toMatch(/#1.*之后又有变动/);
});

test("a split taken back leaves one matter; whoever has the card of the other hears it", async () => {
  await reportLeak();
  const before = await clocks();
  expect(await desk().says("李娜", "拆分 1 厨房灯闪")).toMatch(/#2/);
  estate.readStaff();
  expect(await desk().says("李娜", "撤回")).toMatch(/已撤回拆分，#2 作废，只办 #1/);
  engineers().expects(/#2[\s\S]*拆分已撤回.*仍按 #1 办/);
  expect(await clocks()).toEqual(before);
  expect(await desk().says("李娜", "待办")).toMatch(/待办（1件）/);
  expect(await engineers().says("刘工", "接单 2")).toMatch(/已经办结/);
});

test("a transfer taken back gives the matter back to who owed it", async () => {
  await reportLeak();
  const before = await clocks();
  await desk().says("李娜", "转 1 保洁");
  estate.readStaff();
  expect(await desk().says("李娜", "撤回")).toMatch(/已撤回，#1/);
  expect((await clocks()).map(({ ownerUserid }) => ownerUserid)).toEqual(
    before.map(({ ownerUserid }) => ownerUserid),
  );
  estate.readStaff();
});

test("a notice taken back is corrected for everybody who heard it, and for nobody else", async () => {
  const wu = estate.resident("邬先生");
  await wu.says("4栋1单元301停电了，电话13300003333，麻烦来看看");
  wu.expects(/#1/);
  const kong = estate.resident("孔女士");
  await kong.says("我是2栋1单元101的，门禁卡怎么补办");
  kong.read();
  estate.readStaff();
  await desk().says("李娜", "通知 停电 今天9点到12点 全小区 线路检修");
  wu.expects(/停电/);
  const fang = estate.resident("方女士");
  await fang.says("5栋1单元102，什么时候来电啊，停电到几点");
  fang.expects(/线路检修/);
  estate.readStaff();
  expect(await desk().says("李娜", "撤回")).toMatch(/通知已撤回.*已向听到过的2户更正/);
  wu.expects(/更正一下：刚才关于停电的通知发错了/);
  fang.expects(/更正一下：刚才关于停电的通知发错了/);
  kong.expectsNothing();
});
