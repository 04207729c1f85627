import { withoutOpening } from "../rules/another-matter.js";
import type { Estate } from "../rules/estate.js";
import { decideOnWords } from "../rules/resident-decision.js";
import type { DeskDeps } from "./desk-deps.js";
import type { StoredMessage } from "./inbound-message.js";
import { runningEmergencies } from "./running-emergencies.js";

/**
 * Id of the open record a model takes a resident's words to belong to, or null. It is asked only with several
 * open records of which the rules find none, and would open another for somebody to classify. Takes 3 s at
 * most, before the transaction; null leaves the rules' answer.
 */
export async function suggestRecord(
  deps: DeskDeps,
  asked: { estate: Estate; message: StoredMessage; words: string; now: Date },
): Promise<number | null> {
  if (!deps.followUps) return null;
  const { estate, message, words, now } = asked;
  const { stores } = deps.unitOfWork;
  const conversation = await stores.conversations.findByPeer("kf", message.accountId, message.peerId);
  if (!conversation?.residentId) return null;
  const open = await stores.cases.openOfResident(conversation.residentId);
  if (open.length < 2) return null;
  const facts = { buildings: estate.buildings };
  const text = deps.script.toSimplified(words);
  const triage = await deps.triager.triage(withoutOpening(text), facts);
  const waiting = conversation.pendingQuestion;
  const decision = decideOnWords({
    triage,
    text,
    open,
    running: await runningEmergencies(stores, open, now),
    latest: open[0] ?? null,
    recent: open,
    asked: open.find((record) => record.id === waiting?.caseId) ?? null,
    askedFor: waiting?.asked ?? [],
    intent: null,
    correction: null,
    now,
  });
  const cannotTell = decision.act === "open" && decision.needsClassification && !triage.emergency;
  if (!cannotTell) return null;
  const found = await deps.followUps.match({ estate, inboundId: message.id, text: words, open });
  return found?.id ?? null;
}
