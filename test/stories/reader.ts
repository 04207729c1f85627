import { expect } from "vitest";
import type { ChatLine } from "../../src/simulator/wecom/chat.js";

/** A screen of the stand-in. */
export interface Lines {
  conversation(): readonly ChatLine[];
}

/** Reads a screen line by line and remembers what was read, so that nothing comes unnoticed. */
export interface Reader {
  /** Texts the desk sent since the last look; now they count as read. */
  read(): string[];
  /** The next unread text must match; returns it. */
  expects(pattern: RegExp): string;
  expectsNothing(): void;
  /** Counts an answer that was read where it was given. */
  tick(text: string): void;
  unread(): string[];
  transcript(): string;
}

function textOf(line: ChatLine): string {
  if (!line.card) return line.text;
  const rows = line.card.rows.map((row) => `${row.name}：${row.value}`);
  return [line.card.title, line.card.text, ...rows, line.card.greyedTo ?? ""].filter(Boolean).join("\n");
}

/** Makes a reader for one screen. */
export function createReader(who: string, screen: Lines): Reader {
  const seen = new Set<string>();
  const fresh = () =>
    screen
      .conversation()
      .filter((line) => line.from === "desk" && line.failed === undefined && !seen.has(line.msgid));
  return {
    read() {
      const lines = fresh();
      for (const line of lines) seen.add(line.msgid);
      return lines.map(textOf);
    },
    expects(pattern) {
      const [line] = fresh();
      expect(line ? textOf(line) : `（${who}没有收到新消息）`).toMatch(pattern);
      if (line) seen.add(line.msgid);
      return line ? textOf(line) : "";
    },
    expectsNothing() {
      expect(fresh().map(textOf), `${who}收到了意外的消息`).toEqual([]);
    },
    tick(text) {
      for (const line of fresh()) if (textOf(line) === text) seen.add(line.msgid);
    },
    unread: () => fresh().map((line) => `${who}: ${textOf(line)}`),
    transcript: () =>
      [
        `== ${who}`,
        ...screen.conversation().map((line) => `${line.from === "desk" ? "<" : ">"} ${textOf(line)}`),
      ].join("\n"),
  };
}
