import { type FoundTime, findTimes } from "./chinese-time.js";

/** Who was told, and when. */
export interface ReportWords {
  /** Empty when nobody is named. */
  readonly to: string;
  readonly at: Date;
  /** False = no time was written. */
  readonly isStated: boolean;
  /** A time was written that is still to come, does not exist, or was before there was anything to report. */
  readonly isWrong: boolean;
}

const DAY_MILLIS = 86_400_000;
const JUST_NOW = /刚才|刚刚|现在/;

/** The latest moment by now that the time may mean; null for one that has not come or does not exist. */
function momentOf({ reading }: FoundTime, { now, since }: { now: Date; since: Date }): Date | null {
  if (reading.kind !== "clear") return null;
  const { start, namesDay } = reading.time;
  if (start <= now) return start;
  const dayBefore = new Date(start.getTime() - DAY_MILLIS);
  return !namesDay && dayBefore <= now && dayBefore >= since ? dayBefore : null;
}

/** Reads the words after 上报: the receiver, and when. `since` is when the matter came: before it nobody was told. */
export function readReport(
  words: string,
  at: { readonly now: Date; readonly since: Date; readonly timezone: string },
): ReportWords {
  const plain = words.replaceAll("：", ":");
  const [found] = findTimes(plain, { ...at, tense: "past" });
  const named = found
    ? `${plain.slice(0, found.from)} ${plain.slice(found.to)}`
    : plain.replace(JUST_NOW, " ");
  const to = named.replace(/\s+/g, " ").replace(/^[ ，,。；;]+|[ ，,。；;]+$/g, "");
  if (!found) return { to, at: at.now, isStated: JUST_NOW.test(plain), isWrong: false };
  const moment = momentOf(found, at);
  return { to, at: moment ?? at.now, isStated: true, isWrong: moment === null };
}
