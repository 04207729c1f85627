import { UNHEARD_VOICE } from "../rules/matching.js";
import type { TriageResult } from "../rules/triage/triage-result.js";
import { extendedAnswer } from "../rules/wording/resident-wording.js";
import { PHOTO_WITHOUT_WORDS, UNREADABLE, voiceReceived } from "../rules/wording/smalltalk-wording.js";
import { answerResident } from "./answer-resident.js";
import { linkPieces } from "./extend-case.js";
import type { Handled } from "./handle-message.js";
import { openCase } from "./open-case.js";
import type { Stores } from "./ports.js";
import { fromChat, type ResidentContext } from "./resident-context.js";
import { mediaOfPieces } from "./resident-pieces.js";
import { tellWorkers } from "./tell-workers.js";

/** A photo belongs to a matter opened or touched within this time. */
const SAME_MATTER_MILLIS = 24 * 3_600_000;

/** What the rules would say of a voice message nobody has heard yet: a reception for the desk. */
const UNHEARD: TriageResult = {
  kind: "request",
  complaintClass: null,
  emergency: false,
  danger: null,
  department: "customerService",
  room: null,
  phone: null,
  name: null,
  wishedTime: null,
  topic: null,
  confidence: 0,
  rule: "voice:unheard",
};

async function openForVoice(stores: Stores, context: ResidentContext): Promise<Handled> {
  const { record } = await openCase(stores, {
    ...fromChat(context),
    kind: "unclear",
    needsClassification: true,
    triage: UNHEARD,
    classifiedBy: "rules",
    words: UNHEARD_VOICE,
    photos: 0,
  });
  await answerResident(stores, context, { words: voiceReceived(record.number), record });
  return { outcome: "opened", caseId: record.id };
}

/**
 * Handles pieces without words: photos, videos and files join the open matter of the last day, or are asked
 * about; a voice message opens a record for somebody to listen to; anything else is asked to be put into words,
 * so that a new message type never breaks the loop.
 */
export async function handleResidentMedia(stores: Stores, context: ResidentContext): Promise<Handled> {
  const { estate, message, pieces, open, now } = context;
  const media = mediaOfPieces(pieces);
  if (media.length === 0) {
    await answerResident(stores, context, { words: UNREADABLE, record: null });
    return { outcome: "unreadable", caseId: null };
  }
  const voice = media.some(({ kind }) => kind === "voice");
  const [newest] = open;
  if (!newest || now.getTime() - newest.receivedAt.getTime() > SAME_MATTER_MILLIS) {
    if (voice) return openForVoice(stores, context);
    await answerResident(stores, context, { words: PHOTO_WITHOUT_WORDS, record: null });
    return { outcome: "askedForWords", caseId: null };
  }
  await linkPieces(stores, context, newest);
  await stores.ledger.append(newest.id, {
    at: now,
    type: "extended",
    actor: "resident",
    data: { media: media.map(({ kind }) => kind).join(",") },
    inboundId: message.id,
    correctsId: null,
  });
  const photo = media.every(({ kind }) => kind === "image");
  const what = voice ? "voice" : photo ? "photo" : "file";
  await answerResident(stores, context, { words: extendedAnswer(newest, what), record: newest });
  await tellWorkers(stores, {
    estate,
    record: newest,
    words: voice ? "住户补了一条语音，请收听" : `住户补了照片或文件（${media.length}份）`,
    cause: `extended:${message.id}`,
    now,
  });
  return { outcome: "extended", caseId: newest.id };
}
