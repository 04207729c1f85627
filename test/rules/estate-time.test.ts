import { describe, expect, test } from "vitest";
import { sayLength, sayLimit, sayMoment, wallClock } from "../../src/rules/estate-time.js";

const shanghai = "Asia/Shanghai";
const now = new Date("2026-11-21T09:26:00Z"); // 17:26 in Shanghai, a Saturday

describe("moments are said as people say them, on the estate's wall", () => {
  test.each([
    ["2026-11-21T09:30:00Z", "今天17:30"],
    ["2026-11-21T16:00:00Z", "明天00:00"],
    ["2026-11-20T15:59:00Z", "昨天23:59"],
    ["2026-11-23T09:26:00Z", "11月23日（周一）17:26"],
    ["2027-01-01T00:00:00Z", "2027年1月1日（周五）08:00"],
  ])("%s is %s", (at, words) => {
    expect(sayMoment(new Date(at), now, shanghai)).toBe(words);
  });

  test.each([
    ["2026-11-23T09:26:00Z", "11月23日（周一）17:20"],
    ["2026-11-21T10:26:00Z", "今天18:20"],
    // Of a limit within the hour nothing is taken away.
    ["2026-11-21T10:25:00Z", "今天18:25"],
    ["2026-11-21T09:36:00Z", "今天17:36"],
    ["2026-11-21T09:26:00Z", "今天17:26"],
  ])("the limit %s is promised as %s: rounded down unless it is near", (at, words) => {
    expect(sayLimit(new Date(at), now, shanghai)).toBe(words);
  });

  test("zones with summer time are read by their rules", () => {
    expect(wallClock(new Date("2026-10-25T00:30:00Z"), "Europe/London")).toMatchObject({
      hour: 1,
      minute: 30,
    });
    expect(wallClock(new Date("2026-10-25T01:30:00Z"), "Europe/London")).toMatchObject({
      hour: 1,
      minute: 30,
    });
  });

  test.each([
    [30_000, "刚刚"],
    [35 * 60_000, "35分钟"],
    [26 * 3_600_000, "26小时"],
    [49 * 3_600_000, "2天"],
  ])("%d ms is %s", (millis, words) => {
    expect(sayLength(millis)).toBe(words);
  });
});
