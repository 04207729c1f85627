import { asksOfIt, readForwarded, withNotice } from "../rules/forwarded-notice.js";
import { conversationKey, type StoredMessage } from "./inbound-message.js";
import type { ScriptConverter, Stores } from "./ports.js";
import { wordsOf } from "./resident-pieces.js";

/** A question goes to the notice passed on before it for so long, in ms. */
const WAIT_MILLIS = 30 * 60_000;

/** What somebody wrote, as it stands in a record and as the rules read it. */
export interface SaidWords {
  readonly words: string;
  /** In simplified script, without a notice that was passed on. */
  readonly text: string;
  /** True when all of it is a notice that was passed on. */
  readonly isNotice: boolean;
}

/** The notice passed on just before a message, alone; null when something else was sent. */
async function noticeBefore(
  deps: { readonly stores: Stores; readonly script: ScriptConverter },
  message: StoredMessage,
  now: Date,
): Promise<string | null> {
  const since = new Date(now.getTime() - WAIT_MILLIS);
  const sent = await deps.stores.inbound.sentSince(conversationKey(message), since);
  const last = sent.filter(({ id }) => id < message.id).at(-1);
  const read = last ? readForwarded(deps.script.toSimplified(wordsOf(last) ?? "")) : null;
  return read?.own === "" ? read.notice : null;
}

/**
 * Tells a notice that somebody passes on from what they say to it, in the same message or in the next. The desk's
 * answer is to their own words; their record holds both, so that whoever answers knows what was asked about.
 */
export async function tellNoticeApart(
  deps: { readonly stores: Stores; readonly script: ScriptConverter },
  { message, words, now }: { message: StoredMessage; words: string; now: Date },
): Promise<SaidWords> {
  const text = deps.script.toSimplified(words);
  const forwarded = readForwarded(text);
  if (forwarded) {
    const { own, notice } = forwarded;
    if (own === "") return { words, text, isNotice: true };
    return { words: withNotice(own, notice), text: own, isNotice: false };
  }
  const before = asksOfIt(text) ? await noticeBefore(deps, message, now) : null;
  return { words: before ? withNotice(words, before) : words, text, isNotice: false };
}
