import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "./estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate();
});
afterEach(() => estate.close());

async function reportLeak(): Promise<void> {
  const wang = estate.resident("王女士");
  await wang.says("3栋2单元502卫生间水管漏水，麻烦派人来看看，电话13800138000");
  wang.expects(/#1/);
  estate.group("工程群").expects(/#1/);
  estate.staff("赵强").expects(/#1/);
}

test("a button does what the word does, and the card then says so", async () => {
  await reportLeak();
  const zhao = estate.staff("赵强");
  await zhao.clicks("接单");
  zhao.expects(/已接单[\s\S]*13800138000[\s\S]*完成 1/);
  estate.resident("王女士").expects(/#1.*工程部赵强接手/);
  const card = estate.simulation.standIn
    .member("zhaoqiang")
    .conversation()
    .find((line) => line.card);
  expect(card?.card?.greyedTo).toBe("已接单");
  expect(await estate.group("工程群").says("刘工", "接单 1")).toMatch(/已由赵强接单/);
});

test("what a member may not do is refused with the reason and the right way, and changes nothing", async () => {
  await reportLeak();
  const desk = estate.group("客服群");
  expect(await desk.says("谢春", "接单 1")).toMatch(/不归您所在的部门/);
  expect(await desk.says("谢春", "查 1")).toMatch(/只有责任部门和前台能看/);
  expect(await estate.group("工程群").says("刘工", "完成 1 修好了")).toMatch(/先回复「接单 1」/);
  expect(await desk.says("刘工", "转 1 保洁")).toMatch(/转派由前台或部门负责人/);
  expect(await desk.says("李娜", "定级 1 重大")).toMatch(/定级由主管或经理/);
  expect(await desk.says("李娜", "完成 1")).toMatch(/请写清做了什么/);
  expect(await desk.says("李娜", "接单 99")).toMatch(/没有找到 #99/);
  expect(await desk.says("刘工", "登记 3-2-502 漏水")).toMatch(/登记由前台来做/);
  expect(await desk.says("李娜", "今天食堂吃什么")).toMatch(/没看懂.*什么都没改/);
  expect(await desk.says("李娜", "查 1")).toMatch(/待接单/);
});

test("a transfer goes to the other department's group, which has to accept anew", async () => {
  await reportLeak();
  expect(await estate.group("客服群").says("李娜", "转 1 保洁 是地漏返水")).toMatch(/已转保洁部/);
  estate.group("工程群").expects(/#1[\s\S]*李娜已转给保洁部，这边不用再处理/);
  estate.group("客服群").expects(/#1[\s\S]*<@dengxiuying>/);
  estate.staff("邓秀英").expects(/#1/);
  expect(await estate.group("客服群").says("谢春", "接单 1")).toMatch(/由谢春接单/);
  estate.staff("谢春").expects(/13800138000/);
  estate.resident("王女士").expects(/保洁部谢春接手/);
});

test("a call registered by the desk is a record like any other; its outcome is told by phone", async () => {
  const desk = estate.group("客服群");
  const answer = await desk.says("李娜", "登记 5-1-101 张先生 13911112222 楼道灯不亮 来电");
  expect(answer).toMatch(/已登记 #1：报修，转工程部/);
  estate.group("工程群").expects(/#1\*\* 5-1-101[\s\S]*张先生 139\*\*\*\*2222/);
  estate.staff("赵强").expects(/#1/);
  expect(await estate.group("工程群").says("刘工", "接单", "【报修】#1 5-1-101")).toMatch(/刘工接单/);
  estate.staff("刘工").expects(/张先生，13911112222/);
  expect(await estate.group("工程群").says("刘工", "完成 换了灯泡")).toMatch(/#1 已办结/);
  estate.staff("李娜").expects(/请打电话[\s\S]*13911112222[\s\S]*已处理：换了灯泡/);
  desk.expects(/请打电话[\s\S]*139\*\*\*\*2222/);
});

test("lists show the own department, the desk sees all, and everybody their own", async () => {
  await reportLeak();
  expect(await estate.group("工程群").says("刘工", "待办")).toMatch(/待办（1件）\n#1 报修/);
  expect(await estate.group("客服群").says("谢春", "待办")).toBe("没有未办完的事。");
  expect(await estate.group("客服群").says("李娜", "待办")).toMatch(/#1/);
  expect(await estate.group("工程群").says("刘工", "我的")).toBe("您手上没有未办完的事。");
  expect(await estate.group("工程群").says("刘工", "帮助")).toMatch(/接单 42/);
});

test("an unsure class is settled by a person: kind, class, and the clocks that go with them", async () => {
  const feng = estate.resident("冯先生");
  await feng.sendsVoice();
  feng.expects(/#1/);
  estate.group("客服群").expects(/待分类/);
  estate.staff("王芳").expects(/待分类/);
  expect(await estate.group("客服群").says("李娜", "改类 1 投诉")).toMatch(/已改为重要投诉/);
  estate.group("客服群").expects(/【重要投诉】#1/);
  estate.staff("王芳").expects(/重要投诉 #1/);
  expect(await estate.group("客服群").says("王芳", "定级 1 重大 有人受伤")).toMatch(/已改为重大投诉/);
  estate.group("客服群").expects(/【重大投诉】#1/);
  estate.staff("陈明").expects(/请在今天21:00前报总公司[\s\S]*上报 1/);
  for (const name of ["王芳", "陈明"]) estate.staff(name).expects(/重大投诉 #1/);
  expect(await estate.group("客服群").says("王芳", "定级 1 轻微")).toMatch(/降级由管理处经理决定/);
});

test("strangers in a group and members nobody knows get an answer and change nothing", async () => {
  await reportLeak();
  const { standIn } = estate.simulation;
  const said = await standIn.group("wrUNKNOWN").says("liugong", "接单 1");
  expect(await said.answered()).toMatch(/还没有登记到小区/);
  expect(await estate.group("工程群").says("刘工", "查 1")).toMatch(/待接单/);
});
