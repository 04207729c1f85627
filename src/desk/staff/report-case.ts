import { isComplaint, isOpen } from "../../rules/case-record.js";
import type { PlainCommand, WordsCommand } from "../../rules/clock-commands.js";
import { sayMoment } from "../../rules/estate-time.js";
import { readReport } from "../../rules/report-words.js";
import { closeWhenComplete } from "../close-when-complete.js";
import type { DeskDeps } from "../desk-deps.js";
import { notifyResident } from "../notify-resident.js";
import type { Stores } from "../ports.js";
import { reportOutcome } from "../report-outcome.js";
import { settleDuties } from "../start-duties.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";
import { noteStep } from "./step-notes.js";

type Report = CaseCommand<WordsCommand>;

/** 上报: who has been told, in the member's words, and when; now unless they say a time (EMG-01, CMP-10, CMP-13). */
export async function reportCase(stores: Stores, report: Report): Promise<StaffAnswer> {
  const { record, estate, command, now } = report;
  const frame = { now, since: record.receivedAt, timezone: estate.timezone };
  const { to, at, isStated, isWrong } = readReport(command.words, frame);
  const form = `例如「上报 ${record.number} 总公司罗文 14:30」`;
  if (!to) return refused(`请写报给了谁、几点，${form}。`, record);
  if (isWrong) return refused(`写的时间还没到或读不懂，还没有记。请写已经报过的时间，${form}。`, record);
  const settled = await settleDuties(stores, record, { type: "reported", at: now });
  await noteStep(stores, report, { record, type: "reported", data: { to, reportedAt: at.toISOString() } });
  const outcome = settled ? "上报的时限已完成。" : "这件事没有等着的上报时限，已留在记录里。";
  const when = `${sayMoment(at, now, estate.timezone)}${isStated ? "" : "（没写几点，按现在记）"}`;
  return { words: `#${record.number} 已记上报：${to}，${when}。${outcome}`, done: true, caseId: record.id };
}

type Answer = CaseCommand<WordsCommand>;

/** 答复: the definite answer to a complainant (CMP-11), passed on in the member's own words. */
export async function answerResident(deps: DeskDeps, stores: Stores, answer: Answer): Promise<StaffAnswer> {
  const { record, estate, message, command, now } = answer;
  if (!isOpen(record))
    return refused(`#${record.number} 已经办结。要补充请用「备注 ${record.number} …」。`, record);
  const words = command.words.trim();
  if ([...words].length < 4) {
    return refused(`请写要告诉住户的话，例如「答复 ${record.number} 周五前换新门禁」。`, record);
  }
  await settleDuties(stores, record, { type: "definiteAnswer", at: now });
  await noteStep(stores, answer, { record, type: "definiteAnswer", data: { words } });
  await notifyResident(deps, stores, {
    estate,
    record,
    words: `您好，#${record.number}的答复：${words}。有疑问直接在这里说，我转给负责的同事。`.replace(
      "。。",
      "。",
    ),
    key: `answered:${record.id}:${message.id}`,
    importance: "outcome",
    caller: record.assignee ?? record.recordedBy,
    now,
  });
  return { words: `#${record.number} 的答复已记下，正在转告住户。`, done: true, caseId: record.id };
}

type HandOver = CaseCommand<PlainCommand>;

/** 签收: the supervisor has the record of a settled complaint and registers the receipt (CMP-20, DL-15). */
export async function receiveRecord(stores: Stores, handOver: HandOver): Promise<StaffAnswer> {
  const { record, estate, member, message, now } = handOver;
  if (!isComplaint(record)) return refused(`#${record.number} 不是投诉，不用签收。`, record);
  if (isOpen(record)) return refused(`#${record.number} 还没有办结，办结后再签收。`, record);
  const settled = await settleDuties(stores, record, { type: "handedOver", at: now });
  if (settled === 0) return refused(`#${record.number} 已经签收过。`, record);
  await noteStep(stores, handOver, { record, type: "handedOver", data: {} });
  await reportOutcome(stores, { record, estate, by: member.userid, inboundId: message.id, now });
  const { status } = await closeWhenComplete(stores, { record, estate, now });
  const closed = status === "closed" ? "各步骤都有记录，已自动关闭。" : "";
  return { words: `#${record.number} 的处理记录已签收登记。${closed}`, done: true, caseId: record.id };
}
