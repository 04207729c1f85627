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

const TOILET = "马桶堵了，3栋2单元502，13800138000，明天上午在家";

test("a notice passed on opens nothing, and what is asked next is asked of it", async () => {
  const lu = estate.resident("陆女士");
  await lu.says("【停水通知】因管网检修，本周六8:00-18:00全小区停水，请提前储水。——云栖花园物业服务中心");
  lu.expects(/^这条通知我看到了。您想问哪一点/);
  expect(await records()).toEqual([]);
  await lu.says("那我们家高层也停吗");
  lu.expects(/^您好，您问的「那我们家高层也停吗（转来的通知：【停水通知】/);
  expect(await records()).toMatchObject([{ kind: "enquiry", room: null, wishedTime: null }]);
});

test("what is said to a notice in the same breath is read by itself", async () => {
  const lu = estate.resident("陆女士");
  await lu.types("各位业主：今晚8点到10点停电检修，不便之处敬请谅解。");
  await estate.advance({ seconds: 8 });
  lu.expectsNothing();
  await lu.says("是真的吗");
  lu.expects(/您问的「是真的吗（转来的通知：各位业主/);
  expect(await records()).toMatchObject([{ kind: "enquiry" }]);
});

test("who only borrows the form of a notice reports", async () => {
  const lu = estate.resident("陆女士");
  await lu.says("【温馨提示】你们物业的楼道灯又坏了，3栋2单元，能不能修一下");
  lu.expects(/编号#1/);
});

test("another matter, by the writer's own word for it, is a record of its own", async () => {
  const lu = estate.resident("陆女士");
  await lu.says(TOILET);
  lu.expects(/编号#1/);
  await lu.says("仲有樓下大堂好多煙頭好污糟");
  lu.expects(/編號#2，已轉保潔部/);
  await lu.says("also what is the wifi password in the lobby");
  lu.expects(/編號#3/);
  expect(await records()).toMatchObject([
    { kind: "repair" },
    { kind: "complaint", responsibleDepartment: "cleaning" },
    { kind: "enquiry" },
  ]);
  await lu.says("thanks bro");
  lu.expects(/不客氣/);
});

test("more of the same, whatever word leads over to it, stays one record", async () => {
  const lu = estate.resident("陆女士");
  await lu.says(TOILET);
  lu.expects(/编号#1/);
  for (const words of ["还有点返味", "对了 上门前先打电话 家里有狗"]) {
    await lu.says(words);
    lu.expects(/#1/);
  }
  expect(await records()).toHaveLength(1);
});

test("a praise that turns to a trouble is both, and both are passed on", async () => {
  const lu = estate.resident("陆女士");
  await lu.says("保洁小张真不错，天天擦得干干净净！就是我们13栋1单元电梯按钮3楼那个不灵了");
  lu.expects(/①「保洁小张真不错.*#1，我会转达.*②「我们13栋1单元电梯按钮.*#2，转工程部/);
  expect(await records()).toMatchObject([
    { kind: "praise", responsibleDepartment: "customerService" },
    { kind: "repair", responsibleDepartment: "engineering", linkKind: "split" },
  ]);
});

test("a danger comes first, and the ordinary matter told with it keeps a record", async () => {
  const lu = estate.resident("陆女士");
  await lu.says("3栋2单元502 马桶一直流水 13800138000 还有 我姐说闻到天然气味 她住隔壁501");
  const answer = lu.expects(/^请先开窗、关闭燃气总阀[\s\S]*编号#1/);
  expect(answer).toMatch(/\n「.*马桶一直流水」也另外登记了，编号#2，由工程部处理。$/);
  expect(await records()).toMatchObject([
    { emergency: true },
    { emergency: false, kind: "repair", linkKind: "split", room: "3-2-502", contactPhone: "13800138000" },
  ]);
});

test("what may come of a danger is told with it and not apart", async () => {
  const lu = estate.resident("陆女士");
  await lu.says("厨房水管爆了到处是水，还有马桶也堵了，3-2-502，13800138000");
  lu.expects(/编号#1/);
  expect(await records()).toMatchObject([{ emergency: true }]);
});

test("how to get in, and what is wanted once it is done, is for whoever does the work", async () => {
  const lu = estate.resident("陆女士");
  await lu.says(TOILET);
  lu.expects(/编号#1/);
  await lu.says("费用谁出？");
  lu.expects(/编号#2/);
  for (const words of ["上门不用预约 家里一直有人", "来之前给我打个电话", "那修好了发我照片"]) {
    await lu.says(words);
    lu.expects(/放进#1/);
  }
  await lu.says("隔壁邻居家里有狗一直叫");
  lu.expects(/编号#3/);
  await lu.says("家里没人的时候谁把我门口的鞋拿走了");
  lu.expects(/编号#4/);
});

test("a thing named again is the same matter, and blame for its delay hears that it is late", async () => {
  const lu = estate.resident("陆女士");
  await lu.says("3栋2单元502 阳台栏杆晃 13800138000 明天上午在家");
  lu.expects(/编号#1/);
  await lu.says("栏杆焊点裂了 孩子天天在那玩");
  lu.expects(/放进#1/);
  await estate.advance({ days: 3 });
  estate.readStaff();
  lu.read();
  await lu.says("栏杆！！！到底什么时候来 孩子掉下去你们负责吗");
  lu.expects(/^很抱歉，#1.*没有在约定的.*前办好/);
  expect(await records()).toMatchObject([{ chaseCount: 1 }]);
});

test("what is reported again past its promise hears that it is late, and the supervisor hears of it", async () => {
  const lu = estate.resident("陆女士");
  await lu.says("水龙头关不紧，3栋2单元502，13800138000，明天上午在家");
  lu.expects(/编号#1/);
  await estate.advance({ days: 3 });
  estate.readStaff();
  lu.read();
  await lu.says("水龙头还是关不紧，一直滴");
  lu.expects(/#1.*报给了主管/);
  expect(estate.staff("王芳").read().join()).toMatch(/#1[\s\S]*已超时，住户第2次反映：「水龙头还是关不紧/);
});

test("a thing out of doors is not the one at home", async () => {
  const lu = estate.resident("陆女士");
  await lu.says("我家阳台栏杆晃，3栋2单元502，13800138000，明天上午在家");
  lu.expects(/编号#1/);
  await lu.says("小区花园栏杆断了一根");
  lu.expects(/编号#2/);
});

test("who says that they have said it before asks where it stands", async () => {
  const lu = estate.resident("陆女士");
  await lu.says("楼上天天半夜拖椅子，3栋2单元502，13800138000");
  lu.expects(/编号#1/);
  await lu.says("已经说过两次了没人管，我能报警吗");
  lu.expects(/^#1.*已转/);
  expect(await records()).toHaveLength(1);
});

test("a question that the estate's file answers is answered in the middle of a matter", async () => {
  const lu = estate.resident("陆女士");
  await lu.says("装修太吵了，现在才早上7点，3栋2单元502，13800138000");
  lu.expects(/编号#1/);
  await lu.says("你们规定几点才能装修来着");
  lu.expects(/工作日8:00到12:00、14:00到18:00.*\n（依据：装饰装修管理规定）/);
});

test("mothers are no abuse, and a message for somebody else opens nothing", async () => {
  const lu = estate.resident("陆女士");
  await lu.says("小朋友你妈妈呢 哦发错了");
  lu.expects(/^没关系/);
  expect(await records()).toEqual([]);
});

test("who was not understood gets a person and an apology", async () => {
  const lu = estate.resident("陆女士");
  await lu.says(TOILET);
  lu.expects(/编号#1/);
  await lu.says("你能不能看懂人话");
  lu.expects(/^没听明白您的意思，是我没做好，抱歉。好的，.*前台/);
});

test("a shop is not asked for its flat", async () => {
  const lu = estate.resident("陆女士");
  await lu.says("我是门口水果店的，没有房号，卷帘门坏了");
  expect(lu.expects(/编号#1/)).not.toMatch(/房号和|告诉我房号/);
});

test("what is wanted done now, where the matter is, is no suggestion", async () => {
  const lu = estate.resident("陆女士");
  await lu.says("烟感一直响，3栋2单元502，13800138000，现在在家");
  lu.expects(/编号#1/);
  await lu.says("能不能把警报关一下");
  lu.expects(/#1/);
  expect(await records()).toHaveLength(1);
});
