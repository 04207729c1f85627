import { describe, expect, test } from "vitest";
import { quotedNumber, readStaffCommand } from "../../src/rules/staff-commands.js";

describe("what staff type is read as a command only when it clearly is one", () => {
  test.each([
    ["接单 42", { verb: "accept", number: 42 }],
    ["接单42", { verb: "accept", number: 42 }],
    ["接单　＃４２", { verb: "accept", number: 42 }],
    ["#42 接单", { verb: "accept", number: 42 }],
    ["42 收到", { verb: "accept", number: 42 }],
    ["收到", { verb: "accept", number: null }],
    ["我来！", { verb: "accept", number: null }],
    ["完成 42 更换角阀，已试水", { verb: "settle", number: 42, words: "更换角阀，已试水" }],
    ["修好了 换了个阀门", { verb: "settle", number: null, words: "换了个阀门" }],
    ["完成 42", { verb: "settle", number: 42, words: "" }],
    ["转 42 秩序维护", { verb: "transfer", number: 42, department: "security", words: "" }],
    ["转42给保洁 垃圾没清", { verb: "transfer", number: 42, department: "cleaning", words: "垃圾没清" }],
    ["转 42", { verb: "transfer", number: 42, department: null, words: "" }],
    ["备注 42 业主明天在家", { verb: "note", number: 42, words: "业主明天在家" }],
    [
      "登记 3-2-502 王女士 13800000000 厨房漏水 来电",
      { verb: "register", words: "3-2-502 王女士 13800000000 厨房漏水 来电" },
    ],
    ["定级 42 重大 受伤", { verb: "classify", number: 42, complaintClass: "major", words: "受伤" }],
    ["定级 42 一般", { verb: "classify", number: 42, complaintClass: "minor", words: "" }],
    ["改类 42 投诉", { verb: "changeKind", number: 42, kind: "complaint", words: "" }],
    ["查 42", { verb: "show", number: 42 }],
    ["待办", { verb: "todo" }],
    ["我的", { verb: "mine" }],
    ["帮助", { verb: "help", words: "" }],
    ["帮助 审核", { verb: "help", words: "审核" }],
  ])("%s", (text, command) => {
    expect(readStaffCommand(text, null)).toEqual(command);
  });

  test.each([
    "我来晚了不好意思",
    "收到快递了吗",
    "我的钥匙落在前台了",
    "今天天气不错",
    "好",
    "转",
    "13800000000",
  ])("everyday talk changes nothing: %s", (text) => {
    const read = readStaffCommand(text, null);
    // 「转」 alone is a command without a number and a department: it is refused later, with its form.
    if (text === "转") expect(read).toMatchObject({ verb: "transfer", number: null, department: null });
    else expect(read.verb).toBe("unknown");
  });
});

describe("what is left out", () => {
  test("a sentence that is no command names the two nearest ones", () => {
    expect(readStaffCommand("这个单我要接单不了", null)).toMatchObject({
      nearest: expect.arrayContaining(["accept"]),
    });
    expect(readStaffCommand("？？？", null)).toEqual({ verb: "unknown", nearest: ["help", "todo"] });
  });

  test("a room at the head of 登记 is never taken for a case number", () => {
    expect(readStaffCommand("登记 502 漏水", null)).toEqual({ verb: "register", words: "502 漏水" });
  });

  test("the number comes from the quoted card when it names exactly one", () => {
    expect(readStaffCommand("接单", "【报修】#42 3-2-502")).toEqual({ verb: "accept", number: 42 });
    expect(readStaffCommand("接单 7", "【报修】#42 3-2-502")).toEqual({ verb: "accept", number: 7 });
    expect(quotedNumber("#42 和 #43")).toBeNull();
    expect(quotedNumber("没有编号")).toBeNull();
  });
});
