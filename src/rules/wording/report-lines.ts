import { utf8Bytes } from "../byte-text.js";
import { maskPhonesIn } from "../privacy.js";
import { plainInMarkdown } from "./quote.js";

/** How a line of a report looks where the channel knows looks; everywhere else it is plain. */
export type LineLook = "title" | "plain" | "listed" | "warning" | "quiet";

/** One line of a report; a message is never broken inside one. */
export interface ReportLine {
  readonly text: string;
  readonly look: LineLook;
}

/** Makes lines of one look. */
export const title = (text: string): ReportLine => ({ text, look: "title" });
/** A sentence. */
export const plain = (text: string): ReportLine => ({ text, look: "plain" });
/** An entry of a list. */
export const listed = (text: string): ReportLine => ({ text, look: "listed" });
/** Something that should not be so. */
export const warning = (text: string): ReportLine => ({ text, look: "warning" });
/** A remark. */
export const quiet = (text: string): ReportLine => ({ text, look: "quiet" });

function asMarkdown({ text, look }: ReportLine): string {
  const words = maskPhonesIn(plainInMarkdown(text));
  if (look === "title") return `**${words}**`;
  if (look === "listed") return `> ${words}`;
  if (look === "warning") return `<font color="warning">${words}</font>`;
  return look === "quiet" ? `<font color="comment">${words}</font>` : words;
}

const asPlain = ({ text }: ReportLine): string => maskPhonesIn(text);

/** Where a report goes: plain text 1:1 through the app, markdown into a group through its robot. */
export type ReportChannel = "app" | "robot";

/** Bytes a message may have (protocol §4.2, §6), less the room a mark of repetition needs. */
const MOST_BYTES: Readonly<Record<ReportChannel, number>> = { app: 2_000, robot: 4_000 };

/**
 * The report as messages that the channel takes, in order, broken between lines only. A line that is too long
 * for a message by itself is left to the courier, which cuts it visibly.
 */
export function reportMessages(lines: readonly ReportLine[], channel: ReportChannel): string[] {
  const render = channel === "robot" ? asMarkdown : asPlain;
  const messages: string[] = [];
  let current = "";
  for (const line of lines) {
    const text = render(line);
    const longer = current === "" ? text : `${current}\n${text}`;
    if (current !== "" && utf8Bytes(longer) > MOST_BYTES[channel]) {
      messages.push(current);
      current = text;
    } else current = longer;
  }
  return current === "" ? messages : [...messages, current];
}
