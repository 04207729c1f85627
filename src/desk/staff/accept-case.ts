import { type CaseRecord, isOpen } from "../../rules/case-record.js";
import { staffName } from "../../rules/wording/case-words.js";
import { noteLines } from "../../rules/wording/note-wording.js";
import { acceptanceNoted } from "../../rules/wording/progress-wording.js";
import { acceptedNotice } from "../../rules/wording/resident-wording.js";
import { cardTakenBy, TAKEN_BY_YOURSELF } from "../../rules/wording/staff-news-wording.js";
import { acceptedDetails } from "../../rules/wording/staff-wording.js";
import type { DeskDeps } from "../desk-deps.js";
import { LostRace } from "../errors.js";
import { greyCards } from "../grey-cards.js";
import { followLead } from "../join-incident.js";
import { notifyResident } from "../notify-resident.js";
import type { Stores } from "../ports.js";
import { plainText, queueMessage } from "../queue-message.js";
import { holdNudges, isAsked } from "./hold-nudges.js";
import { refusalWithoutPlan } from "./require-plan.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";

type Accept = CaseCommand<{ verb: "accept"; number: number | null }>;

function takenAlready(record: CaseRecord, name: string): StaffAnswer {
  return {
    ...refused(`#${record.number} 已由${name}接单。要换人请前台「转 ${record.number} 部门」。`, record),
    buttonWord: cardTakenBy(name),
  };
}

/** 收到 of whoever has the matter: the answer to 还在处理吗 where that was asked. */
async function stillTheirs(stores: Stores, { record, estate, now }: Accept): Promise<StaffAnswer> {
  const wasAsked = await isAsked(stores, record);
  await holdNudges(stores, { record, estate, now });
  const heard = wasAsked
    ? `好的，#${record.number} 由您继续处理，时限不变。`
    : `#${record.number} 已经在您手上。`;
  return {
    ...refused(`${heard}做完请回复「完成 ${record.number} 做了什么」。`, record),
    buttonWord: TAKEN_BY_YOURSELF,
  };
}

/**
 * 接单: the member takes the matter; the resident hears who, the member gets the full number 1:1. Taking
 * one's own matter again only answers 还在处理吗; one that a colleague has taken is refused with the name,
 * a major complaint without an approved plan with what is missing (CMP-17).
 */
export async function acceptCase(deps: DeskDeps, stores: Stores, accept: Accept): Promise<StaffAnswer> {
  const { record, member, estate, message, now } = accept;
  if (!isOpen(record)) return refused(`#${record.number} 已经办结，不用再接单。`, record);
  if (record.assignee === member.userid) return stillTheirs(stores, accept);
  const refusal = record.assignee
    ? takenAlready(record, staffName(estate, record.assignee))
    : await refusalWithoutPlan(stores, { record, estate });
  if (refusal) return refusal;
  const updated = await stores.cases.update(
    record,
    { status: "accepted", assignee: member.userid, acceptedAt: now },
    now,
  );
  if (!updated) throw new LostRace(`case ${record.id}`);
  await stores.ledger.append(record.id, {
    at: now,
    type: "accepted",
    actor: member.userid,
    data: {},
    inboundId: message.id,
    correctsId: null,
  });
  await holdNudges(stores, { record: updated, estate, now });
  const heard = await notifyResident(deps, stores, {
    estate,
    record: updated,
    words: acceptedNotice(updated, estate),
    key: `accepted:${record.id}:${message.id}`,
    importance: "normal",
    caller: null,
    now,
  });
  await greyCards(stores, { ...accept, record: updated });
  await followLead(deps, stores, { lead: updated, actor: member.userid, inboundId: message.id, now });
  const notes = noteLines(await stores.ledger.ofCase(record.id), { estate, now, fullPhone: true });
  const details = [acceptedDetails(updated), ...notes].join("\n");
  if (!message.inGroup && message.channel === "app") {
    return { words: `已接单。\n${details}`, done: true, caseId: record.id, buttonWord: TAKEN_BY_YOURSELF };
  }
  await queueMessage(
    stores,
    {
      estateId: estate.id,
      key: `details:${record.id}:${message.id}`,
      target: { channel: "app", userid: member.userid },
      content: plainText(details),
      record: updated,
    },
    now,
  );
  return {
    words: acceptanceNoted(record, member.name, heard),
    done: true,
    caseId: record.id,
  };
}
