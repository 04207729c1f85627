import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { DeliveryOutcome, OutboundContent, QueuedMessage } from "../../desk/outbound-message.js";
import type { Log } from "../../desk/ports.js";
import type { ApiReply, JsonObject } from "./api-reply.js";
import type { AppApi } from "./app-api.js";
import { type ChannelCourier, type TargetOf, unsupported } from "./courier.js";
import { failedDelivery } from "./delivery-failure.js";
import { knownCode } from "./error-codes.js";
import type { KfServiceStates } from "./kf-service-state.js";
import type { MediaUploads } from "./media-uploads.js";
import { plainText } from "./outgoing-text.js";
import { textField } from "./wire-fields.js";

const TEXT_BYTES = 2_048;
const MENU_TEXT_BYTES = 1_024;
const MENU_ITEM_BYTES = 128;
const MENU_ITEMS = 10;
const CODE_USED = 42022;

interface KfRequest {
  readonly endpoint: string;
  readonly body: JsonObject;
}

interface KfDeps {
  readonly api: AppApi;
  readonly uploads: MediaUploads;
  readonly serviceStates: KfServiceStates;
  readonly log: Log;
}

/** Answers residents over 微信客服 (protocol §8.3, §8.4). */
export function createKfCourier(deps: KfDeps): ChannelCourier<"kf"> {
  return async (message, target) => {
    const { content } = message;
    if (content.type === "handOver") return handOver(deps, target, content.servicerUserid);
    if (content.type === "takeBack") return takeBack(deps, message, { target, text: content.text });
    if (content.type === "image") return sendImage(deps, message, { target, path: content.path });
    if (content.type === "menu" && content.items.length > MENU_ITEMS) {
      return { kind: "refused", reason: `a menu has at most ${MENU_ITEMS} items` };
    }
    const request = requestFor(message, target);
    if (request === null) return unsupported(content, "kf");
    return outcomeOf(deps, message, await deps.api.post(request.endpoint, request.body));
  };
}

/**
 * Our id of a message, the same at every attempt: the account refuses a second message with it, which
 * makes a repetition after an uncertain time-out harmless. 32 characters, as many as allowed.
 */
export function kfMessageId(key: string): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 32);
}

function requestFor(message: QueuedMessage, target: TargetOf<"kf">): KfRequest | null {
  const { content } = message;
  const msgid = kfMessageId(message.key);
  if (content.type === "welcome") {
    const body = { code: content.welcomeCode, msgid, msgtype: "text", text: textOf(content.text) };
    return { endpoint: "/cgi-bin/kf/send_msg_on_event", body };
  }
  const said = bodyFor(content);
  return said === null ? null : sendRequest(message, target, said);
}

function sendRequest(message: QueuedMessage, target: TargetOf<"kf">, said: JsonObject): KfRequest {
  const to = { touser: target.externalUserId, open_kfid: target.openKfId, msgid: kfMessageId(message.key) };
  return { endpoint: "/cgi-bin/kf/send_msg", body: { ...to, ...said } };
}

function bodyFor(content: OutboundContent): JsonObject | null {
  if (content.type === "text") return { msgtype: "text", text: textOf(content.text) };
  if (content.type !== "menu") return null;
  const list = content.items.map((item) => ({
    type: "click",
    click: { id: item.id, content: plainText(item.text, MENU_ITEM_BYTES) },
  }));
  return {
    msgtype: "msgmenu",
    msgmenu: {
      ...(content.head && { head_content: plainText(content.head, MENU_TEXT_BYTES) }),
      list,
      ...(content.tail && { tail_content: plainText(content.tail, MENU_TEXT_BYTES) }),
    },
  };
}

function textOf(text: string): JsonObject {
  return { content: plainText(text, TEXT_BYTES) };
}

/** A session a person serves already is where it should be; a refusal makes it a phone task. */
async function handOver(
  deps: KfDeps,
  target: TargetOf<"kf">,
  servicerUserid: string,
): Promise<DeliveryOutcome> {
  const reply = await deps.serviceStates.transfer(target, { servicerUserid });
  if (reply.kind === "transferred") return { kind: "sent", channelMessageId: null, responseCode: null };
  const now = await deps.serviceStates.get(target);
  if (now.kind === "state" && now.state === "human") {
    return { kind: "sent", channelMessageId: null, responseCode: null };
  }
  if (reply.kind === "error") return { kind: "refused", reason: `service_state ${reply.code}` };
  return failedDelivery(reply, { log: deps.log, endpoint: "kf/service_state/trans" });
}

/**
 * Ends the session of a person who never came: that allows one notice, and what the resident writes next is the
 * desk's again. A session that is nobody's any more is written to as usual.
 */
async function takeBack(
  deps: KfDeps,
  message: QueuedMessage,
  { target, text }: { target: TargetOf<"kf">; text: string },
): Promise<DeliveryOutcome> {
  const ended = await deps.serviceStates.transfer(target, "ended");
  const said = { msgtype: "text", text: textOf(text) };
  const request =
    ended.kind === "transferred" && ended.messageCode !== null
      ? {
          endpoint: "/cgi-bin/kf/send_msg_on_event",
          body: { code: ended.messageCode, msgid: kfMessageId(message.key), ...said },
        }
      : sendRequest(message, target, said);
  return outcomeOf(deps, message, await deps.api.post(request.endpoint, request.body));
}

async function sendImage(
  deps: KfDeps,
  message: QueuedMessage,
  { target, path }: { target: TargetOf<"kf">; path: string },
): Promise<DeliveryOutcome> {
  const file = { type: "image", path, fileName: basename(path) } as const;
  const reply = await deps.uploads.use(file, (mediaId) => {
    const request = sendRequest(message, target, { msgtype: "image", image: { media_id: mediaId } });
    return deps.api.post(request.endpoint, request.body);
  });
  return reply.kind === "refused" ? reply : outcomeOf(deps, message, reply);
}

async function outcomeOf(deps: KfDeps, message: QueuedMessage, reply: ApiReply): Promise<DeliveryOutcome> {
  if (reply.kind === "ok") return sent(textField(reply.body, "msgid") || kfMessageId(message.key));
  if (reply.kind !== "error") return failedDelivery(reply, { log: deps.log, endpoint: "kf/send_msg" });
  if (message.uncertainBefore && saysItArrived(reply.code, message.content)) {
    // The code of a repeated msgid is not documented, so an unlisted one is taken for it.
    deps.log.warn({ outboundId: message.id, errcode: reply.code }, "refused as already sent");
    return sent(kfMessageId(message.key));
  }
  if (knownCode(reply.code)?.reaction === "readState" && (await servedByHuman(deps, message))) {
    return { kind: "windowClosed", why: "humanServing", reason: "humanServing" };
  }
  return failedDelivery(reply, { log: deps.log, endpoint: "kf/send_msg" });
}

function saysItArrived(code: number, content: OutboundContent): boolean {
  return knownCode(code) === null || (content.type === "welcome" && code === CODE_USED);
}

async function servedByHuman(deps: KfDeps, { target }: QueuedMessage): Promise<boolean> {
  if (target.channel !== "kf") return false;
  const session = await deps.serviceStates.get(target);
  return session.kind === "state" && session.state === "human";
}

function sent(channelMessageId: string): DeliveryOutcome {
  return { kind: "sent", channelMessageId, responseCode: null };
}
