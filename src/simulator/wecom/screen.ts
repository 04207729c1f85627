import { type ChatLine, fromDesk } from "./chat.js";
import type { Platform } from "./platform.js";

/** A piece of the text, an expression for it, or any question about the line. */
export type LinePattern = string | RegExp | ((line: ChatLine) => boolean);

/** What somebody has before their eyes. */
export interface Screen {
  /** What the program said here and what really arrived, oldest first. */
  received(): ChatLine[];
  /** Everybody's lines, also what was accepted but never arrived (`failed`) or was recalled. */
  conversation(): ChatLine[];
  /** The first line received that matches, waiting for it if need be; the failure lists what came instead. */
  receives(pattern: LinePattern): Promise<ChatLine>;
}

function matches(line: ChatLine, pattern: LinePattern): boolean {
  if (typeof pattern === "string") return line.text.includes(pattern);
  return pattern instanceof RegExp ? pattern.test(line.text) : pattern(line);
}

export function createScreen(
  platform: Platform,
  of: { who: string; lines: () => readonly ChatLine[] },
): Screen {
  const received = () => fromDesk(of.lines());
  return {
    received,
    conversation: () => [...of.lines()],
    receives: (pattern) =>
      platform.news.until(() => received().find((line) => matches(line, pattern)), {
        withinMillis: platform.tempo.patienceMillis,
        what: `${of.who} to receive ${String(pattern)}`,
        state: () => `received so far: ${JSON.stringify(received().map((line) => line.text))}`,
      }),
  };
}
