import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chineseHolidays } from "../../src/edges/working-days.js";
import type { Estate } from "../../src/rules/estate.js";
import { periodDuty } from "../../src/rules/period-duty.js";
import { periodAt, periodNamed, readPeriod } from "../../src/rules/periods.js";
import {
  latestOpening,
  nextOpening,
  openingOf,
  PERIOD_KINDS,
  PERIOD_TABLE,
  type PeriodKind,
  type PeriodRule,
} from "../../src/rules/sop-periods.js";
import { estate as sample } from "../db/samples.js";

const ZONES = ["Asia/Shanghai", "America/Santiago", "Africa/Cairo", "Europe/Lisbon", "Australia/Lord_Howe"];
const zone = fc.constantFrom(...ZONES);
const kind = fc.constantFrom("day" as const, "week" as const, "month" as const);
const instant = fc.date({ min: new Date("2024-01-01"), max: new Date("2029-12-31"), noInvalidDate: true });

const staff = [
  { userid: "wangfang", name: "王芳", roles: ["supervisor"] as const, department: null },
  { userid: "chenming", name: "陈明", roles: ["centerManager"] as const, department: null },
];
const place = (changes: Partial<Estate> = {}) =>
  sample({
    staff,
    hours: { desk: { from: "08:30", to: "18:00" }, quiet: { from: "22:00", to: "07:30" } },
    ...changes,
  });
const rule = (wanted: PeriodKind): PeriodRule => {
  const found = PERIOD_TABLE.find((row) => row.kind === wanted);
  if (!found) throw new Error(wanted);
  return found;
};
const shanghai = (written: string) => new Date(`${written}+08:00`);

describe("periods", () => {
  test("of one kind follow one another without gap or overlap in any zone, whatever its clocks do", () => {
    fc.assert(
      fc.property(kind, instant, zone, (of, at, timezone) => {
        const own = periodAt(of, at, { timezone });
        const next = periodAt(of, at, { timezone, later: 1 });
        const before = periodAt(of, at, { timezone, later: -1 });
        expect(own.from <= at && at < own.to).toBe(true);
        expect(next.from).toEqual(own.to);
        expect(before.to).toEqual(own.from);
        expect(before.id < own.id && own.id < next.id).toBe(true);
      }),
    );
  });

  test("are found again by their name", () => {
    fc.assert(
      fc.property(kind, instant, zone, (of, at, timezone) => {
        const own = periodAt(of, at, { timezone });
        expect(periodNamed(own.id, timezone)).toEqual(own);
      }),
    );
  });

  test.each([
    ["2026-12-31T12:00:00", "2026-W53", "2026-12-28", "2027-01-04"],
    ["2027-01-03T23:59:00", "2026-W53", "2026-12-28", "2027-01-04"],
    ["2027-01-04T00:00:00", "2027-W01", "2027-01-04", "2027-01-11"],
    ["2024-12-30T08:00:00", "2025-W01", "2024-12-30", "2025-01-06"],
  ])("at the turn of the year %s lies in %s", (at, name, from, to) => {
    const week = periodAt("week", shanghai(at), { timezone: "Asia/Shanghai" });
    expect(week).toMatchObject({ id: name, from: shanghai(`${from}T00:00`), to: shanghai(`${to}T00:00`) });
  });

  test.each(["2026-02-30", "2026-W54", "2026-13", "2026-W00", "W47", "2026"])("%s is none", (name) => {
    expect(periodNamed(name, "Asia/Shanghai")).toBeNull();
  });

  test.each([
    ["今日", "2026-11-21"],
    ["昨天", "2026-11-20"],
    ["上周", "2026-W46"],
    ["11月20日", "2026-11-20"],
    ["11-20", "2026-11-20"],
    ["12月3日", "2025-12-03"],
    ["2026-w45", "2026-W45"],
    ["2026-11-20", "2026-11-20"],
    ["10月", "2026-10"],
  ])("%s is %s on a Saturday in November", (words, name) => {
    expect(readPeriod(words, shanghai("2026-11-21T10:00"), "Asia/Shanghai")?.id).toBe(name);
  });

  test("one that has not begun cannot be asked for", () => {
    expect(readPeriod("2026-11-22", shanghai("2026-11-21T10:00"), "Asia/Shanghai")).toBeNull();
  });
});

const latest = (of: PeriodKind, at: string, where = place()) => latestOpening(rule(of), where, shanghai(at));

describe("the hour at which a period is asked about", () => {
  test("comes once for every period and never backward, in any zone", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PERIOD_KINDS), instant, zone, (of, at, timezone) => {
        const where = place({ timezone });
        const now = latestOpening(rule(of), where, at);
        const later = nextOpening(rule(of), where, at);
        if (!now || !later) throw new Error("a period without an hour");
        expect(now.startsAt <= at && at < later).toBe(true);
        const next = latestOpening(rule(of), where, later);
        expect(next?.period.from).toEqual(now.period.to);
        expect(now.dueAt > now.startsAt).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test("of a day is before closing, of a week on Monday morning, of a month on its first", () => {
    expect(latest("audit.daily", "2026-11-21T17:17")).toMatchObject({
      period: { id: "2026-11-21" },
      startsAt: shanghai("2026-11-21T17:17"),
      dueAt: shanghai("2026-11-22T00:00"),
    });
    expect(latest("audit.daily", "2026-11-21T17:16")).toMatchObject({ period: { id: "2026-11-20" } });
    expect(latest("audit.weekly", "2026-11-23T08:43")).toMatchObject({
      period: { id: "2026-W47" },
      dueAt: shanghai("2026-11-24T00:00"),
    });
    expect(latest("callback.file", "2026-12-01T09:00")).toMatchObject({
      period: { id: "2026-11" },
      startsAt: shanghai("2026-12-01T08:43"),
      dueAt: shanghai("2026-12-11T00:00"),
    });
    expect(latest("report.summary", "2026-12-01T09:00")).toMatchObject({
      dueAt: shanghai("2026-12-06T00:00"),
    });
  });

  test("of a month whose day does not exist ends with its last", () => {
    const where = place({ settings: { "callback.archiveDay": 31 } });
    const found = latest("callback.file", "2027-02-10T09:00", where);
    expect(found).toMatchObject({ period: { id: "2027-01" }, dueAt: shanghai("2027-03-01T00:00") });
  });

  test("of a desk open past midnight still lies in its day", () => {
    const where = place({
      hours: { desk: { from: "18:00", to: "02:00" }, quiet: { from: "03:00", to: "08:00" } },
    });
    expect(latest("audit.daily", "2026-11-21T23:30", where)?.startsAt).toEqual(shanghai("2026-11-21T23:17"));
  });
});

describe("a period that the estate leaves out", () => {
  test("on working days leaves weekends and holidays to the next working day, made-up Saturdays are none", () => {
    const where = place({
      settings: { "reception.auditCalendar": "workingDays" },
      holidays: chineseHolidays(),
    });
    // The national holiday of 2026 lasts from the first to the seventh; the tenth is worked.
    expect(latest("audit.daily", "2026-10-08T10:00", where)).toMatchObject({ period: { id: "2026-09-30" } });
    expect(latest("audit.daily", "2026-10-10T17:30", where)).toMatchObject({ period: { id: "2026-10-10" } });
    expect(latest("audit.daily", "2026-10-11T17:30", where)).toMatchObject({ period: { id: "2026-10-10" } });
    const monday = periodAt("week", shanghai("2026-10-01T12:00"), { timezone: "Asia/Shanghai" });
    expect(openingOf(rule("audit.weekly"), monday, where)?.startsAt).toEqual(shanghai("2026-10-08T08:43"));
  });

  test("never comes where the estate does without", () => {
    const where = place({
      settings: {
        "reception.dailyAudit": false,
        "reception.weeklyAuditDay": "off",
        "report.summaryDay": "off",
      },
    });
    for (const of of ["audit.daily", "audit.weekly", "report.summary"] as const) {
      expect(latest(of, "2026-11-23T18:00", where)).toBeNull();
      expect(nextOpening(rule(of), where, shanghai("2026-11-23T18:00"))).toBeNull();
    }
  });

  test("falls on another day of the week where the estate says so, and always asks for the week before", () => {
    const where = place({ settings: { "reception.weeklyAuditDay": "wed" } });
    expect(latest("audit.weekly", "2026-11-24T12:00", where)).toMatchObject({ period: { id: "2026-W46" } });
    expect(latest("audit.weekly", "2026-11-25T12:00", where)).toMatchObject({ period: { id: "2026-W47" } });
  });
});

describe("the duty of a period", () => {
  const estate = place();
  const now = shanghai("2026-11-21T17:17");
  const opening = latestOpening(rule("audit.daily"), estate, now);
  if (!opening) throw new Error("no opening");

  test("is reminded of half-way, and its limit is the end of the day", () => {
    const duty = periodDuty(opening, { estate, absences: [], now });
    expect(duty).toMatchObject({
      subject: "2026-11-21",
      caseId: null,
      ownerUserid: "wangfang",
      dueAt: shanghai("2026-11-22T00:00"),
      warnings: [shanghai("2026-11-21T20:38:30")],
      nextNudgeAt: shanghai("2026-11-21T20:38:30"),
    });
  });

  test("goes to the deputy of a supervisor on leave, else to the next rung at once", () => {
    const absence = { userid: "wangfang", from: now, until: shanghai("2026-11-23T00:00"), deputy: null };
    const duty = periodDuty(opening, { estate, absences: [absence], now });
    expect(duty).toMatchObject({ ownerUserid: "chenming", step: 1, noOneReachedAt: now, nextNudgeAt: now });
  });

  test("whose limit passed while nobody could be asked has until the end of the day on which somebody can", () => {
    const late = shanghai("2026-11-22T03:00");
    const duty = periodDuty(opening, { estate, absences: [], now: late });
    expect(duty).toMatchObject({ startedAt: late, dueAt: shanghai("2026-11-23T00:00") });
    const evening = shanghai("2026-11-22T23:30");
    expect(periodDuty(opening, { estate, absences: [], now: evening }).dueAt).toEqual(
      shanghai("2026-11-24T00:00"),
    );
  });
});
