import type { Estate } from "../estate.js";
import { sayLength, wallClock } from "../estate-time.js";
import type { CountCell, SatisfactionCell } from "../figures/period-figures.js";
import { countsBy, satisfactionOf } from "../figures/period-figures.js";
import type { ReportSpan } from "../figures/report-span.js";
import type { LateMatter } from "../figures/standing.js";
import { ROLE_NAMES } from "../roles.js";
import { departmentName, inBrief, KIND_NAMES, matterLine, staffName } from "./case-words.js";

const WEEKDAY_SIGNS = "日一二三四五六";

/** A number as people read it: whole ones whole, others with one digit. */
export function sayNumber(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return Number.isInteger(rounded) ? String(rounded) : rounded.toFixed(1);
}

/**
 * A percentage with one digit, cut rather than rounded, so that one just short of its target never reads as if
 * it had met it; 无 when there was nothing to divide.
 */
export function sayPercent(value: number | null): string {
  if (value === null) return "无";
  return `${sayNumber(Math.floor(value * 10 + 1e-9) / 10)}%`;
}

/** 11月21日（周六） of the day an instant falls on. */
export function sayDay(at: Date, timezone: string): string {
  const { month, day, weekday } = wallClock(at, timezone);
  return `${month}月${day}日（周${WEEKDAY_SIGNS[weekday]}）`;
}

/** A period as people call it: 11月21日（周六）, 11月16日至22日, 2026年11月, 2026年. */
export function saySpan({ kind, id, from, to }: ReportSpan, timezone: string): string {
  if (kind === "day") return sayDay(from, timezone);
  if (kind === "year") return `${id}年`;
  const first = wallClock(from, timezone);
  if (kind === "month") return `${first.year}年${first.month}月`;
  const last = wallClock(new Date(to.getTime() - 1), timezone);
  const end = first.month === last.month ? `${last.day}日` : `${last.month}月${last.day}日`;
  return `${first.month}月${first.day}日至${end}`;
}

/** 报修7、投诉2; empty for nothing. */
export function sayKinds(cells: readonly CountCell[]): string {
  return countsBy(cells, ({ kind }) => kind)
    .map(([kind, count]) => `${KIND_NAMES[kind]}${count}`)
    .join("、");
}

/** 工程部6、客服部4; empty for nothing. */
export function sayDepartments(cells: readonly CountCell[], estate: Estate): string {
  return countsBy(cells, ({ department }) => department)
    .map(([department, count]) => `${departmentName(estate, department)}${count}`)
    .join("、");
}

/** 满意5、基本满意1、不满意1, those of nothing left out; null without an answer. */
export function sayAnswers(cells: readonly SatisfactionCell[]): string | null {
  const { satisfied, basicallySatisfied, dissatisfied } = satisfactionOf(cells);
  const parts: readonly (readonly [string, number])[] = [
    ["满意", satisfied],
    ["基本满意", basicallySatisfied],
    ["不满意", dissatisfied],
  ];
  const said = parts.filter(([, count]) => count > 0).map(([name, count]) => `${name}${count}`);
  return said.length > 0 ? said.join("、") : null;
}

/** Who is to be asked about a late matter: who took it, else who owes it, else the role. */
export function whoHasIt(matter: LateMatter, estate: Estate): string {
  const userid = matter.assignee ?? matter.ownerUserid;
  return userid ? staffName(estate, userid) : ROLE_NAMES[matter.ownerRole];
}

/** `#41 3-2-502 卫生间漏水｜超时3天｜刘工`. */
export function lateLine(matter: LateMatter, estate: Estate, now: Date): string {
  const late = sayLength(now.getTime() - matter.dueAt.getTime());
  const length = late === "刚刚" ? "刚超时" : `超时${late}`;
  return `#${matter.number} ${matterLine(inBrief(matter), 16)}｜${length}｜${whoHasIt(matter, estate)}`;
}
