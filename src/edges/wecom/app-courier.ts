import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { DeliveryOutcome, QueuedMessage } from "../../desk/outbound-message.js";
import type { Log } from "../../desk/ports.js";
import type { ApiReply, JsonObject } from "./api-reply.js";
import type { AppApi } from "./app-api.js";
import { type ChannelCourier, type TargetOf, unsupported } from "./courier.js";
import { failedDelivery } from "./delivery-failure.js";
import type { MediaUploads, RefusedFile, UploadFile } from "./media-uploads.js";
import { plainText, textParts } from "./outgoing-text.js";
import { buttonCard } from "./template-card.js";
import { listField, textField } from "./wire-fields.js";

const TEXT_BYTES = 2_048;
const MOST_PARTS = 4;
const SHORTEST_CHECK_SECONDS = 1_800;
const CHECK_SPREAD_SECONDS = 3_600;
/** Refusals that, after an uncertain attempt, show that it arrived: task id taken, response code used. */
const TAKEN_BY_US = new Set([42014, 42022]);

interface AppDeps {
  readonly api: AppApi;
  readonly uploads: MediaUploads;
  readonly agentId: number;
  readonly log: Log;
}

type AppReply = ApiReply | RefusedFile;

/** Writes to one member of staff from the self-built app (protocol §4). */
export function createAppCourier(deps: AppDeps): ChannelCourier<"app"> {
  return async (message, target) => {
    const reply = await perform(deps, message, target);
    return reply === null ? unsupported(message.content, "app") : outcomeOf(deps, message, reply);
  };
}

async function perform(
  deps: AppDeps,
  message: QueuedMessage,
  target: TargetOf<"app">,
): Promise<AppReply | null> {
  const { content } = message;
  const send = (said: JsonObject): Promise<ApiReply> =>
    deps.api.post("/cgi-bin/message/send", {
      touser: target.userid,
      agentid: deps.agentId,
      ...said,
      ...duplicateCheck(message.key),
    });
  const sendFile = (file: UploadFile): Promise<AppReply> =>
    deps.uploads.use(file, (id) => send({ msgtype: file.type, [file.type]: { media_id: id } }));

  switch (content.type) {
    case "text":
    case "markdown":
      return sendWords(content, send);
    case "card": {
      const card = buttonCard(content.card);
      if (typeof card === "string") return { kind: "refused", reason: card };
      return send({ msgtype: "template_card", template_card: card });
    }
    case "image":
      return sendFile({ type: "image", path: content.path, fileName: basename(content.path) });
    case "file":
      return sendFile({ type: "file", path: content.path, fileName: content.fileName });
    case "cardUpdate":
      return deps.api.post("/cgi-bin/message/update_template_card", {
        userids: [target.userid],
        agentid: deps.agentId,
        response_code: content.responseCode,
        button: { replace_name: plainText(content.replaceName, TEXT_BYTES) },
      });
    default:
      return null;
  }
}

/** The client makes links of `<a href>` (protocol §4.1). The desk writes none, so it can only be a stranger's. */
function withoutLinks(text: string): string {
  return text.replace(/<(?=\s*\/?\s*a\b)/gi, "＜");
}

/** A long list goes out as several messages; a repetition begins anew, and the platform drops what it has had. */
async function sendWords(
  { type, text }: { readonly type: "text" | "markdown"; readonly text: string },
  send: (said: JsonObject) => Promise<ApiReply>,
): Promise<ApiReply> {
  const words = type === "text" ? withoutLinks(text) : text;
  const [first = "", ...others] = textParts(words, { maxBytes: TEXT_BYTES, most: MOST_PARTS });
  let reply = await send({ msgtype: type, [type]: { content: first } });
  for (const part of others) {
    if (reply.kind === "ok") reply = await send({ msgtype: type, [type]: { content: part } });
  }
  return reply;
}

/**
 * The platform drops a second request with the same JSON within the interval. The interval is drawn from
 * the key, so that only a repetition of this message is the same JSON: two answers with equal words, an
 * hour apart or a minute, must both arrive.
 */
function duplicateCheck(key: string): JsonObject {
  const draw = createHash("sha256").update(key).digest().readUInt32BE() % CHECK_SPREAD_SECONDS;
  return { enable_duplicate_check: 1, duplicate_check_interval: SHORTEST_CHECK_SECONDS + draw };
}

function outcomeOf(deps: AppDeps, message: QueuedMessage, reply: AppReply): DeliveryOutcome {
  if (reply.kind === "refused") return reply;
  if (reply.kind === "ok") return judgeRecipients(message, reply.body);
  if (reply.kind === "error" && message.uncertainBefore && TAKEN_BY_US.has(reply.code)) {
    deps.log.warn({ outboundId: message.id, errcode: reply.code }, "refused as already sent");
    return { kind: "sent", channelMessageId: null, responseCode: null };
  }
  return failedDelivery(reply, { log: deps.log, endpoint: `message/send ${message.content.type}` });
}

/** errcode 0 says nothing of the recipient (protocol §4.2): lists name those who were left out. */
function judgeRecipients(message: QueuedMessage, body: JsonObject): DeliveryOutcome {
  const userid = message.target.channel === "app" ? message.target.userid.toLowerCase() : "";
  if (namedIn(body, "invaliduser").includes(userid)) {
    return { kind: "refused", reason: "the platform does not know this userid" };
  }
  if (namedIn(body, "unlicenseduser").includes(userid)) {
    return { kind: "refused", reason: "this member has no licence for the interface" };
  }
  return {
    kind: "sent",
    channelMessageId: textField(body, "msgid") || null,
    responseCode: textField(body, "response_code") || null,
  };
}

/** Userids of a list that comes piped from one endpoint and as an array from another, in lower case. */
function namedIn(body: JsonObject, name: string): string[] {
  return listField(body, name)
    .filter((entry) => typeof entry === "string")
    .flatMap((entry) => entry.toLowerCase().split("|"));
}
