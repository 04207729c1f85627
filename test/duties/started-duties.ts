import { chineseHolidays } from "../../src/edges/working-days.js";
import type { CaseRecord } from "../../src/rules/case-record.js";
import { type Duty, FRESH_PROGRESS } from "../../src/rules/duty.js";
import type { Estate } from "../../src/rules/estate.js";
import { dutiesOf } from "../../src/rules/sop.js";
import { caseDraft, estate as sampleEstate } from "../db/samples.js";

export const HOUR = 3_600_000;
export const START = new Date("2026-09-30T08:00:00.000Z");
export const hoursLater = (hours: number) => new Date(START.getTime() + hours * HOUR);

export const estate: Estate = sampleEstate({
  holidays: chineseHolidays(),
  staff: [
    { userid: "lina", name: "李娜", roles: ["receptionist"], department: "customerService" },
    { userid: "wangfang", name: "王芳", roles: ["supervisor"], department: "customerService" },
    { userid: "chenming", name: "陈明", roles: ["centerManager"], department: null },
    { userid: "zhaoqiang", name: "赵强", roles: ["departmentHead"], department: "engineering" },
  ],
});

const record = (changes: Partial<CaseRecord> = {}): CaseRecord => ({
  ...caseDraft({ receivedAt: START }),
  id: 1,
  number: 1,
  version: 1,
  updatedAt: START,
  ...changes,
});

export function startedDuties(changes: Partial<CaseRecord>, over: Partial<Estate> = {}): Duty[] {
  const place = { ...estate, ...over };
  const start = { trigger: "recorded", record: record(changes), estate: place, absences: [] } as const;
  return dutiesOf({ ...start, happenedAt: START, now: START }).map((duty, index) => ({
    ...FRESH_PROGRESS,
    ...duty,
    id: index + 1,
    settledAt: null,
    cancelledAt: null,
  }));
}

export function only(kind: string, changes: Partial<CaseRecord>, over: Partial<Estate> = {}): Duty {
  const duty = startedDuties(changes, over).find((candidate) => candidate.kind === kind);
  if (!duty) throw new Error(`no ${kind}`);
  return duty;
}

export const ENQUIRY = { kind: "enquiry" } as const;
export const MINOR = { kind: "complaint", complaintClass: "minor" } as const;
