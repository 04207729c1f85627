import { expect } from "vitest";
import { ledgerOf, openMatter } from "../duties/opened-matters.js";
import type { EstateStory } from "../stories/estate-story.js";
import { test } from "./callback-story.js";
import { callbacksNow, drawAt, settledRepair } from "./planned-callbacks.js";

const LONG = { timeout: 90_000 };

async function settledComplaint(estate: EstateStory): Promise<void> {
  await openMatter(estate, {
    kind: "complaint",
    complaintClass: "minor",
    words: "楼道垃圾三天没人收",
    department: "cleaning",
  });
  await estate.staff("邓秀英").writes("完成 1 已清运，安排专人");
  estate.readStaff();
}

test(
  "the week's plan says who calls whom by when, and the supervisor changes form, caller and day",
  LONG,
  async ({ estate, assistant, supervisor }) => {
    await settledComplaint(estate);
    await estate.staff("刘工").writes("回访计划");
    estate.staff("刘工").expects(/由客服主管安排/);
    await supervisor.writes("回访计划");
    supervisor.expects(
      /回访计划，到11月9日（周一）共2次：\n#1 .*｜电话回访｜邓秀英｜电话，11月4日（周三）09:00前\n#1 .*｜家访或信访｜邓秀英｜家访，11月5日（周四）09:00前\n本月家访1\/2，够两成/,
    );
    await supervisor.writes("回访计划 1 周三下午5点");
    supervisor.expects(/电话回访最晚11月4日（周三）09:00前（CBK-03），不能再往后/);
    await supervisor.writes("回访计划 1 家访 刘工");
    supervisor.expects(/刘工不能做这次回访：一般投诉由被投诉部门负责人和客户助理一起回访/);
    await supervisor.writes("回访计划 1 家访 周敏 明天");
    supervisor.expects(/#1 已改：家访或信访：周敏，家访，明天18:00前，已通知周敏/);
    assistant.expects(/回访任务】#1[\s\S]*家访或信访：家访，明天18:00前/);
    const [, visit] = await callbacksNow(estate);
    expect([visit?.caller, visit?.dueAt.toISOString()]).toEqual(["zhoumin", "2026-11-03T10:00:00.000Z"]);
    await supervisor.writes("回访计划 1 取消 太忙");
    supervisor.expects(/不能取消：投诉、特约服务要全部回访（CBK-10）/);
    await supervisor.writes("回访计划 1 蓝色");
    supervisor.expects(/没看懂要怎么改/);
    await supervisor.writes("回访计划 1");
    supervisor.expects(/#1 .*的回访：\n电话回访：邓秀英[\s\S]*家访或信访：周敏/);
    // The clock of the old day is gone, that of the new one asks.
    const kinds = (
      await ledgerOf(estate).stores.duties.openOfCase((await callbacksNow(estate))[0]?.caseId ?? 0)
    ).map(({ kind, ownerUserid, dueAt }) => [kind, ownerUserid, dueAt.toISOString()]);
    expect(kinds.filter(([kind]) => kind === "callback.complaintVisit")).toEqual([
      ["callback.complaintVisit", "zhoumin", "2026-11-03T10:00:00.000Z"],
    ]);
    await estate.advance({ days: 1, hours: 9, minutes: 1 });
    expect(supervisor.read().join("\n")).toMatch(/已超时】#1[\s\S]*「家访或信访」/);
    estate.readStaff();
  },
);

test(
  "a drawn callback taken off the plan is made up by the next settlement",
  LONG,
  async ({ estate, assistant, supervisor }) => {
    await drawAt(estate, 1);
    await settledRepair(estate, "厨房灯不亮");
    estate.readStaff();
    await supervisor.writes("回访计划 1 改电话 由李娜去 周五前");
    supervisor.expects(/#1 已改：维修回访：李娜，电话，11月6日（周五）18:00前，已通知李娜/);
    estate.staff("李娜").expects(/回访任务】#1/);
    await supervisor.writes("回访计划 1 取消");
    supervisor.expects(/请写为什么取消/);
    await supervisor.writes("回访计划 1 取消 住户出国");
    supervisor.expects(/已取消，理由已记下。抽样会由下一件补上/);
    await settledRepair(estate, "卧室插座没电");
    assistant.read();
    estate.readStaff();
    const states = [...(await callbacksNow(estate, 1)), ...(await callbacksNow(estate, 2))].map(
      ({ state }) => state,
    );
    expect(states).toEqual(["cancelled", "planned"]);
  },
);

test(
  "the records of a month are filed once they are confirmed and reviewed, and what is missing is named",
  LONG,
  async ({ estate, assistant, supervisor }) => {
    await settledComplaint(estate);
    await estate.staff("邓秀英").writes("回访 1 满意 电话 干净了");
    await assistant.writes("确认回访 1");
    await assistant.writes("回访 1 满意 家访 楼道很干净");
    estate.readStaff();
    await assistant.writes("归档 回访 11月");
    assistant.expects(/由档案管理员或客服主管归档/);
    const archivist = estate.staff("吴静");
    await archivist.writes("归档 11月");
    archivist.expects(/请写归档什么、哪个月/);
    await archivist.writes("归档 回访 11月");
    archivist.expects(
      /11月没有可以归档的新记录。\n还有2条没有归档：\n#1 电话回访主管还没有写意见\n#1 家访或信访等第二人确认/,
    );
    await estate.staff("邓秀英").writes("确认回访 1");
    await estate.staff("邓秀英").writes("回访意见 1 同意");
    estate.staff("邓秀英").read();
    await supervisor.writes("回访意见 1 同意归档");
    estate.readStaff();
    await archivist.writes("归档 回访 11月");
    archivist.expects(/11月的回访记录已归档2条，保存到2028年11月2日。这个月的回访记录齐了/);
    await archivist.writes("归档 回访 本月");
    archivist.expects(/没有可以归档的新记录（之前已归档2条）。这个月的回访记录齐了/);
    const filed = await callbacksNow(estate);
    expect(
      filed.map(({ filedAt, retainUntil }) => [filedAt?.toISOString(), retainUntil?.toISOString()]),
    ).toEqual([
      ["2026-11-02T01:00:00.000Z", "2028-11-02T01:00:00.000Z"],
      ["2026-11-02T01:00:00.000Z", "2028-11-02T01:00:00.000Z"],
    ]);
    await supervisor.writes("签收 1");
    estate.readStaff();
  },
);

test(
  "whoever wrote a wrong assessment corrects it until it is reviewed; both stay in the ledger",
  LONG,
  async ({ estate, assistant, supervisor }) => {
    await drawAt(estate, 1);
    await settledRepair(estate, "卧室灯不亮");
    estate.readStaff();
    await assistant.writes("回访 1 满意 家访 修好了");
    assistant.expects(/维修回访已记下/);
    await assistant.writes("回访 1 更正 基本满意 修好了，就是晚了");
    assistant.expects(/已更正为基本满意，原来写的也留着/);
    const record = await ledgerOf(estate).stores.cases.findByNumber("yunqi", 1);
    const entries = await ledgerOf(estate).stores.ledger.ofCase(record?.id ?? 0);
    const held = entries.filter(({ type }) => type === "callbackHeld");
    expect(held.map(({ correctsId, data }) => [correctsId === held[0]?.id, data.satisfaction])).toEqual([
      [false, "satisfied"],
      [true, "basicallySatisfied"],
    ]);
    await supervisor.writes("回访意见 1 注意及时");
    supervisor.expects(/已写意见/);
    await assistant.writes("回访 1 更正 满意 家访 还是满意");
    assistant.expects(/主管已写意见，不能再改/);
  },
);
