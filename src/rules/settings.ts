import { DUTY_CALENDARS, type DutyCalendar } from "./duty.js";
import type { Estate } from "./estate.js";
import { FIGURE_SETTINGS } from "./figures/figure-settings.js";
import {
  amount,
  contractPoints,
  monthDay,
  monthDays,
  oneOf,
  onOff,
  orOff,
  type RawSetting,
  type Setting,
  span,
  weekday,
  yearDate,
} from "./setting-kinds.js";

type Range = readonly [number, number];

const minutes = (value: number, range: Range, requirement: string) =>
  amount(value, range, { unit: "minutes", requirement });
const hours = (value: number, range: Range, requirement: string) =>
  amount(value, range, { unit: "hours", requirement, fractions: true });
const days = (value: number, range: Range, requirement: string) =>
  amount(value, range, { unit: "days", requirement });
const months = (value: number, range: Range, requirement: string) =>
  amount(value, range, { unit: "months", requirement });
const years = (value: number, range: Range, requirement: string) =>
  amount(value, range, { unit: "years", requirement });
const percent = (value: number, range: Range, requirement: string) =>
  amount(value, range, { unit: "percent", requirement });
const times = (value: number, range: Range, requirement: string) =>
  amount(value, range, { unit: "times", requirement });

const calendar = (value: DutyCalendar, requirement: string) =>
  oneOf(value, DUTY_CALENDARS, { unit: "calendar", requirement });

/**
 * Every setting of requirements §32 (GEN-01) with unit, default, range and the row it comes from, the two
 * numbers the gaps of §35 leave to the site, and how insistent the clocks are. Each deadline of days has
 * a calendar of its own: hours, calendar days or working days (GEN-02). Ranges allow a stricter site and a moderately laxer one; what the SOP calls a minimum cannot be undercut.
 */
export const SETTINGS = {
  "phone.maxRings": amount(3, [1, 10], { unit: "rings", requirement: "DL-01" }),
  "phone.returnMinutes": minutes(30, [1, 1440], "DL-02"),
  "reception.receptionistDays": days(2, [1, 14], "DL-04"),
  "reception.supervisorDays": days(7, [1, 60], "DL-05"),
  "reception.dailyAudit": onOff(true, "DL-06"),
  "reception.weeklyAuditDay": orOff(weekday("mon", "DL-07")),
  "complaint.importantReportHours": hours(1, [0.1, 24], "DL-08"),
  "complaint.importantDays": days(7, [1, 30], "DL-09"),
  "complaint.minorDays": days(2, [1, 14], "DL-10"),
  "complaint.majorReportHours": hours(12, [0.1, 48], "DL-11"),
  "complaint.majorAnswerDays": days(2, [1, 14], "DL-12"),
  "complaint.majorSolveDays": days(10, [1, 60], "DL-13"),
  "complaint.toMajorMonths": months(1, [1, 12], "DL-14"),
  "complaint.severalTimes": times(2, [2, 10], "GAP-03"),
  "complaint.handoverSameDay": onOff(true, "DL-15"),
  "callback.complaintHours": hours(48, [1, 168], "DL-16"),
  "callback.repairDays": days(5, [1, 30], "DL-18"),
  "callback.repairSecondMonths": span([1, 2], [1, 12], { unit: "months", requirement: "DL-19" }),
  "callback.specialPoints": contractPoints(["middle", "end"], "DL-20"),
  "callback.firstAidDays": days(7, [1, 30], "DL-21"),
  "callback.activityMonths": months(1, [1, 12], "DL-22"),
  "callback.otherDays": days(7, [1, 60], "DL-23"),
  "callback.repairPercent": percent(10, [10, 100], "CBK-11"),
  "callback.requestPercent": percent(10, [10, 100], "CBK-11"),
  "callback.suggestionPercent": percent(100, [0, 100], "CBK-13"),
  "callback.enquiryPercent": percent(100, [0, 100], "CBK-13"),
  "callback.archiveDay": orOff(monthDay(10, "DL-24")),
  "question.remindHours": hours(24, [1, 47], "CBK-27"),
  "question.lapseHours": hours(48, [2, 168], "CBK-27"),
  "question.changeDays": days(7, [1, 92], "CBK-27"),
  "question.opinionHours": hours(24, [1, 168], "CBK-24"),
  "retention.callbackYears": years(2, [2, 30], "DL-25"),
  "retention.recordYears": years(2, [2, 30], "ARC-15"),
  "retention.messageMonths": months(6, [1, 24], "ARC-15"),
  "repair.notifyMinutes": minutes(15, [1, 1440], "DL-26"),
  "emergency.reportMinutes": minutes(10, [1, 60], "DL-27"),
  "counter.moveInMinutes": minutes(30, [1, 480], "DL-28"),
  "counter.permitMinutes": minutes(15, [1, 480], "DL-29"),
  "counter.decorationMinutes": minutes(15, [1, 480], "DL-30"),
  "counter.transferMinutes": minutes(30, [1, 480], "DL-31"),
  "counter.visitorMinutes": minutes(5, [1, 480], "DL-32"),
  "counter.cardMinutes": minutes(20, [1, 480], "DL-33"),
  "counter.keyMinutes": minutes(5, [1, 480], "DL-34"),
  "counter.archiveMinutes": minutes(3, [1, 480], "DL-35"),
  "archive.checksPerYear": times(2, [2, 52], "DL-36"),
  "fee.arrearsDay": monthDay(5, "DL-37"),
  "fee.statusDays": monthDays([10, 25], "DL-38"),
  "fee.entryHours": hours(24, [1, 168], "DL-39"),
  "fee.noticeDay": monthDay(null, "DL-40"),
  "notice.perMonth": times(1, [1, 31], "DL-41"),
  "notice.repairLeadHours": hours(24, [1, 168], "DL-42"),
  "coordination.perMonth": times(3, [1, 31], "DL-43"),
  "opinion.perMonth": times(50, [1, 10_000], "DL-44"),
  "opinion.perWeek": times(7, [1, 1000], "DL-44"),
  "inspection.dailyLog": onOff(true, "DL-45"),
  "inspection.postVisits": times(2, [1, 24], "DL-46"),
  "inspection.roundsPerWeek": times(4, [1, 100], "DL-47"),
  "inspection.submitDay": monthDay(5, "DL-48"),
  "inspection.perQuarter": times(1, [1, 92], "DL-49"),
  "inspection.perYear": times(1, [1, 12], "DL-50"),
  "inspection.correctionDays": days(15, [1, 180], "DL-51"),
  "contract.yearEndDate": yearDate("12-31", "DL-52"),
  "contract.renewalLeadDays": days(60, [1, 365], "DL-53"),
  "review.fullMonths": months(12, [1, 12], "DL-55"),
  "review.goalMonths": months(3, [1, 12], "DL-56"),
  "review.trainingDays": days(30, [1, 180], "DL-57"),
  "training.day": monthDay(15, "DL-58"),
  "training.hours": hours(8, [1, 160], "DL-59"),
  "penalty.summaryDay": monthDay("last", "DL-60"),
  "penalty.financeDay": monthDay(5, "DL-61"),
  "penalty.postingDay": monthDay(5, "DL-62"),
  "appraisal.daily": onOff(true, "DL-63"),
  "appraisal.weeklyDay": weekday("mon", "DL-64"),
  "appraisal.publishDay": monthDay("last", "DL-65"),
  "appraisal.submitDay": monthDay(1, "DL-66"),
  "report.summaryDay": orOff(monthDay(5, "DL-67")),
  "reception.auditCalendar": calendar("exact", "DL-06"),
  "reception.settleCalendar": calendar("exact", "DL-04"),
  "complaint.importantCalendar": calendar("exact", "DL-09"),
  "complaint.minorCalendar": calendar("exact", "DL-10"),
  "complaint.majorAnswerCalendar": calendar("exact", "DL-12"),
  "complaint.majorSolveCalendar": calendar("exact", "DL-13"),
  "complaint.planHours": hours(24, [1, 168], "CMP-17"),
  "complaint.approvalHours": hours(24, [1, 168], "CMP-17"),
  "repair.remindBeforeMinutes": minutes(60, [5, 1440], "REP-04"),
  "repair.remindAfterMinutes": minutes(60, [5, 1440], "REP-04"),
  "nudge.warnHours": hours(12, [0.5, 72], "REC-07"),
  "nudge.warnMinutes": minutes(20, [1, 720], "REC-07"),
  "nudge.climbMinutes": minutes(10, [1, 1440], "EMG-01"),
  "nudge.climbDays": days(2, [1, 30], "REC-08"),
  "nudge.repeatHours": hours(24, [1, 168], "REC-06"),
  "nudge.urgentRepeatMinutes": minutes(30, [5, 1440], "EMG-01"),
  "nudge.most": times(14, [1, 100], "REC-06"),
  "accept.emergencyMinutes": minutes(30, [5, 1440], "EMG-01"),
  "accept.majorHours": hours(4, [0.5, 168], "CMP-18"),
  "accept.importantHours": hours(24, [0.5, 168], "CMP-19"),
  "accept.otherHours": hours(24, [0.5, 168], "REC-18"),
  "accept.answerMinutes": minutes(60, [5, 1440], "REC-18"),
  ...FIGURE_SETTINGS,
} as const satisfies Readonly<Record<string, Setting<unknown>>>;

/** Name of a setting as requirements §32 and the estate file write it. */
export type SettingName = keyof typeof SETTINGS;

/** Every name, in the order of the table. */
export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

/** What a setting is once read: its unit is that of its row. */
export type SettingValue<Name extends SettingName> =
  (typeof SETTINGS)[Name] extends Setting<infer Value> ? Value : never;

/** Names of settings that are plain numbers: lengths of time and counts. */
export type NumberSettingName = {
  [Name in SettingName]: SettingValue<Name> extends number ? Name : never;
}[SettingName];

/** Names of settings that say how the limit of a kind of deadline is reckoned (GEN-02). */
export type CalendarSettingName = {
  [Name in SettingName]: SettingValue<Name> extends DutyCalendar ? Name : never;
}[SettingName];

/** True for a name of the table. */
export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

/**
 * What is wrong with a value somebody wrote for a setting, as words that say what would be right; null when
 * it may stand.
 */
export function settingProblem(name: SettingName, raw: unknown): string | null {
  const row: Setting<unknown> = SETTINGS[name];
  return row.read(raw) === undefined ? `${name} must be ${row.range} (${row.requirement})` : null;
}

/**
 * The setting as it holds for the estate: its own value, else the default of the table. Throws on a value
 * outside the range, which only an estate that was never validated can hold.
 */
export function settingOf<Name extends SettingName>(
  estate: Pick<Estate, "settings">,
  name: Name,
): SettingValue<Name> {
  const raw: RawSetting | undefined = estate.settings[name];
  const row = SETTINGS[name] as unknown as Setting<SettingValue<Name>>;
  if (raw === undefined) return row.default;
  const value = row.read(raw);
  if (value === undefined) throw new Error(`${name} must be ${row.range} (${row.requirement})`);
  return value;
}
