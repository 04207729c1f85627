import { isOpen } from "../../rules/case-record.js";
import type { SaidProgress } from "../../rules/staff-talk.js";
import { progressNoted, progressNotice } from "../../rules/wording/progress-wording.js";
import type { DeskDeps } from "../desk-deps.js";
import { notifyResident } from "../notify-resident.js";
import type { Stores } from "../ports.js";
import { holdNudges } from "./hold-nudges.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";

type Report = CaseCommand<{ verb: "progress"; number: number | null; progress: SaidProgress; words: string }>;

/** 还在处理 of whoever has the matter answers 还在处理吗, asked or not: the next question is put off, no limit is. */
async function goOn(stores: Stores, { record, member, estate, now }: Report): Promise<StaffAnswer> {
  const isOwn = record.assignee?.toLowerCase() === member.userid.toLowerCase();
  if (isOwn) await holdNudges(stores, { record, estate, now });
  const next = isOwn
    ? `时限不变，做完请回复「完成 ${record.number} 做了什么」。`
    : record.assignee
      ? ""
      : `还没有人接单，要接请回复「接单 ${record.number}」。`;
  return { words: `#${record.number} 记下了，还在处理。${next}`, done: true, caseId: record.id };
}

/** 马上到, 没人在家: kept in the ledger and told to the resident; nobody at home is asked when to come again. */
export async function reportProgress(deps: DeskDeps, stores: Stores, report: Report): Promise<StaffAnswer> {
  const { record, member, estate, message, command, now } = report;
  if (!isOpen(record))
    return refused(`#${record.number} 已经办结。要补充请用「备注 ${record.number} …」。`, record);
  const { progress, words } = command;
  await stores.ledger.append(record.id, {
    at: now,
    type: "noted",
    actor: member.userid,
    data: { words, progress },
    inboundId: message.id,
    correctsId: null,
  });
  if (progress === "working") return goOn(stores, report);
  const heard = await notifyResident(deps, stores, {
    estate,
    record,
    words: progressNotice(record, estate, { userid: member.userid, progress, words }),
    key: `progress:${record.id}:${message.id}`,
    importance: "normal",
    caller: null,
    now,
  });
  if (progress === "nobodyHome" && heard === "inChat" && record.conversationId) {
    const pendingQuestion = { caseId: record.id, asked: ["time" as const], at: now.toISOString() };
    await stores.conversations.update(record.conversationId, { pendingQuestion });
  }
  return { words: progressNoted(record, progress, heard), done: true, caseId: record.id };
}
