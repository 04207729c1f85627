import type { CaseRecord } from "../rules/case-record.js";
import { cardTakenBy, TAKEN_BY_YOURSELF } from "../rules/wording/staff-news-wording.js";
import type { StaffContext } from "./handle-staff-message.js";
import { PRIORITY } from "./outbound-message.js";
import type { ChangeableCard } from "./outbound-ports.js";
import type { Stores } from "./ports.js";
import { queueMessage } from "./queue-message.js";

/** A code to change a sent card works for 72 h (protocol §4.5); an hour is left for queues and clocks that differ. In ms. */
export const CODE_MILLIS = 71 * 3_600_000;

/** Key of the change of a card: its code works once, so there is one change for ever, whoever takes the matter later. */
export const greyKey = (card: Pick<ChangeableCard, "id">): string => `taken:${card.id}`;

/**
 * After 接单 the 1:1 cards of the matter name who has it instead of their buttons, as far as the platform lets
 * them be changed: once each, within three days. Whoever clicks an older one is answered with the name. The
 * card that was clicked has a newer code and is not this function's.
 */
export async function greyCards(stores: Stores, at: StaffContext & { record: CaseRecord }): Promise<void> {
  const { estate, member, message, record, now } = at;
  const clickedOwn = message.content.type === "cardClick";
  const since = new Date(now.getTime() - CODE_MILLIS);
  for (const card of await stores.outbound.changeableCards(record.id, since)) {
    const isOwn = card.userid.toLowerCase() === member.userid.toLowerCase();
    if (isOwn && clickedOwn) continue;
    await queueMessage(
      stores,
      {
        estateId: estate.id,
        key: greyKey(card),
        target: { channel: "app", userid: card.userid },
        content: {
          type: "cardUpdate",
          responseCode: card.responseCode,
          replaceName: isOwn ? TAKEN_BY_YOURSELF : cardTakenBy(member.name),
        },
        record,
        priority: PRIORITY.notice,
        expiresAt: new Date(card.sentAt.getTime() + CODE_MILLIS),
      },
      now,
    );
  }
}
