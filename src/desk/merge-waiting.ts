import { mergeTexts } from "../rules/merging.js";
import type { DeskDeps } from "./desk-deps.js";
import { PRIORITY, type QueuedMessage } from "./outbound-message.js";

/** Texts to a resident that were never tried; an emergency is said alone, a welcome has its own code. */
function mayJoin(message: QueuedMessage): boolean {
  return (
    message.target.channel === "kf" &&
    message.content.type === "text" &&
    message.priority !== PRIORITY.emergency &&
    message.attempts === 0 &&
    message.expiresAt === null
  );
}

/**
 * The message to send next to a target: the first of those waiting, which takes along the words of the
 * others as far as they fit in one (rules/merging). What was ever tried stays as it is, because its id
 * stands for its words. Null when somebody else was at them: come again.
 */
export async function mergeWaiting(
  deps: Pick<DeskDeps, "unitOfWork">,
  waiting: readonly QueuedMessage[],
  now: Date,
): Promise<QueuedMessage | null> {
  const [first] = waiting;
  if (!first) return null;
  const blocked = waiting.findIndex((message) => !mayJoin(message));
  const joining = blocked === -1 ? waiting : waiting.slice(0, blocked);
  const texts = joining.map(({ content }) => (content.type === "text" ? content.text : ""));
  const merged = mergeTexts(texts);
  if (!merged || first.content.type !== "text") return first;
  const { text, count } = merged;
  const messages = joining.slice(0, count);
  if (!(await deps.unitOfWork.stores.outbound.merge(messages, text, now))) return null;
  const importance = messages.some((one) => one.importance === "outcome") ? "outcome" : first.importance;
  return { ...first, importance, content: { ...first.content, text } };
}
