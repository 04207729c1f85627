import { FORM_NAMES, SATISFACTION_NAMES } from "../callback.js";
import type { CaseRecord } from "../case-record.js";
import { departmentName, kindName, placeName, STATUS_NAMES, staffName } from "../wording/case-words.js";
import { CHANNEL_NAMES } from "../wording/ledger-words.js";
import { sayStepTime } from "./entry-words.js";
import type { FormCase } from "./form-rows.js";
import { count, type FormFacts, moment, words } from "./form-table.js";

// Columns that several forms share. Widths are in characters of the body's size.

/** A member by name; null stays empty. */
export function person(userid: string | null, { estate }: FormFacts): string | null {
  return userid === null ? null : staffName(estate, userid);
}

/** `10-09 16:20 电话 满意`: every callback that was held, and those that still wait. */
function callbacksSaid({ callbacks }: FormCase, { estate }: FormFacts): string | null {
  const lines = callbacks.map((callback) => {
    if (!callback.doneAt) return `待回访（限${sayStepTime(callback.dueAt, estate.timezone)}）`;
    const satisfaction = callback.satisfaction ? SATISFACTION_NAMES[callback.satisfaction] : "";
    const held = `${sayStepTime(callback.doneAt, estate.timezone)} ${FORM_NAMES[callback.form]}`;
    return `${held} ${satisfaction}`.trimEnd();
  });
  return lines.length ? lines.join("\n") : null;
}

const of =
  <Value>(read: (record: CaseRecord, facts: FormFacts) => Value) =>
  (row: FormCase, facts: FormFacts): Value =>
    read(row.record, facts);

/** The building blocks of the forms of matters. */
export const CASE_COLUMNS = {
  number: count<FormCase>("编号", 6, ({ record }) => record.number),
  receivedAt: (title: string) =>
    moment<FormCase>(
      title,
      of(({ receivedAt }) => receivedAt),
    ),
  name: (title: string) =>
    words<FormCase>(
      title,
      9,
      of(({ contactName }) => contactName),
    ),
  phone: words<FormCase>(
    "联系电话",
    13,
    of(({ contactPhone }) => contactPhone),
  ),
  room: (title: string) =>
    words<FormCase>(
      title,
      9,
      of(({ room }) => (room === null ? null : placeName(room))),
    ),
  channel: words<FormCase>(
    "方式",
    6,
    of(({ channel }) => CHANNEL_NAMES[channel] ?? channel),
  ),
  matter: (title: string) =>
    words<FormCase>(
      title,
      28,
      of(({ matter }) => matter),
    ),
  kind: words<FormCase>("类别", 9, of(kindName)),
  receiver: words<FormCase>(
    "接待人",
    8,
    of((record, facts) => person(record.receivedBy ?? record.recordedBy, facts) ?? "管家"),
  ),
  department: words<FormCase>(
    "责任部门",
    11,
    of((record, { estate }) => departmentName(estate, record.responsibleDepartment)),
  ),
  assignee: (title: string) =>
    words<FormCase>(
      title,
      8,
      of((record, facts) => person(record.handledBy ?? record.assignee, facts)),
    ),
  handling: words<FormCase>(
    "处理情况",
    26,
    of(({ handling }) => handling),
  ),
  result: words<FormCase>(
    "处理结果",
    14,
    of(({ result }) => result),
  ),
  unresolved: words<FormCase>(
    "未解决原因",
    13,
    of(({ status, closeReason }) => (status === "unresolvable" ? closeReason : null)),
  ),
  handledAt: (title: string) =>
    moment<FormCase>(
      title,
      of(({ handledAt, closedAt }) => handledAt ?? closedAt),
    ),
  status: words<FormCase>(
    "状态",
    9,
    of((record) =>
      record.linkKind === "merged" ? (record.closeReason ?? "已合并") : STATUS_NAMES[record.status],
    ),
  ),
  callbacks: words<FormCase>("回访", 16, callbacksSaid),
} as const;
