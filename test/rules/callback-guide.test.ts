import { describe, expect, test } from "vitest";
import { isCommandAmidAnswers, readGuideAnswer } from "../../src/rules/callback-guide.js";

describe("what is answered step by step", () => {
  test.each([
    ["quality", "1", { kind: "answer", value: "好" }],
    ["quality", "２", { kind: "answer", value: "一般" }],
    ["effect", "2 水还有点小", { kind: "answer", value: "水还有点小" }],
    ["quality", "跳过", { kind: "answer", value: null }],
    ["satisfaction", "跳过", { kind: "unclear" }],
    ["satisfaction", "3", { kind: "answer", value: "不满意" }],
    ["shortcomings", "没有", { kind: "answer", value: null }],
    ["suggestions", "3天内来就好", { kind: "answer", value: "3天内来就好" }],
    ["suggestions", "取消", { kind: "stop" }],
    ["quality", "打了三次都没人接", { kind: "unreached" }],
    ["quality", "没人接", { kind: "unreached" }],
    ["quality", "业主电话打不通", { kind: "unreached" }],
    ["effect", "没接通，晚点再打", { kind: "unreached" }],
    ["effect", "对方手机关机", { kind: "unreached" }],
    ["satisfaction", "电话不通", { kind: "unreached" }],
    ["quality", "修得好，就是电话难打通", { kind: "answer", value: "修得好，就是电话难打通" }],
    ["effect", "下水道还是不通", { kind: "answer", value: "下水道还是不通" }],
    ["effect", "还是不通", { kind: "answer", value: "还是不通" }],
    ["quality", "水管没接好", { kind: "answer", value: "水管没接好" }],
    ["suggestions", "电话老打不通", { kind: "answer", value: "电话老打不通" }],
  ] as const)("%s: %s", (step, text, reading) => {
    expect(readGuideAnswer(step, text)).toEqual(reading);
  });

  test.each([
    ["查 42", true],
    ["#42 完成 换了阀", true],
    ["待办", true],
    ["完成得不错", false],
    ["1 完成了", false],
    ["通知不及时", false],
    ["我的意见是早点来", false],
    ["2", false],
  ])("%s among answers", (text, isCommand) => {
    expect(isCommandAmidAnswers(text)).toBe(isCommand);
  });
});
