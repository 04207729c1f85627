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
  count("编号", 6, ({ record }) => record.number),
  words("类别", 9, ({ callback }) =>
    kindName({ kind: callback.caseKind, complaintClass: callback.complaintClass }),
  ),
  words("住户姓名", 9, ({ record }) => record.contactName),
  words("房号", 9, ({ record }) => (record.room === null ? null : placeName(record.room))),
  words("联系电话", 13, ({ record }) => record.contactPhone),
  words("事由", 20, ({ record }) => record.matter),
  words("经办", 11, (row, facts) =>
    [department(row, facts), person(row.callback.handledBy, facts)].filter(Boolean).join("\n"),
  ),
  moment("办结时间", ({ callback }) => callback.handledAt),
  moment("回访时限", ({ callback }) => callback.dueAt),
  moment("回访时间", ({ callback }) => callback.doneAt),
  words("方式", 8, ({ callback }) =>
    [FORM_NAMES[callback.form], callback.formRemark].filter(Boolean).join("："),
  ),
  words("维修/服务质量", 12, ({ callback }) => callback.contents?.quality ?? null),
  words("服务效果", 12, ({ callback }) => callback.contents?.effect ?? null),
  words("满意程度", 8, ({ callback }) =>
    callback.satisfaction ? SATISFACTION_NAMES[callback.satisfaction] : null,
  ),
  words("缺点与不足", 12, ({ callback }) => callback.contents?.shortcomings ?? null),
  words("建议", 12, ({ callback }) => callback.contents?.suggestions ?? null),
  words("住户原话", 16, ({ callback }) => callback.words),
  words("回访人/确认人", 10, ({ callback }, facts) =>
    [person(callback.caller, facts), person(callback.confirmedBy, facts)].filter(Boolean).join("\n"),
  ),
  words("住户签字", 8, ({ callback }) =>
    callback.needsEvidence ? (callback.evidenceInboundId === null ? "待签" : "已附") : "—",
  ),
  words("主任（主管）意见", 14, ({ callback }) => callback.opinion),
  words("不满意处理", 10, followUp),
  words("状态", 8, ({ callback }) => (callback.filedAt ? "已归档" : STATES[callback.state])),
];
