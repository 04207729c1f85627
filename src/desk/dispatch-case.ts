import type { CaseRecord } from "../rules/case-record.js";
import { planDispatch } from "../rules/dispatch-plan.js";
import type { Duty } from "../rules/duty.js";
import type { Estate } from "../rules/estate.js";
import type { Danger } from "../rules/triage/triage-result.js";
import { groupCard, personalCard } from "../rules/wording/staff-wording.js";
import { PRIORITY } from "./outbound-message.js";
import type { Stores } from "./ports.js";
import { queueMessage } from "./queue-message.js";

/** What the cards of a matter say. `cause` makes their keys unique: the message or entry that moved it. */
export interface Dispatch {
  readonly record: CaseRecord;
  readonly estate: Estate;
  readonly duties: readonly Pick<Duty, "dueAt">[];
  readonly danger: Danger | null;
  readonly photos: number;
  readonly planApproved?: boolean;
  readonly cause: string;
  /** Why a colleague passed it on, for whoever takes it now. */
  readonly passedOn?: string;
  readonly now: Date;
}

/**
 * Queues the cards of a new or transferred matter and notes in the ledger who gets them. Returns who was
 * called, in words for the resident.
 */
export async function dispatchCase(stores: Stores, dispatch: Dispatch): Promise<readonly string[]> {
  const { record, estate, duties, danger, photos, planApproved = false, cause, passedOn, now } = dispatch;
  const plan = planDispatch(record, estate);
  const dueAt = duties.length ? new Date(Math.min(...duties.map((duty) => duty.dueAt.getTime()))) : null;
  const facts = { record, estate, dueAt, danger, photos, planApproved, passedOn, now };
  const priority = record.emergency ? PRIORITY.emergency : PRIORITY.notice;
  for (const { group, mentions } of plan.groups) {
    await queueMessage(
      stores,
      {
        estateId: estate.id,
        key: `dispatch:${cause}:group:${group.id}`,
        target: { channel: "robot", group: group.id },
        content: { type: "markdown", text: groupCard({ ...facts, mentions }) },
        record,
        priority,
      },
      now,
    );
  }
  for (const [seat, userid] of plan.cards.entries()) {
    await queueMessage(
      stores,
      {
        estateId: estate.id,
        key: `dispatch:${cause}:member:${userid}`,
        target: { channel: "app", userid },
        content: { type: "card", card: personalCard({ ...facts, seat }) },
        record,
        priority,
      },
      now,
    );
  }
  await stores.ledger.append(record.id, {
    at: now,
    type: "dispatched",
    actor: "guanjia",
    data: { groups: plan.groups.map(({ group }) => group.id).join(","), members: plan.cards.join(",") },
    inboundId: null,
    correctsId: null,
  });
  return plan.called;
}
