import { conversationKey } from "./inbound-message.js";
import type { Stores } from "./ports.js";
import type { ResidentContext } from "./resident-context.js";
import { mediaOfPieces } from "./resident-pieces.js";

/** Photos sent alone wait so long for the words that say what they show, in ms. */
const WAIT_MILLIS = 30 * 60_000;

/** Photos and files that were sent alone just before and belong to no matter yet. */
export interface EarlierPhotos {
  /** Messages they came in. */
  readonly inboundIds: readonly number[];
  readonly count: number;
}

/** None. */
export const NO_PHOTOS: EarlierPhotos = { inboundIds: [], count: 0 };

/** What a resident sent without words before these words, which say what it is; nothing when it has a matter. */
export async function earlierPhotos(stores: Stores, context: ResidentContext): Promise<EarlierPhotos> {
  const { message, now } = context;
  const since = new Date(now.getTime() - WAIT_MILLIS);
  const before = (await stores.inbound.sentSince(conversationKey(message), since)).filter(
    ({ id, content }) => id < message.id && content.type === "media",
  );
  const inboundIds = await stores.attachments.withoutCase(before.map(({ id }) => id));
  const waiting = before.filter(({ id }) => inboundIds.includes(id));
  const count = mediaOfPieces(waiting).filter(({ kind }) => kind !== "voice").length;
  return { inboundIds, count };
}
