import { isOpen } from "../../rules/case-record.js";
import { mattersOfText } from "../../rules/text-matters.js";
import { triage } from "../../rules/triage/triage.js";
import { departmentName, kindName } from "../../rules/wording/case-words.js";
import type { DeskDeps } from "../desk-deps.js";
import { openCase } from "../open-case.js";
import type { Stores } from "../ports.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";

type Split = CaseCommand<{ verb: "split"; number: number | null; words: string }>;

/** Fewest characters that can be a matter. */
const LEAST_WORDS = 3;

/**
 * 拆分 42 楼道灯不亮: the other matter of a record becomes one of its own, linked to it. Without words the record's
 * own text is taken apart, if it can be.
 */
export async function splitCase(deps: DeskDeps, stores: Stores, split: Split): Promise<StaffAnswer> {
  const { record, estate, member, message, command, now } = split;
  if (!isOpen(record)) return refused(`#${record.number} 已经办结，不能再拆。`, record);
  const parts = mattersOfText(record.matter, { buildings: estate.buildings });
  const words = command.words.trim() || (parts.length > 1 ? (parts.at(-1) ?? "") : "");
  if ([...words].length < LEAST_WORDS) {
    return refused(`请写明拆出来的是什么事，例如「拆分 ${record.number} 楼道灯不亮」。`, record);
  }
  const resident = record.residentId ? await stores.residents.find(record.residentId) : null;
  if (!resident) return refused(`#${record.number} 没有住户资料，请用「登记」另记一条。`, record);
  const read = triage(deps.script.toSimplified(words), { buildings: estate.buildings });
  const kind = read.kind === "smalltalk" || read.kind === "progress" ? "unclear" : read.kind;
  const { record: opened } = await openCase(stores, {
    estate,
    kind,
    needsClassification: kind === "unclear",
    triage: { ...read, room: read.room ?? record.room },
    classifiedBy: "desk",
    words,
    resident,
    conversationId: record.conversationId,
    channel: record.channel,
    recordedBy: member.userid,
    inboundId: message.id,
    // Its limits count from now: nobody knew of it as a matter of its own before.
    receivedAt: now,
    photos: 0,
    link: { caseId: record.id, kind: "split" },
    now,
  });
  await stores.ledger.append(record.id, {
    at: now,
    type: "noted",
    actor: member.userid,
    data: { splitOff: opened.number, words },
    inboundId: message.id,
    correctsId: null,
  });
  const department = departmentName(estate, opened.responsibleDepartment);
  return {
    words: `已从 #${record.number} 拆出 #${opened.number}：${kindName(opened)}，转${department}。`,
    done: true,
    caseId: opened.id,
  };
}
