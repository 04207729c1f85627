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

test("a chaser hears where it stands; the second one of an overdue matter reaches the supervisor", async () => {
  const wang = estate.resident("王女士");
  await wang.says("3栋2单元502卫生间水管漏水，麻烦派人来看看，电话13800138000");
  wang.expects(/#1/);
  await wang.says("怎么还没来人？");
  wang.expects(/#1（.*漏水.*）已转工程部.*最晚11月25日/);
  estate.readStaff();
  await estate.advance({ days: 2, hours: 1 });
  estate.readStaff();
  await wang.says("到底什么时候来修");
  wang.expects(/很抱歉，#1.*没有在约定的.*前办好.*报给了主管，请主管给您回话/);
  expect(estate.staff("王芳").read().join()).toMatch(/【催办】#1.*已超时，住户第2次催[\s\S]*请过问/);
});

test("the third report of the same unsolved matter is proposed as major, once, and a person decides", async () => {
  const he = estate.resident("何先生");
  await he.says("5栋1单元楼道垃圾三天没人清了，臭得很，我要投诉保洁，电话13700001111");
  he.expects(/#1/);
  await he.says("楼道的垃圾还是没人清，都招虫子了");
  he.expects(/抱歉.*#1/);
  estate.readStaff();
  await he.says("垃圾还在楼道里堆着，没人管吗");
  he.expects(/#1/);
  expect(estate.staff("王芳").read().join()).toMatch(/【建议升级】#1.*第3次反映仍未解决.*定级 1 重大/);
  await he.says("楼道垃圾又多了一堆");
  he.expects(/#1/);
  expect(estate.staff("王芳").read().join()).not.toMatch(/建议升级/);
  expect(await estate.group("客服群").says("李娜", "查 1")).toMatch(/重要投诉|轻微投诉/);
});

test("with two matters open a chaser that names neither hears of both, one that names a subject of that one", async () => {
  const qin = estate.resident("秦女士");
  await qin.says("我家2栋1单元301厨房水管漏水，电话13600002222，明天下午在家，麻烦派人");
  qin.expects(/#1/);
  await qin.says("另外我们单元的门禁刷卡刷不开了，麻烦也修一下");
  qin.expects(/#2/);
  await qin.says("请问有进展了吗");
  qin.expects(/您有2件事在办：#2.*#1|您有2件事在办：#1.*#2/);
  await qin.says("漏水的怎么还没来修");
  qin.expects(/^(?!.*#2).*#1/);
});

test("households with one outage have one card with a count, a number each, and all hear how it goes", async () => {
  const first = estate.resident("冯先生");
  await first.says("6栋1单元的电梯坏了，门一直开着不动，电话13500001111");
  first.expects(/#1/);
  estate.group("工程群").expects(/【报修】#1/);
  estate.readStaff();
  const second = estate.resident("褚女士");
  await second.says("6栋电梯怎么停了，是坏了吗，麻烦派人修一下，我住6栋1单元1203");
  second.expects(/编号#2.*连您共有2户反映.*工程部.*最晚/);
  estate.group("工程群").expects(/#1[\s\S]*6-1-1203（#2）。现共2户/);
  estate.group("工程群").expectsNothing();
  const elsewhere = estate.resident("卫先生");
  await elsewhere.says("2栋1单元的电梯坏了，按了没反应，电话13500003333");
  elsewhere.expects(/#3/);
  estate.readStaff();
  expect(await estate.group("工程群").says("刘工", "接单 1")).toMatch(/由刘工接单/);
  first.expects(/#1.*刘工接手/);
  second.expects(/#2.*刘工接手/);
  expect(await estate.group("工程群").says("刘工", "完成 1 换了门机皮带")).toMatch(/已办结/);
  first.expects(/#1.*已处理：换了门机皮带/);
  second.expects(/#2.*已处理：换了门机皮带/);
  elsewhere.expectsNothing();
});

test("a matter that comes back after it was done is a new record that names the old one", async () => {
  const wei = estate.resident("魏女士");
  await wei.says("3栋1单元201卫生间地漏返水，电话13400001111，麻烦来疏通，今天都在家");
  wei.expects(/#1/);
  await estate.group("工程群").says("刘工", "接单 1");
  await estate.group("工程群").says("刘工", "完成 1 疏通地漏");
  wei.read();
  await estate.advance({ days: 3 });
  wei.read();
  await wei.says("卫生间地漏又返水了，麻烦再来看看");
  wei.expects(/#2/);
  const { client } = estate.simulation.app().database;
  const repeat = await client.caseRecord.findFirst({ where: { number: 2 } });
  expect(repeat).toMatchObject({ linkKind: "repeat", reportCount: 2 });
});
