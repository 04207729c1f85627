import { describe, expect, test } from "vitest";
import {
  isSettingName,
  SETTING_NAMES,
  SETTINGS,
  settingOf,
  settingProblem,
} from "../../src/rules/settings.js";

const estate = (settings: Record<string, number | string | boolean>) => ({ settings });

describe("the table of settings", () => {
  test.each(SETTING_NAMES)("the default of %s lies within its own range or is left blank", (name) => {
    const row = SETTINGS[name];
    if (row.default === null) expect(settingProblem(name, null)).not.toBeNull();
    else expect(settingProblem(name, row.default)).toBeNull();
  });

  test.each(SETTING_NAMES)("%s names the clause of the SOP it comes from", (name) => {
    expect(SETTINGS[name].requirement).toMatch(/^(DL|GAP|ARC|GEN|REC|CMP|REP|EMG|KPI|CBK)-\d\d$/);
  });

  test("a name of the language itself is no setting", () => {
    expect(isSettingName("constructor")).toBe(false);
    expect(isSettingName("complaint.minorDays")).toBe(true);
  });
});

describe("a setting of an estate", () => {
  test("an estate that says nothing has the default of the SOP", () => {
    expect(settingOf(estate({}), "complaint.minorDays")).toBe(2);
    expect(settingOf(estate({}), "fee.noticeDay")).toBeNull();
  });

  test("the estate's own value wins over the default", () => {
    expect(settingOf(estate({ "complaint.minorDays": 3 }), "complaint.minorDays")).toBe(3);
    expect(settingOf(estate({ "reception.dailyAudit": false }), "reception.dailyAudit")).toBe(false);
  });

  test("a list may be written with Chinese or Latin commas", () => {
    expect(settingOf(estate({ "fee.statusDays": "8，20" }), "fee.statusDays")).toEqual([8, 20]);
    expect(settingOf(estate({ "fee.statusDays": "10, last" }), "fee.statusDays")).toEqual([10, "last"]);
    expect(settingOf(estate({ "callback.specialPoints": "end" }), "callback.specialPoints")).toEqual(["end"]);
  });

  test("a span may be one number or two", () => {
    expect(
      settingOf(estate({ "callback.repairSecondMonths": "2-3" }), "callback.repairSecondMonths"),
    ).toEqual([2, 3]);
    expect(settingOf(estate({ "callback.repairSecondMonths": 2 }), "callback.repairSecondMonths")).toEqual([
      2, 2,
    ]);
  });

  test("a value nobody validated is an error rather than a silent default", () => {
    expect(() => settingOf(estate({ "complaint.minorDays": 99 }), "complaint.minorDays")).toThrow(
      "complaint.minorDays must be a whole number of days from 1 to 14 (DL-10)",
    );
  });

  test.each([
    ["complaint.minorDays", 0],
    ["complaint.minorDays", 2.5],
    ["complaint.minorDays", "2"],
    ["complaint.minorDays", Number.NaN],
    ["complaint.importantReportHours", 0],
    ["retention.callbackYears", 1],
    ["reception.dailyAudit", "on"],
    ["reception.weeklyAuditDay", "Monday"],
    ["callback.archiveDay", 32],
    ["callback.archiveDay", "first"],
    ["fee.statusDays", ""],
    ["fee.statusDays", "10, 10"],
    ["fee.statusDays", "10, 40"],
    ["callback.specialPoints", "middle, later"],
    ["callback.repairSecondMonths", "2-1"],
    ["callback.repairSecondMonths", "1-2-3"],
    ["callback.repairSecondMonths", "1-99"],
    ["contract.yearEndDate", "12-32"],
    ["contract.yearEndDate", "13-01"],
    ["contract.yearEndDate", "2026-12-31"],
  ] as const)("%s refuses %s and says what would be right", (name, raw) => {
    expect(settingProblem(name, raw)).toContain(`${name} must be `);
  });
});
