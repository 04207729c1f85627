import { CAUSE_NAMES, causeOf } from "../figures/causes.js";
import type { LedgerEntry } from "../ledger-entry.js";
import { CLASS_NAMES, departmentName } from "../wording/case-words.js";
import { entryName } from "../wording/ledger-words.js";
import { CASE_COLUMNS, person } from "./case-columns.js";
import { entrySaid, entryText, stepsOf } from "./entry-words.js";
import type { FormCase } from "./form-rows.js";
import { type Column, type FormFacts, moment, words } from "./form-table.js";

/** A column of a form of matters. */
export type CaseColumn = Column<FormCase>;

const C = CASE_COLUMNS;

/** 接待业主情况记录 (REC-02, 05, 06, 11, 12, 13). */
export const RECEPTION_COLUMNS: readonly CaseColumn[] = [
  C.number,
  C.receivedAt("接待日期"),
  C.name("业主姓名"),
  C.phone,
  C.room("房号"),
  C.channel,
  C.matter("事由"),
  C.kind,
  C.receiver,
  C.department,
  C.assignee("经办人"),
  C.handling,
  C.result,
  C.unresolved,
  C.handledAt("办结时间"),
  C.status,
  words("每日审核", 7, ({ dailyAudit }, facts) => person(dailyAudit, facts)),
  words("每周审核", 7, ({ weeklyAudit }, facts) => person(weeklyAudit, facts)),
];

/** Steps between registration and settlement that tell how a complaint went (CMP §5.1.1, 5.3). */
const PROCESS = [
  "accepted",
  "transferred",
  "noted",
  "chased",
  "paused",
  "resumed",
  "appointed",
  "handled",
  "assessed",
  "opinion",
  "reopened",
] as const;

const step = (entry: LedgerEntry, facts: FormFacts) => {
  const said = entryText(entry, "words") || entryText(entry, "handling") || entrySaid(entry, facts.estate);
  return said ? `${entryName(entry.type)}：${said}` : entryName(entry.type);
};

function steps(types: Parameters<typeof stepsOf>[1], key?: string) {
  return ({ entries }: FormCase, facts: FormFacts): string | null =>
    stepsOf(entries, types, {
      estate: facts.estate,
      of: (entry) => (key === undefined ? step(entry, facts) : entryText(entry, key)),
    });
}

/** 投诉登记处理记录 (CMP-05…07, 15, 17, 22, 24, DL-08, 11, 12, 15). */
export const COMPLAINT_COLUMNS: readonly CaseColumn[] = [
  C.number,
  C.receivedAt("投诉时间"),
  C.name("投诉人"),
  C.phone,
  C.room("房号"),
  C.matter("投诉内容"),
  words("级别", 6, ({ record }) => (record.complaintClass ? CLASS_NAMES[record.complaintClass] : null)),
  words("被投诉部门", 9.5, ({ record }, { estate }) =>
    record.respondentDepartment ? departmentName(estate, record.respondentDepartment) : null,
  ),
  C.department,
  words("原因", 8, ({ record }) => {
    const cause = causeOf(record.cause);
    return cause && CAUSE_NAMES[cause];
  }),
  words("方案、批准与上报", 18, steps(["planned", "approved", "reported"])),
  words("处理过程", 27, steps(PROCESS)),
  C.result,
  words("明确答复", 13, steps(["definiteAnswer"], "words")),
  C.handledAt("办结时间"),
  words("主管签收", 10, steps(["handedOver"], "")),
  C.callbacks,
  C.status,
];

const firstOf = ({ entries }: FormCase, type: LedgerEntry["type"]): Date | null =>
  entries.find((entry) => entry.type === type)?.at ?? null;

/** 住户报修记录表 with what the task order (维修任务单) adds (REP-01, 03, 04). */
export const REPAIR_COLUMNS: readonly CaseColumn[] = [
  C.number,
  C.receivedAt("报修时间"),
  C.name("住户姓名"),
  C.room("地址"),
  C.phone,
  C.channel,
  C.matter("报修内容"),
  words("期望时间", 10, ({ record }) => record.wishedTime),
  moment("预约维修时间", ({ record }) => record.appointmentAt),
  moment("通知维修时间", (row) => firstOf(row, "dispatched")),
  C.department,
  moment("接单时间", ({ record }) => record.acceptedAt),
  C.assignee("维修人员"),
  C.handling,
  C.handledAt("完成时间"),
  C.unresolved,
  C.callbacks,
  C.status,
];
