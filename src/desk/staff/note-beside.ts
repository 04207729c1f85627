import type { StaffCommand } from "../../rules/staff-commands.js";
import { besideNoted } from "../../rules/wording/note-wording.js";
import type { Stores } from "../ports.js";
import type { CaseCommand, StaffAnswer } from "./run-staff-command.js";

/** What was said along with a command that needs no words goes into the ledger, and the answer says so. */
export async function noteBeside(
  stores: Stores,
  { command, record, member, message, now }: CaseCommand<StaffCommand>,
  answer: StaffAnswer,
): Promise<StaffAnswer> {
  const words = "beside" in command ? command.beside : undefined;
  if (!answer.done || words === undefined) return answer;
  await stores.ledger.append(record.id, {
    at: now,
    type: "noted",
    actor: member.userid,
    data: { words },
    inboundId: message.id,
    correctsId: null,
  });
  return { ...answer, words: `${answer.words}\n${besideNoted(record.number, words)}` };
}
