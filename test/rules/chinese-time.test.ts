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
  if (reading.kind === "none" || reading.kind === "impossible") return reading.kind;
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

describe("a day is found however it is written", () => {
  test.each([
    ["业主说，后天上午10点", "11-25 10:00"],
    ["等配件 后天上午", "11-25 8:00 to 11-25 12:00"],
    ["配件的后天到", "11-25 0:00 to 11-25 18:00"],
    ["11.25下午", "11-25 12:00 to 11-25 18:00"],
    ["11/25 9点", "11-25 9:00"],
    ["11-25 9点", "11-25 9:00"],
    ["25 号上午", "11-25 8:00 to 11-25 12:00"],
    ["2026-11-26 上午9点", "11-26 9:00"],
    ["2026/11/26 15:00", "11-26 15:00"],
    ["2026年11月26日上午", "11-26 8:00 to 11-26 12:00"],
    ["20261126 9点", "11-26 9:00"],
    ["十一月二十五号下午三点二十五", "11-25 15:25"],
    ["11月25日（周三）17:30", "11-25 17:30"],
    ["11月25日周三上午9点", "11-25 9:00"],
    ["三天后下午3点", "11-26 15:00"],
    ["两天后上午", "11-25 8:00 to 11-25 12:00"],
    ["明天 下午 3 点", "11-24 15:00"],
    ["明天下午，大概3点", "11-24 15:00"],
    ["下周的周三上午10点", "12-2 10:00"],
    ["昨天下午3点", "11-22 15:00"],
    ["上周五", "11-20 0:00 to 11-20 18:00"],
    ["明天凌晨12点", "11-24 0:00"],
    ["今天晚上12点", "11-24 0:00"],
    ["凌晨12点10分", "11-23 0:10"],
    ["明天中午12点半", "11-24 12:30"],
    ["周三四点", "11-25 16:00"],
    ["周三十点半", "11-25 10:30"],
    ["周三一早8点", "11-25 8:00"],
    ["半个月后", "12-8 9:00"],
    ["周五早8点", "11-27 8:00"],
    ["11月3日", "11-3 0:00 to 11-3 18:00"],
    ["3日内", "before 11-26 9:00"],
    ["等了3天，明天上午", "11-24 8:00 to 11-24 12:00"],
  ])("%s is %s", (text, meant) => {
    expect(read(text)).toBe(meant);
  });
});

test.each([
  "2月30日上午9点",
  "31号",
  "11.31 9点",
  "13.25 上午9点",
  "明天25点",
  "明天上午15点",
  "11月25日周一上午9点",
  "明天半夜",
  "1125 上午9点",
  "周一三五上午",
])("%s is no time there is, and nothing else stands in for it", (text) => {
  expect(read(text)).toBe("impossible");
});

test.each([
  "3号楼的灯",
  "3号单元门",
  "换了1.5米的管",
  "24/7都有人",
  "快一点来",
  "晚点来",
  "说了三点建议",
  "每周三都这样",
  "12月",
  "13800138000",
  "3-2-502",
  "当时没人",
])("%s names no time", (text) => {
  expect(read(text)).toBe("none");
});

test("two in the night may belong to either day, so both are offered", () => {
  expect(read("明天晚上2点")).toBe("11-24 2:00 or 11-25 2:00");
});

test("a long run of blanks is read at once", () => {
  const began = performance.now();
  for (const filler of [" ", "，", "的", "后", "1", "一", "11.", "周"]) read(`约${filler.repeat(4000)}9点`);
  expect(performance.now() - began).toBeLessThan(3_000);
});
