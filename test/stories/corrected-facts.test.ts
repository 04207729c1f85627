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

const records = () => estate.simulation.app().database.client.caseRecord.findMany({ orderBy: { id: "asc" } });

async function hasLamp(when = "周三上午在家") {
  const zhou = estate.resident("周先生");
  await zhou.says(`厨房灯坏了，3栋1单元202，13800138000，${when}`);
  zhou.expects(/编号#1/);
  return zhou;
}

test("a changed time is changed, whatever is said of the old one", async () => {
  const zhou = await hasLamp();
  expect(await estate.group("工程群").says("刘工", "接单 1")).toMatch(/由刘工接单/);
  zhou.expects(/刘工接手/);
  estate.readStaff();
  let old = "周三上午";
  for (const [words, time] of [
    ["哦不对周三加班 周四吧", "周四"],
    ["明天上午也不行了 改后天下午3点", "后天下午3点"],
    ["周三晚上七点以后行吗", "周三晚上七点以后"],
    ["周三要出差，能不能推到下周一", "下周一"],
  ] as const) {
    await zhou.says(words);
    zhou.expects(new RegExp(`^好的，已补到#1：时间改为${time}。同事会按这个联系您`));
    estate.staff("刘工").expects(new RegExp(`住户改时间：${words}`));
    estate.readStaff();
    expect((await records()).map(({ wishedTime }) => wishedTime)).toEqual([time]);
    const { client } = estate.simulation.app().database;
    const entry = await client.ledgerEntry.findFirst({
      where: { type: "extended" },
      orderBy: { id: "desc" },
    });
    expect(entry?.data).toMatchObject({ words, time, fromTime: old });
    old = time;
  }
});

test("the resident hears when somebody comes, may want another time, and who has the job hears it", async () => {
  const zhou = await hasLamp();
  const group = estate.group("工程群");
  await group.says("刘工", "接单 1");
  zhou.expects(/刘工接手/);
  expect(await group.says("刘工", "约 1 明天下午3点")).toMatch(/已约明天15:00/);
  zhou.expects(/^#1（.*）：工程部刘工约定明天15:00过来。这个时间不合适的话，直接回复我您方便的时间。$/);
  estate.readStaff();
  await zhou.says("明天下午3点我不在 周五晚上7点行吗");
  zhou.expects(/^好的，已补到#1：时间改为周五晚上7点。同事会跟您重新约好。$/);
  estate.staff("刘工").expects(/住户改时间：[\s\S]*原约明天15:00，和住户定好后请「约 1 时间」/);
  expect(await group.says("刘工", "约 1 周五晚上7点")).toMatch(/已约/);
  zhou.expects(/工程部刘工改约.*19:00过来/);
  await zhou.says("周五晚上可以");
  zhou.expects(/^好的，已补到#1：时间周五晚上。同事会按这个联系您。$/);
});

test("a time that was told by mistake is taken back from the resident too", async () => {
  const zhou = await hasLamp();
  const group = estate.group("工程群");
  await group.says("刘工", "接单 1");
  zhou.expects(/刘工接手/);
  await group.says("刘工", "约 1 明天下午3点");
  zhou.expects(/约定明天15:00过来/);
  expect(await group.says("刘工", "撤回")).toMatch(/已撤回/);
  zhou.expects(/^更正一下：#1（.*）刚才说的时间发错了，时间还没有定，定下来我马上告诉您，抱歉。$/);
});

test("blame, another matter and a question about the visit move no visit", async () => {
  const zhou = await hasLamp();
  for (const words of [
    "师傅明天来吗",
    "你们约了三次都没来，周三让我白等一天，我要投诉你们",
    "5栋大堂的灯也不亮了，周五前修好行吗",
  ]) {
    await zhou.says(words);
    expect(zhou.expects(/#/)).not.toMatch(/时间/);
  }
  expect((await records())[0]?.wishedTime).toBe("周三上午");
});

test("a time that was given is not asked for", async () => {
  for (const when of ["今晚7点后", "今天下午都在", "在家"]) {
    const zhou = estate.resident(`周先生${when}`);
    await zhou.says(`厨房灯坏了 3栋1单元202 13800138000 ${when}`);
    expect(zhou.expects(/编号#/)).not.toMatch(/麻烦再告诉我/);
  }
});

test("a time is heard when it was asked for, however short the answer", async () => {
  for (const when of ["下班后", "6点半吧", "什么时候都行"]) {
    const zhou = estate.resident(`周先生${when}`);
    await zhou.says("厨房灯坏了 3栋1单元202 13800138000");
    zhou.expects(/麻烦再告诉我方便上门的时间/);
    await zhou.says(when);
    zhou.expects(/^好的，已补到#[0-9]+：时间/);
  }
  expect((await records()).map(({ wishedTime }) => wishedTime)).not.toContain(null);
});

test("of two numbers the writer's own is called, and the other is not remembered as theirs", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("厨房灯坏了，3栋1单元202，明天上午在家");
  zhou.expects(/麻烦再告诉我联系电话/);
  await zhou.says("房东电话13600000011 我的是13600000012");
  zhou.expects(/已补到#1：电话136\*\*\*\*0012/);
  await zhou.says("打我的就行 别打房东");
  zhou.expects(/^好的，已转告工程部。#1记的电话是136\*\*\*\*0012，不是这个的话，把要打的号码发给我。$/);
  await zhou.says("我的号码是多少你念给我听");
  zhou.expects(/电话：136\*\*\*\*0012/);
  await zhou.says("你们记的是几点？");
  zhou.expects(/在办#1（您要的时间：明天上午）/);
  expect(await records()).toMatchObject([{ contactPhone: "13600000012" }]);
});

test("the number of somebody else serves the matter it was given for, and no other", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("厨房灯坏了，3栋1单元202，明天上午在家，租客电话13600000011");
  expect(zhou.expects(/编号#1/)).not.toMatch(/电话/);
  const { client } = estate.simulation.app().database;
  expect(await client.resident.findFirst()).toMatchObject({ phone: null });
});

test("a room told bit by bit is put together, and a neighbour's is not taken for it", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("我在1602 14栋，厨房灯坏了，13800138000，明天上午在家");
  zhou.expects(/编号#1/);
  await zhou.says("单元是2单元");
  zhou.expects(/已补到#1：房号14-2-1602/);
  await zhou.says("是隔壁1204吧");
  zhou.expects(/放进#1/);
  expect(await records()).toMatchObject([{ room: "14-2-1602" }]);
});

test("water from upstairs is written at the home of whoever reports it", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("楼上34栋1单元902漏水把我家802卫生间天花板泡了，13800138000，明天上午在家");
  zhou.expects(/#1/);
  expect(await records()).toMatchObject([{ room: "34-1-802" }]);
  const { client } = estate.simulation.app().database;
  expect(await client.resident.findFirst()).toMatchObject({ room: "34-1-802" });
});

test("where somebody lies is written into no other matter", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("上个月的物业费发票怎么开，帮我开一张，13800138000");
  zhou.expects(/#1/);
  await zhou.says("有个老爷爷摔倒了起不来");
  zhou.expects(/#2/);
  await zhou.says("在3栋1单元一楼");
  zhou.expects(/#2/);
  expect((await records()).map(({ room }) => room)).toEqual([null, "3-1"]);
});
