import { afterEach, beforeEach, describe, expect, test } from "vitest";
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
const client = () => estate.simulation.app().database.client;
const count = () => client().caseRecord.count();
const question = () => client().satisfactionQuestion.findFirst();

/** A repair that is open, with all that is needed to do it. */
async function reported(matter = "3栋1单元502灯不亮，13600001002，现在在家") {
  const zhou = estate.resident("周先生");
  await zhou.says(matter);
  zhou.expects(/编号#1/);
  estate.readStaff();
  return zhou;
}

/** One that was done, and asked about. */
async function settled(matter?: string) {
  const zhou = await reported(matter);
  await engineers().says("刘工", "接单 1");
  await engineers().says("刘工", "完成 1 已换新");
  await estate.advance({ minutes: 5 });
  zhou.read();
  estate.readStaff();
  return zhou;
}

describe("who no longer needs anybody is heard, whatever the reason or the thanks beside it", () => {
  test.each([
    ["3栋1单元502热水器不热，13600001002，明天", "别来了 是我没插电 哈哈", /#1.*先不用来了/],
    ["3栋1单元502热水器不热，13600001002，明天", "我改主意了 不修了 准备整个换掉", /#1.*先不用来了/],
    ["投诉保安小王对我吼，3栋1单元502，13600001002", "撤了吧 撤了吧", /#1.*不用再办了/],
    ["怎么会这么多？你们乱收费吧，3栋1单元502", "算了 我去前台问", /#1.*不用再办了/],
    ["昨天停车多扣了我15块，车牌粤B66H88", "算了15块钱不要了 就是提醒你们系统有问题", /#1.*不用再办了/],
    ["我家猫跑丢了，橘色的，3栋附近", "找到了！！在车底下 哈哈谢谢", /#1.*已经解决了/],
    ["忘带门禁卡，进不了单元门，3栋1单元", "进来了 邻居开的", /#1.*已经解决了/],
  ])("%s: %s", async (matter, words, heard) => {
    const zhou = await reported(matter);
    await zhou.says(words);
    zhou.expects(heard);
    const entry = await client().ledgerEntry.findFirst({ where: { type: "extended" } });
    expect(JSON.stringify(entry?.data)).toMatch(/calledOff\W+true/);
    expect(await count()).toBe(1);
  });
});

test("what is solved ends the matter it names, and the others can be meant by their number", async () => {
  const zhou = await reported();
  await zhou.says("厨房水管漏水");
  zhou.expects(/#2/);
  estate.readStaff();
  await zhou.says("灯好了 谢谢");
  zhou.expects(/#1.*已经解决了/);
  engineers().expects(/#1[\s\S]*住户说已经解决了：灯好了 谢谢[\s\S]*核实后请「完成 1 做了什么」/);
  await zhou.says("不用来了");
  zhou.expects(/#2.*先不用来了.*如果说的是#1，回复「#1 不用了」就行/);
  await zhou.says("#1 不用了");
  zhou.expects(/#1.*先不用来了/);
});

test("a promise held against us goes to the matter that is late, and is no new one", async () => {
  const zhou = await reported("3栋1单元701主卧窗户关不严漏风，13600000001，明天上午");
  await estate.advance({ hours: 50 });
  await zhou.says("你们说24号前给结果的 现在都25号了");
  zhou.expects(/很抱歉，#1.*没有在约定的/);
  await zhou.says("再不来我发业主群了");
  zhou.expects(/很抱歉，#1.*也报给了主管/);
  expect(await count()).toBe(1);
});

test("what is told of a matter neither urges nor reports it again", async () => {
  const zhou = await reported("门禁卡刷不开了，3栋1单元502，13600001002");
  for (const words of ["卡是蓝色那张，昨天还能用", "不是刷不开 是没反应", "门禁的不着急"]) {
    await zhou.says(words);
    zhou.expects(/补充的情况收到了，已放进#1/);
  }
  expect(await client().caseRecord.findFirst()).toMatchObject({ chaseCount: 0, reportCount: 1 });
});

test("whether anybody comes is asked as an urging, though a time was asked for", async () => {
  const zhou = await reported("3栋2单元1101可视门铃坏了，13566667777");
  for (const words of ["到底来不来啊", "师傅今天来吗", "所以到底查到没有"]) {
    await zhou.says(words);
    zhou.expects(/#1.*我已把您的催促转给他们/);
  }
});

test("the room that was asked for may come with more about the matter", async () => {
  const zhou = await reported("我家跳闸了，怎么推都推不上，13600001002");
  await zhou.says("推了三次了 一推就响，3栋2单元303");
  zhou.expects(/放进#1（3-2-303/);
  expect(await count()).toBe(1);
});

test("whoever clears their throat is waited for", async () => {
  const zhou = estate.resident("周先生");
  for (const piece of ["那个", "就是我家厕所灯", "不亮了"]) await zhou.types(piece);
  await zhou.says("2栋2单元1103");
  zhou.expects(/您报的「就是我家厕所灯，不亮了，2栋2单元1103」收到了，编号#1，已转工程部/);
  await zhou.says("那个");
  zhou.expects(/^您好，这里是云栖花园/);
  expect(await count()).toBe(1);
});

describe("an assessment is taken with its remark", () => {
  test.each([
    ["还行吧 就是师傅鞋套没穿把地板踩脏了", "basicallySatisfied"],
    ["算了 就给个2吧", "basicallySatisfied"],
    ["才看到消息 换了 但是颜色不对 白的换成米色的了", "dissatisfied"],
  ])("%s", async (words, satisfaction) => {
    const zhou = await settled("3栋1单元502马桶盖坏了，13600001002，现在在家");
    await zhou.says(words);
    zhou.expects(/#1.*记为基本满意|没有让您满意，很抱歉。#1/);
    expect(await question()).toMatchObject({ state: "answered", satisfaction });
    expect(await count()).toBe(1);
  });
});

describe("what is asked or reported beside an assessment is answered as if it stood alone", () => {
  test.each([
    ["满意 多少钱 怎么付", /您问的「多少钱 怎么付」记下了，编号#2/],
    ["1 谢谢师傅 对了我家纱窗破了", /您报的「我家纱窗破了」收到了，编号#2/],
    ["很满意 另外楼道灯又坏了", /「楼道灯又坏了」/],
  ])("%s", async (words, heard) => {
    const zhou = await settled();
    await zhou.says(words);
    zhou.expects(heard);
    expect(await question()).toMatchObject({ state: "answered", satisfaction: "satisfied" });
  });
});

test("remarks on a matter that is done are no urging", async () => {
  const zhou = await settled();
  await zhou.says("五星");
  zhou.expects(/记为满意/);
  await zhou.says("师傅姓刘是吧 跟我一个姓");
  zhou.expects(/您说的记在#1里了/);
  expect(await client().caseRecord.findFirst()).toMatchObject({ chaseCount: 0 });
});
