import { afterQuietHours } from "../rules/calendar.js";
import type { Estate } from "../rules/estate.js";
import { type ReportChannel, type ReportLine, reportMessages } from "../rules/wording/report-lines.js";
import type { OutboundContent, OutboundTarget } from "./outbound-message.js";
import { PRIORITY } from "./outbound-message.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";

/** Where a report or its picture goes; `key` makes each message of it unique. */
export interface ReportAddress {
  readonly estate: Estate;
  readonly target: OutboundTarget;
  readonly key: string;
  readonly now: Date;
  /** Somebody waits for it: it goes in quiet hours too, and before digests. */
  readonly urgent?: true;
}

function contentOf(text: string, channel: ReportChannel): OutboundContent {
  return channel === "robot" ? { type: "markdown", text } : plainText(text);
}

async function queueContent(stores: Stores, address: ReportAddress, content: OutboundContent): Promise<void> {
  const { estate, target, key, now, urgent } = address;
  const notBefore = urgent ? now : afterQuietHours(now, estate);
  const priority = urgent ? PRIORITY.answer : PRIORITY.digest;
  await queueMessage(stores, { estateId: estate.id, key, target, content, priority, notBefore }, now);
}

/** Queues a report for one reader, in as many messages as the channel needs; not in quiet hours unless asked for. */
export async function queueReport(
  stores: Stores,
  address: ReportAddress,
  parts: readonly (readonly ReportLine[])[],
): Promise<void> {
  const channel = address.target.channel === "robot" ? "robot" : "app";
  const texts = parts.flatMap((lines) => reportMessages(lines, channel));
  for (const [index, text] of texts.entries()) {
    const key = `${address.key}:${index + 1}`;
    await queueContent(stores, { ...address, key }, contentOf(text, channel));
  }
}

/** Queues the picture that goes with a report. */
export function queuePicture(stores: Stores, address: ReportAddress, path: string): Promise<void> {
  return queueContent(stores, { ...address, key: `${address.key}:picture` }, { type: "image", path });
}
