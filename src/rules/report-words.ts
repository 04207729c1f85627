import { instantAt, wallClock } from "./estate-time.js";

/** Who was told, and when. */
export interface ReportWords {
  /** Empty when nobody is named. */
  readonly to: string;
  readonly at: Date;
  /** False = no time was written. */
  readonly isStated: boolean;
}

const DAY_MILLIS = 86_400_000;

/** 14:30, 14点半, 下午2点40分, 刚才: when somebody was told, which is never in the future. */
const TIME =
  /(昨天)?\s*(凌晨|早上|上午|中午|下午|晚上)?\s*([01]?\d|2[0-3])(?:[:：]([0-5]\d)|[点點](?:(半)|([0-5]?\d)分?)?)|(刚才|刚刚|现在)/;

/** Reads the words after 上报: the receiver, and the latest moment by then that the time may mean. */
export function readReport(words: string, now: Date, timezone: string): ReportWords {
  const found = TIME.exec(words);
  const to = words
    .replace(TIME, " ")
    .replace(/^[\s，,。；;]+|[\s，,。；;]+$/g, "")
    .replace(/\s+/g, " ");
  if (!found || found[7]) return { to, at: now, isStated: found !== null };
  const [, yesterday, part, hourText, minuteText, half, spoken] = found;
  const isLate = part === "下午" || part === "晚上" || part === "中午";
  const stated = Number(hourText);
  const hour = isLate && stated < 12 && !(part === "中午" && stated > 9) ? stated + 12 : stated;
  const minute = half ? 30 : Number(minuteText ?? spoken ?? 0);
  const { year, month, day } = wallClock(now, timezone);
  const at = instantAt({ year, month, day: day - (yesterday ? 1 : 0), hour, minute }, timezone);
  return { to, at: at > now ? new Date(at.getTime() - DAY_MILLIS) : at, isStated: true };
}
