import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "./estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate();
});
afterEach(() => estate.close());

async function reportLeak(phone = "电话13800138000，"): Promise<void> {
  const wang = estate.resident("王女士");
  await wang.says(`3栋2单元502卫生间水管漏水，麻烦派人来看看，${phone}谢谢`);
  wang.expects(/#1/);
  estate.group("工程群").expects(/#1/);
  estate.staff("赵强").expects(/#1/);
}

test("two days after the last message the outcome becomes a phone task with number and words", async () => {
  await reportLeak();
  await estate.advance({ hours: 48, minutes: 1 });
  // What was asked of staff meanwhile is told in test/duties.
  for (const name of ["李娜", "许佳", "王芳"]) estate.staff(name).read();
  expect(await estate.group("工程群").says("赵强", "完成 1 换了水管")).toMatch(/已办结/);
  estate.resident("王女士").expectsNothing();
  estate.staff("周敏").expects(/请打电话[\s\S]*超过48小时[\s\S]*13800138000[\s\S]*已处理：换了水管/);
  estate.group("客服群").expects(/请打电话[\s\S]*138\*\*\*\*8000/);
});

test("while a person serves the resident the desk only records; afterwards it speaks again", async () => {
  await reportLeak();
  const wang = estate.resident("王女士");
  const lina = estate.simulation.standIn.servicer("lina");
  await lina.picksUp(wang.externalUserId);
  await estate.settle();
  await wang.says("还要多久啊");
  wang.expectsNothing();
  estate.group("工程群").expects(/第1次催/);
  await lina.ends(wang.externalUserId);
  await estate.settle();
  estate.group("客服群").expects(/人工会话结束[\s\S]*还要多久啊[\s\S]*#1/);
  await wang.says("还要多久啊");
  wang.expects(/#1.*最晚/);
  estate.group("工程群").expects(/第2次催/);
});

test("who opens the chat is welcomed once, and not at all when the desk hears of it too late", async () => {
  const wang = estate.resident("王女士");
  await wang.phone.enters();
  await estate.settle();
  wang.expects(/云栖花园/);
  const li = estate.resident("李先生");
  estate.simulation.standIn.faults.callback("kf:doorbell", "lost");
  await li.phone.enters();
  await estate.advance({ minutes: 3 });
  li.expectsNothing();
  // A code that has ended is not even tried.
  expect(estate.simulation.standIn.wire.named("kf/send_msg_on_event")).toHaveLength(1);
});

test("a servicer who never ended the session does not keep the desk silent for ever", async () => {
  await reportLeak();
  const wang = estate.resident("王女士");
  await estate.simulation.standIn.servicer("lina").picksUp(wang.externalUserId);
  await estate.settle();
  await estate.advance({ hours: 48, minutes: 5 });
  estate.readStaff();
  await wang.says("还要多久啊");
  wang.expects(/#1/);
  estate.group("工程群").expects(/第1次催/);
});

test("a servicer who enters an ended session again has the word, also before writing one", async () => {
  await reportLeak();
  const wang = estate.resident("王女士");
  const lina = estate.simulation.standIn.servicer("lina");
  await lina.picksUp(wang.externalUserId);
  await lina.ends(wang.externalUserId);
  await estate.settle();
  estate.group("客服群").expects(/人工会话结束/);
  await lina.picksUp(wang.externalUserId);
  await estate.settle();
  await wang.says("还要多久啊");
  wang.expectsNothing();
  estate.group("工程群").expects(/第1次催/);
});

test("a failure that is told before the desk knows that it has sent becomes a phone task all the same", async () => {
  const { faults } = estate.simulation.standIn;
  await reportLeak();
  faults.failKfDelivery(10);
  faults.call("kf/send_msg", { kind: "drop" });
  expect(await estate.group("工程群").says("赵强", "完成 1 换了水管")).toMatch(/已办结/);
  await estate.advance({ minutes: 3 });
  estate.staff("周敏").expects(/请打电话[\s\S]*拒收[\s\S]*13800138000/);
  estate.group("客服群").expects(/请打电话/);
  estate.expectsViolations([95099]);
});

test("a group that asks for quiet again and again gets it, and then its card goes 1:1", async () => {
  const { faults, wire } = estate.simulation.standIn;
  faults.answer("webhook/send", 45009, 99);
  const wang = estate.resident("王女士");
  await wang.says("3栋2单元502卫生间水管漏水，麻烦派人来看看，电话13800138000");
  wang.expects(/#1/);
  estate.staff("赵强").expects(/报修 #1/);
  await estate.advance({ minutes: 21 });
  const tries = wire.named("webhook/send").length;
  estate.staff("赵强").expects(/工程群发不进去[\s\S]*#1/);
  expect(tries).toBe(6);
  faults.clear();
  estate.readStaff();
});

test("a message the platform accepted and then lost becomes a phone task", async () => {
  await reportLeak();
  estate.resident("王女士").phone.blocks();
  expect(await estate.group("工程群").says("赵强", "完成 1 换了水管")).toMatch(/已办结/);
  await estate.advance({ minutes: 3 });
  estate.staff("周敏").expects(/请打电话[\s\S]*拒收[\s\S]*13800138000/);
  estate.group("客服群").expects(/请打电话/);
});

test("a card for a group whose robot was removed goes 1:1 to its head and the desk", async () => {
  const { standIn } = estate.simulation;
  standIn.removeRobot("simulator-robot-engineering");
  const wang = estate.resident("王女士");
  await wang.says("3栋2单元502卫生间水管漏水，麻烦派人来看看，电话13800138000");
  wang.expects(/#1/);
  estate.staff("赵强").expects(/报修 #1/);
  estate.staff("赵强").expects(/工程群发不进去[\s\S]*#1/);
  estate.staff("李娜").expects(/工程群发不进去[\s\S]*#1/);
  estate.expectsViolations([93000]);
});

test("WeCom busy three times delays the answer and loses nothing", async () => {
  estate.simulation.standIn.faults.answer("kf/send_msg", -1, 3);
  const wang = estate.resident("王女士");
  await wang.says("3栋2单元502卫生间水管漏水，麻烦派人来看看，电话13800138000");
  wang.expectsNothing();
  await estate.advance({ minutes: 1 });
  wang.expects(/#1/);
  estate.group("工程群").expects(/#1/);
  estate.staff("赵强").expects(/#1/);
});

test("an answer whose arrival is unknown is sent again and arrives once", async () => {
  estate.simulation.standIn.faults.call("kf/send_msg", { kind: "drop" });
  const wang = estate.resident("王女士");
  await wang.says("3栋2单元502卫生间水管漏水，麻烦派人来看看，电话13800138000");
  await estate.advance({ minutes: 1 });
  wang.expects(/#1/);
  wang.expectsNothing();
  estate.group("工程群").expects(/#1/);
  estate.staff("赵强").expects(/#1/);
  // The repetition itself is what the platform refuses, by our message id.
  estate.expectsViolations([95099]);
});

test("messages of before the first start are kept and never answered", async () => {
  await estate.close();
  estate = await startEstate({ at: "2026-11-23T09:00:00+08:00" });
  estate.simulation.clock.moveTo(new Date("2026-11-23T08:55:00+08:00"));
  const wang = estate.resident("王女士");
  await wang.phone.sends("昨天的漏水怎么样了");
  estate.simulation.clock.moveTo(new Date("2026-11-23T09:01:00+08:00"));
  await estate.settle();
  wang.expectsNothing();
});
