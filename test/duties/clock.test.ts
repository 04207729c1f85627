import { describe, expect, test } from "vitest";
import { afterQuietHours, limitAfter } from "../../src/rules/calendar.js";
import type { CaseRecord } from "../../src/rules/case-record.js";
import { nextNudge } from "../../src/rules/duty-clock.js";
import { afterPause, afterResume } from "../../src/rules/duty-pause.js";
import { SETTINGS } from "../../src/rules/settings.js";
import { settledBy } from "../../src/rules/sop.js";
import { MONTH_RULE } from "../../src/rules/sop-rule.js";
import { DUTY_TABLE } from "../../src/rules/sop-table.js";
import { dutyWords } from "../../src/rules/wording/duty-words.js";
import { ENQUIRY, estate, HOUR, hoursLater, MINOR, only, START, startedDuties } from "./started-duties.js";

describe("the table", () => {
  test.each(DUTY_TABLE.map((rule) => [rule.kind, rule] as const))(
    "%s can be settled, has words of its own, and ends its ladder with a rung that is asked for good",
    (kind, rule) => {
      expect(rule.settledBy.length).toBeGreaterThan(0);
      expect(dutyWords(kind).name).not.toBe("办理");
      const last = rule.rungs.at(-1);
      expect(last?.limit === null).toBe(kind !== MONTH_RULE);
      expect(rule.rungs.slice(0, -1).every((rung) => rung.limit !== null)).toBe(true);
      for (const { limit } of rule.rungs) {
        if (limit !== null && typeof limit === "object") expect(SETTINGS).toHaveProperty([limit.setting]);
      }
    },
  );

  test("what is handled or closed leaves no clock of the opening running", () => {
    const opening = DUTY_TABLE.filter((rule) => rule.trigger === "recorded").map((rule) => rule.kind);
    expect(opening.filter((kind) => !settledBy("closed").includes(kind))).toEqual([]);
    expect(opening.filter((kind) => !settledBy("handled").includes(kind))).toEqual(["complaint.reportMajor"]);
  });

  test("every matter but praise has exactly one duty that asks whether work goes on", () => {
    const matters: Partial<CaseRecord>[] = [
      ENQUIRY,
      MINOR,
      { kind: "complaint", complaintClass: "important" },
      { kind: "complaint", complaintClass: "major" },
      { kind: "repair", emergency: true },
      { kind: "unclear" },
    ];
    for (const matter of matters) {
      expect(
        startedDuties(matter).filter((duty) => duty.terms.asksProgress),
        String(matter.kind),
      ).toHaveLength(1);
    }
    expect(startedDuties({ kind: "praise" })).toEqual([]);
  });

  test("the resident's own limit shortens that of a minor complaint, and never lengthens it", () => {
    const sooner = only("complaint.settleMinor", { ...MINOR, requestedBy: hoursLater(10) });
    expect(sooner.dueAt).toEqual(hoursLater(10));
    const later = only("complaint.settleMinor", { ...MINOR, requestedBy: hoursLater(100) });
    expect(later.dueAt).toEqual(hoursLater(48));
  });

  test("on working days a reception of the eve of 国庆 is due after it", () => {
    const duty = only("reception.settle", ENQUIRY, {
      settings: { "reception.settleCalendar": "workingDays" },
    });
    expect(duty.dueAt.toISOString()).toBe("2026-10-09T08:00:00.000Z");
  });
});

describe("the calendar of a deadline", () => {
  const NAMES = [
    ["reception.settle", "reception.settleCalendar", ENQUIRY],
    ["complaint.settleMinor", "complaint.minorCalendar", MINOR],
    ["complaint.settleImportant", "complaint.importantCalendar", { ...MINOR, complaintClass: "important" }],
    ["complaint.answerMajor", "complaint.majorAnswerCalendar", { ...MINOR, complaintClass: "major" }],
    ["complaint.solveMajor", "complaint.majorSolveCalendar", { ...MINOR, complaintClass: "major" }],
  ] as const;

  test.each(NAMES)("of %s is its own setting, which no other deadline hears", (kind, setting, matter) => {
    const settings = { [setting]: "workingDays" };
    const exact = only(kind, matter);
    const counted = only(kind, matter, { settings });
    expect([exact.calendar, counted.calendar]).toEqual(["exact", "workingDays"]);
    expect(counted.dueAt > exact.dueAt).toBe(true);
    for (const [other, , itsMatter] of NAMES) {
      if (other !== kind)
        expect(only(other, itsMatter, { settings }).dueAt).toEqual(only(other, itsMatter).dueAt);
    }
  });

  test("calendar days keep the time of day over a change of the clocks, exact hours do not", () => {
    const berlin = { timezone: "Europe/Berlin", settings: { "reception.settleCalendar": "calendarDays" } };
    const from = new Date("2026-10-24T08:00:00.000Z");
    const place = { ...estate, ...berlin };
    expect(
      limitAfter(from, { amount: 2, unit: "days" }, { calendar: "calendarDays", place }).toISOString(),
    ).toBe("2026-10-26T09:00:00.000Z");
    expect(limitAfter(from, { amount: 2, unit: "days" }, { calendar: "exact", place }).toISOString()).toBe(
      "2026-10-26T08:00:00.000Z",
    );
  });
});

describe("a pause", () => {
  const place = { ...estate };
  test("over 国庆 gives back what was left in working days, holidays not counted", () => {
    const duty = only("reception.settle", ENQUIRY, {
      settings: { "reception.settleCalendar": "workingDays" },
    });
    const paused = {
      ...duty,
      ...afterPause(duty, { until: hoursLater(240), reason: "等业主" }, { hours: place, now: START }),
    };
    // Resumed in the middle of the holiday: two working days are left, and they begin on the 8th.
    const resumed = { ...paused, ...afterResume(paused, place, new Date("2026-10-03T04:00:00Z")) };
    expect(resumed.dueAt.toISOString()).toBe("2026-10-09T16:00:00.000Z");
    // Saturday the 10th is worked in lieu.
    const late = { ...paused, ...afterResume(paused, place, new Date("2026-10-09T04:00:00Z")) };
    expect(late.dueAt.toISOString()).toBe("2026-10-12T04:00:00.000Z");
  });

  test("moves the limits of all rungs and the reminders by its length, and leaves what had passed", () => {
    const duty = only("reception.settle", ENQUIRY);
    const now = hoursLater(40);
    const paused = {
      ...duty,
      ...afterPause(duty, { until: hoursLater(90), reason: "等配件" }, { hours: place, now }),
    };
    expect(paused.nextNudgeAt).toEqual(afterQuietHours(hoursLater(90), place));
    const resumed = { ...paused, ...afterResume(paused, place, hoursLater(50)) };
    expect(resumed.ladder.map((rung) => rung.until)).toEqual([hoursLater(58), hoursLater(178), null]);
    expect(resumed.warnings[0]).toEqual(duty.warnings[0]);
    expect(resumed.pausedMillis).toBe(10 * HOUR);
  });
});

test("past its cap the last rung is still asked, once a day and by day, even about what rings at night", () => {
  const duty = only("complaint.reportMajor", { kind: "complaint", complaintClass: "major" });
  const insistedAt = hoursLater(10);
  expect(afterQuietHours(insistedAt, estate)).not.toEqual(insistedAt);
  const last = { ...duty, step: duty.ladder.length - 1, insistedAt };
  const before = nextNudge({ ...last, nudges: duty.terms.cap - 1 }, estate, insistedAt);
  expect(before).toMatchObject({ kind: "again", at: hoursLater(10.5) });
  const past = nextNudge({ ...last, nudges: duty.terms.cap }, estate, insistedAt);
  expect(past).toMatchObject({ kind: "again", at: afterQuietHours(hoursLater(34), estate) });
});
