import { instantAt } from "../estate-time.js";
import { readAskedSpan } from "../figures/asked-span.js";
import { monthOf, type ReportSpan } from "../figures/report-span.js";
import { type FormId, readForm } from "./form-list.js";

/** The month `2026-10` of that zone; null for anything that is no month. */
export function monthNamed(name: string, timezone: string): ReportSpan | null {
  const found = /^(20\d{2})-(0[1-9]|1[0-2])$/.exec(name);
  if (!found) return null;
  const [year, month] = [Number(found[1]), Number(found[2])];
  return monthOf(instantAt({ year, month, day: 1, hour: 12, minute: 0 }, timezone), timezone);
}

/** `2026年10月`. */
export function sayMonth({ id }: Pick<ReportSpan, "id">): string {
  const [year, month] = id.split("-");
  return `${year}年${Number(month)}月`;
}

/** What 导出 asks for. */
export interface AskedForms {
  readonly month: ReportSpan;
  /** Null = all of them. */
  readonly form: FormId | null;
}

const MONTH_AHEAD = /^(?:上个?月|本月|这个?月|(?:\d{4}\s*年\s*)?\d{1,2}\s*月份?|\d{4}-\d{1,2})/;

/**
 * The month and the form behind 导出 (上月, 10月, 2026-10 投诉, 投诉): without a month the last one. Null when a
 * word is neither, or the month has not begun.
 */
export function readAskedForms(words: string, now: Date, timezone: string): AskedForms | null {
  const text = words.trim();
  const said = MONTH_AHEAD.exec(text)?.[0];
  const month = said === undefined ? monthOf(now, timezone, -1) : readAskedSpan(said, now, timezone);
  const form = readForm(said === undefined ? text : text.slice(said.length));
  return month?.kind === "month" && form !== undefined ? { month, form } : null;
}
