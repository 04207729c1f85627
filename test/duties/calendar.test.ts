import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chineseHolidays } from "../../src/edges/working-days.js";
import {
  afterCounted,
  afterQuietHours,
  countedMillis,
  isWorkingDay,
  leavesKnownYears,
  limitAfter,
} from "../../src/rules/calendar.js";
import { instantAt, wallClock } from "../../src/rules/estate-time.js";
import { readMoment } from "../../src/rules/spoken-moment.js";

const CHINA = { timezone: "Asia/Shanghai", holidays: chineseHolidays() };
const at = (local: string) => new Date(`${local}:00+08:00`);
const local = (date: Date) => new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);

const limit = (from: string, length: Parameters<typeof limitAfter>[1], calendar: "exact" | "workingDays") =>
  local(limitAfter(at(from), length, { calendar, place: CHINA }));

describe("limits", () => {
  test.each([
    ["2026-11-23T09:00", { amount: 2, unit: "days" }, "exact", "2026-11-25T09:00"],
    ["2026-11-27T09:00", { amount: 2, unit: "days" }, "exact", "2026-11-29T09:00"],
    ["2026-11-27T09:00", { amount: 2, unit: "days" }, "workingDays", "2026-12-01T09:00"],
    ["2026-11-28T15:00", { amount: 2, unit: "days" }, "workingDays", "2026-12-02T00:00"],
    // 国庆 2026: 1 to 7 October are off, Saturday the 10th is worked.
    ["2026-09-30T16:00", { amount: 2, unit: "days" }, "workingDays", "2026-10-09T16:00"],
    ["2026-10-08T10:00", { amount: 3, unit: "days" }, "workingDays", "2026-10-12T10:00"],
    ["2026-01-31T10:30", { amount: 1, unit: "months" }, "exact", "2026-02-28T10:30"],
    ["2026-11-15T10:30", { amount: 1, unit: "months" }, "exact", "2026-12-15T10:30"],
    ["2026-12-31T23:59", { amount: 2, unit: "months" }, "exact", "2027-02-28T23:59"],
    ["2026-11-23T23:55", { amount: 10, unit: "minutes" }, "workingDays", "2026-11-24T00:05"],
  ] as const)("from %s, %o on the %s calendar, end at %s", (from, length, calendar, end) => {
    expect(limit(from, length, calendar)).toBe(end);
  });

  test("a span that ends beyond the announced holidays is known to do so", () => {
    const last = CHINA.holidays.lastYear;
    expect(last).toBeGreaterThanOrEqual(2026);
    expect(leavesKnownYears(at(`${last}-12-30T09:00`), at(`${last + 1}-01-04T09:00`), CHINA)).toBe(true);
    expect(leavesKnownYears(at("2026-03-01T09:00"), at("2026-03-05T09:00"), CHINA)).toBe(false);
  });

  test("working days follow 调休, and Monday to Friday where no holidays are known", () => {
    expect(isWorkingDay(at("2026-10-10T09:00"), CHINA)).toBe(true);
    expect(isWorkingDay(at("2026-10-05T09:00"), CHINA)).toBe(false);
    expect(isWorkingDay(at("2026-10-10T09:00"), { timezone: "Asia/Shanghai" })).toBe(false);
  });
});

describe("counted time", () => {
  const moments = fc.date({ min: at("2026-01-01T00:00"), max: at("2026-12-01T00:00"), noInvalidDate: true });
  const lengths = fc.integer({ min: 1, max: 20 * 86_400_000 });

  test("what is added on a calendar is what is counted back on it", () => {
    fc.assert(
      fc.property(
        moments,
        lengths,
        fc.constantFrom("exact" as const, "workingDays" as const),
        (from, millis, calendar) => {
          const to = afterCounted(from, { millis, calendar }, CHINA);
          expect(to > from).toBe(true);
          expect(countedMillis({ from, to }, calendar, CHINA)).toBe(millis);
        },
      ),
    );
  });

  test("an instant read from a wall shows that wall, in zones with and without summer time", () => {
    fc.assert(
      fc.property(
        moments,
        fc.constantFrom("Asia/Shanghai", "Europe/Berlin", "America/St_Johns"),
        (date, zone) => {
          const wall = wallClock(date, zone);
          const { weekday: _, ...shown } = wallClock(instantAt(wall, zone), zone);
          expect(wall).toMatchObject(shown);
        },
      ),
    );
  });

  test("a time that summer time leaves out is taken an hour later", () => {
    const gap = { year: 2026, month: 3, day: 29, hour: 2, minute: 30 };
    expect(wallClock(instantAt(gap, "Europe/Berlin"), "Europe/Berlin")).toMatchObject({
      hour: 3,
      minute: 30,
    });
  });
});

describe("quiet hours", () => {
  const estate = {
    timezone: "Asia/Shanghai",
    hours: { desk: { from: "08:30", to: "18:00" }, quiet: { from: "22:00", to: "07:30" } },
  };
  test.each([
    ["2026-11-23T21:59", "2026-11-23T21:59"],
    ["2026-11-23T22:00", "2026-11-24T08:30"],
    ["2026-11-24T03:00", "2026-11-24T08:30"],
    ["2026-11-24T07:29", "2026-11-24T08:30"],
    ["2026-11-24T07:30", "2026-11-24T07:30"],
  ])("what falls due at %s goes out at %s", (due, goes) => {
    expect(local(afterQuietHours(at(due), estate))).toBe(goes);
  });

  test("a desk that opens before the quiet hours end is heard when they end", () => {
    const early = { ...estate, hours: { ...estate.hours, desk: { from: "07:00", to: "18:00" } } };
    expect(local(afterQuietHours(at("2026-11-24T03:00"), early))).toBe("2026-11-24T07:30");
  });
});

describe("moments people name", () => {
  // A Wednesday.
  const now = at("2026-11-25T10:00");
  test.each([
    ["明天下午3点", "2026-11-26T15:00", false],
    ["明天下午三点半", "2026-11-26T15:30", false],
    ["后天上午", "2026-11-27T09:00", false],
    ["周五", "2026-11-27T00:00", true],
    ["周三", "2026-11-25T00:00", true],
    ["周一", "2026-11-30T00:00", true],
    ["下周一", "2026-11-30T00:00", true],
    ["下周五 9:30", "2026-12-04T09:30", false],
    ["12月1日", "2026-12-01T00:00", true],
    ["1月5号", "2027-01-05T00:00", true],
    ["28号", "2026-11-28T00:00", true],
    ["3号", "2026-12-03T00:00", true],
    ["今晚8点", "2026-11-25T20:00", false],
    ["晚上七点一刻", "2026-11-25T19:15", false],
    ["下午3点", "2026-11-25T15:00", false],
    ["9点", "2026-11-26T09:00", false],
    ["半小时后", "2026-11-25T10:30", false],
    ["两天后", "2026-11-27T10:00", false],
    ["十二点半", "2026-11-25T12:30", false],
  ])("%s said on Wednesday at ten is %s", (words, wanted, wholeDay) => {
    const read = readMoment(words, now, "Asia/Shanghai");
    expect(read).toMatchObject({ kind: "clear", moment: { wholeDay } });
    expect(read.kind === "clear" && local(read.moment.at)).toBe(wanted);
  });

  test.each(["等业主", "尽快", "在家"])("%s names no moment", (words) => {
    expect(readMoment(words, now, "Asia/Shanghai").kind).toBe("none");
  });

  test("what is said besides the moment is kept", () => {
    expect(readMoment("等业主回来 周五", now, "Asia/Shanghai")).toMatchObject({
      moment: { rest: "等业主回来" },
    });
  });
});
