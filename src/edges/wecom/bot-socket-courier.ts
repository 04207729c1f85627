import { randomUUID } from "node:crypto";
import type { DeliveryOutcome, OutboundContent, QueuedMessage } from "../../desk/outbound-message.js";
import type { Clock, Log } from "../../desk/ports.js";
import type { BotLink } from "./bot-socket-link.js";
import type { BotSocketRecords } from "./bot-socket-records.js";
import { type ChannelCourier, unsupported } from "./courier.js";
import { failedDelivery } from "./delivery-failure.js";
import { markdownText } from "./outgoing-text.js";

const MARKDOWN_BYTES = 20_480;
const SINGLE_CHAT = 1;
const GROUP_CHAT = 2;

/** Another process may have the connection, or it comes back: waiting costs no attempt. */
const WAIT_MILLIS = 2_000;
/** Then the answer goes another way: nobody waits longer for it in front of a chat. */
const GIVE_UP_MILLIS = 600_000;

export interface BotSocketCourierDeps {
  /** The connection while it is up, else null. */
  readonly link: () => Pick<BotLink, "request"> | null;
  readonly records: Pick<BotSocketRecords, "isFromGroup">;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Sends what came too late for the stream of its question by `aibot_send_msg` (protocol §7.9): into the
 * conversation the question came from, which is where the platform allows it.
 */
export function createBotSocketCourier(deps: BotSocketCourierDeps): ChannelCourier<"bot"> {
  return async (message, target) => {
    const text = textOf(message.content);
    if (text === null) return unsupported(message.content, "bot");
    const isFromGroup = await deps.records.isFromGroup(target.inboundId);
    const link = deps.link();
    if (link === null) return whileDown(deps.clock, message);
    const reply = await link.request({
      cmd: "aibot_send_msg",
      reqId: `aibot_send_msg_${randomUUID()}`,
      body: {
        chatid: target.peerId,
        ...(isFromGroup !== null && { chat_type: isFromGroup ? GROUP_CHAT : SINGLE_CHAT }),
        msgtype: "markdown",
        markdown: { content: markdownText(text, MARKDOWN_BYTES) },
      },
    });
    if (reply.kind === "ok") return { kind: "sent", channelMessageId: null, responseCode: null };
    if (reply.kind === "unsent") return whileDown(deps.clock, message);
    return failedDelivery(reply, { log: deps.log, endpoint: "aibot_send_msg" });
  };
}

function whileDown(clock: Clock, message: QueuedMessage): DeliveryOutcome {
  const waited = clock.now().getTime() - message.notBefore.getTime();
  const reason = "the long connection is not here";
  if (waited > GIVE_UP_MILLIS) return { kind: "refused", reason };
  return { kind: "wait", reason, waitMillis: WAIT_MILLIS };
}

function textOf(content: OutboundContent): string | null {
  return content.type === "text" || content.type === "markdown" ? content.text : null;
}
