import type { Estate } from "../../rules/estate.js";
import { wallClock } from "../../rules/estate-time.js";
import type { Dice } from "./dice.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The same moment, or the next one at which the staff are at work. */
export function atWork(moment: number, { estate, dice }: { estate: Estate; dice: Dice }): number {
  const { hour, minute } = wallClock(new Date(moment), estate.timezone);
  const intoDay = hour * HOUR + minute * MINUTE;
  const opening = 8 * HOUR + dice.between(10, 70) * MINUTE;
  if (intoDay < opening) return moment - intoDay + opening;
  return intoDay < 19 * HOUR ? moment : moment - intoDay + DAY + opening;
}
