import type { Estate } from "./estate.js";
import { instantAt, wallClock } from "./estate-time.js";
import { settingOf } from "./settings.js";

type Keeper = Pick<Estate, "settings" | "timezone">;

/** The same wall-clock moment so many years on; 29 February becomes 1 March where there is none. */
function yearsAfter(at: Date, years: number, timezone: string): Date {
  const wall = wallClock(at, timezone);
  return instantAt({ ...wall, year: wall.year + years }, timezone);
}

/** Until when a record closed then is kept (ARC-15, `retention.recordYears`): stamped when it closes. */
export function recordKeptUntil(estate: Keeper, closedAt: Date): Date {
  return yearsAfter(closedAt, settingOf(estate, "retention.recordYears"), estate.timezone);
}

/** Until when a callback record filed then is kept (CBK-25, ARC-07, DL-25, `retention.callbackYears`). */
export function callbackKeptUntil(estate: Keeper, filedAt: Date): Date {
  return yearsAfter(filedAt, settingOf(estate, "retention.callbackYears"), estate.timezone);
}
