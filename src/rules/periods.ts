import { instantAt } from "./estate-time.js";
import { readAskedSpan } from "./figures/asked-span.js";
import { dayOf, monthOf, type ReportSpan, weekOf } from "./figures/report-span.js";

/** A day, a week from Monday, or a month of estate time that somebody answers for. */
export type Period = ReportSpan & { readonly kind: "day" | "week" | "month" };

const isPeriod = (span: ReportSpan): span is Period => span.kind !== "year";

/** The period of this kind that so many steps later holds the instant. */
export function periodAt(
  kind: Period["kind"],
  at: Date,
  { timezone, later = 0 }: { timezone: string; later?: number },
): Period {
  const read = { day: dayOf, week: weekOf, month: monthOf }[kind];
  const span = read(at, timezone, later);
  if (!isPeriod(span)) throw new Error(`${kind} is no period`);
  return span;
}

/** The period of a name as the ledger keeps it (`2026-11-21`, `2026-W47`, `2026-11`), or null for none. */
export function periodNamed(name: string, timezone: string): Period | null {
  const parts = /^(\d{4})-(?:W(\d{2})|(\d{2})(?:-(\d{2}))?)$/.exec(name);
  if (!parts) return null;
  const [, year = "", week, month, day] = parts;
  // The fourth of January lies in the first week of every year.
  const at = instantAt(
    {
      year: Number(year),
      month: Number(month ?? 1),
      day: Number(day ?? (week ? 4 : 1)),
      hour: 12,
      minute: 0,
    },
    timezone,
  );
  const kind = week ? "week" : day ? "day" : "month";
  const period = periodAt(kind, at, { timezone, later: week ? Number(week) - 1 : 0 });
  return period.id === name ? period : null;
}

/** A period as people name it: 今日, 昨天, 上周, 11月20日, 2026-W47, 10月; null for none, or one to come. */
export function readPeriod(words: string, now: Date, timezone: string): Period | null {
  const plain = words.trim().toUpperCase();
  const named = periodNamed(plain, timezone);
  if (named) return named.from <= now ? named : null;
  const span = plain === "" ? null : readAskedSpan(words, now, timezone);
  return span && isPeriod(span) ? span : null;
}
