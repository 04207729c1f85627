import type { CaseRecord } from "../case-record.js";
import type { Duty } from "../duty.js";
import type { Estate } from "../estate.js";
import { sayLength } from "../estate-time.js";
import { ROLE_NAMES } from "../roles.js";
import { matterLine, staffName } from "./case-words.js";
import { dutyWords } from "./duty-words.js";
import { periodDutyName } from "./period-wording.js";

/** What the list of late duties needs; records by their id, only those the reader may see. */
export interface OverdueFacts {
  readonly late: readonly Duty[];
  readonly unreached: readonly Duty[];
  readonly records: ReadonlyMap<number, CaseRecord>;
  /** Whether the reader sees what hangs on no matter: audits are the desk's. */
  readonly withPeriods: boolean;
  readonly estate: Estate;
  readonly now: Date;
}

const LINES = 10;

function shown<T>(lines: readonly T[]): { lines: readonly T[]; more: number } {
  return { lines: lines.slice(0, LINES), more: Math.max(0, lines.length - LINES) };
}

/** Answer to 超时: one line per late duty, the longest overdue first, then 没人接到. */
export function overdueList(facts: OverdueFacts): string {
  const { late, unreached, records, withPeriods, estate, now } = facts;
  const lineOf = (duty: Duty, end: (duty: Duty) => string) => {
    if (duty.caseId === null)
      return withPeriods ? [`${periodDutyName(duty, { estate, now })}｜${end(duty)}`] : [];
    const record = records.get(duty.caseId);
    return record
      ? [`#${record.number} ${matterLine(record, 16)}｜${dutyWords(duty.kind).name}｜${end(duty)}`]
      : [];
  };
  const who = (duty: Duty) =>
    duty.ownerUserid ? staffName(estate, duty.ownerUserid) : ROLE_NAMES[duty.ownerRole];
  const lateLines = late.flatMap((duty) =>
    lineOf(duty, () => `${who(duty)}｜超时${sayLength(now.getTime() - duty.dueAt.getTime())}`),
  );
  const missedLines = unreached.flatMap((duty) =>
    lineOf(duty, () => `应由${ROLE_NAMES[duty.ladder[0]?.role ?? duty.ownerRole]}，现由${who(duty)}`),
  );
  if (lateLines.length === 0 && missedLines.length === 0) return "没有超时的事。";
  const section = (title: string, all: readonly string[]) => {
    const { lines, more } = shown(all);
    if (lines.length === 0) return [];
    return [`${title}（${all.length}件）`, ...lines, ...(more ? [`另有${more}件。`] : [])];
  };
  return [...section("超时", lateLines), ...section("没人接到", missedLines)].join("\n");
}
