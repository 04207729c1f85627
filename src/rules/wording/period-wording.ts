import { currentRung, type Duty } from "../duty.js";
import { type Estate, staffWithRole } from "../estate.js";
import { sayLength, sayMoment, wallClock } from "../estate-time.js";
import { type Period, periodAt, periodNamed } from "../periods.js";
import { ROLE_NAMES, type Role } from "../roles.js";
import { staffName } from "./case-words.js";
import type { NudgeWord } from "./nudge-wording.js";

/** Where and when somebody reads of a period. */
export interface PeriodPlace {
  readonly estate: Estate;
  readonly now: Date;
}

interface PeriodWords {
  /** As in 「11月20日的…」. */
  readonly name: string;
  /** What is asked; `period` as commands name it. */
  readonly ask: (period: string) => string;
  readonly rule: string;
}

const WORDS: Readonly<Record<string, PeriodWords>> = {
  "audit.daily": {
    name: "日审核",
    ask: (period) => `请回复「审核 ${period}」看清单，看完回复「审核 ${period} 通过」。`,
    rule: "接待记录由客服主管每天审核",
  },
  "audit.weekly": {
    name: "周审核",
    ask: (period) => `请回复「审核 ${period}」看清单，看完回复「审核 ${period} 通过」。`,
    rule: "每周由管理处经理审核上一周的记录",
  },
  "callback.file": {
    name: "回访归档",
    ask: (period) => `请核对回访记录，齐了回复「归档 回访 ${period}」。`,
    rule: "回访记录次月归档",
  },
  "report.summary": {
    name: "部门小结",
    ask: (period) => `交了请回复「小结 ${period} 交给了谁」。`,
    rule: "每月初交上个月的部门小结",
  },
};

const UNKNOWN: PeriodWords = { name: "例行工作", ask: () => "请尽快办理。", rule: "例行工作按期完成" };

const wordsOf = (kind: string): PeriodWords => WORDS[kind] ?? UNKNOWN;

const WEEKDAYS = "日一二三四五六";

function dayWords(at: Date, { estate, now }: PeriodPlace): string {
  const { year, month, day, weekday } = wallClock(at, estate.timezone);
  const ahead = year === wallClock(now, estate.timezone).year ? "" : `${year}年`;
  return `${ahead}${month}月${day}日（周${WEEKDAYS[weekday]}）`;
}

/** A period as people say it: 11月20日（周五）, 11月16日至22日这周, 10月. */
export function sayPeriod(period: Period, place: PeriodPlace): string {
  const { timezone } = place.estate;
  if (period.kind === "day") return dayWords(period.from, place);
  const from = wallClock(period.from, timezone);
  const ahead = from.year === wallClock(place.now, timezone).year ? "" : `${from.year}年`;
  if (period.kind === "month") return `${ahead}${from.month}月`;
  const last = wallClock(new Date(period.to.getTime() - 1), timezone);
  const end = last.month === from.month ? `${last.day}日` : `${last.month}月${last.day}日`;
  return `${ahead}${from.month}月${from.day}日至${end}这周`;
}

/** The same as commands name it: 今日, 昨日, 上周, else its date. */
export function commandPeriod(period: Period, { estate, now }: PeriodPlace): string {
  const isNear = (later: number) =>
    periodAt(period.kind, now, { timezone: estate.timezone, later }).id === period.id;
  if (period.kind === "day") return isNear(0) ? "今日" : isNear(-1) ? "昨日" : period.id;
  if (period.kind === "week") return isNear(-1) ? "上周" : period.id;
  return isNear(-1) ? "上月" : period.id;
}

/** Its limit as people say it: the end of a day is 24:00 of that day. */
function sayDayEnd(at: Date, { estate, now }: PeriodPlace): string {
  const last = sayMoment(new Date(at.getTime() - 60_000), now, estate.timezone);
  return last.endsWith("23:59") ? last.replace("23:59", "24:00") : sayMoment(at, now, estate.timezone);
}

/** A duty that hangs on a period, by name: 11月20日（周五）的日审核. */
export function periodDutyName(duty: Pick<Duty, "kind" | "subject">, place: PeriodPlace): string {
  const period = periodNamed(duty.subject ?? "", place.estate.timezone);
  const { name } = wordsOf(duty.kind);
  return period ? `${sayPeriod(period, place)}的${name}` : name;
}

/** The rule behind it with its requirement id. */
export function periodRule(duty: Pick<Duty, "kind" | "requirement">): string {
  return `${wordsOf(duty.kind).rule}（${duty.requirement}）`;
}

/** What is asked of whoever owes it, with the words to answer with. */
export function periodAsk(duty: Pick<Duty, "kind" | "subject">, place: PeriodPlace): string {
  const period = periodNamed(duty.subject ?? "", place.estate.timezone);
  return wordsOf(duty.kind).ask(period ? commandPeriod(period, place) : "");
}

function whoOwes(duty: Duty, estate: Estate): string {
  const name = duty.ownerUserid ? staffName(estate, duty.ownerUserid) : "";
  return `${ROLE_NAMES[duty.ownerRole]}${name}`;
}

/** Members who hold the first of these roles that anybody holds, by name, for 请…来做. */
export function whoHolds(roles: readonly Role[], estate: Estate): string {
  const role = roles.find((one) => staffWithRole(estate, [one]).length > 0) ?? roles[0];
  if (!role) return "";
  const names = staffWithRole(estate, [role]).map(({ name }) => name);
  return `${ROLE_NAMES[role]}${names.join("、")}`;
}

/** Its limit, and by how much it has passed. */
export function periodLimit(duty: Pick<Duty, "dueAt">, place: PeriodPlace): string {
  const late = place.now.getTime() - duty.dueAt.getTime();
  return late < 0
    ? `限${sayDayEnd(duty.dueAt, place)}前`
    : `时限是${sayDayEnd(duty.dueAt, place)}${late < 3_600_000 ? "" : `，已过${sayLength(late)}`}`;
}

/** What happens when nothing happens. */
function nextStep(duty: Duty, { estate }: PeriodPlace): string {
  const above = duty.ladder[duty.step + 1];
  if (!currentRung(duty).until || !above) return "做好之前我会再提醒，也一直列在「超时」清单里。";
  return `过时限报给${whoHolds([above.role], estate)}。`;
}

/** The lines of a nudge about a period, for the one who reads it. */
export function periodNudgeLines(
  nudge: { readonly word: NudgeWord; readonly duty: Duty; readonly reader: string | null },
  place: PeriodPlace,
): string[] {
  const { word, duty, reader } = nudge;
  const ask = periodAsk(duty, place);
  const rule = `规定：${periodRule(duty)}。`;
  const limit = periodLimit(duty, place);
  const isOwner = reader !== null && reader === duty.ownerUserid;
  if (word === "unowned") {
    const owed = ROLE_NAMES[duty.ladder[0]?.role ?? duty.ownerRole];
    return [`应由${owed}来做，现在没有人能接到，请您先接手，${limit}。`, ask, rule];
  }
  if (word === "passedUp") return [`${limit}，按规定已请${whoOwes(duty, place.estate)}接手。`];
  if (isOwner) {
    const told = word === "limit" ? "还没有做，已报给上级" : "还没有做";
    return [`${told}，${limit}。`, ask, `${rule}${word === "limit" ? "" : nextStep(duty, place)}`];
  }
  return [`${whoOwes(duty, place.estate)}还没有做，${limit}。请您过问，也可以代做。`, ask, rule];
}

/** Told when the clock of a period starts. */
export function periodAnnouncement(duty: Duty, place: PeriodPlace): string {
  return [
    `【${periodDutyName(duty, place)}】${periodLimit(duty, place)}。`,
    periodAsk(duty, place),
    `规定：${periodRule(duty)}。`,
  ].join("\n");
}

/** Answer to 小结. */
export function summaryNoted(period: Period, place: PeriodPlace): string {
  return `已记下：${sayPeriod(period, place)}的部门小结已交。5分钟内可以「撤回」。`;
}

/** A summary that was handed in already, by whom and to whom. */
export function summaryKnown(
  period: Period,
  known: { readonly userid: string; readonly at: Date; readonly remark: string | null },
  place: PeriodPlace,
): string {
  const when = sayMoment(known.at, place.now, place.estate.timezone);
  const remark = known.remark ? `（${known.remark}）` : "";
  return `${sayPeriod(period, place)}的部门小结${when}已由${staffName(place.estate, known.userid)}交了${remark}。`;
}

/** 小结 taken back. */
export function summaryTakenBack(period: Period, place: PeriodPlace): string {
  return `已撤回，${sayPeriod(period, place)}的部门小结算没有交。`;
}
