import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "./estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  // A Sunday.
  estate = await startEstate({ at: "2026-11-22T14:20:00+08:00" });
});
afterEach(async () => {
  estate.readStaff();
  await estate.close();
});

const desk = (words: string) => estate.group("客服群").says("李娜", words);
const engineers = (words: string) => estate.group("工程群").says("刘工", words);

/** A tap that leaks, taken by 刘工. */
async function takenLeak() {
  const wang = estate.resident("王女士");
  await wang.says("3栋2单元502厨房水管漏水，13800138000，明天上午在家");
  wang.expects(/#1/);
  await engineers("接单 1");
  wang.expects(/#1.*刘工接手/);
  return wang;
}

test("a date staff write is taken as it was written, or not at all", async () => {
  const wang = await takenLeak();
  for (const [words, answer] of [
    ["约 1 业主说，后天上午10点", /#1 已约11月24日（周二）10:00/],
    ["约 1 11.25下午", /#1 已约11月25日（周三）14:00/],
    ["约 1 25 号上午", /#1 已约11月25日（周三）09:00/],
    ["约 1 2026-11-26 上午9点", /#1 已约11月26日（周四）09:00/],
    ["约 1 三天后下午3点", /#1 已约11月25日（周三）15:00/],
    ["约 1 明天 下午 3 点", /#1 已约明天15:00/],
    ["约 1 明天上午或者下午", /^您说的是明天09:00还是明天14:00？请只写一个/],
    ["约 1 2月30日上午9点", /^「2月30日上午9点」读不成一个日期/],
    ["约 1 昨天下午3点", /^昨天15:00已经过了/],
    ["暂停 1 等配件 到11月31日", /读不成一个日期/],
    ["暂停 1 等配件 后天上午", /原因：等配件，到11月24日（周二）09:00/],
    ["暂停 1 配件周三发货 到周五", /原因：配件周三发货，到11月27日（周五）18:00/],
  ] as const) {
    expect(await engineers(words)).toMatch(answer);
  }
  wang.read();
});

test("a notice without its hours, its place or a time to come is not published", async () => {
  for (const [words, answer] of [
    ["通知 停电 9点到17点 5栋 换电表", /这个时间已经过了.*现在到17点/],
    ["通知 明天停水", /请写上从几点到几点/],
    ["通知 停水 明天9点到17点 检修", /请写上是哪几栋/],
    ["通知 停水 11月31日9点到17点 5栋", /日期或时间读不懂/],
    ["通知2 业主下午来", /公告，不带编号.*备注/],
  ] as const) {
    expect(await desk(words)).toMatch(answer);
  }
  expect(await desk("通知 停电 后天9点到17点 5栋 换电表")).toMatch(
    /^通知已生效：5栋 11月24日（周二）09:00到17:00 停电（停电 换电表）/,
  );
  const zhou = estate.resident("周先生");
  await zhou.says("5栋1单元602家里突然没电了，13800138000");
  zhou.expects(/编号#1.*已转工程部/);
});

test("a report of a moment that has not come is not taken for yesterday's", async () => {
  await takenLeak();
  expect(await desk("上报 1 陈明 16点05")).toMatch(/还没到或读不懂，还没有记/);
  expect(await desk("上报 1 陈明 下午两点一十")).toMatch(/已记上报：陈明，今天14:10/);
});

test("who stands in is asked instead of whoever is away, and their word is an answer", async () => {
  const wang = await takenLeak();
  expect(await engineers("请假 3天，赵强代班")).toMatch(
    /^已记：刘工请假，今天14:20起，11月25日（周三）00:00止，期间的提醒发给赵强。/,
  );
  estate.readStaff();
  await estate.advance({ hours: 24, minutes: 1 });
  expect(estate.staff("刘工").read()).toEqual([]);
  estate.staff("赵强").expects(/还在处理吗】#1[\s\S]*刘工接单后一直没有消息，不在班，请您代为跟进/);
  await estate.group("工程群").says("赵强", "备注 1 换的阀芯明天到");
  estate.readStaff();
  await estate.advance({ hours: 2 });
  expect(estate.staff("王芳").read().join()).not.toMatch(/没有回音/);
  wang.read();
});

test("with nobody standing in, the rung that owns the matter is asked", async () => {
  await takenLeak();
  await engineers("请假 明天到周三");
  estate.readStaff();
  await estate.advance({ hours: 24, minutes: 1 });
  expect(estate.staff("刘工").read()).toEqual([]);
  const asked = estate.staff("李娜").read().concat(estate.staff("赵强").read(), estate.staff("王芳").read());
  expect(asked.join()).toMatch(/还在处理吗】#1/);
});

test("a limit that stands still is not promised: the resident hears what is waited for, and until when", async () => {
  const wang = await takenLeak();
  await engineers("暂停 1 等配件 到周五");
  await wang.says("什么时候来修");
  const answer = wang.expects(/#1.*刘工正在处理，目前在等配件，先等到11月27日（周五）18:00，到时接着办/);
  expect(answer).not.toMatch(/最晚/);
  await engineers("恢复 1");
  await wang.says("到底什么时候来修");
  wang.expects(/#1.*最晚11月24日/);
});

test("who asks after a matter closed as beyond help is not told that hands are being found", async () => {
  const wang = await takenLeak();
  await estate.group("管理群").says("陈明", "关闭 1 水管在承重墙里，无法更换");
  await wang.says("怎么样了");
  const answer = wang.expects(/#1.*没能解决，管理处已经结案.*请他尽快跟您说明原因/);
  expect(answer).not.toMatch(/正在/);
});

test("staff read whether the resident hears of it, and whether there is a number to call", async () => {
  const wang = estate.resident("王女士");
  await wang.says("3栋2单元502厨房水管漏水，明天上午在家");
  wang.expects(/#1/);
  expect(await engineers("接单 1")).toMatch(/#1 由刘工接单，已通知住户，没有留电话，请问前台。/);
  wang.expects(/#1.*刘工接手，会尽快处理。/);
  await engineers("马上到");
  wang.expects(/正在赶过去/);
  await engineers("到了");
  wang.expects(/已经到了/);
  // The last message of the five is kept for the outcome.
  expect(await engineers("没人在家")).toMatch(
    /已记下。住户微信上现在收不到，电话任务另发，请打电话问.*「约 1 明天下午3点」/,
  );
});

test("who is known by phone alone is called, and the script does not ask them to write back", async () => {
  await desk("登记 6栋1单元903 刘先生 13800000116 门禁坏了 来电");
  expect(await engineers("接单 1")).toMatch(
    /#1 由刘工接单，住户没有用微信，请打电话联系，电话已单独发给刘工。/,
  );
  expect(await engineers("马上到")).toMatch(/已记下。住户没有用微信，我通知不到，要提前说一声请打电话。/);
  expect(await engineers("没人在家")).toMatch(/请打电话问什么时间方便，约好了回复「约 1/);
  estate.readStaff();
  await engineers("完成 1 换了读卡头");
  const script = estate.group("客服群").read().join();
  expect(script).toMatch(/请打电话[\s\S]*如果还有问题，给前台打电话就行/);
  expect(script).not.toMatch(/回复我/);
});

test("what is missing is asked for in the words that fill it in", async () => {
  expect(await desk("登记 6栋1单元903 刘先生 门禁坏了 来电")).toMatch(
    /还缺电话，补上请回复「更正 1 电话 13800000000」。$/,
  );
  expect(await desk("更正 1 电话 13800000116")).toMatch(/#1 电话更正为/);
});

test("who may not correct a record is not asked to by an audit", async () => {
  await takenLeak();
  estate.readStaff();
  await estate.group("客服群").says("王芳", "审核 1 更正 没有写楼层");
  expect(estate.staff("刘工").read()).toEqual([]);
  estate.staff("李娜").expects(/审核要求更正】#1/);
  expect(await desk("更正 1 事由 厨房水管漏水，5楼")).toMatch(/#1 事由更正为/);
});
