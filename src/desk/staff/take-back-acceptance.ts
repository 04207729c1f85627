import type { CaseRecord } from "../../rules/case-record.js";
import { acceptanceTakenBack } from "../../rules/wording/undo-wording.js";
import { LostRace } from "../errors.js";
import { CODE_MILLIS, greyKey } from "../grey-cards.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { plainText, queueMessage } from "../queue-message.js";

/**
 * Who has a card that says somebody took the matter: a changed card cannot be changed back. A change that has not
 * gone out is dropped instead, and that card keeps its buttons.
 */
export async function holdersOfChangedCards(
  stores: Stores,
  { member, now }: StaffContext,
  record: CaseRecord,
): Promise<readonly string[]> {
  const holders = new Set<string>();
  const since = new Date(now.getTime() - CODE_MILLIS);
  for (const card of await stores.outbound.changeableCards(record.id, since)) {
    const change = await stores.acts.dropMessage(greyKey(card), now);
    const isOwn = card.userid.toLowerCase() === member.userid.toLowerCase();
    if (change === "gone" && !isOwn) holders.add(card.userid);
  }
  return [...holders];
}

/** Those hear that nobody has the matter, so that no card is believed that says otherwise. */
export async function tellCardHolders(
  stores: Stores,
  { estate, message, now }: StaffContext,
  of: { restored: CaseRecord; holders: readonly string[] },
): Promise<void> {
  const { restored, holders } = of;
  for (const userid of holders) {
    await queueMessage(
      stores,
      {
        estateId: estate.id,
        key: `untaken:${restored.id}:${message.id}:${userid}`,
        target: { channel: "app", userid },
        content: plainText(acceptanceTakenBack(restored)),
        record: restored,
      },
      now,
    );
  }
}

/** Households that joined an incident after it was accepted came under whoever had it; they wait with their lead again. */
export async function releaseLateHouseholds(
  stores: Stores,
  { member, message, now }: StaffContext,
  of: { lead: CaseRecord; known: readonly CaseRecord[] },
): Promise<void> {
  const { lead, known } = of;
  for (const household of await stores.cases.linkedTo(lead.id, "incident")) {
    if (household.assignee === null || known.some(({ id }) => id === household.id)) continue;
    const changes = { status: lead.status, assignee: lead.assignee, acceptedAt: lead.acceptedAt };
    if (!(await stores.cases.update(household, changes, now))) throw new LostRace(`case ${household.id}`);
    await stores.ledger.append(household.id, {
      at: now,
      type: "corrected",
      actor: member.userid,
      data: { undone: "accept", withCase: lead.number },
      inboundId: message.id,
      correctsId: null,
    });
  }
}
