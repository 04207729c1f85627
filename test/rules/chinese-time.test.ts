import { describe, expect, test } from "vitest";
import { readChineseTime } from "../../src/rules/chinese-time.js";
import { wallClock } from "../../src/rules/estate-time.js";

const ZONE = "Asia/Shanghai";
/** A Monday, nine in the morning. */
const NOW = new Date("2026-11-23T09:00:00+08:00");

function show(at: Date): string {
  const { month, day, hour, minute } = wallClock(at, ZONE);
  return `${month}-${day} ${hour}:${String(minute).padStart(2, "0")}`;
}

function read(text: string): string {
  const reading = readChineseTime(text, NOW, ZONE);
  if (reading.kind === "none") return "none";
  if (reading.kind === "ambiguous") return reading.readings.map(({ start }) => show(start)).join(" or ");
  const { start, end, edge } = reading.time;
  const span = start.getTime() === end.getTime() ? show(start) : `${show(start)} to ${show(end)}`;
  return edge === "at" ? span : `${edge} ${span}`;
}

describe("times as people write them are read on the estate's wall", () => {
  const table: readonly (readonly [string, string])[] = [
    ["明天下午三点", "11-24 15:00"],
    ["明天下午3点半来", "11-24 15:30"],
    ["约了明天下午", "11-24 12:00 to 11-24 18:00"],
    ["后天上午", "11-25 8:00 to 11-25 12:00"],
    ["今晚8点以后", "after 11-23 20:00"],
    ["15:30", "11-23 15:30"],
    ["周五前", "before 11-27 0:00 to 11-27 18:00"],
    ["到周五", "11-27 0:00 to 11-27 18:00"],
    ["下周三上午10点", "12-2 10:00"],
    ["星期天", "11-29 0:00 to 11-29 18:00"],
    ["半小时内", "before 11-23 9:30"],
    ["两个半小时后", "11-23 11:30"],
    ["一个半小时", "before 11-23 10:30"],
    ["二十分钟到", "before 11-23 9:20"],
    ["三天内", "before 11-26 9:00"],
    ["下个月5号", "12-5 0:00 to 12-5 18:00"],
    ["5号下午", "12-5 12:00 to 12-5 18:00"],
    ["25号", "11-25 0:00 to 11-25 18:00"],
    ["12月3日上午9点", "12-3 9:00"],
    ["1月8号", "1-8 0:00 to 1-8 18:00"],
    ["月底前", "before 11-30 0:00 to 11-30 18:00"],
    ["明天9点到17点", "11-24 9:00"],
    ["明早", "11-24 7:00 to 11-24 10:00"],
    ["三天前报的", "none"],
    ["厨房漏水", "none"],
    ["3栋2单元502", "none"],
  ];
  test.each(table)("%s is %s", (text, meant) => {
    expect(read(text)).toBe(meant);
  });
});

test("seven o'clock may be morning or evening, so both are offered; three is the afternoon", () => {
  expect(read("明天7点")).toBe("11-24 7:00 or 11-24 19:00");
  expect(read("明天3点")).toBe("11-24 15:00");
});

test("of two readings of which one has passed the other is meant", () => {
  expect(read("今天8点")).toBe("11-23 20:00");
});
