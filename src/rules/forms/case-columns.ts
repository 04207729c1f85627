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

type Telling<Value> = (record: CaseRecord, facts: FormFacts) => Value;

/** Words a record tells by itself. */
function told(width: number, read: Telling<string | null>, title = "") {
  return words<FormCase>(title, width, ({ record }, facts) => read(record, facts));
}

/** The same under a name of the form's own. */
function toldAs(width: number, read: Telling<string | null>) {
  return (title: string) => told(width, read, title);
}

function momentAs(read: Telling<Date | null>) {
  return (title: string) => moment<FormCase>(title, ({ record }, facts) => read(record, facts));
}

function standing({ linkKind, closeReason, status }: CaseRecord): string {
  return linkKind === "merged" ? (closeReason ?? "已合并") : STATUS_NAMES[status];
}

/** The building blocks of the forms of matters. */
export const CASE_COLUMNS = {
  number: count<FormCase>("编号", 5, ({ record }) => record.number),
  receivedAt: momentAs(({ receivedAt }) => receivedAt),
  name: toldAs(7.5, ({ contactName }) => contactName),
  phone: told(12.5, ({ contactPhone }) => contactPhone, "联系电话"),
  room: toldAs(9.5, ({ room }) => (room === null ? null : placeName(room))),
  channel: told(5.5, ({ channel }) => CHANNEL_NAMES[channel] ?? channel, "方式"),
  matter: toldAs(22, ({ matter }) => matter),
  kind: told(7.5, kindName, "类别"),
  receiver: told(
    7,
    ({ receivedBy, recordedBy }, facts) => person(receivedBy ?? recordedBy, facts) ?? "管家",
    "接待人",
  ),
  department: told(
    9.5,
    ({ responsibleDepartment }, { estate }) => departmentName(estate, responsibleDepartment),
    "责任部门",
  ),
  assignee: toldAs(7.5, ({ handledBy, assignee }, facts) => person(handledBy ?? assignee, facts)),
  handling: told(21, ({ handling }) => handling, "处理情况"),
  result: told(12, ({ result }) => result, "处理结果"),
  unresolved: told(
    10,
    ({ status, closeReason }) => (status === "unresolvable" ? closeReason : null),
    "未解决原因",
  ),
  handledAt: momentAs(({ handledAt, closedAt }) => handledAt ?? closedAt),
  status: told(8, standing, "状态"),
  callbacks: words<FormCase>("回访", 15, callbacksSaid),
} as const;
