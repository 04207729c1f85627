import type { StoredMessage } from "../../desk/inbound-message.js";
import type { OutboundContent } from "../../desk/outbound-message.js";
import type { Clock, Log } from "../../desk/ports.js";
import type { ApiClient } from "./api-client.js";
import { type ChannelCourier, unsupported } from "./courier.js";
import { failedDelivery } from "./delivery-failure.js";
import { markdownText } from "./outgoing-text.js";

const MARKDOWN_BYTES = 20_480;
/** The URL lives an hour (protocol §7.6); a minute is left for clocks that differ. */
const URL_LIFE_MILLIS = 59 * 60 * 1_000;

interface BotDeps {
  readonly client: ApiClient;
  readonly clock: Clock;
  readonly log: Log;
  /** The message that is answered, with its reply handle; null when it was purged. */
  readonly findInbound: (id: number) => Promise<Pick<StoredMessage, "replyHandle" | "receivedAt"> | null>;
}

/**
 * Answers a message of the 智能机器人 at its response URL: one call within an hour. What an uncertain
 * attempt did cannot be found out, so no second one is made.
 */
export function createBotResponder(deps: BotDeps): ChannelCourier<"bot"> {
  return async (message, target) => {
    const text = textOf(message.content);
    if (text === null) return unsupported(message.content, "bot");
    if (message.uncertainBefore) return { kind: "uncertain", reason: "the response URL may have been used" };
    const inbound = await deps.findInbound(target.inboundId);
    const url = inbound?.replyHandle?.responseUrl;
    if (!inbound || !url) return { kind: "refused", reason: "there is no response URL" };
    if (deps.clock.now().getTime() - inbound.receivedAt.getTime() > URL_LIFE_MILLIS) {
      return { kind: "refused", reason: "the response URL has expired" };
    }
    const body = { msgtype: "markdown", markdown: { content: markdownText(text, MARKDOWN_BYTES) } };
    const reply = await deps.client.call({ path: url, body });
    if (reply.kind === "ok") return { kind: "sent", channelMessageId: null, responseCode: null };
    // A URL that is not there any more is the end of this answer, not of the channel.
    if (reply.kind === "blocked") return { kind: "refused", reason: reply.reason };
    return failedDelivery(reply, { log: deps.log, endpoint: "aibot/response" });
  };
}

function textOf(content: OutboundContent): string | null {
  return content.type === "text" || content.type === "markdown" ? content.text : null;
}
