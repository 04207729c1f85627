import { describe, expect, test } from "vitest";
import { monthNamed, readAskedForms } from "../../src/rules/forms/form-span.js";

const NOW = new Date("2026-11-21T04:00:00Z");
const SHANGHAI = "Asia/Shanghai";

describe("what 导出 asks for", () => {
  test.each([
    ["上月", "2026-10", null],
    ["", "2026-10", null],
    ["上个月", "2026-10", null],
    ["本月", "2026-11", null],
    ["10月", "2026-10", null],
    ["12月", "2025-12", null],
    ["2026-10", "2026-10", null],
    ["2026年9月", "2026-09", null],
    ["上月 投诉", "2026-10", "complaint"],
    ["10月投诉", "2026-10", "complaint"],
    ["10月份报修", "2026-10", "repair"],
    ["2026-10 报修记录表", "2026-10", "repair"],
    ["上月的回访", "2026-10", "callback"],
    ["上月 接待", "2026-10", "reception"],
    ["投诉", "2026-10", "complaint"],
    ["上月 全部", "2026-10", null],
  ] as const)("导出 %s", (words, period, form) => {
    const asked = readAskedForms(words, NOW, SHANGHAI);
    expect([asked?.month.id, asked?.form]).toEqual([period, form]);
  });

  test.each(["2026-12", "2027年1月", "2026-13", "13月", "上月 工资", "昨天", "上周", "明年", "10月3日"])(
    "导出 %s is not understood, and nothing is exported",
    (words) => {
      expect(readAskedForms(words, NOW, SHANGHAI)).toBeNull();
    },
  );

  test("a month is the estate's own: it begins at its midnight and the last moment before the next belongs to it", () => {
    expect(monthNamed("2026-10", SHANGHAI)).toEqual({
      kind: "month",
      id: "2026-10",
      from: new Date("2026-09-30T16:00:00Z"),
      to: new Date("2026-10-31T16:00:00Z"),
    });
    expect(monthNamed("2026-03", "America/New_York")).toMatchObject({
      from: new Date("2026-03-01T05:00:00Z"),
      to: new Date("2026-04-01T04:00:00Z"),
    });
    expect(monthNamed("2026-00", SHANGHAI)).toBeNull();
    expect(monthNamed("2026-10-01", SHANGHAI)).toBeNull();
  });
});
