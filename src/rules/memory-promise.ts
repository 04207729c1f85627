import type { Estate } from "./estate.js";
import { instantAt, wallClock } from "./estate-time.js";
import { settingOf } from "./settings.js";

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}

/**
 * By when somebody of the desk calls a resident who wants a person: within the time of a returned call (DL-02)
 * while the desk is staffed, else that long after it opens next.
 */
export function personBy(estate: Estate, now: Date): Date {
  const minutes = settingOf(estate, "phone.returnMinutes");
  const { from, to } = estate.hours.desk;
  const clock = wallClock(now, estate.timezone);
  const minute = clock.hour * 60 + clock.minute;
  const by = minute + minutes;
  if (minute >= minutesOf(from) && by <= minutesOf(to)) return new Date(now.getTime() + minutes * 60_000);
  const day = minute < minutesOf(from) ? clock.day : clock.day + 1;
  return instantAt({ ...clock, day, hour: 0, minute: minutesOf(from) + minutes }, estate.timezone);
}
