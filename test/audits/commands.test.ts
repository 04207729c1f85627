import { describe, expect, test } from "vitest";
import { applyCorrection, readRecordCorrection } from "../../src/rules/record-correction.js";
import { readStaffCommand } from "../../src/rules/staff-commands.js";
import { caseDraft, NOON } from "../db/samples.js";

const read = (text: string, quote: string | null = null) => readStaffCommand(text, quote);
const audit = (period: string, act: object) => ({ verb: "audit", period, act });
const one = (number: number | null, want: string, words = "") => ({ verb: "auditCase", number, want, words });

describe("审核", () => {
  test.each([
    ["审核", audit("", { want: "list" })],
    ["审核 今日", audit("今日", { want: "list" })],
    ["审核今天", audit("今天", { want: "list" })],
    ["审核 昨日 下一页", audit("昨日", { want: "next" })],
    ["审核 今日 第2页", audit("今日", { want: "page", page: 2 })],
    ["审核 今日 2", audit("今日", { want: "page", page: 2 })],
    ["审核 今日 通过", audit("今日", { want: "pass", words: "" })],
    ["审核 今日，通过，都看过了", audit("今日", { want: "pass", words: "都看过了" })],
    ["审核 今日 通过 但 42 明天补上", audit("今日", { want: "pass", words: "但 42 明天补上" })],
    ["审核 上周 通过", audit("上周", { want: "pass", words: "" })],
    ["审核 2026-11-20", audit("2026-11-20", { want: "list" })],
    ["审核 2026-W47 通过", audit("2026-W47", { want: "pass", words: "" })],
    ["审核 11月20日 通过", audit("11月20日", { want: "pass", words: "" })],
    ["审核 11-20", audit("11-20", { want: "list" })],
    ["审核 通过", audit("", { want: "pass", words: "" })],
    ["审核 昨日 为什么", audit("昨日", { want: "why" })],
    ["为什么 审核 昨日", audit("昨日", { want: "why" })],
    ["为什么 审核", audit("", { want: "why" })],
    ["审核 42", one(42, "show")],
    ["审核 #42", one(42, "show")],
    ["#42 审核 可", one(42, "seen")],
    ["审核 42 可", one(42, "seen")],
    ["审核 42 没问题", one(42, "seen")],
    ["审核 42 更正 电话没有留", one(42, "correction", "电话没有留")],
    ["审核42更正：房号不对", one(42, "correction", "房号不对")],
    ["更正 42 电话 13800000000", { verb: "correct", number: 42, words: "电话 13800000000" }],
    ["小结 上月 交给了王芳", { verb: "monthSummary", words: "上月 交给了王芳" }],
    ["为什么 42", { verb: "why", number: 42 }],
  ])("%s", (text, command) => {
    expect(read(text)).toEqual(command);
  });

  test("a mark said of a quoted card is of its matter, a period stays a period", () => {
    expect(read("审核 可", "【报修】#42 3-2-502")).toEqual(one(42, "seen"));
    expect(read("审核 更正 没有电话", "【报修】#42 3-2-502")).toEqual(one(42, "correction", "没有电话"));
    expect(read("审核 今日", "【报修】#42 3-2-502")).toEqual(audit("今日", { want: "list" }));
  });

  test("a sentence about audits that is no command is answered with the nearest", () => {
    expect(read("今天的记录审核一下吧")).toMatchObject({
      verb: "unknown",
      nearest: ["audit", expect.anything()],
    });
  });
});

describe("更正", () => {
  test.each([
    ["电话 13800000000", "phone", "13800000000"],
    ["电话改成 138 0000 0000", "phone", "13800000000"],
    ["13800000000", "phone", "13800000000"],
    ["房号 3-2-502", "room", "3-2-502"],
    ["房号是3栋2单元502", "room", "3-2-502"],
    ["3栋2单元502", "room", "3-2-502"],
    ["称呼：王女士", "name", "王女士"],
    ["事由 是卫生间漏水，不是厨房", "matter", "卫生间漏水，不是厨房"],
    ["处理情况 更换角阀并试水", "handling", "更换角阀并试水"],
  ])("%s", (words, field, value) => {
    expect(readRecordCorrection(words, [])).toEqual({ field, value });
  });

  test.each(["", "电话", "电话 12345", "房号 不知道", "写错了"])(
    "%j says nothing that could be put right",
    (words) => {
      expect(readRecordCorrection(words, [])).toBeNull();
    },
  );

  test("what stands already changes nothing, and a line drafted from the old words goes with them", () => {
    const record = { ...caseDraft({ summary: "厨房漏水" }), id: 1, number: 1, version: 1, updatedAt: NOON };
    expect(applyCorrection(record, { field: "phone", value: "13800000000" })).toBeNull();
    expect(applyCorrection(record, { field: "matter", value: "卫生间漏水" })).toEqual({
      changes: { matter: "卫生间漏水", summary: null },
      data: { matter: "卫生间漏水", fromMatter: "厨房漏水" },
      old: "厨房漏水",
    });
    expect(applyCorrection(record, { field: "room", value: "503" })?.changes).toEqual({ room: "3-2-503" });
  });
});
