import type { CaseRecord } from "../../rules/case-record.js";
import type { LedgerEntry, LedgerType } from "../../rules/ledger-entry.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";

/** A step a member of staff takes on a record. */
export interface TakenStep {
  readonly record: CaseRecord;
  readonly type: LedgerType;
  readonly data: LedgerEntry["data"];
}

/** Writes the step into the ledger under the member's name, with the message that said it. */
export function noteStep(stores: Stores, context: StaffContext, step: TakenStep): Promise<LedgerEntry> {
  return stores.ledger.append(step.record.id, {
    at: context.now,
    type: step.type,
    actor: context.member.userid,
    data: step.data,
    inboundId: context.message.id,
    correctsId: null,
  });
}
