import { describe, expect, test } from "vitest";
import { sayMoment } from "../../src/rules/estate-time.js";
import { type MomentReading, readMoment, readUntil } from "../../src/rules/spoken-moment.js";

const ZONE = "Asia/Shanghai";
/** A Sunday. */
const NOW = new Date("2026-11-22T14:20:00+08:00");

function show(read: MomentReading): string {
  if (read.kind === "none") return "none";
  if (read.kind === "impossible") return `impossible ${read.words}`;
  if (read.kind === "ambiguous") {
    return read.moments.map(({ at }) => sayMoment(at, NOW, ZONE)).join(" or ");
  }
  return `${sayMoment(read.moment.at, NOW, ZONE)}${read.moment.wholeDay ? " (day)" : ""}`;
}

describe("the moment a sentence names", () => {
  test.each([
    ["业主说，后天上午10点", "11月24日（周二）10:00"],
    ["11.25下午", "11月25日（周三）14:00"],
    ["周三不在，周四上午10点", "11月26日（周四）10:00"],
    ["周三没空 周四上午10点", "11月26日（周四）10:00"],
    ["昨天来过，约明天上午9点", "明天09:00"],
    ["周五来，周五上午10点", "11月27日（周五）10:00"],
    ["明天上午10点，明天上午都在家", "明天10:00"],
    ["明天9点到11点", "明天09:00"],
    ["明天9-11点", "明天09:00"],
    ["1号电梯 明天上午10点", "明天10:00"],
    ["等了3天，明天上午", "明天09:00"],
    ["明天上午或者下午", "明天09:00 or 明天14:00"],
    ["周三上午或周四上午", "11月25日（周三）09:00 or 11月26日（周四）09:00"],
    ["明天7点", "明天07:00 or 明天19:00"],
    ["2月30日，业主在家，上午9点", "impossible 2月30日"],
    ["昨天下午3点", "昨天15:00"],
    ["本周三上午", "11月18日（周三）09:00"],
  ])("%s is %s", (words, meant) => {
    expect(show(readMoment(words, NOW, ZONE))).toBe(meant);
  });
});

test.each([
  ["等配件 后天上午", "11月24日（周二）09:00", "等配件"],
  ["等配件 到周五", "11月27日（周五）00:00 (day)", "等配件"],
  ["配件周三发货 到周五", "11月27日（周五）00:00 (day)", "配件周三发货"],
  ["等业主 明天9点到11点", "明天11:00", "等业主 明天9点"],
  ["等配件，周五到", "11月27日（周五）00:00 (day)", "等配件，"],
  ["等配件 三天", "11月25日（周三）14:20", "等配件"],
])("暂停 %s waits until %s", (words, meant, reason) => {
  const read = readUntil(words, NOW, ZONE);
  expect(show(read)).toBe(meant);
  expect(read.kind === "clear" && read.moment.rest).toBe(reason);
});
