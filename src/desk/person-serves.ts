import { conversationKey, type StoredMessage } from "./inbound-message.js";
import type { Stores } from "./ports.js";

/** change_type (protocol §8.2): picked from the pool, transferred, entered again, each by a person. */
const PERSON_SERVES = ["1", "2", "4"];

/** Whether an event tells that a person took a session over. */
export function takesOver(data: Readonly<Record<string, string>>): boolean {
  return PERSON_SERVES.includes(data.change_type ?? "");
}

/** Events carry whole seconds: one of the very second of the hand-over came after it. */
const SECOND = 1_000;

/**
 * Whether a person took over or spoke since a session was handed over. Until then nobody is there, though the
 * platform counts the session as a person's.
 */
export async function personIsThere(
  stores: Pick<Stores, "inbound">,
  message: StoredMessage,
  humanSince: Date,
): Promise<boolean> {
  const talk = await stores.inbound.sentSince(
    conversationKey(message),
    new Date(humanSince.getTime() - SECOND),
  );
  return talk.some(({ content }) => {
    if (content.type !== "event") return false;
    if (content.event === "servicer_message") return true;
    return content.event === "session_status_change" && takesOver(content.data);
  });
}
