import { joinPieces } from "../rules/memory.js";
import { mattersOfPieces } from "../rules/piece-matters.js";
import { readIntent } from "../rules/resident-intent.js";
import { mattersOfText } from "../rules/text-matters.js";
import type { TriageFacts } from "../rules/triage/triage-result.js";
import type { MediaReference, StoredMessage } from "./inbound-message.js";
import type { InboundStore } from "./ports.js";

/** Longest text the rules read, in characters; the inbox keeps the whole of it. */
const READ_CHARACTERS = 2_000;

/** Words of a message as the rules read them; a menu click reads as its text, a place as its name. */
export function wordsOf(message: StoredMessage): string | null {
  const { content } = message;
  if (content.type === "text") return content.text;
  if (content.type === "location") return [content.name, content.address].filter(Boolean).join(" ");
  if (content.type === "media") return content.transcript;
  return null;
}

/** Words of several pieces as one text, bounded; empty when none has words. */
export function wordsOfPieces(pieces: readonly StoredMessage[]): string {
  const words = joinPieces(pieces.map((piece) => wordsOf(piece) ?? ""));
  return [...words].slice(0, READ_CHARACTERS).join("");
}

/** The matters that several pieces name, each in its own words; usually one. */
export function mattersOf(pieces: readonly StoredMessage[], facts: TriageFacts): readonly string[] {
  const words = wordsOfPieces(pieces);
  const said = pieces.map((piece) => wordsOf(piece) ?? "");
  // What was cut off as too long is no piece any more.
  return joinPieces(said) === words ? mattersOfPieces(said, facts) : mattersOfText(words, facts);
}

/** Photos, voices and files of several pieces. */
export function mediaOfPieces(pieces: readonly StoredMessage[]): readonly MediaReference[] {
  return pieces.flatMap(({ content }) =>
    content.type === "text" || content.type === "media" ? content.media : [],
  );
}

/** What is wanted of the desk itself is said for itself: drowned in other words nobody would hear it. */
const STANDS_ALONE: ReadonlySet<string | null> = new Set(["person", "privacy", "neverMind", "selfHarm"]);

const belongs = (message: StoredMessage) =>
  message.content.type !== "event" && !STANDS_ALONE.has(readIntent(wordsOf(message) ?? ""));

/**
 * A resident's message with those behind it that are read together with it: up to the first thing that is no
 * message of a person, or is a wish of its own. `complete` tells that such a thing follows, so that nothing is waited for.
 */
export async function piecesFrom(
  inbound: Pick<InboundStore, "waitingBehind">,
  message: StoredMessage,
): Promise<{ pieces: readonly StoredMessage[]; complete: boolean }> {
  const behind = await inbound.waitingBehind(message);
  const end = behind.findIndex((piece) => !belongs(piece));
  return { pieces: [message, ...(end < 0 ? behind : behind.slice(0, end))], complete: end >= 0 };
}
