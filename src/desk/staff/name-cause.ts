import { CAUSE_NAMES, CAUSES, causeOf, readCause } from "../../rules/figures/causes.js";
import { LostRace } from "../errors.js";
import type { Stores } from "../ports.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";

type NameCause = CaseCommand<{ verb: "nameCause"; number: number | null; words: string }>;

/** 原因: the supervisor says why there was a complaint (CMP-24), also after it is settled; the ledger keeps both. */
export async function nameCause(
  stores: Stores,
  { record, member, message, command, now }: NameCause,
): Promise<StaffAnswer> {
  if (record.kind !== "complaint") return refused(`#${record.number} 不是投诉，不用写原因。`, record);
  const read = readCause(command.words);
  if (!read) {
    const names = CAUSES.map((cause) => CAUSE_NAMES[cause]).join("、");
    return refused(`原因写其中一个：${names}，例如「原因 ${record.number} 态度」。`, record);
  }
  const before = causeOf(record.cause);
  if (!(await stores.cases.update(record, { cause: read.cause }, now)))
    throw new LostRace(`case ${record.id}`);
  const earlier = (await stores.ledger.ofCase(record.id)).findLast(({ type }) => type === "causeNamed");
  await stores.ledger.append(record.id, {
    at: now,
    type: "causeNamed",
    actor: member.userid,
    data: { cause: read.cause, fromCause: before, reason: read.rest || null },
    inboundId: message.id,
    correctsId: earlier?.id ?? null,
  });
  const was = before && before !== read.cause ? `（原来是${CAUSE_NAMES[before]}）` : "";
  return {
    words: `#${record.number} 的投诉原因记为${CAUSE_NAMES[read.cause]}${was}。`,
    done: true,
    caseId: record.id,
  };
}
