import { expect, test } from "vitest";
import { readReport } from "../../src/rules/report-words.js";

const ZONE = "Asia/Shanghai";
/** 21:12 in Shanghai. */
const NOW = new Date("2026-11-23T13:12:00.000Z");
/** The matter is two days old. */
const SINCE = new Date("2026-11-21T13:12:00.000Z");

test.each([
  ["总公司罗文 21:10", "总公司罗文", "2026-11-23T13:10:00.000Z", true],
  ["总公司罗文，下午3点半", "总公司罗文", "2026-11-23T07:30:00.000Z", true],
  ["晚上9点05分 总经理室高远", "总经理室高远", "2026-11-23T13:05:00.000Z", true],
  ["总公司罗文 22:10", "总公司罗文", "2026-11-22T14:10:00.000Z", true],
  ["昨天20点 总公司罗文", "总公司罗文", "2026-11-22T12:00:00.000Z", true],
  ["总公司罗文 刚才", "总公司罗文", NOW.toISOString(), true],
  ["总公司罗文", "总公司罗文", NOW.toISOString(), false],
  ["21:10", "", "2026-11-23T13:10:00.000Z", true],
  ["总公司罗文 下午两点半", "总公司罗文", "2026-11-23T06:30:00.000Z", true],
  ["总公司罗文 9点", "总公司罗文", "2026-11-23T13:00:00.000Z", true],
  ["总公司罗文 凌晨12点10分", "总公司罗文", "2026-11-22T16:10:00.000Z", true],
  ["总公司罗文 昨晚12点", "总公司罗文", "2026-11-22T16:00:00.000Z", true],
  ["总公司罗文，十分钟前", "总公司罗文", "2026-11-23T13:02:00.000Z", true],
  ["周日下午3点 总公司罗文", "总公司罗文", "2026-11-22T07:00:00.000Z", true],
])("上报 %s: %s, %s", (words, to, at, isStated) => {
  const read = readReport(words, { now: NOW, since: SINCE, timezone: ZONE });
  expect([read.to, read.at.toISOString(), read.isStated]).toEqual([to, at, isStated]);
});

test.each(["陈明 22:10", "陈明 明天9点", "陈明 今晚10点", "陈明 25点"])(
  "of a matter of today, 上报 %s is no time at which anybody was told",
  (words) => {
    const today = { now: NOW, since: new Date("2026-11-23T12:00:00.000Z"), timezone: ZONE };
    expect(readReport(words, today)).toMatchObject({ to: "陈明", isWrong: true });
  },
);
