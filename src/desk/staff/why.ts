import type { PlainCommand } from "../../rules/clock-commands.js";
import { caseExplanation, dispatchKey } from "../../rules/wording/why-wording.js";
import type { Stores } from "../ports.js";
import type { CaseCommand, StaffAnswer } from "./run-staff-command.js";

/**
 * 为什么: which rule classified the matter, which clocks run with start, limit and pauses, and who was told
 * when and whether it arrived (design §1.8).
 */
export async function explainCase(stores: Stores, why: CaseCommand<PlainCommand>): Promise<StaffAnswer> {
  const { record, estate, now } = why;
  const duties = await stores.duties.ofCase(record.id);
  const nudges = await stores.nudges.ofDuties(duties.map((duty) => duty.id));
  const entries = await stores.ledger.ofCase(record.id);
  const keys = [...new Set(nudges.flatMap(({ messageKey }) => (messageKey ? [messageKey] : [])))];
  const dispatch = entries.find(({ type }) => type === "dispatched");
  for (const [kind, names] of [
    ["group", dispatch?.data.groups],
    ["member", dispatch?.data.members],
  ] as const) {
    for (const id of String(names ?? "").split(",")) if (id) keys.push(dispatchKey(record.id, kind, id));
  }
  const deliveries = await stores.nudges.deliveries(keys);
  const words = caseExplanation({ record, estate, duties, nudges, deliveries, entries, now });
  return { words, done: true, caseId: record.id };
}
