import { answerMoment, patienceMillis } from "../rules/memory.js";
import { readIntent } from "../rules/resident-intent.js";
import { triage } from "../rules/triage/triage.js";
import type { DeskDeps } from "./desk-deps.js";
import { errorCode } from "./errors.js";
import type { StoredMessage } from "./inbound-message.js";
import { mediaOfPieces, piecesFrom, wordsOfPieces } from "./resident-pieces.js";
import { runningEmergencies } from "./running-emergencies.js";

/** When a message counts as arrived: as the platform says, unless its clock runs ahead of ours. */
function arrivedAt({ sentAt, receivedAt }: StoredMessage): Date {
  return sentAt.getTime() > 0 && sentAt < receivedAt ? sentAt : receivedAt;
}

/**
 * Lets a resident's message rest while its writer may still be typing (「厨房漏水」「3栋502」 a photo), so that the
 * pieces become one record and one answer. The rest is a moment on the waiting rows: a crash loses nothing, and
 * a further piece moves it. Emergencies, words that are plainly whole and sessions a person serves never rest.
 */
export function createAwaitPieces(deps: DeskDeps) {
  const { stores } = deps.unitOfWork;

  async function isInEmergency(residentId: string): Promise<boolean> {
    const open = await stores.cases.openOfResident(residentId);
    return (await runningEmergencies(stores, open, deps.clock.now())).length > 0;
  }

  async function patienceFor(message: StoredMessage, pieces: readonly StoredMessage[]): Promise<number> {
    const estate = deps.directory.byKfAccount(message.accountId);
    const conversation = await stores.conversations.findByPeer("kf", message.accountId, message.peerId);
    if (!estate || conversation?.humanSince) return 0;
    const resident = conversation?.residentId ? await stores.residents.find(conversation.residentId) : null;
    const words = deps.script.toSimplified(wordsOfPieces(pieces));
    if (words === "" && mediaOfPieces(pieces).length === 0) return 0;
    return patienceMillis({
      words,
      triage: triage(words, { buildings: estate.buildings }),
      intent: readIntent(words),
      pieces: pieces.length,
      hasVoice: mediaOfPieces(pieces).some((media) => media.kind === "voice"),
      knowsRoom: Boolean(resident?.room),
      knowsPhone: Boolean(resident?.phone),
      asked: conversation?.pendingQuestion?.asked ?? [],
      inEmergency: resident ? await isInEmergency(resident.id) : false,
    });
  }

  async function look(message: StoredMessage, now: Date): Promise<boolean> {
    const { pieces, complete } = await piecesFrom(stores.inbound, message);
    if (complete) return false;
    const until = answerMoment(pieces.map(arrivedAt), await patienceFor(message, pieces));
    if (until <= now) return false;
    await stores.inbound.hold(
      pieces.map((piece) => piece.id),
      until,
    );
    return true;
  }

  return async function rests(message: StoredMessage, now: Date): Promise<boolean> {
    if (message.channel !== "kf" || message.content.type === "event" || message.attempts > 0) return false;
    try {
      return await look(message, now);
    } catch (error) {
      // Whatever is wrong with it shows when it is handled, where failures are counted.
      deps.log.warn({ inboundId: message.id, error: errorCode(error) }, "waiting_for_pieces_failed");
      return false;
    }
  };
}
