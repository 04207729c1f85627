import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "../stories/estate-story.js";
import { ledgerOf, openMatter } from "./opened-matters.js";

const LONG = { timeout: 90_000 };

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate({ at: "2026-11-02T09:00:00+08:00" });
});
afterEach(() => estate.close());

const complain = (complaintClass: "minor" | "important" | "major") =>
  openMatter(estate, {
    kind: "complaint",
    complaintClass,
    words: "电梯三天两头停，投诉多次没人管",
    department: "engineering",
  });

const desk = () => estate.group("客服群");
const countOf = (texts: readonly string[], words: string) =>
  texts.filter((text) => text.includes(words)).length;

test(
  "a major complaint: drafted report, plan and approval, definite answer, ten days, and every limit missed is told above",
  LONG,
  async () => {
    await complain("major");
    // 11 h 40 min: the manager is reminded of the report, at night too.
    await estate.advance({ hours: 11, minutes: 41 });
    estate.staff("陈明").expects(/快到时限】#1 重大投诉[\s\S]*报总公司并抄送总经理室[\s\S]*上报 1/);
    await estate.advance({ minutes: 20 });
    estate.staff("高远").expects(/已超时】#1[\s\S]*12小时内报总公司/);
    estate.staff("陈明").expects(/已超时】#1/);
    expect(await desk().says("陈明", "上报 1 总公司罗文 20:50")).toMatch(
      /已记上报：总公司罗文，今天20:50。.*已完成/,
    );
    // The plan was due within a day.
    await estate.advance({ hours: 12 });
    estate.staff("王芳").expects(/已超时】#1[\s\S]*方案 1/);
    estate.staff("陈明").expects(/已超时】#1[\s\S]*「处理方案」/);
    expect(await desk().says("王芳", "批准 1")).toMatch(/只有管理处经理/);
    expect(await desk().says("陈明", "批准 1")).toMatch(/还没有方案/);
    expect(await desk().says("王芳", "方案 1 请厂家更换主板，赵强负责，周五前")).toMatch(/已请陈明审批/);
    estate.staff("陈明").expects(/请审批】#1 的处理方案，王芳写：请厂家更换主板/);
    expect(await desk().says("陈明", "批准 1")).toMatch(/方案已批准（请厂家更换主板.*已派工程部/);
    estate.readStaff();
    expect(await estate.group("工程群").says("赵强", "接单 1")).toMatch(/由赵强接单/);
    estate.readStaff();
    await estate.advance({ hours: 23 });
    estate.readStaff();
    await estate.advance({ hours: 1, minutes: 2 });
    const gaoyuan = estate.staff("高远").read();
    expect(countOf(gaoyuan, "「明确答复」")).toBe(1);
    expect(await desk().says("陈明", "答复 1 厂家周五到场更换主板")).toMatch(/正在转告住户/);
    estate.readStaff();
    await estate.advance({ days: 7, hours: 11 });
    const chenming = estate.staff("陈明").read();
    expect(countOf(chenming, "快到时限")).toBe(0);
    await estate.advance({ days: 1 });
    expect(countOf(estate.staff("高远").read(), "重大投诉10天内解决")).toBe(1);
    estate.readStaff();
    expect(await desk().says("赵强", "完成 1 更换主板，运行正常")).toMatch(/已办结/);
    estate.readStaff();
    expect(await desk().says("王芳", "签收 1")).toMatch(/签收登记/);
    for (const form of ["电话", "家访"]) await estate.staff("陈明").writes(`回访 1 满意 ${form} 没再停`);
    await estate.staff("陈明").sendsPhoto();
    await estate.staff("王芳").writes("回访意见 1 同意归档");
    estate.readStaff();
    // Closed for good: nothing asks again, and the month rule is past.
    await estate.advance({ days: 30 });
  },
);

test("an important complaint is reported to the supervisor within the hour, or the supervisor is told by the desk", async () => {
  await complain("important");
  await estate.advance({ minutes: 41 });
  estate.staff("李娜").expects(/快到时限】#1[\s\S]*上报 1/);
  await estate.advance({ minutes: 20 });
  estate.staff("王芳").expects(/已超时】#1[\s\S]*重要投诉60分钟内报主管|1小时内报主管/);
  estate.staff("李娜").expects(/已超时】#1/);
  expect(await desk().says("王芳", "备注 1 已了解")).toMatch(/已记入/);
  await estate.advance({ days: 5 });
  expect(await desk().says("赵强", "完成 1 已换配件")).toMatch(/已办结/);
  estate.readStaff();
  expect(await desk().says("王芳", "签收 1")).toMatch(/签收/);
  estate.staff("陈明").expects(/投诉处理结果】#1 重要投诉[\s\S]*赵强处理：已换配件。记录已由主管签收/);
});

test("the record of a settled complaint reaches the supervisor the same day, or the supervisor and then the manager are asked", async () => {
  await complain("minor");
  expect(await desk().says("赵强", "完成 1 已换配件")).toMatch(/已办结/);
  estate.staff("王芳").expects(/投诉办结】#1[\s\S]*签收 1/);
  estate.readStaff();
  await estate.advance({ hours: 9, minutes: 1 });
  estate.staff("赵强").expects(/快到时限】#1[\s\S]*当天把记录交主管/);
  // Midnight is quiet: the supervisor hears at the opening.
  await estate.advance({ hours: 14 });
  estate.staff("王芳").expectsNothing();
  await estate.advance({ hours: 1 });
  estate.staff("王芳").expects(/请您接手】#1/);
  estate.staff("赵强").expects(/已转上级/);
  expect(await desk().says("王芳", "签收 1")).toMatch(/已签收登记/);
  expect(await desk().says("王芳", "签收 1")).toMatch(/已经签收过/);
});

test(
  "a complaint unsolved for a month becomes major by itself, with its clocks starting then",
  LONG,
  async () => {
    await complain("minor");
    for (let day = 0; day < 29; day += 1) {
      await estate.advance({ days: 1 });
      estate.readStaff();
    }
    await estate.advance({ hours: 23, minutes: 59 });
    estate.readStaff();
    await estate.advance({ minutes: 2 });
    const told = estate.staff("陈明").read();
    expect(countOf(told, "升为重大投诉")).toBe(1);
    expect(countOf(told, "重大投诉报告")).toBe(1);
    estate.readStaff();
    const record = await ledgerOf(estate).stores.cases.findByNumber("yunqi", 1);
    expect(record?.complaintClass).toBe("major");
    const duties = await ledgerOf(estate).stores.duties.openOfCase(record?.id ?? 0);
    expect(duties.map((duty) => duty.kind).sort()).toEqual([
      "complaint.answerMajor",
      "complaint.plan",
      "complaint.reportMajor",
      "complaint.solveMajor",
    ]);
    const solve = duties.find((duty) => duty.kind === "complaint.solveMajor");
    expect(solve?.dueAt.toISOString()).toBe("2026-12-12T01:00:00.000Z");
    expect(await desk().says("陈明", "关闭 1 厂家停产，已退款协商")).toMatch(/无法解决/);
  },
);

test("a complaint solved a day before its month never becomes major", LONG, async () => {
  await complain("minor");
  for (let day = 0; day < 29; day += 1) {
    await estate.advance({ days: 1 });
    estate.readStaff();
  }
  expect(await desk().says("赵强", "完成 1 已换配件")).toMatch(/已办结/);
  estate.readStaff();
  expect(await desk().says("王芳", "签收 1")).toMatch(/签收/);
  await estate.advance({ days: 3 });
  estate.readStaff();
  expect((await ledgerOf(estate).stores.cases.findByNumber("yunqi", 1))?.complaintClass).toBe("minor");
});

test("a pause needs reason and end, that of a major complaint the supervisor, and gives its time back", async () => {
  await complain("minor");
  const group = estate.group("工程群");
  expect(await group.says("赵强", "暂停 1 等配件")).toMatch(/等到什么时候/);
  expect(await group.says("赵强", "暂停 1 到周五")).toMatch(/在等什么/);
  expect(await group.says("赵强", "暂停 1 等配件 到周五")).toMatch(/已暂停.*等配件.*11月6日（周五）18:00/);
  expect(await group.says("赵强", "查 1")).toMatch(/「办结」已暂停到11月6日（周五）18:00：等配件/);
  await estate.advance({ days: 3 });
  estate.readStaff();
  // Three days of pause: two days were left when it began, two are left now.
  expect(await group.says("赵强", "恢复 1")).toMatch(/暂停的3天已补回.*「办结」新时限11月7日（周六）09:00前/);
  expect(await group.says("赵强", "恢复 1")).toMatch(/没有暂停/);
  await complain("major");
  expect(await group.says("赵强", "暂停 2 等厂家 到周五")).toMatch(/重大投诉.*客服主管决定/);
  expect(await desk().says("王芳", "暂停 2 等厂家 到周五")).toMatch(/已暂停/);
  expect(await desk().says("陈明", "关闭 1 配件停产")).toMatch(/关闭/);
  expect(await desk().says("陈明", "关闭 2 配件停产")).toMatch(/关闭/);
});

test("a pause that nobody ends ends by itself, says the new limit, and the clock climbs from there", async () => {
  await complain("minor");
  await estate.group("工程群").says("赵强", "暂停 1 等配件 到周三");
  await estate.advance({ days: 2, hours: 9, minutes: 1 });
  estate.staff("赵强").expects(/恢复计时】#1[\s\S]*新时限11月6日（周五）18:00前/);
  estate.readStaff();
  await estate.advance({ hours: 47 });
  estate.staff("赵强").expects(/快到时限/);
  await estate.advance({ hours: 1 });
  estate.staff("王芳").expects(/请您接手】#1/);
  estate.readStaff();
  await desk().says("陈明", "关闭 1 配件停产");
});

test("a complaint handed to another department is asked of its head, and nothing is held back by the old acceptance", async () => {
  await complain("minor");
  await estate.group("工程群").says("赵强", "接单 1");
  estate.readStaff();
  expect(await desk().says("李娜", "转 1 保洁")).toMatch(/已转保洁部/);
  estate.readStaff();
  await estate.advance({ hours: 36, minutes: 1 });
  estate.staff("邓秀英").expects(/快到时限】#1/);
  estate.staff("赵强").expectsNothing();
  await desk().says("陈明", "关闭 1 与保洁无关，已当面说明");
});

test("nobody is assigned to a major complaint before its latest plan is approved, and the refusal says whose turn it is", async () => {
  await complain("major");
  const group = estate.group("工程群");
  expect(await group.says("赵强", "接单 1")).toMatch(/先有方案再派人：请主管写「方案 1 .*经理批准后再接单/);
  expect(await group.says("赵强", "完成 1 已换主板")).toMatch(/先有方案再派人/);
  await desk().says("王芳", "方案 1 请厂家更换主板，赵强负责");
  expect(await group.says("赵强", "接单 1")).toMatch(/还在等陈明审批。陈明回复「批准 1」/);
  const waiting = await ledgerOf(estate).stores.cases.findByNumber("yunqi", 1);
  expect(waiting).toMatchObject({ status: "recorded", assignee: null, acceptedAt: null });
  estate.readStaff();
  expect(await desk().says("陈明", "批准 1")).toMatch(/方案已批准/);
  expect(group.read().join()).toMatch(/(?<!批准后，)接手请回复「接单 1」/);
  // A plan written anew is approved anew.
  await desk().says("王芳", "方案 1 请厂家更换曳引机，赵强负责");
  expect(await group.says("赵强", "接单 1")).toMatch(/还在等陈明审批/);
  await desk().says("陈明", "批准 1");
  expect(await group.says("赵强", "接单 1")).toMatch(/由赵强接单/);
  estate.readStaff();
  expect(await group.says("赵强", "完成 1 已换曳引机")).toMatch(/已办结/);
  estate.readStaff();
});

test("an emergency waits for no plan, and a complaint accepted before it became major may be finished", async () => {
  await openMatter(estate, {
    kind: "complaint",
    complaintClass: "major",
    emergency: true,
    words: "电梯困人，上次投诉也没人管",
    department: "engineering",
  });
  const group = estate.group("工程群");
  expect(await group.says("赵强", "接单 1")).toMatch(/由赵强接单/);
  await complain("minor");
  await group.says("赵强", "接单 2");
  expect(await desk().says("王芳", "定级 2 重大 有人受伤")).toMatch(/已改为重大投诉/);
  estate.readStaff();
  expect(await group.says("赵强", "完成 2 已换配件")).toMatch(/已办结/);
  estate.readStaff();
});
