import { createHash } from "node:crypto";
import type { DeliveryOutcome, OutboundContent } from "../../desk/outbound-message.js";
import type { Log } from "../../desk/ports.js";
import type { ApiClient } from "./api-client.js";
import type { ApiFailure, JsonObject } from "./api-reply.js";
import { type ChannelCourier, unsupported } from "./courier.js";
import { failedDelivery } from "./delivery-failure.js";
import { mediaForm, type RefusedFile, uploadResult } from "./media-uploads.js";
import { readOutgoingFile } from "./outgoing-file.js";
import { markdownText, plainText } from "./outgoing-text.js";

const TEXT_BYTES = 2_048;
const MARKDOWN_BYTES = 4_096;
const IMAGE_BYTES = 2 * 1024 * 1024;
const FILE_BYTES = 20 * 1024 * 1024;

interface RobotDeps {
  readonly client: ApiClient;
  /** The robot's key is its whole credential; null when the group has no robot. */
  readonly robotKeyOf: (estateId: string, group: string) => string | null;
  readonly log: Log;
}

type Body = { readonly kind: "body"; readonly body: JsonObject };

/**
 * Pushes into a staff group through its robot (protocol §6). There is no idempotency key and no message
 * id: what is uncertain stays so, and the desk decides by the sort of message.
 */
export function createRobotCourier(deps: RobotDeps): ChannelCourier<"robot"> {
  return async (message, target) => {
    const key = deps.robotKeyOf(message.estateId, target.group);
    if (key === null) return { kind: "targetDown", reason: "no robot key is configured for this group" };
    const prepared = await prepare(deps.client, message.content, key);
    if (prepared === null) return unsupported(message.content, "robot");
    if (prepared.kind === "refused") return prepared;
    if (prepared.kind !== "body") return failure(prepared);
    const { body } = prepared;
    const reply = await deps.client.call({ path: "/cgi-bin/webhook/send", query: { key }, body });
    return reply.kind === "ok"
      ? { kind: "sent", channelMessageId: null, responseCode: null }
      : failure(reply);
  };

  function failure(reply: ApiFailure): DeliveryOutcome {
    return failedDelivery(reply, { log: deps.log, endpoint: "webhook/send" });
  }
}

async function prepare(
  client: ApiClient,
  content: OutboundContent,
  key: string,
): Promise<Body | RefusedFile | ApiFailure | null> {
  switch (content.type) {
    case "text": {
      const text = plainText(content.text, TEXT_BYTES);
      const mentions = content.mentions.length > 0 && { mentioned_list: content.mentions };
      return asBody({ msgtype: "text", text: { content: text, ...mentions } });
    }
    case "markdown":
      return asBody({
        msgtype: "markdown",
        markdown: { content: markdownText(content.text, MARKDOWN_BYTES) },
      });
    case "image":
      return imageBody(content.path);
    case "file":
      return fileBody(client, content, key);
    default:
      return null;
  }
}

async function imageBody(path: string): Promise<Body | RefusedFile> {
  const file = await readOutgoingFile(path, IMAGE_BYTES);
  if (file.kind === "refused") return file;
  const md5 = createHash("md5").update(file.bytes).digest("hex");
  return asBody({ msgtype: "image", image: { base64: Buffer.from(file.bytes).toString("base64"), md5 } });
}

async function fileBody(
  client: ApiClient,
  content: OutboundContent & { type: "file" },
  key: string,
): Promise<Body | RefusedFile | ApiFailure> {
  const file = await readOutgoingFile(content.path, FILE_BYTES);
  if (file.kind === "refused") return file;
  // A robot takes only what was uploaded with its own key.
  const upload = uploadResult(
    await client.call({
      path: "/cgi-bin/webhook/upload_media",
      query: { key, type: "file" },
      body: mediaForm(file.bytes, content.fileName),
    }),
  );
  if (upload.kind !== "uploaded") return upload;
  return asBody({ msgtype: "file", file: { media_id: upload.mediaId } });
}

function asBody(body: JsonObject): Body {
  return { kind: "body", body };
}
