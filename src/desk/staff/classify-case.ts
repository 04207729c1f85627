import { respondentDepartment } from "../../rules/acting-department.js";
import {
  type CaseKind,
  type CaseRecord,
  type ComplaintClass,
  isOpen,
  type NewCaseRecord,
} from "../../rules/case-record.js";
import { causeAtRecording } from "../../rules/figures/causes.js";
import { readClass } from "../../rules/kind-words.js";
import { refusalFor } from "../../rules/permissions.js";
import { kindName } from "../../rules/wording/case-words.js";
import { LostRace } from "../errors.js";
import type { StaffContext } from "../handle-staff-message.js";
import { keepCorrection } from "../keep-corrections.js";
import type { Stores } from "../ports.js";
import { restartClocks } from "../restart-clocks.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";

/** Gives a record another class or kind: history kept, the clocks of the old one end, those of the new start. */
async function reclassify(
  stores: Stores,
  context: StaffContext & { record: CaseRecord },
  to: { field: "kind" | "class"; changes: Partial<NewCaseRecord>; reason: string },
): Promise<StaffAnswer> {
  const { record, estate, script, member, message, now } = context;
  const changes = { ...to.changes, classifiedBy: "desk", needsClassification: false } as const;
  const updated = await stores.cases.update(record, changes, now);
  if (!updated) throw new LostRace(`case ${record.id}`);
  await stores.ledger.append(record.id, {
    at: now,
    type: "classified",
    actor: member.userid,
    data: {
      kind: updated.kind,
      complaintClass: updated.complaintClass,
      fromKind: record.kind,
      fromClass: record.complaintClass,
      reason: to.reason || null,
    },
    inboundId: message.id,
    correctsId: null,
  });
  const by = member.userid;
  await keepCorrection(stores, { estate, script, record: updated, field: to.field, by, now });
  const cause = `${record.id}:classified:${message.id}`;
  await restartClocks(stores, { record: updated, estate, cause, now });
  return {
    words: `#${record.number} 已改为${kindName(updated)}，时限已按新类别重新计算。`,
    done: true,
    caseId: record.id,
  };
}

type Classify = CaseCommand<{
  verb: "classify";
  number: number | null;
  complaintClass: ComplaintClass | null;
  words: string;
}>;

/** 定级: the supervisor or manager confirms the class of a complaint (CMP-06). Major is never lowered by a supervisor. */
export async function classifyCase(stores: Stores, classify: Classify): Promise<StaffAnswer> {
  const { record, member, command } = classify;
  if (!isOpen(record)) return refused(`#${record.number} 已经办结，不再改级别。`, record);
  if (record.kind !== "complaint") {
    return refused(`#${record.number} 不是投诉。要先「改类 ${record.number} 投诉」再定级。`, record);
  }
  if (!command.complaintClass) {
    return refused(`级别写重大、重要或轻微，例如「定级 ${record.number} 重要 保洁漏扫」。`, record);
  }
  if (command.complaintClass === record.complaintClass) {
    return refused(`#${record.number} 已经是这个级别。`, record);
  }
  const isManager = member.roles.some((role) => role === "centerManager" || role === "generalManager");
  if (record.complaintClass === "major" && !isManager) {
    return refused(`#${record.number} 是重大投诉，降级由管理处经理决定。`, record);
  }
  return reclassify(stores, classify, {
    field: "class",
    changes: { complaintClass: command.complaintClass },
    reason: command.words,
  });
}

type ChangeKind = CaseCommand<{
  verb: "changeKind";
  number: number | null;
  kind: CaseKind | null;
  words: string;
}>;

/** 改类: what the matter is about is decided by a person. A complaint starts as important unless said otherwise. */
export async function changeKind(stores: Stores, change: ChangeKind): Promise<StaffAnswer> {
  const { record, command } = change;
  if (!isOpen(record)) return refused(`#${record.number} 已经办结，不再改类别。`, record);
  const { kind } = command;
  if (!kind)
    return refused(`类别写投诉、报修、求助、咨询、建议或表扬，例如「改类 ${record.number} 投诉」。`, record);
  if (kind === record.kind) return refused(`#${record.number} 已经是这个类别。`, record);
  const named = kind === "complaint" ? readClass(command.words) : null;
  // Who may not class a complaint says with 改类 only that it is one.
  const refusal = named ? refusalFor("classify", change.member, change) : null;
  if (refusal) return refused(`${refusal.words}只改类别请回复「改类 ${record.number} 投诉」。`, record);
  const complaintClass = kind === "complaint" ? (named?.complaintClass ?? "important") : null;
  const respondent = respondentDepartment(kind, record.responsibleDepartment);
  return reclassify(stores, change, {
    field: "kind",
    changes: {
      kind,
      complaintClass,
      respondentDepartment: respondent,
      cause: record.cause ?? causeAtRecording({ kind, matter: record.matter }),
    },
    reason: named?.rest ?? command.words,
  });
}
