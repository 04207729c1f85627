import { expect } from "vitest";
import { openMatter, suggestLocker } from "../duties/opened-matters.js";
import { test } from "./callback-story.js";
import { callbacksNow, drawAt, recordNow, settledRepair } from "./planned-callbacks.js";

const LONG = { timeout: 90_000 };

test(
  "a repair of a leak is worth a second callback: proposed, marked by the supervisor, asked for after a month",
  LONG,
  async ({ estate, assistant, supervisor }) => {
    await drawAt(estate, 1);
    await settledRepair(estate);
    estate.readStaff();
    await assistant.writes("回访 1 满意 家访 不漏了");
    supervisor.expects(/建议】#1[\s\S]*「回访计划 1 第二次」/);
    estate.staff("韩雪").read();
    assistant.read();
    expect((await recordNow(estate)).status).toBe("closed");
    await assistant.writes("回访计划 1 第二次");
    assistant.expects(/由客服主管来改（CBK-01）/);
    await supervisor.writes("回访计划 1 第二次");
    supervisor.expects(
      /#1 已安排：\n第二次回访：客户助理，.*12月2日（周三）09:00起，.*1月2日（周六）09:00前/,
    );
    expect(await recordNow(estate)).toMatchObject({ status: "handled", closedAt: null, retainUntil: null });
    await supervisor.writes("回访计划 1 第二次");
    supervisor.expects(/已经安排了第二次回访/);
    await assistant.writes("回访 1 满意 电话 还好");
    assistant.expects(/第二次回访12月2日（周三）09:00才开始/);
    await supervisor.writes("回访意见 1 同意");
    estate.readStaff();
    await estate.advance({ days: 29, hours: 23, minutes: 59 });
    assistant.expectsNothing();
    await estate.advance({ minutes: 2 });
    assistant.expects(/回访任务】#1[\s\S]*第二次回访/);
    await assistant.writes("回访 1 满意 电话 一直没漏");
    assistant.expects(/第二次回访已记下.*已自动关闭/);
    await supervisor.writes("回访意见 1 同意");
    estate.readStaff();
  },
);

test(
  "a special service is called back in the middle of its contract and after its end, and never taken off",
  LONG,
  async ({ estate, assistant, supervisor }) => {
    await suggestLocker(estate);
    await estate.staff("李娜").writes("完成 1 已签钟点保洁合同");
    estate.readStaff();
    await supervisor.writes("回访计划 1 特约 12月到3月");
    supervisor.expects(/请写合同的起止日期/);
    await supervisor.writes("回访计划 1 特约 2026-12-01到2026-12-30");
    supervisor.expects(
      /#1 已安排：\n特约服务期中回访：.*12月16日（周三）00:00起.*\n特约服务期满回访：.*12月31日（周四）00:00起/,
    );
    // The plain callback gave way to it.
    expect((await callbacksNow(estate)).map(({ kind, state }) => [kind, state])).toEqual([
      ["other", "cancelled"],
      ["specialMiddle", "planned"],
      ["specialEnd", "planned"],
    ]);
    await supervisor.writes("回访计划 1 取消 住户说不用");
    supervisor.expects(/不能取消：投诉、特约服务要全部回访（CBK-10）/);
    await estate.advance({ days: 44 });
    assistant.expects(/回访任务】#1[\s\S]*特约服务期中回访/);
    await assistant.writes("回访 1 满意 电话 阿姨很仔细");
    assistant.expects(/特约服务期中回访已记下/);
    await supervisor.writes("回访意见 1 好");
    estate.readStaff();
    await estate.advance({ days: 15 });
    assistant.expects(/特约服务期满回访/);
    await assistant.writes("回访 1 不满意 电话 最后两次没来");
    assistant.expects(/特约服务期满回访已记下.*已报管理处主任/);
    estate.staff("郑华").expects(/回访不满意】#1[\s\S]*最后两次没来/);
    // Nothing can be settled again about a contract that is over: it stays as it is.
    expect((await recordNow(estate)).status).toBe("closed");
    estate.readStaff();
    await supervisor.writes("回访意见 1 补做两次并致歉");
    estate.readStaff();
  },
);

test(
  "whoever was rescued is visited at home within a week",
  LONG,
  async ({ estate, assistant, supervisor }) => {
    await openMatter(estate, {
      kind: "request",
      words: "老人晕倒了",
      department: "security",
      emergency: true,
    });
    await estate.staff("孙磊").writes("接单 1");
    await estate.staff("孙磊").writes("完成 1 送上救护车，家属陪同");
    estate.readStaff();
    await supervisor.writes("回访计划 1 急救");
    supervisor.expects(/急救家访：周敏，家访，11月9日（周一）09:00前/);
    assistant.expects(/回访任务】#1[\s\S]*急救家访[\s\S]*上门回访/);
    await supervisor.writes("回访计划 1 取消 不方便");
    supervisor.expects(/急救一周内要家访/);
    await supervisor.writes("回访计划 1 急救");
    supervisor.expects(/已经安排了急救家访/);
    await assistant.writes("回访 1 满意 家访 已出院，谢谢保安");
    assistant.expects(/急救家访已记下/);
    await supervisor.writes("回访意见 1 好");
    estate.readStaff();
    // The lot never fell on it: it is decided with the days of its sample.
    await estate.advance({ days: 6 });
    estate.readStaff();
  },
);

test(
  "an event is called back within a month, one in ten of its participants, each recorded by itself",
  LONG,
  async ({ estate, assistant, supervisor }) => {
    await assistant.writes("回访计划 活动 中秋晚会 25人");
    assistant.expects(/由客服主管来安排/);
    await supervisor.writes("回访计划 活动 中秋晚会");
    supervisor.expects(/请写活动或刊物的名称和人数/);
    await supervisor.writes("回访计划 活动 中秋晚会 25人");
    supervisor.expects(/#1 活动「中秋晚会」，25人参加：周敏在12月2日（周三）09:00前回访3户（一成）/);
    assistant.expects(/回访任务】#1[\s\S]*活动回访/);
    // It is no matter that anybody brought.
    await supervisor.writes("汇总");
    supervisor.expects(/^(?![\s\S]*(?:新到|办结)1件)/);
    await assistant.writes("回访 1 满意 信访 节目好看");
    await assistant.writes("回访 1 基本满意 信访 音响太响");
    await estate.advance({ days: 29, hours: 13 });
    estate.readStaff();
    expect((await recordNow(estate)).status).toBe("handled");
    await assistant.writes("回访 1 满意 电话 备注没寄到 明年还来");
    assistant.expects(/活动回访已记下.*已自动关闭/);
    const held = await callbacksNow(estate);
    expect(held.map(({ round, form, satisfaction }) => [round, form, satisfaction])).toEqual([
      [1, "letter", "satisfied"],
      [2, "letter", "basicallySatisfied"],
      [3, "phone", "satisfied"],
    ]);
    await supervisor.writes("回访意见 1 明年调小音量");
    estate.readStaff();
  },
);

test(
  "praise and a question answered the same day need no callback; a suggestion does, within a week",
  LONG,
  async ({ estate, assistant, supervisor }) => {
    await openMatter(estate, { kind: "praise", words: "刘工修得真好", department: "engineering" });
    await openMatter(estate, { kind: "enquiry", words: "装修押金多少", department: "customerService" });
    await suggestLocker(estate);
    for (const number of [1, 2, 3]) await estate.staff("李娜").writes(`完成 ${number} 已转达并答复`);
    estate.readStaff();
    expect([(await recordNow(estate, 1)).status, (await recordNow(estate, 2)).status]).toEqual([
      "closed",
      "closed",
    ]);
    const [callback] = await callbacksNow(estate, 3);
    expect([callback?.kind, callback?.dueAt.toISOString()]).toEqual(["other", "2026-11-09T01:00:00.000Z"]);
    await supervisor.writes("回访计划 3 取消 已当面说清");
    supervisor.expects(/已取消，理由已记下/);
    expect((await recordNow(estate, 3)).status).toBe("closed");
    assistant.read();
  },
);
