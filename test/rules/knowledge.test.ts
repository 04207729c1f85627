import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findAnswer, readKnowledge } from "../../src/rules/knowledge.js";
import { noticeFor, readNotice, saySpan } from "../../src/rules/notices.js";

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
  ])("%s", (words, topic, buildings, span) => {
    const read = readNotice(words, { ...AT, buildings: ["观澜阁"] });
    if (read.kind !== "notice") throw new Error(`not read: ${read.missing}`);
    expect(read.draft).toMatchObject({ topic, buildings });
    expect(saySpan(read.draft, AT.now, AT.timezone)).toBe(span);
    expect(read.draft.words).not.toMatch(/点|:|栋/);
  });
  test.each([
    ["停水 3栋 检修", "time"],
    ["停水 明天17点到9点 3栋", "order"],
    ["停水 昨天9点到今天8点", "order"],
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
