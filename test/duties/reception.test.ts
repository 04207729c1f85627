import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "../stories/estate-story.js";
import { suggestLocker } from "./opened-matters.js";

let estate: EstateStory;
beforeEach(async () => {
  // A Monday morning.
  estate = await startEstate({ at: "2026-11-23T09:00:00+08:00" });
});
afterEach(() => estate.close());

test("a reception nobody settles is asked for before its two days end, then the supervisor takes over, after a week the manager", async () => {
  await suggestLocker(estate);
  await estate.advance({ hours: 35, minutes: 59 });
  estate.staff("李娜").expectsNothing();
  await estate.advance({ minutes: 2 });
  estate
    .staff("李娜")
    .expects(/快到时限】#1[\s\S]*已等36小时[\s\S]*完成 1[\s\S]*2天内办结[\s\S]*DL-04[\s\S]*转给客服主管/);
  await estate.advance({ hours: 12 });
  estate.staff("王芳").expects(/请您接手】#1[\s\S]*转给管理处经理/);
  estate.staff("李娜").expects(/已转上级】#1[\s\S]*已请客服主管王芳过问/);
  // Still silent: asked once a day, warned half a day before the week ends.
  await estate.advance({ days: 4, hours: 23, minutes: 50 });
  const daily = estate.staff("王芳").read();
  expect(daily.filter((text) => text.includes("仍未办好"))).toHaveLength(4);
  expect(daily.filter((text) => text.includes("快到时限"))).toHaveLength(1);
  estate.staff("陈明").expectsNothing();
  await estate.advance({ minutes: 10 });
  estate.staff("陈明").expects(/请您接手】#1/);
  estate.staff("王芳").expects(/已转上级】#1[\s\S]*管理处经理陈明/);
  expect(await estate.group("管理群").says("王芳", "关闭 1 东门没有电源，装不了")).toMatch(/只有管理处经理/);
  expect(await estate.group("管理群").says("陈明", "关闭 1")).toMatch(/为什么无法解决/);
  expect(await estate.group("管理群").says("陈明", "关闭 1 东门没有电源，装不了")).toMatch(/无法解决关闭/);
  await estate.advance({ days: 3 });
});

test("a reception settled in its last minute never reaches the supervisor", async () => {
  await suggestLocker(estate);
  await estate.advance({ hours: 47, minutes: 59 });
  estate.staff("李娜").expects(/快到时限/);
  expect(await estate.group("客服群").says("李娜", "完成 1 已答复")).toMatch(/已办结/);
  // The outcome is told by phone: the matter was brought in person.
  estate.readStaff();
  await estate.advance({ days: 3 });
  estate.staff("王芳").expectsNothing();
});

test("an acceptance buys silence once: then it is asked whether work goes on; an answer buys it again, the limit runs on", async () => {
  await suggestLocker(estate);
  const desk = estate.group("客服群");
  expect(await desk.says("何丽", "接单 1")).toMatch(/由何丽接单/);
  estate.staff("何丽").expects(/#1/);
  await estate.advance({ hours: 23, minutes: 59 });
  await estate.advance({ minutes: 2 });
  estate.staff("何丽").expects(/还在处理吗】#1[\s\S]*60分钟|1小时/);
  expect(await desk.says("何丽", "备注 1 在和快递公司谈")).toMatch(/已记入/);
  // The note counts as an answer; the reminder half a day before the limit is held back with it.
  await estate.advance({ hours: 23, minutes: 58 });
  estate.staff("李娜").expectsNothing();
  await estate.advance({ minutes: 2 });
  estate.staff("王芳").expects(/请您接手】#1/);
  estate.staff("李娜").expects(/已转上级/);
  estate.staff("何丽").expects(/已转上级/);
  expect(await desk.says("何丽", "完成 1 下周装快递柜")).toMatch(/已办结/);
  // The outcome is told by phone: the matter was brought in person.
  estate.readStaff();
});

test("an acceptance nobody confirms is told to the superior after an hour", async () => {
  await suggestLocker(estate);
  const desk = estate.group("客服群");
  await desk.says("何丽", "接单 1");
  estate.staff("何丽").expects(/#1/);
  await estate.advance({ hours: 24, minutes: 1 });
  estate.staff("何丽").expects(/还在处理吗/);
  await estate.advance({ hours: 1 });
  estate.staff("王芳").expects(/没有回音】#1[\s\S]*何丽接单后没有再回复/);
  expect(await desk.says("何丽", "完成 1 下周装快递柜")).toMatch(/已办结/);
  // The outcome is told by phone: the matter was brought in person.
  estate.readStaff();
});

test("what falls due at night waits for the opening, and is one message however much it is", async () => {
  await estate.advance({ hours: 13, minutes: 30 });
  for (let count = 0; count < 3; count += 1) await suggestLocker(estate);
  // Warned at 10:30 of the second day, past their limit at 22:30, in quiet hours.
  await estate.advance({ hours: 36, minutes: 1 });
  estate.staff("李娜").expects(/有3件事等您[\s\S]*#1[\s\S]*#2[\s\S]*#3/);
  await estate.advance({ hours: 21, minutes: 58 });
  estate.staff("王芳").expectsNothing();
  await estate.advance({ minutes: 2 });
  estate.staff("王芳").expects(/有3件事等您[\s\S]*请您接手】#1/);
  estate.staff("李娜").expects(/有3件事等您/);
  expect(await estate.group("客服群").says("王芳", "超时")).toMatch(/超时（3件）\n#1/);
});

test("为什么 says which rule, which limit, who was told and that it arrived", async () => {
  await suggestLocker(estate);
  await estate.advance({ hours: 36, minutes: 1 });
  estate.staff("李娜").expects(/快到时限/);
  const why = await estate.group("客服群").says("李娜", "为什么 1");
  expect(why).toMatch(/#1 建议：规则判断，按接待规则，把握100%/);
  expect(why).toMatch(/派单给客服群（已送达）、王芳（已送达）/);
  expect(why).toMatch(/「办结」李娜：[\s\S]*限.*还剩/);
  expect(why).toMatch(/提醒李娜：已送达/);
});

test("somebody on leave is not asked: the deputy is, and without a deputy the next rung at once", async () => {
  expect(await estate.group("客服群").says("李娜", "请假 今天到周五 代 许佳")).toMatch(/李娜请假.*发给许佳/);
  await suggestLocker(estate);
  await estate.advance({ hours: 36, minutes: 1 });
  estate.staff("许佳").expects(/快到时限】#1/);
  expect(await estate.group("客服群").says("王芳", "请假 周二到周五")).toMatch(/没有写谁代/);
  await estate.advance({ hours: 12 });
  // The deputy supervisor stands on the same floor.
  estate.staff("韩雪").expects(/请您接手】#1/);
  estate.staff("许佳").expects(/已转上级/);
  expect(await estate.group("客服群").says("韩雪", "完成 1 已答复")).toMatch(/已办结/);
  // The outcome is told by phone: the matter was brought in person.
  estate.readStaff();
});

test("an acceptance taken back holds no reminder back", async () => {
  await suggestLocker(estate);
  await estate.advance({ hours: 35, minutes: 58 });
  const desk = estate.group("客服群");
  await desk.says("何丽", "接单 1");
  estate.staff("何丽").expects(/#1/);
  expect(await desk.says("何丽", "撤回")).toMatch(/已撤回，#1/);
  // The reminder that the acceptance would have held back for a day.
  await estate.advance({ minutes: 3 });
  estate.staff("李娜").expects(/快到时限】#1/);
  estate.staff("何丽").expectsNothing();
  expect(await desk.says("李娜", "完成 1 已答复")).toMatch(/已办结/);
  estate.readStaff();
});
