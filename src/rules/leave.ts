import { startOfDay } from "./calendar.js";
import { type FoundTime, findTimes, type ReadTime } from "./chinese-time.js";
import { numberOf } from "./day-words.js";
import { type Estate, findStaff, type StaffMember } from "./estate.js";
import { askWhichMoment } from "./spoken-moment.js";

/** From when to when somebody is away; half-open. */
export interface LeaveSpan {
  readonly from: Date;
  readonly until: Date;
}

/** `problem` says what is wrong; null = no days were written. */
export type LeaveReading = LeaveSpan | { readonly problem: string } | null;

interface Frame {
  readonly now: Date;
  readonly timezone: string;
}

const DAY_MILLIS = 86_400_000;
/** 3天, 明天起两天: so many days, with the first one. */
const LENGTH =
  /(?<![0-9一二三四五六七八九十两第])([0-9]{1,2}|[一二三四五六七八九十两]{1,3}) ?天(?![之以]?[后前])/;
const TO = /^\s*[到至~～-]+\s*$/;
const AND = /^[\s、,，和跟及]*$/;
const ONE_SPAN = "一次写一段时间，隔开的日子请分几次写";

/** A day named as the end is wholly off, a morning until noon. */
function endOf({ grain, start, end, words }: ReadTime, timezone: string): Date {
  if (grain === "moment") return start;
  return grain === "partOfDay" && /上午|早/.test(words) ? end : startOfDay(start, timezone, 1);
}

function problemOf({ reading }: FoundTime, frame: Frame): string | null {
  if (reading.kind === "clear") return null;
  if (reading.kind === "impossible") return askWhichMoment(reading, frame);
  const [one, other] = reading.readings.map(({ start }) => ({ at: start, wholeDay: false, rest: "" }));
  return one && other ? askWhichMoment({ kind: "ambiguous", moments: [one, other] }, frame) : null;
}

/** True when the second is the end of a span from the first, or the day after it. */
function goesOn([one, other]: readonly [ReadTime, ReadTime], between: string, timezone: string): boolean {
  if (TO.test(between)) return true;
  const distance = startOfDay(other.start, timezone).getTime() - startOfDay(one.start, timezone).getTime();
  return AND.test(between) && distance >= 0 && distance <= DAY_MILLIS;
}

function spanOf(times: readonly ReadTime[], days: number | null, { now, timezone }: Frame): LeaveReading {
  const first = times[0]?.start ?? (days === null ? null : now);
  const last = times.at(-1);
  if (!first) return null;
  const counted = days === null ? null : startOfDay(first, timezone, days);
  const named = last && (times.length > 1 || !counted) ? endOf(last, timezone) : null;
  if (counted && named && named.getTime() !== counted.getTime()) {
    return { problem: "写的天数和日期对不上，请核对" };
  }
  const until = named ?? counted;
  if (!until || until <= first) return { problem: "结束早于开始，请核对" };
  if (until <= now) return { problem: "写的日子已经过了，请核对" };
  return { from: first > now ? first : now, until };
}

/** Reads 周五到周一, 下周三下周四, 明天下午到后天, 3天, 明天起两天; a day named as the end is wholly off. */
export function readLeave(words: string, frame: Frame): LeaveReading {
  const plain = words.replaceAll("：", ":");
  const length = LENGTH.exec(plain);
  const days = length?.[1] ? numberOf(length[1]) : null;
  const text = length ? plain.replace(length[0], " ") : plain;
  const found = findTimes(text, { ...frame, tense: "any" });
  for (const one of found) {
    const problem = problemOf(one, frame);
    if (problem) return { problem };
  }
  const times = found.flatMap(({ reading }) => (reading.kind === "clear" ? [reading.time] : []));
  // Half a day is one only when it says which half.
  if (/半天/.test(text) && times.every(({ grain }) => grain === "day")) return null;
  const spans = times.slice(1).filter((other, index) => {
    const one = times[index];
    const between = text.slice(found[index]?.to, found[index + 1]?.from);
    return one && goesOn([one, other], between, frame.timezone);
  });
  if (spans.length < times.length - 1) return { problem: ONE_SPAN };
  return spanOf(times, days, frame);
}

/** Who stands in: nobody, somebody, or a name that is nobody's here. `rest` is what was said besides. */
export interface Deputy {
  readonly member: StaffMember | null;
  readonly unknown: string | null;
  readonly rest: string;
}

/** Reads 代 赵强, 赵强代班 and 由赵强代. */
export function readDeputy(words: string, estate: Estate): Deputy {
  const at = words.indexOf("代");
  if (at < 0) return { member: null, unknown: null, rest: words };
  const before = words.slice(0, at).trimEnd();
  const after = words.slice(at).replace(/^代(?:班|理|替)?(?:人)?[：:\s]*/, "");
  const behind = estate.staff.find(({ name }) => after.startsWith(name));
  if (behind)
    return { member: behind, unknown: null, rest: `${before} ${after.slice(behind.name.length)}`.trim() };
  const ahead = estate.staff.find(({ name }) => before.endsWith(name));
  if (ahead) {
    const rest = before.slice(0, -ahead.name.length).replace(/[由让请]$/, "");
    return { member: ahead, unknown: null, rest: `${rest} ${after}`.trim() };
  }
  const [said = ""] = after.split(/[\s，,。]/);
  const member = said ? findStaff(estate, said) : undefined;
  if (member) return { member, unknown: null, rest: `${before} ${after.slice(said.length)}`.trim() };
  return { member: null, unknown: said || (before.split(/[\s，,]/).at(-1) ?? ""), rest: before };
}
