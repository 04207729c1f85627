import { FORM_NAMES, SATISFACTION_NAMES } from "../callback.js";
import { isDepartment } from "../departments.js";
import { departmentName, kindName, placeName } from "../wording/case-words.js";
import { person } from "./case-columns.js";
import type { FormCallback } from "./form-rows.js";
import { type Column, count, type FormFacts, moment, words } from "./form-table.js";

const STATES = { planned: "待回访", done: "已回访", cancelled: "已取消" } as const;

/** Handling of unsatisfactory feedback (CBK-24): where the reopened matter stands is the matter's own row. */
function followUp({ callback, record }: FormCallback): string | null {
  if (callback.satisfaction !== "dissatisfied") return null;
  return record.round > callback.round ? "重新处理并已办结" : "已重新处理";
}

function department({ callback }: FormCallback, { estate }: FormFacts): string {
  return isDepartment(callback.department)
    ? departmentName(estate, callback.department)
    : callback.department;
}

/** 回访记录表: the five contents, confirmation, signature, opinion and filing (CBK-15, 17…25). */
export const CALLBACK_COLUMNS: readonly Column<FormCallback>[] = [
  count("编号", 5, ({ record }) => record.number),
  words("类别", 7.5, ({ callback }) =>
    kindName({ kind: callback.caseKind, complaintClass: callback.complaintClass }),
  ),
  words("住户姓名", 7.5, ({ record }) => record.contactName),
  words("房号", 9.5, ({ record }) => (record.room === null ? null : placeName(record.room))),
  words("联系电话", 12.5, ({ record }) => record.contactPhone),
  words("事由", 17, ({ record }) => record.matter),
  words("经办", 9.5, (row, facts) =>
    [department(row, facts), person(row.callback.handledBy, facts)].filter(Boolean).join("\n"),
  ),
  moment("回访时限", ({ callback }) => callback.dueAt),
  moment("回访时间", ({ callback }) => callback.doneAt),
  words("方式", 7.5, ({ callback }) =>
    [FORM_NAMES[callback.form], callback.formRemark].filter(Boolean).join("："),
  ),
  words("质量", 10, ({ callback }) => callback.contents?.quality ?? null),
  words("效果", 10, ({ callback }) => callback.contents?.effect ?? null),
  words("满意程度", 6, ({ callback }) =>
    callback.satisfaction ? SATISFACTION_NAMES[callback.satisfaction] : null,
  ),
  words("缺点不足", 10, ({ callback }) => callback.contents?.shortcomings ?? null),
  words("建议", 10, ({ callback }) => callback.contents?.suggestions ?? null),
  words("住户原话", 14, ({ callback }) => callback.words),
  words("回访人、确认人", 8, ({ callback }, facts) =>
    [person(callback.caller, facts), person(callback.confirmedBy, facts)].filter(Boolean).join("\n"),
  ),
  words("住户签字", 6, ({ callback }) =>
    callback.needsEvidence ? (callback.evidenceInboundId === null ? "待签" : "已附") : "—",
  ),
  words("主任意见", 12, ({ callback }) => callback.opinion),
  words("不满意处理", 8, followUp),
  words("状态", 7.5, ({ callback }) => (callback.filedAt ? "已归档" : STATES[callback.state])),
];
