import chineseDays from "chinese-days";
import type { Holidays } from "../rules/calendar.js";

const FIRST_YEAR = 2024;
const LAST_YEAR_LOOKED_FOR = 2040;

function daysOfYear(year: number): string[] {
  const days: string[] = [];
  for (let at = Date.UTC(year, 0, 1); new Date(at).getUTCFullYear() === year; at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** Public holidays and worked weekends of China, as far as the State Council has announced them. */
export function chineseHolidays(): Holidays {
  const daysOff: string[] = [];
  const workDays: string[] = [];
  let lastYear = FIRST_YEAR - 1;
  for (let year = FIRST_YEAR; year <= LAST_YEAR_LOOKED_FOR; year += 1) {
    const off = chineseDays.getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false);
    if (off.length === 0) break;
    lastYear = year;
    daysOff.push(...off);
    workDays.push(...daysOfYear(year).filter((day) => isWeekend(day) && chineseDays.isWorkday(day)));
  }
  return { firstYear: FIRST_YEAR, lastYear, daysOff, workDays };
}
