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

test("words said in passing reach the resident and change no state", async () => {
  const wang = await reportLeak();
  await engineers().says("刘工", "接单 1");
  wang.expects(/刘工接手/);
  expect(await engineers().says("刘工", "马上到")).toMatch(/#1 已告诉住户您在路上/);
  wang.expects(/工程部刘工正在赶过去/);
  expect(await engineers().says("刘工", "没人在家")).toMatch(/#1 已记下，并问住户什么时间方便/);
  wang.expects(/刚才上门没有见到您.*什么时间方便/);
  await wang.says("明天下午三点都在");
  wang.expects(/已补到#1.*明天下午三点/);
  expect(await desk().says("李娜", "查 1")).toMatch(/处理中/);
});

test("a command that may mean two matters is asked back with both, and nothing changes", async () => {
  await reportLeak();
  await reportLamp();
  await engineers().says("刘工", "接单 1");
  await engineers().says("刘工", "接单 2");
  estate.resident("王女士").read();
  estate.resident("陆先生").read();
  expect(await engineers().says("刘工", "完成 换好了")).toMatch(/#1.*还是#2.*没有改动/);
  expect(await engineers().says("刘工", "我的")).toMatch(/我接的（2件）/);
});

test("a settlement taken back within five minutes is open again, the resident is told, both entries stay", async () => {
  const wang = await reportLeak();
  await engineers().says("刘工", "接单 1");
  await engineers().says("刘工", "完成 1 换了水管");
  wang.expects(/接手/);
  wang.expects(/已处理/);
  await estate.advance({ minutes: 3 });
  expect(await engineers().says("刘工", "撤回")).toMatch(/已撤回，#1/);
  wang.expects(/更正一下：#1.*还在处理中/);
  expect(await engineers().says("刘工", "我的")).toMatch(/#1/);
  expect(await desk().says("李娜", "查 1")).toMatch(/处理中[\s\S]*时限/);
  const { client } = estate.simulation.app().database;
  const types = (await client.ledgerEntry.findMany({ orderBy: { id: "asc" } })).map((entry) => entry.type);
  expect(types.filter((type) => type === "handled" || type === "corrected")).toEqual([
    "handled",
    "corrected",
  ]);
});

test("nothing is taken back after five minutes, nor what somebody went on from", async () => {
  await reportLeak();
  await engineers().says("刘工", "接单 1");
  await estate.advance({ minutes: 6 });
  expect(await engineers().says("刘工", "撤回")).toMatch(/没有可以撤回/);
  await desk().says("李娜", "转 1 保洁");
  await desk().says("谢春", "接单 1");
  expect(await desk().says("李娜", "撤回")).toMatch(/之后又有变动/);
  estate.resident("王女士").read();
});

test("an appointment and a note are taken back; the old time stands again, the note stays struck out", async () => {
  await reportLeak();
  await engineers().says("刘工", "接单 1");
  expect(await engineers().says("刘工", "约 1 明天下午3点")).toMatch(/已约明天15:00/);
  expect(await engineers().says("刘工", "改约 1 明天下午5点")).toMatch(/已约明天17:00/);
  expect(await engineers().says("刘工", "撤回")).toMatch(/已撤回，#1.*回到原来的样子/);
  const { client } = estate.simulation.app().database;
  expect((await client.caseRecord.findFirst())?.appointmentAt?.toISOString()).toBe(
    "2026-11-24T07:00:00.000Z",
  );
  expect(await engineers().says("刘工", "备注 1 业主周末在家")).toMatch(/已记入/);
  expect(await engineers().says("刘工", "撤回")).toMatch(/刚才的备注作废/);
  const last = await client.ledgerEntry.findFirst({ orderBy: { id: "desc" } });
  const note = await client.ledgerEntry.findFirst({ where: { type: "noted" } });
  expect(last).toMatchObject({ type: "corrected", correctsId: note?.id });
  estate.resident("王女士").read();
});

test("a time that may be two is asked back with both, and nothing changes until it is clear", async () => {
  await reportLeak();
  await engineers().says("刘工", "接单 1");
  expect(await engineers().says("刘工", "约 1 明天7点")).toMatch(
    /您说的是明天07:00还是明天19:00？.*还没有改动/,
  );
  expect(await engineers().says("刘工", "暂停 1 等业主 到明天7点")).toMatch(/明天07:00还是明天19:00/);
  expect(await engineers().says("刘工", "请假 明天7点到周五 代 赵强")).toMatch(/明天07:00还是明天19:00/);
  const { client } = estate.simulation.app().database;
  expect((await client.caseRecord.findFirst())?.appointmentAt).toBe(null);
  expect(await client.duty.count({ where: { pausedAt: { not: null } } })).toBe(0);
  expect(await client.absence.count()).toBe(0);
  expect(await engineers().says("刘工", "约 1 明天晚上7点")).toMatch(/已约明天19:00/);
  estate.resident("王女士").read();
});

test("two records of one household become one; a second matter of a record becomes its own", async () => {
  const wang = await reportLeak();
  await wang.says("我家厨房的灯也一闪一闪的，麻烦一起修了吧");
  wang.expects(/#2/);
  expect(await desk().says("李娜", "合并 1 2")).toMatch(/#2 已并入 #1/);
  expect(await engineers().says("刘工", "待办")).toMatch(/待办（1件）/);
  expect(await desk().says("李娜", "拆分 1 厨房灯闪")).toMatch(/已从 #1 拆出 #3：报修，转工程部/);
  expect(await engineers().says("刘工", "待办")).toMatch(/待办（2件）/);
  expect(await engineers().says("刘工", "合并 1 3")).toMatch(/合并、拆分由前台来做/);
});

test("a notice answers who asks and who reports in its area, and nobody else; taken back it answers no more", async () => {
  const answer = await desk().says("李娜", "通知 停水 明天9点到17点 3栋、5栋 检修水泵");
  expect(answer).toMatch(/通知已生效：3栋、5栋 明天09:00到17:00 停水/);
  const ying = estate.resident("应女士");
  await ying.says("我是3栋1单元802的，听说要停水？什么时候停啊");
  ying.expects(/3栋、5栋明天09:00到17:00：停水.*检修水泵/);
  estate.readStaff();
  await estate.advance({ days: 1, hours: 2 });
  const yao = estate.resident("姚先生");
  await yao.says("5栋2单元601没水了，麻烦来修一下，电话13300001111");
  yao.expects(/停水.*已记下，到时间还没恢复就回复我/);
  engineers().expectsNothing();
  const tong = estate.resident("童女士");
  await tong.says("2栋2单元601家里没水了，麻烦来修一下，电话13300002222");
  tong.expects(/#3.*最晚/);
});

test("a notice that was wrong is taken back", async () => {
  await desk().says("李娜", "通知 停电 今天10点到12点 全小区 线路检修");
  expect(await desk().says("李娜", "撤回")).toMatch(/通知已撤回/);
  const wu = estate.resident("邬先生");
  await wu.says("4栋1单元301停电了，电话13300003333，麻烦来看看");
  wu.expects(/#1.*工程部/);
  expect(await desk().says("李娜", "通知 停水 检修")).toMatch(/从几点到几点/);
  expect(await engineers().says("刘工", "通知 停水 明天9点到17点")).toMatch(/由前台或部门负责人/);
});

test("a question of the knowledge file is answered with its source, an expired or unknown one by a person", async () => {
  const zhao = estate.resident("赵阿姨");
  await zhao.says("请问物业费怎么交，可以微信交吗");
  zhao.expects(/前台刷卡、扫码.*[\s\S]*依据：收费公示栏/);
  estate.group("管理群").expectsNothing();
  await zhao.says("请问游泳池什么时候开放");
  zhao.expects(/您问的.*#2.*最晚/);
  await zhao.says("办门禁卡要带什么材料");
  zhao.expects(/身份证和房产证/);
});

test("the summary says how today stands", async () => {
  await reportLeak();
  await reportLamp();
  await engineers().says("刘工", "接单 1");
  await engineers().says("刘工", "完成 1 换了水管");
  expect(await desk().says("王芳", "汇总")).toMatch(
    /^【汇总】云栖花园 11月23日（周一）到现在\n新到2件：报修2\n责任部门：工程部2\n办结1件\n在办1件，没人接单1件[\s\S]*\n下一步：/,
  );
  estate.resident("王女士").read();
});
