import { describe, expect, test } from "vitest";
import { readStaffCommand } from "../../src/rules/staff-commands.js";

const doubt = (text: string, quote: string | null = null) => {
  const read = readStaffCommand(text, quote);
  return read.verb === "unknown" ? read.doubt : undefined;
};

describe("which case a number names", () => {
  test.each([
    ["修好了 3楼的灯", { verb: "settle", number: null, words: "3楼的灯" }],
    ["完成 2个阀门都换了新的", { verb: "settle", number: null, words: "2个阀门都换了新的" }],
    ["备注 8栋电梯明天年检", { verb: "note", number: null }],
    ["答复 9天内一定修剪", { verb: "answer", number: null, words: "9天内一定修剪" }],
    ["关闭 6栋水阀，今晚10点检修", { verb: "close", number: null }],
    ["合并 2栋和9栋的", { verb: "merge", number: null, others: [] }],
    ["暂停 3天 等配件", { verb: "pause", number: null, words: "3天 等配件" }],
    ["回访 42 1 电话 挺好", { verb: "holdCallback", number: 42, words: "1 电话 挺好" }],
    ["完成 42 门锁已换", { verb: "settle", number: 42, words: "门锁已换" }],
    ["完成42楼道灯", { verb: "settle", number: null }],
    ["完成 42 楼道灯已换", { verb: "settle", number: 42, words: "楼道灯已换" }],
    ["备注 42 单元门又坏了", { verb: "note", number: 42, words: "单元门又坏了" }],
    ["完成 42号 换了2个灯", { verb: "settle", number: 42, words: "换了2个灯" }],
    ["约 12 25号上午", { verb: "appoint", number: 12, words: "25号上午" }],
    ["约 12 11/25 9点", { verb: "appoint", number: 12, words: "11/25 9点" }],
    ["约 12 11.25下午", { verb: "appoint", number: 12, words: "11.25下午" }],
    ["约12号 明天下午3点", { verb: "appoint", number: 12, words: "明天下午3点" }],
    ["合并 18、23和24", { verb: "merge", number: 18, others: [23, 24] }],
    ["#18 合并 23", { verb: "merge", number: 18, others: [23] }],
    ["更正 26 电话 13800000116", { verb: "correct", number: 26, words: "电话 13800000116" }],
    ["查一下12", { verb: "show", number: 12 }],
    ["查了2", { verb: "show", number: 2 }],
    ["办结 2 换灯", { verb: "settle", number: 2, words: "换灯" }],
    ["完成了 2 换了灯泡", { verb: "settle", number: 2, words: "换了灯泡" }],
    ["撤回 7", { verb: "undo", about: 7 }],
    ["撤回7的接单", { verb: "undo", about: 7 }],
    ["撤回", { verb: "undo" }],
    ["方案 8 1.换阀 2.试水", { verb: "plan", number: 8, words: "1.换阀 2.试水" }],
    ["已接单 8", { verb: "accept", number: 8 }],
    ["8收到", { verb: "accept", number: 8 }],
  ])("%s", (text, command) => {
    expect(readStaffCommand(text, null)).toMatchObject(command);
  });
});

describe("which case a quoted card names", () => {
  test.each([
    ["约 15:00", { verb: "appoint", number: 12, words: "15:00" }],
    ["约 3点", { verb: "appoint", number: 12, words: "3点" }],
    ["改约 5点半", { verb: "appoint", number: 12, words: "5点半" }],
    ["约 25号上午", { verb: "appoint", number: 12, words: "25号上午" }],
    ["完成了 换灯", { verb: "settle", number: 12, words: "换灯" }],
    ["完成 3号灯换了", { verb: "settle", number: 12, words: "3号灯换了" }],
    ["撤回", { verb: "undo", about: 12 }],
  ])("with #12 quoted: %s", (text, command) => {
    expect(readStaffCommand(text, "【报修】#12 3-2-502")).toMatchObject(command);
  });
});

describe("what leaves the case in doubt changes nothing", () => {
  test.each([
    "转给保洁 10",
    "完成 换了灯 2",
    "接单 3栋502",
    "恢复2栋供水",
    "批准2天",
    "完成 3号灯换了",
    "完成 12-15 都换了",
    "备注 水表读数 1234",
  ])("%s names no case for sure, so the only open one is not taken", (text) => {
    expect(doubt(text)).toMatchObject({ because: "strayNumber" });
  });

  test.each([
    ["接单 4 5", "accept"],
    ["接单 3/11", "accept"],
    ["接 4 5", "accept"],
    ["完成 11 15 都换了锁芯", "settle"],
    ["完成 11、15号都换了锁芯", "settle"],
    ["#11 #15 接单", "accept"],
    ["11、15 完成 换了锁芯", "settle"],
    ["转 11和15 保洁", "transfer"],
    ["查 2 3", "show"],
    ["备注 11，15 业主在家", "note"],
    ["约 11、15 明天下午3点", "appoint"],
    ["3、5 马上到", "progress"],
    ["确认回访 11 12", "confirmCallback"],
  ])("%s names several: one at a time", (text, verb) => {
    expect(doubt(text)).toMatchObject({ because: "several", verb });
  });
});

describe("what asks or is not done settles nothing", () => {
  test.each([
    "修好了吗2",
    "完成了没 20",
    "完成20了吗",
    "完成 20 换好了吗",
    "处理好了没有",
    "接单了吗 12",
    "接单 12 可以吗",
    "批准？",
  ])("%s asks", (text) => {
    expect(doubt(text)).toMatchObject({ because: "asked" });
  });

  test.each([
    "完成不了 缺配件",
    "完成 20 没修好，等电力公司",
    "完成 20 明天才能弄",
    "2 完成一半 明天继续",
    "完成 20 换了一半",
    "完成 20 等配件",
    "完成 20 还没弄完",
    "完成 20 修不了，要厂家来",
    "办结 20 未修复",
  ])("%s is not done", (text) => {
    expect(doubt(text)).toMatchObject({ because: "unfinished" });
  });

  test.each([
    "完成 20 昨天没修好，今天换了总成",
    "完成 20 检查后没发现问题",
    "完成 20 更换角阀，没有再漏",
    "完成 20 无法修复，已更换新锁",
    "完成 20 换了阀芯，明天再来复查",
    "完成 20 紧了螺丝，后天再看一次",
    "完成 20 等业主回家后更换角阀",
    "完成 20 下周装快递柜",
    "完成 20 未关的阀门关上了",
    "完成 20 没换灯泡，重新接了线",
    "完成 20 什么问题都没有",
  ])("%s is done", (text) => {
    expect(readStaffCommand(text, null)).toMatchObject({ verb: "settle", number: 20 });
  });
});

describe("what is said in passing and beside", () => {
  test.each([
    ["还在处理", null],
    ["5还在处理", 5],
    ["7在处理", 7],
    ["2还在修", 2],
    ["#9 还没弄完", 9],
    ["3 正在处理中，缺个垫片", 3],
    ["8处理中", 8],
  ])("%s answers whether it is still worked on", (text, number) => {
    expect(readStaffCommand(text, null)).toMatchObject({ verb: "progress", progress: "working", number });
  });

  test.each(["还在处理吗", "5还在修吗", "5在处理，什么时候好？", "谁在处理5"])("%s does not", (text) => {
    expect(readStaffCommand(text, null).verb).toBe("unknown");
  });

  test.each([
    ["接单 12，明天下午三点去", "明天下午三点去"],
    ["批准 12 先换阀门再观察", "先换阀门再观察"],
    ["恢复 12 配件到了", "配件到了"],
  ])("%s is not lost", (text, beside) => {
    expect(readStaffCommand(text, null)).toMatchObject({ number: 12, beside });
  });

  test.each(["接单 12 好的", "收到 12，谢谢", "12 接单！", "接单 12 👌[OK]"])(
    "%s says nothing beside",
    (text) => {
      expect(readStaffCommand(text, null)).toEqual({ verb: "accept", number: 12 });
    },
  );

  test("what was done stays in the words when more is told", () => {
    expect(readStaffCommand("10打扫好了，喷了消毒水", null)).toEqual({
      verb: "settle",
      number: 10,
      words: "打扫好了，喷了消毒水",
    });
    expect(readStaffCommand("3区的灯 修好了", null).verb).toBe("unknown");
  });
});

describe("what a sentence that is no command is nearest to", () => {
  test.each([
    ["今天多少", "summary", undefined],
    ["谁在处理5", "show", 5],
    ["5人放出来了", "settle", undefined],
    ["完城 7 换灯", "settle", 7],
    ["代办", "todo", undefined],
    ["12换人吧", "transfer", 12],
  ])("%s", (text, verb, about) => {
    const read = readStaffCommand(text, null);
    expect(read).toMatchObject({ verb: "unknown", nearest: [verb, expect.anything()] });
    expect(read.verb === "unknown" ? read.about : null).toBe(about);
  });

  test("a long line is read at once", () => {
    const started = performance.now();
    for (const sign of ["没", "修", " ", "1 ", "了", "还在处理 ", "好的 ", "明天"]) {
      readStaffCommand(`完成 20 ${sign.repeat(4000)}`, null);
      readStaffCommand(`接单 20 ${sign.repeat(4000)}?`, null);
      readStaffCommand(`5${sign.repeat(4000)}`, null);
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
