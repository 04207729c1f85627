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

const LEAK = "3栋2单元502厨房水管漏水，麻烦派人来看看";

test("another thing that is broken, in few words and with a building, is a record of its own", async () => {
  const wang = estate.resident("王女士");
  await wang.says(LEAK);
  wang.expects(/#1.*麻烦再告诉我联系电话/);
  await wang.says("5栋灯坏了");
  wang.expects(/「5栋灯坏了」收到了，编号#2/);
});

test("who asks when, and says of which room, hears when", async () => {
  const wang = estate.resident("王女士");
  await wang.says(LEAK);
  wang.expects(/#1/);
  await wang.says("刚才报的3栋2单元502漏水什么时候来修");
  wang.expects(/#1.*已转工程部.*最晚/);
});

test("a chaser about another flat is not told of this one's matter", async () => {
  const wang = estate.resident("王女士");
  await wang.says(LEAK);
  wang.expects(/#1/);
  await wang.says("5栋1单元301上周报的事怎么样了");
  wang.expects(/没有查到之前的登记，已补记为#2/);
});

test("a room and a number by themselves are asked what they are about, and remembered", async () => {
  const wang = estate.resident("王女士");
  await wang.says("3栋2单元502 13800138000");
  wang.expects(/^记下了：房号3-2-502，电话138\*\*\*\*8000。请问是什么事/);
  expect(await estate.simulation.app().database.client.caseRecord.count()).toBe(0);
  await wang.says("厨房水管漏水");
  wang.expects(/编号#1.*麻烦再告诉我方便上门的时间/);
});

test("where somebody lies is told to those on their way, and opens nothing else", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("我爸在楼下摔了一跤，腿动不了");
  zhou.expects(/120.*编号#1.*具体位置/);
  estate.readStaff();
  await zhou.says("中心花园滑梯旁边");
  zhou.expects(/再次紧急通知在赶的同事，编号#1/);
  expect(estate.group("客服群").read().join()).toMatch(/#1[\s\S]*中心花园滑梯旁边/);
});

test("the place of an emergency is asked and told, though another question was still open", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("厨房水管漏水，麻烦派人来看看");
  zhou.expects(/编号#1.*麻烦再告诉我房号/);
  await zhou.says("我爸在楼下摔了一跤，腿动不了");
  zhou.expects(/编号#2。请马上告诉我具体位置或房号和联系电话/);
  estate.readStaff();
  await zhou.says("中心花园滑梯旁边");
  zhou.expects(/再次紧急通知在赶的同事，编号#2/);
  expect(estate.group("客服群").read().join()).toMatch(/#2[\s\S]*中心花园滑梯旁边/);
});

test("who is locked in is not looked for at the gates", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("我家孩子被反锁在卧室里了，才两岁，8栋1单元301，电话13800138000");
  zhou.expects(/^请先在门外喊话安抚.*119.*编号#1/);
  expect(estate.group("客服群").read().join()).toMatch(/应急备用钥匙/);
});

test("when a noise happens is no time to come by", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("楼上天天半夜拖椅子吵得睡不着，2栋1单元603");
  zhou.expects(/#1/);
  await zhou.says("就晚上11点以后");
  zhou.expects(/补充的情况收到了，已放进#1/);
});

test("a leak with a question behind the comma is recorded, and the question answered", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("漏水，物业费怎么交？");
  zhou.expects(/「漏水」收到了，编号#1[\s\S]*关于「物业费怎么交？?」/);
});

test("how bad it is, and what can be shown for it, is of the matter just told", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("3号楼后面的垃圾又没收，13800138000，3栋1单元202");
  zhou.expects(/#1/);
  await zhou.says("臭死了");
  zhou.expects(/放进#1/);
  await zhou.says("我有照片");
  zhou.expects(/放进#1/);
});

test("a local number is a telephone when it is all that was sent", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("3栋1单元202马桶堵了，明天上午在家");
  zhou.expects(/#1.*联系电话/);
  await zhou.says("98765432");
  zhou.expects(/已补到#1：电话/);
});

test("who asks whether a machine answers hears the truth", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("你们是机器人吗");
  zhou.expects(/^我是云栖花园物业的自动管家.*回复「人工」/);
});

test("what is told of an emergency under way reaches those on their way, thanks do not", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("3栋2单元电梯困人了，电话13800138000");
  zhou.expects(/编号#1/);
  estate.readStaff();
  await zhou.says("好像是小孩");
  zhou.expects(/再次紧急通知在赶的同事，编号#1/);
  expect(estate.group("工程群").read().join()).toMatch(/#1[\s\S]*好像是小孩/);
  for (const words of ["好的谢谢", "谢谢师傅来得真快"]) {
    await zhou.says(words);
    zhou.expects(/不客气|好的|谢谢您特意告诉我们/);
    expect(estate.group("工程群").read()).toEqual([]);
  }
});

test("a question about something else, while an emergency is under way, is a question", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("3栋2单元电梯困人了，电话13800138000");
  zhou.expects(/编号#1/);
  await zhou.says("快递柜晚上几点关门");
  zhou.expects(/您问的「快递柜晚上几点关门」记下了，编号#2/);
});

test("a car that nearly ran somebody over is told by its plate", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("地库有人飙车，撞到我孩子了，在流血");
  zhou.expects(/编号#1/);
  await zhou.says("沪B88888 白色奔驰");
  zhou.expects(/编号#1/);
});

test("a yes with a time is no urging", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("灯坏了 2栋1单元305 13900009999 今晚能来修吗");
  zhou.expects(/编号#1/);
  await zhou.says("可以 我八点到家");
  const answer = zhou.expects(/#1/);
  expect(answer).not.toMatch(/催促/);
});

test("with nothing open there is nothing to take back, and a number can still be put right", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("撤销刚才的");
  zhou.expects(/^您现在没有在办的登记/);
  await zhou.says("麻烦把我电话改一下，13700007777");
  zhou.expects(/更正为电话137\*\*\*\*7777/);
  expect(await estate.simulation.app().database.client.caseRecord.count()).toBe(0);
});

test("a report taken back by its maker is called off in many words", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("3栋1单元202马桶堵了，13800138000，明天上午在家");
  zhou.expects(/编号#1/);
  await zhou.says("把刚才的报修取消一下");
  zhou.expects(/#1.*先不用来了/);
});

test("what is told of a matter under way is neither an urging nor a matter of its own", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("3栋一楼大厅的灯一闪一闪的，电话13800138000");
  zhou.expects(/编号#1/);
  for (const words of ["不急", "我下午要出门"]) {
    await zhou.says(words);
    zhou.expects(/放进#1/);
  }
});

test("which one is meant is no urging", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("你们群里发的链接打不开");
  zhou.expects(/#1/);
  await zhou.says("就那个缴费的");
  zhou.expects(/放进#1/);
});

test("what a praise is for is told with the praise", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("感谢你们，特别是小李");
  zhou.expects(/编号#1/);
  await zhou.says("昨天冒雨给我家通下水道");
  zhou.expects(/一并转达（#1）/);
});

test("who is merely called answers, and a call opens nothing", async () => {
  const zhou = estate.resident("周先生");
  for (const words of ["物业", "有没有人管管啊", "修好了"]) {
    await zhou.says(words);
    zhou.expects(/^您好，这里是云栖花园|^好的，有事随时告诉我/);
  }
  expect(await estate.simulation.app().database.client.caseRecord.count()).toBe(0);
});

test("a day told at the end is when to come, and whoever mended it himself calls it off", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("水龙头漏水 3栋1单元101 13800001112 明天全天");
  const answer = zhou.expects(/编号#1/);
  expect(answer).not.toMatch(/麻烦再告诉我/);
  await zhou.says("不用来了我自己换好了");
  zhou.expects(/#1.*先不用来了/);
});

test("a sentence that goes on belongs to the one before", async () => {
  const zhou = estate.resident("周先生");
  await zhou.says("垃圾桶能不能挪个地方");
  zhou.expects(/#1/);
  await zhou.says("就在我家窗户下面");
  zhou.expects(/#1/);
});
