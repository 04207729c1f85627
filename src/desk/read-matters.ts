import type { DeskDeps, TriageReading } from "./desk-deps.js";

/** One text, read. */
export interface Reading {
  readonly words: string;
  /** The words as the rules read them. */
  readonly text: string;
  readonly triage: TriageReading;
}

/** A flat is the writer's, whichever matter it was named with; a building alone is the place of that one matter. */
const homeIn = ({ room }: TriageReading) => (room?.includes("-") ? room : null);

/** Reads the matters of one message, each by itself: who wrote and where they live is said once for all. */
export async function readMatters(
  { triager, script }: Pick<DeskDeps, "triager" | "script">,
  said: { parts: readonly string[]; whole: TriageReading; buildings: readonly string[] },
): Promise<readonly Reading[]> {
  const { parts, whole, buildings } = said;
  const matters: Reading[] = [];
  for (const words of parts) {
    const text = script.toSimplified(words);
    const read = await triager.triage(text, { buildings });
    const shared = { room: read.room ?? homeIn(whole), phone: whole.phone, name: whole.name };
    matters.push({ words, text, triage: { ...read, ...shared } });
  }
  return matters;
}
