import { type CaseRecord, isOpen } from "../../rules/case-record.js";
import { recordKeptUntil } from "../../rules/retention.js";
import { matterLine } from "../../rules/wording/case-words.js";
import { LostRace } from "../errors.js";
import type { Stores } from "../ports.js";
import { putFacts } from "../remember-facts.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";

type Merge = CaseCommand<{ verb: "merge"; number: number | null; others: readonly number[] }>;

async function endClocks(stores: Stores, record: CaseRecord, now: Date): Promise<void> {
  const open = await stores.duties.openOfCase(record.id);
  await stores.duties.settle(
    record.id,
    open.map(({ kind }) => kind),
    now,
  );
}

/**
 * Joins one record to another. The same household's entry is closed in favour of the one that stays; another
 * household's stays open under it, so that it hears how it goes and is called back.
 */
async function join(stores: Stores, merge: Merge, other: CaseRecord): Promise<void> {
  const { record, member, message, now } = merge;
  const isSameHousehold =
    other.residentId === record.residentId || (other.room !== null && other.room === record.room);
  const facts = { room: other.room, phone: other.contactPhone, name: other.contactName };
  if (isSameHousehold) {
    await putFacts(stores, record, { facts, overwrite: false, inboundId: message.id, now });
  }
  const closing = {
    status: "closed",
    closedAt: now,
    closeReason: `并入 #${record.number}`,
    retainUntil: recordKeptUntil(merge.estate, now),
  } as const;
  const joined = await stores.cases.update(
    other,
    {
      linkedCaseId: record.id,
      linkKind: isSameHousehold ? "merged" : "incident",
      ...(isSameHousehold ? closing : {}),
    },
    now,
  );
  if (!joined) throw new LostRace(`case ${other.id}`);
  await endClocks(stores, other, now);
  const entry = { at: now, actor: member.userid, inboundId: message.id, correctsId: null } as const;
  await stores.ledger.append(other.id, { ...entry, type: "noted", data: { mergedInto: record.number } });
  await stores.ledger.append(record.id, { ...entry, type: "noted", data: { merged: other.number } });
}

/** Whether one record has been joined to the other already. */
const isJoinedTo = (one: CaseRecord, other: CaseRecord): boolean =>
  one.linkedCaseId === other.id && (one.linkKind === "incident" || one.linkKind === "merged");

/** Why a record cannot go into another, or null. One that hangs under a third may be moved. */
function hindrance(record: CaseRecord, other: CaseRecord): string | null {
  if (!isOpen(other)) return `#${other.number} 已经办结，不能再合并，什么都没改。`;
  if (isJoinedTo(other, record)) return `#${other.number} 已经并在 #${record.number} 里，不用再合并。`;
  return isJoinedTo(record, other)
    ? `#${record.number} 已经并在 #${other.number} 里，只办 #${other.number} 就行。`
    : null;
}

/** 合并 42 43: 43 is the same matter and goes into 42. */
export async function mergeCases(stores: Stores, merge: Merge): Promise<StaffAnswer> {
  const { record, estate, command } = merge;
  if (!isOpen(record)) return refused(`#${record.number} 已经办结，不能再并入。`, record);
  if (command.others.length === 0)
    return refused(`请写两个编号，例如「合并 ${record.number} 43」，后面的并到前面。`, record);
  const others: CaseRecord[] = [];
  for (const number of command.others) {
    const other = await stores.cases.findByNumber(estate.id, number);
    if (!other) return refused(`没有找到 #${number}，什么都没改。`, record);
    const refusal = hindrance(record, other);
    if (refusal) return refused(refusal, record);
    others.push(other);
  }
  for (const other of others) await join(stores, merge, other);
  const numbers = others.map((other) => `#${other.number}`).join("、");
  return {
    words: `${numbers} 已并入 #${record.number}（${matterLine(record)}），以后只办 #${record.number}。`,
    done: true,
    caseId: record.id,
  };
}
