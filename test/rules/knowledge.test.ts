import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findAnswer, readKnowledge } from "../../src/rules/knowledge.js";
import { readNotice } from "../../src/rules/notice-words.js";
import { noticeFor, saySpan } from "../../src/rules/notices.js";

const { entries } = readKnowledge(readFileSync("src/simulator/sample-knowledge.md", "utf8"));
const AT = { now: new Date("2026-11-23T09:00:00+08:00"), timezone: "Asia/Shanghai" };

describe("a question finds the one answer that fits, in whatever words", () => {
  test.each([
    ["物业费可以微信交吗？", "物业费怎么交"],
    ["你好，请问怎么缴管理费呀", "物业费怎么交"],
    ["物业费多少钱一平", "物业费多少钱"],
    ["你们前台电话多少", "前台电话是多少"],
    ["补办门禁卡需要什么材料呢", "办出入证需要什么材料"],
    ["周末可以装修吗", "装修几点可以施工"],
    ["我想办个停车月卡，怎么办", "停车月卡怎么办"],
  ])("%s", (text, question) => {
    expect(findAnswer(text, entries, AT)?.question).toBe(question);
  });
});

describe("what the file does not say is not answered from it", () => {
  test.each([
    "游泳池什么时候开放",
    "快递柜在哪里",
    "物业费发票怎么开",
    "停车场什么时候扩建",
    "厨房水管怎么漏水了",
    "电话打不通是怎么回事",
  ])("%s", (text) => {
    expect(findAnswer(text, entries, AT)).toBeNull();
  });
});

test("an answer without source, or with a day that is none, is a problem with its line", () => {
  const { entries: read, problems } = readKnowledge("## 几点开门\n- 有效期至：明年\n\n八点。\n");
  expect(read).toEqual([]);
  expect(problems.map(({ line }) => line)).toEqual([2, 1]);
});

describe("a notice is read with its span and its buildings", () => {
  test.each([
    ["停水 明天9点到17点 3栋 检修水泵", "停水", ["3"], "明天09:00到17:00"],
    ["停电 周五上午8点到12点 5、6栋 换变压器", "停电", ["5", "6"], "11月27日（周五）08:00到12:00"],
    ["电梯 今天14:00-16:30 观澜阁 年检", "电梯", ["观澜阁"], "今天14:00到16:30"],
    ["停水 明天9点到17点 全小区 清洗水箱", "停水", [], "明天09:00到17:00"],
    ["停电 后天9点到17点 5栋 换电表", "停电", ["5"], "11月25日（周三）09:00到17:00"],
    ["停电 后天 5栋 9点到17点 换电表", "停电", ["5"], "11月25日（周三）09:00到17:00"],
    ["停电 11.25 9点到17点 3到5栋 换电表", "停电", ["3", "4", "5"], "11月25日（周三）09:00到17:00"],
    ["停水 2026-11-25 9:00-17:00 A座 检修", "停水", ["A"], "11月25日（周三）09:00到17:00"],
    ["明天8点到17点 5号楼 停电", "停电", ["5"], "明天08:00到17:00"],
    ["停水 明天晚上8点到10点 全小区 洗水箱", "停水", [], "明天20:00到22:00"],
    ["停水 明天22点到次日6点 全小区 洗水箱", "停水", [], "明天22:00到11月25日（周三）06:00"],
    ["停水 明天9-17点 3栋 检修", "停水", ["3"], "明天09:00到17:00"],
    ["停水 明天9点到17点3-5栋 检修", "停水", ["3", "4", "5"], "明天09:00到17:00"],
    ["停水 明天9点到17点 3栋 清除堵塞", "停水", ["3"], "明天09:00到17:00"],
    ["停电 现在到17点 5栋 抢修", "停电", ["5"], "今天09:00到17:00"],
    ["停电 今天8点半到17点 5栋 抢修", "停电", ["5"], "今天08:30到17:00"],
  ])("%s", (words, topic, buildings, span) => {
    const read = readNotice(words, { ...AT, buildings: ["观澜阁"] });
    if (read.kind !== "notice") throw new Error(`not read: ${read.missing}`);
    expect(read.draft).toMatchObject({ topic, buildings });
    expect(saySpan(read.draft, AT.now, AT.timezone)).toBe(span);
    expect(read.draft.words).not.toMatch(/点|:|栋|-|到/);
  });
  test.each([
    ["停水 3栋 检修", "time"],
    ["停水 明天17点到9点 3栋", "order"],
    ["停水 昨天9点到今天10点", "past"],
    ["停水 8点半到17点 3栋", "past"],
    ["停水 明天 3栋 检修", "time"],
    ["停水 明天上午 3栋 检修", "time"],
    ["明天停水", "time"],
    ["停水 明天9点到17点 检修", "area"],
    ["停水 明天9点到17点 全小区除5栋 检修", "area"],
    ["停水 明天9点到17点 全小区和5栋 检修", "area"],
    ["停水 明天6点到8点 3栋", "unclear"],
    ["停水 明天9点到11点、14点到17点 3栋", "unclear"],
    ["停水 2月30日9点到17点 3栋", "unreadable"],
    ["停水 明天9点到25点 3栋", "unreadable"],
    ["2 业主下午来", "number"],
    ["2业主下午来", "number"],
    ["#2 停水 明天9点到17点 3栋", "number"],
  ])("%s lacks its %s", (words, missing) => {
    const read = readNotice(words, { now: AT.now, timezone: AT.timezone, buildings: [] });
    expect(read).toEqual({ kind: "problem", missing });
  });
});

test("a notice answers questions before it begins and reports only while it holds", () => {
  const read = readNotice("停水 明天9点到17点 3栋 检修水泵", { ...AT, buildings: [] });
  if (read.kind !== "notice") throw new Error("not read");
  const meta = { id: 1, estateId: "e", publishedBy: "lina", publishedAt: AT.now, withdrawnAt: null };
  const notices = [{ ...read.draft, ...meta }];
  const at = (hours: number) => new Date(AT.now.getTime() + hours * 3_600_000);
  const about = { text: "怎么没水了", room: "3-1-101", isReport: true };
  expect(noticeFor(notices, { ...about, now: at(1) })).toBeNull();
  expect(noticeFor(notices, { ...about, isReport: false, now: at(1) })?.id).toBe(1);
  expect(noticeFor(notices, { ...about, now: at(25) })?.id).toBe(1);
  expect(noticeFor(notices, { ...about, room: "5-1-101", now: at(25) })).toBeNull();
  expect(noticeFor(notices, { ...about, room: null, now: at(25) })).toBeNull();
  expect(noticeFor(notices, { ...about, now: at(33) })).toBeNull();
});
