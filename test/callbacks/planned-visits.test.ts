import { expect } from "vitest";
import { ledgerOf } from "../duties/opened-matters.js";
import { test } from "./callback-story.js";
import { callbacksNow, recordNow } from "./planned-callbacks.js";

const LONG = { timeout: 90_000 };

test(
  "a building is visited household by household, with one duty and one line of progress",
  LONG,
  async ({ estate, assistant, supervisor }) => {
    await assistant.writes("回访计划 走访 3栋 4户 到2026-12-31");
    assistant.expects(/走访由客服主管来安排/);
    await supervisor.writes("回访计划 走访 3栋");
    supervisor.expects(/请写走访哪里、多少户、到哪一天，例如「回访计划 走访 3栋 24户 到2026-12-31」/);
    await supervisor.writes("回访计划 走访 3栋 4户 到2026-12-31");
    supervisor.expects(/#1 走访 3栋，4户：周敏在12月31日前走访完。/);
    assistant.expects(/走访任务】#1 走访 3栋，4户，12月31日前走访完\n可以这样说[\s\S]*每走访一户写一次/);
    const record = await recordNow(estate);
    const duties = await ledgerOf(estate).stores.duties.openOfCase(record.id);
    expect(duties.map(({ kind, dueAt }) => [kind, dueAt.toISOString()])).toEqual([
      ["callback.visit", "2026-12-31T10:00:00.000Z"],
    ]);
    // It is no matter that anybody brought.
    await supervisor.writes("汇总");
    supervisor.expects(/^(?![\s\S]*(?:新到|办结)1件)/);
    await assistant.writes("回访 1 家访 3栋502没开门");
    assistant.expects(/每走访一户写一次，例如「回访 1 满意 家访 3栋502：电梯有点慢」/);
    await assistant.writes("回访 1 满意 家访 3栋502：电梯有点慢");
    assistant.expects(/#1 走访已记下：家访，满意，住户说「3栋502：电梯有点慢」/);
    await supervisor.writes("回访计划");
    supervisor.expects(/没有要做的回访。\n#1 走访 3栋：已访1户，还差3户，12月31日前$/);
    await supervisor.writes("查 1");
    supervisor.expects(/#1 走访 3栋：已访1户，还差3户，12月31日前\n走访：.*「3栋502：电梯有点慢」/);
    // Who is not satisfied is heard by director and supervisor; there is nothing to open again.
    await assistant.writes("回访 1 不满意 电话 3栋601：夜里施工吵");
    assistant.expects(/已报管理处主任/);
    supervisor.expects(/回访不满意】#1[\s\S]*夜里施工吵/);
    estate.staff("郑华").expects(/回访不满意】#1/);
    await supervisor.writes("回访意见 1 已约施工方夜间停工");
    estate.readStaff();
    await assistant.writes("回访 1 基本满意 信访 3栋301：希望多种树");
    estate.readStaff();
    await estate.advance({ days: 30 });
    estate.readStaff();
    await assistant.writes("回访 1 满意 家访 3栋102：都好");
    assistant.expects(/走访已记下.*已自动关闭/);
    await supervisor.writes("回访计划");
    supervisor.expects(/^(?![\s\S]*走访 3栋)/);
    const held = await callbacksNow(estate);
    expect(held.map(({ round, form, satisfaction, words }) => [round, form, satisfaction, words])).toEqual([
      [1, "homeVisit", "satisfied", "3栋502：电梯有点慢"],
      [2, "phone", "dissatisfied", "3栋601：夜里施工吵"],
      [3, "letter", "basicallySatisfied", "3栋301：希望多种树"],
      [4, "homeVisit", "satisfied", "3栋102：都好"],
    ]);
    await supervisor.writes("回访意见 1 意见已转各部门");
    estate.readStaff();
  },
);

test(
  "a round that is not over when its day comes is asked for once, not per household",
  LONG,
  async ({ estate, assistant, supervisor }) => {
    await supervisor.writes("回访计划 走访 5栋 200户 到11月6日");
    supervisor.expects(/#1 走访 5栋，200户：周敏在11月6日前走访完/);
    assistant.read();
    await estate.advance({ days: 4, hours: 9, minutes: 30 });
    // Before its last hours, and when they are over.
    expect(assistant.read().length).toBeLessThanOrEqual(2);
    estate.readStaff();
    await supervisor.writes("回访计划");
    supervisor.expects(/#1 走访 5栋：已访0户，还差200户，11月6日前（已超时）$/);
    await estate.staff("吴静").writes("归档 回访 11月");
    estate.staff("吴静").expects(/还有1条没有归档：\n#1 走访还没有做/);
  },
);
