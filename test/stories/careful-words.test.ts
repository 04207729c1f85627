import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "./estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate();
});
afterEach(async () => {
  estate.readStaff();
  await estate.close();
});

const engineers = () => estate.group("工程群");
const desk = () => estate.group("客服群");
const record = async (number: number) =>
  estate.simulation.app().database.client.caseRecord.findFirstOrThrow({ where: { number } });

async function reportLeak() {
  const wang = estate.resident("王女士");
  await wang.says("3栋2单元502卫生间水管漏水，麻烦派人来看看，电话13800138000");
  wang.expects(/#1/);
  return wang;
}

async function reportLamp() {
  const lu = estate.resident("陆先生");
  await lu.says("5栋1单元3楼楼道的灯不亮了，电话13900139000，麻烦换一下");
  lu.expects(/#2/);
  return lu;
}

test("the only open matter is not settled by a question, by what is not done, or by words about another", async () => {
  const wang = await reportLeak();
  await engineers().says("刘工", "接单 1");
  wang.expects(/刘工接手/);
  expect(await engineers().says("刘工", "修好了吗2")).toMatch(/像是在问.*什么都没改.*「查 2」/);
  expect(await engineers().says("刘工", "完成不了 缺配件")).toMatch(/还没有办完.*什么都没改/);
  expect(await engineers().says("刘工", "完成 1 没修好，等厂家")).toMatch(
    /还没有办完.*「暂停 1 等配件 到周五」/,
  );
  expect(await engineers().says("刘工", "完成 换了灯泡 2")).toMatch(/没看准是哪一件.*「完成 2 /);
  expect(await engineers().says("刘工", "完成了 2 换了灯泡")).toMatch(/没有找到 #2/);
  expect(await record(1)).toMatchObject({ status: "accepted", handling: null });
  expect(await engineers().says("刘工", "完成了 3楼的角阀换了")).toMatch(/#1 已办结/);
  wang.expects(/已处理：3楼的角阀换了/);
});

test("a clock, a floor or a count is no case: a quoted card keeps its number", async () => {
  const wang = await reportLeak();
  await reportLamp();
  await engineers().says("刘工", "接单 1");
  wang.expects(/刘工接手/);
  expect(await engineers().says("刘工", "约 15:00", "【报修】#1 3-2-502")).toMatch(/#1.*15:00/);
  wang.expects(/约定今天15:00/);
  expect(await desk().says("李娜", "备注 2栋电梯明天年检")).toMatch(/请写上编号/);
  expect(await desk().says("李娜", "合并 1栋和2栋的")).toMatch(/请写上编号/);
  expect(await record(2)).toMatchObject({ status: "recorded", linkedCaseId: null });
});

test("several numbers are done one at a time, and the answer says so with those that were written", async () => {
  await reportLeak();
  await reportLamp();
  expect(await engineers().says("刘工", "接单 1 2")).toMatch(
    /一次只能写一个编号，什么都没改.*「接单 1」，再回复「接单 2」/,
  );
  expect(await engineers().says("刘工", "完成 1、2 都换了新的")).toMatch(/一次只能写一个编号/);
  expect(await record(1)).toMatchObject({ status: "recorded", assignee: null });
  expect(await engineers().says("刘工", "谁在处理2")).toMatch(/没看懂.*「查 2」/);
});

test("撤回 takes back nothing but what it names, and a join is made once", async () => {
  const wang = await reportLeak();
  const lu = await reportLamp();
  await engineers().says("刘工", "接单 1");
  wang.expects(/刘工接手/);
  await engineers().says("刘工", "接单 2");
  lu.expects(/刘工接手/);
  expect(await engineers().says("刘工", "撤回 1")).toMatch(/最近一步是在 #2.*不是 #1，什么都没撤回/);
  expect(await record(2)).toMatchObject({ assignee: "liugong" });
  expect(await engineers().says("刘工", "撤回 2")).toMatch(/已撤回，#2/);
  lu.expects(/更正一下：#2.*接手人有变/);
  expect(await desk().says("李娜", "合并 1 2")).toMatch(/#2 已并入 #1/);
  expect(await desk().says("李娜", "合并 1 2")).toMatch(/#2 已经并在 #1 里/);
  expect(await desk().says("李娜", "合并 2 1")).toMatch(/#2 已经并在 #1 里，只办 #1/);
  expect(await desk().says("李娜", "撤回")).toMatch(/已撤回合并/);
  expect(await record(2)).toMatchObject({ linkedCaseId: null });
});

test("who is asked whether it is still worked on answers in their own words, and no limit moves", async () => {
  const wang = await reportLeak();
  await engineers().says("刘工", "接单 1");
  wang.expects(/刘工接手/);
  estate.readStaff();
  await estate.advance({ hours: 20 });
  await desk().says("李娜", "登记 5-1-101 张先生 13911112222 楼道灯不亮 来电");
  await engineers().says("刘工", "接单 2");
  estate.readStaff();
  await estate.advance({ hours: 4, minutes: 5 });
  estate.staff("刘工").expects(/还在处理吗/);
  expect(await engineers().says("刘工", "还在处理，缺个垫片")).toMatch(/#1 记下了，还在处理。时限不变/);
  const { client } = estate.simulation.app().database;
  expect(await client.duty.count({ where: { askedAt: { not: null }, settledAt: null } })).toBe(0);
  expect(await engineers().says("刘工", "收到 1")).toMatch(/#1 已经在您手上/);
  expect(await engineers().says("刘工", "还在修")).toMatch(/#1.*还是#2/);
  expect(await engineers().says("刘工", "2还在修")).toMatch(/#2 记下了/);
});

test("what was said along with 接单 is kept and shown, and so are notes, to whoever has the matter", async () => {
  const wang = await reportLeak();
  expect(await desk().says("李娜", "备注 1 业主说狗在阳台")).toBe("已记入 #1。");
  expect(await engineers().says("刘工", "接单 1，明天下午三点去")).toMatch(
    /由刘工接单[\s\S]*「明天下午三点去」已记进备注.*「约 1 明天下午3点」/,
  );
  wang.expects(/刘工接手/);
  estate.staff("刘工").expects(/#1[\s\S]*备注（李娜.*业主说狗在阳台/);
  expect(await desk().says("李娜", "备注 1 电话改打13700000000")).toMatch(/已记入 #1，并告诉了刘工/);
  estate.staff("刘工").expects(/#1[\s\S]*备注（李娜）：电话改打13700000000/);
  expect(await desk().says("李娜", "撤回")).toMatch(/刚才的备注作废/);
  estate.staff("刘工").expects(/李娜刚才的备注撤回了/);
  const shown = await desk().says("李娜", "查 1");
  expect(shown).toMatch(/备注（李娜.*业主说狗在阳台[\s\S]*备注（刘工.*明天下午三点去/);
  expect(shown).not.toMatch(/电话改打/);
});

test("why a matter is passed on goes with it, and who had it hears that it is gone, and that it is back", async () => {
  const wang = await reportLeak();
  await engineers().says("刘工", "接单 1");
  wang.expects(/刘工接手/);
  estate.readStaff();
  expect(await desk().says("李娜", "转 1 保洁 门口岗亭有备用钥匙")).toMatch(/#1 已转保洁部/);
  desk().expects(/#1[\s\S]*转来说明：门口岗亭有备用钥匙/);
  estate.staff("刘工").expects(/#1[\s\S]*李娜已转给保洁部，这边不用再处理/);
  engineers().expects(/#1[\s\S]*李娜已转给保洁部/);
  expect(await desk().says("李娜", "查 1")).toMatch(/转来说明（李娜.*门口岗亭有备用钥匙/);
  estate.readStaff();
  expect(await desk().says("李娜", "撤回")).toMatch(/已撤回，#1/);
  estate.staff("刘工").expects(/李娜撤回了转派，这件仍由您处理/);
});

test("a class said with 改类 is the class, and a matter split off has its limits from then on", async () => {
  await reportLeak();
  expect(await desk().says("王芳", "改类 1 投诉 一般")).toMatch(/#1 已改为轻微投诉/);
  await estate.advance({ hours: 3 });
  const before = new Date((await record(1)).receivedAt).getTime();
  expect(await desk().says("李娜", "拆分 1 厨房灯闪")).toMatch(/拆出 #2/);
  expect((await record(2)).receivedAt.getTime()).toBeGreaterThanOrEqual(before + 3 * 3_600_000);
  estate.resident("王女士").read();
});

test("待办 is read page by page", async () => {
  for (let number = 1; number <= 12; number += 1) {
    await desk().says("李娜", `登记 5-1-${100 + number} 张先生 139111122${10 + number} 楼道灯不亮 来电`);
  }
  expect(await engineers().says("刘工", "待办")).toMatch(
    /待办（12件）[\s\S]*#10 [\s\S]*另有2件，回复「待办 2」看下一页/,
  );
  const next = await engineers().says("刘工", "待办 下一页");
  expect(next).toMatch(/待办（12件，第2页）\n#11 .*\n#12 /);
  expect(next).not.toMatch(/#10 /);
  expect(await engineers().says("刘工", "待办 下一页")).toMatch(/待办一共2页，没有第3页/);
  expect(await engineers().says("刘工", "待办")).toMatch(/#1 /);
});
