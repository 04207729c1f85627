import { instantAt, wallClock } from "../estate-time.js";
import { dayOf, monthOf, type ReportSpan, weekOf, yearOf } from "./report-span.js";

interface Moment {
  readonly now: Date;
  readonly timezone: string;
}

type Read = (found: RegExpExecArray, at: Moment) => ReportSpan | null;

const NEAR: Readonly<Record<string, number>> = { 大前: -3, 前: -2, 昨: -1, 今: 0 };

/** A date without a year is the latest that has begun. */
function readDate([, year, month, day]: RegExpExecArray, { now, timezone }: Moment): ReportSpan | null {
  const today = wallClock(now, timezone);
  const [wantedMonth, wantedDay] = [Number(month), Number(day)];
  const isAhead = wantedMonth > today.month || (wantedMonth === today.month && wantedDay > today.day);
  const wantedYear = year ? Number(year) : today.year - (isAhead ? 1 : 0);
  const noon = new Date(Date.UTC(wantedYear, wantedMonth - 1, wantedDay, 12));
  const exists = noon.getUTCMonth() === wantedMonth - 1 && noon.getUTCDate() === wantedDay;
  if (!exists) return null;
  // Counted from today, so that the zone's own days are meant.
  const distance = Math.round(
    (noon.getTime() - Date.UTC(today.year, today.month - 1, today.day, 12)) / 86_400_000,
  );
  return dayOf(now, timezone, distance);
}

function readMonth([, year, month]: RegExpExecArray, { now, timezone }: Moment): ReportSpan | null {
  const today = wallClock(now, timezone);
  const wanted = Number(month);
  if (wanted < 1 || wanted > 12) return null;
  const wantedYear = year ? Number(year) : today.year - (wanted > today.month ? 1 : 0);
  return monthOf(now, timezone, (wantedYear - today.year) * 12 + wanted - today.month);
}

/** The week of this number; the fourth of January is always in the first. */
function readWeek([, year, number]: RegExpExecArray, { timezone }: Moment): ReportSpan {
  const fourth = instantAt({ year: Number(year), month: 1, day: 4, hour: 12, minute: 0 }, timezone);
  return weekOf(fourth, timezone, Number(number) - 1);
}

const FORMS: readonly (readonly [RegExp, Read])[] = [
  [/^(大前|前|昨|今)[天日]$/, ([, word = ""], { now, timezone }) => dayOf(now, timezone, NEAR[word])],
  [
    /^(上|本|这)个?(?:周|星期|礼拜)$/,
    ([, word], { now, timezone }) => weekOf(now, timezone, word === "上" ? -1 : 0),
  ],
  [/^(上|本|这)个?月$/, ([, word], { now, timezone }) => monthOf(now, timezone, word === "上" ? -1 : 0)],
  [/^(?:(\d{4})[年/.-])?(\d{1,2})[月/.-](\d{1,2})[日号]?$/, readDate],
  [/^(?:(\d{4})年)?(\d{1,2})月份?$/, readMonth],
  [/^(\d{4})[.-](\d{1,2})$/, readMonth],
  [/^(\d{4})-W(\d{2})$/, readWeek],
  [/^(20\d{2})年?$/, ([, year], { timezone }) => yearOf(Number(year), timezone)],
  [
    /^(今|本|去)年$/,
    ([, word], { now, timezone }) =>
      yearOf(wallClock(now, timezone).year - (word === "去" ? 1 : 0), timezone),
  ],
];

/**
 * The period behind 汇总: 昨天, 上周, 10月, 11月3日, 2026年; today without words. Null when the words name none, or
 * one that has not begun.
 */
export function readAskedSpan(words: string, now: Date, timezone: string): ReportSpan | null {
  // The dot of 11.20 parts month and day.
  const plain = words.replace(/[\s。，,]+|\.(?!\d)/g, "").replace(/(?:的)?(?:汇总|情况|日报|周报|月报)$/, "");
  if (plain === "") return dayOf(now, timezone);
  for (const [pattern, read] of FORMS) {
    const found = pattern.exec(plain);
    const span = found && read(found, { now, timezone });
    if (span) return span.from <= now ? span : null;
  }
  return null;
}
