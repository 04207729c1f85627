import { describe, expect, test } from "vitest";
import { readAskedSpan } from "../../src/rules/figures/asked-span.js";
import {
  isLate,
  latestSlot,
  nextSlot,
  slotsBetween,
  weeksBefore,
} from "../../src/rules/figures/report-slots.js";
import { dayOf, monthOf, slicesOf, soFar, weekOf, yearOf } from "../../src/rules/figures/report-span.js";

const SHANGHAI = "Asia/Shanghai";
const BERLIN = "Europe/Berlin";
const at = (text: string) => new Date(text);
const HOUR = 3_600_000;
const place = (timezone: string, daily = "18:07") => ({
  timezone,
  digests: { daily, weekly: "mon 08:53", monthly: "1 09:11", to: [], group: null },
});

describe("a span of estate time", () => {
  test.each([
    ["2025-12-31T12:00:00Z", "2026-W01"],
    ["2027-01-03T12:00:00Z", "2026-W53"],
    ["2026-11-22T15:59:59Z", "2026-W47"],
    ["2026-11-22T16:00:00Z", "2026-W48"],
  ])("the week of %s is %s, as calendars number them", (moment, id) => {
    expect(weekOf(at(moment), SHANGHAI).id).toBe(id);
  });

  test("the days on which clocks change have 23 and 25 hours, and no minute is in two or in none", () => {
    const spring = dayOf(at("2026-03-29T12:00:00Z"), BERLIN);
    const autumn = dayOf(at("2026-10-25T12:00:00Z"), BERLIN);
    expect((spring.to.getTime() - spring.from.getTime()) / HOUR).toBe(23);
    expect((autumn.to.getTime() - autumn.from.getTime()) / HOUR).toBe(25);
    let month = monthOf(at("2026-10-05T12:00:00Z"), BERLIN);
    let day = dayOf(month.from, BERLIN);
    for (let next = 1; day.to < month.to; next += 1) {
      const following = dayOf(month.from, BERLIN, next);
      expect(following.from).toEqual(day.to);
      day = following;
    }
    expect(day.to).toEqual(month.to);
    for (let count = 0; count < 12; count += 1) {
      const following = monthOf(month.from, BERLIN, 1);
      expect(following.from).toEqual(month.to);
      month = following;
    }
  });

  test("its slices are the whole of it, however long it is", () => {
    for (const span of [dayOf(at("2026-10-25T12:00:00Z"), BERLIN), yearOf(2026, SHANGHAI)]) {
      const slices = slicesOf(span, 6);
      expect(slices[0]?.from).toEqual(span.from);
      expect(slices.at(-1)?.to).toEqual(span.to);
      slices.slice(1).forEach((slice, index) => {
        expect(slice.from).toEqual(slices[index]?.to);
      });
    }
  });

  test("as far as it has passed it holds this moment too", () => {
    const now = at("2026-11-21T10:07:00Z");
    expect(soFar(dayOf(now, SHANGHAI), now).to > now).toBe(true);
  });
});

describe("the slots of a report", () => {
  test("on the day clocks go forward a slot in the missing hour comes an hour later, once", () => {
    const night = place(BERLIN, "02:17");
    const slot = latestSlot("daily", night, at("2026-03-29T09:00:00Z"));
    expect(slot?.dueAt).toEqual(at("2026-03-29T01:17:00Z"));
    expect(nextSlot("daily", night, at("2026-03-29T09:00:00Z"))?.dueAt).toEqual(at("2026-03-30T00:17:00Z"));
  });

  test("on the day clocks go back a slot that the wall shows twice comes the first time only", () => {
    const night = place(BERLIN, "02:17");
    const first = latestSlot("daily", night, at("2026-10-25T00:17:00Z"));
    const second = latestSlot("daily", night, at("2026-10-25T01:17:00Z"));
    expect(first?.dueAt).toEqual(at("2026-10-25T00:17:00Z"));
    expect(second).toEqual(first);
  });

  test("the weekly report covers the week before, the monthly one the month before", () => {
    const monday = at("2026-11-30T00:53:00Z");
    expect(latestSlot("weekly", place(SHANGHAI), monday)?.span.id).toBe("2026-W48");
    expect(latestSlot("monthly", place(SHANGHAI), at("2027-01-01T01:11:00Z"))?.span.id).toBe("2026-12");
    expect(latestSlot("weekly", place(SHANGHAI), at("2026-11-30T00:52:59Z"))?.span.id).toBe("2026-W47");
  });

  test("a report switched off has no slot", () => {
    const off = { ...place(SHANGHAI), digests: { ...place(SHANGHAI).digests, daily: null } };
    expect(latestSlot("daily", off, at("2026-11-30T12:00:00Z"))).toBeNull();
    expect(nextSlot("daily", off, at("2026-11-30T12:00:00Z"))).toBeNull();
  });

  test("those between two are the missed ones, neither end counted, and never more than a month of them", () => {
    const slot = latestSlot("daily", place(SHANGHAI), at("2026-11-21T12:00:00Z"));
    if (!slot) throw new Error("no slot");
    const missed = (since: string) =>
      slotsBetween(at(since), slot, place(SHANGHAI)).map(({ span }) => span.id);
    expect(missed("2026-11-18T10:07:00Z")).toEqual(["2026-11-19", "2026-11-20"]);
    expect(missed("2026-11-20T10:07:00Z")).toEqual([]);
    expect(missed("2025-11-20T10:07:00Z")).toHaveLength(31);
  });

  test("a quarter of an hour is no lateness", () => {
    const dueAt = at("2026-11-21T10:07:00Z");
    expect(isLate({ dueAt }, at("2026-11-21T10:22:00Z"))).toBe(false);
    expect(isLate({ dueAt }, at("2026-11-21T10:22:01Z"))).toBe(true);
  });

  test("a day is compared with the same part of the day a week before", () => {
    const now = at("2026-11-21T10:07:00Z");
    const before = weeksBefore({ ...dayOf(now, SHANGHAI), to: now }, 1, SHANGHAI);
    expect([before.from, before.to]).toEqual([at("2026-11-13T16:00:00Z"), at("2026-11-14T10:07:00Z")]);
    const whole = weeksBefore(dayOf(now, SHANGHAI), 1, SHANGHAI);
    expect(whole.to).toEqual(at("2026-11-14T16:00:00Z"));
  });
});

describe("the period behind 汇总", () => {
  const now = at("2026-11-21T04:00:00Z");
  test.each([
    ["", "2026-11-21"],
    ["今天", "2026-11-21"],
    ["昨天", "2026-11-20"],
    ["前天", "2026-11-19"],
    ["11月3日", "2026-11-03"],
    ["12月3号", "2025-12-03"],
    ["2026年2月28日", "2026-02-28"],
    ["2026-11-03", "2026-11-03"],
    ["11.20", "2026-11-20"],
    ["2026.11.3", "2026-11-03"],
    ["2026.10", "2026-10"],
    ["昨天.", "2026-11-20"],
    ["上周", "2026-W46"],
    ["本周", "2026-W47"],
    ["2026-W40", "2026-W40"],
    ["10月", "2026-10"],
    ["10月份", "2026-10"],
    ["12月", "2025-12"],
    ["2026年1月", "2026-01"],
    ["上个月", "2026-10"],
    ["2026年", "2026"],
    ["去年", "2025"],
  ])("%s is %s", (words, id) => {
    expect(readAskedSpan(words, now, SHANGHAI)?.id).toBe(id);
  });

  test.each(["明天", "2月30日", "13月", "2027年", "食堂", "12", "1120", "11.31"])("%s is none", (words) => {
    expect(readAskedSpan(words, now, SHANGHAI)).toBeNull();
  });
});
