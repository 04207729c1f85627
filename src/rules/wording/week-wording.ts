import type { CaseRecord } from "../case-record.js";
import type { Estate } from "../estate.js";
import { wallClock } from "../estate-time.js";
import type { Period } from "../periods.js";
import { departmentName, kindName, staffName } from "./case-words.js";

/** A week as its audit begins with it. */
export interface SaidWeek {
  readonly received: readonly CaseRecord[];
  /** Times a duty reached a superior, and times nobody was there to be asked. */
  readonly climbed: number;
  readonly unreached: number;
  /** Of now, not of the week. */
  readonly open: number;
  readonly late: number;
  readonly audits: { readonly missed: readonly Period[]; readonly late: readonly Period[] };
  /** Matters that were changed after a daily audit had signed them off. */
  readonly changed: readonly CaseRecord[];
  readonly estate: Estate;
  readonly now: Date;
}

/** `报修30、投诉8`, the most frequent first. */
function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  return sorted.map(([word, count]) => `${word}${count}`).join("、");
}

function dayNames(days: readonly Period[], { timezone }: Estate): string {
  return days
    .map(({ from }) => wallClock(from, timezone))
    .map(({ month, day }) => `${month}月${day}日`)
    .join("、");
}

/** The lines of the week between its counts and its matters. */
export function weekBrief(week: SaidWeek): string[] {
  const { received, climbed, unreached, open, late, audits, estate } = week;
  const kinds = tally(received.map(kindName));
  const departments = tally(received.map((record) => departmentName(estate, record.responsibleDepartment)));
  const missed = audits.missed.length ? `没有审的：${dayNames(audits.missed, estate)}` : "";
  const made = audits.late.length ? `补审的：${dayNames(audits.late, estate)}` : "";
  return [
    ...(received.length ? [`新登记：${kinds}`, `部门：${departments}`] : []),
    `升级${climbed}次，没人接到${unreached}次；现在未办结${open}件，超时${late}件`,
    `日审核：${[missed, made].filter(Boolean).join("；") || "按时"}`,
    ...changedLine(week.changed),
  ];
}

/** Numbers shown; the list behind holds them all. */
const NUMBERS = 8;

function changedLine(changed: readonly CaseRecord[]): string[] {
  if (changed.length === 0) return [];
  const numbers = changed.map(({ number }) => number).sort((a, b) => a - b);
  const said = numbers.slice(0, NUMBERS).map((number) => `#${number}`);
  return [`审核后又改过${changed.length}件：${said.join("、")}${numbers.length > NUMBERS ? "等" : ""}`];
}

/** Open and late matters per person (REC-14), the latest first: `刘工5（超时1）`. */
export function workBrief(
  work: readonly { readonly userid: string | null; readonly open: number; readonly late: number }[],
  estate: Estate,
): string[] {
  if (work.length === 0) return [];
  const shown = work.slice(0, 8).map(({ userid, open, late }) => {
    const who = userid ? staffName(estate, userid) : "没人接单";
    return `${who}${open}${late ? `（超时${late}）` : ""}`;
  });
  return [`在办：${shown.join("、")}${work.length > 8 ? "等" : ""}`];
}
