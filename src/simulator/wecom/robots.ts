import { createHash } from "node:crypto";
import { z } from "zod";
import { newsSchema } from "./app-content.js";
import { byteSize } from "./byte-size.js";
import { cardText, readCard } from "./cards.js";
import type { ChatLine } from "./chat.js";
import {
  type Answer,
  accept,
  type Endpoints,
  isRefused,
  jsonEndpoint,
  type Refused,
  readBody,
  refuse,
} from "./endpoint.js";
import { showInGroup } from "./group-lines.js";
import { checkUpload, findMedia, imageTypeOf, readKind, storeMedia, storeUpload } from "./media.js";
import type { RobotSetup } from "./options.js";
import type { Platform } from "./platform.js";

const MINUTE = 60_000;
const PER_MINUTE = 20;
const LONGEST_TEXT_BYTES = 2_048;
const LONGEST_MARKDOWN_BYTES = 4_096;
const LARGEST_IMAGE_BYTES = 2 * 1024 * 1024;

const sendSchema = z.looseObject({ msgtype: z.string() });
type SendBody = z.infer<typeof sendSchema>;
const text = z.object({
  content: z.string(),
  mentioned_list: z.array(z.string()).optional(),
  mentioned_mobile_list: z.array(z.string()).optional(),
});
const markdown = z.object({ content: z.string() });
const image = z.object({ base64: z.string(), md5: z.string() });
const media = z.object({ media_id: z.string() });

type Push = Pick<ChatLine, "kind" | "text" | "mentions" | "mediaId" | "card">;

function checkWords(content: string, limit: number): Refused | null {
  if (content === "") return refuse(44004, "content is empty");
  return byteSize(content) > limit ? refuse(40058, `content exceed max length ${limit}`) : null;
}

function readText(body: unknown): Push | Refused {
  const given = readBody(text, body);
  if (isRefused(given)) return given;
  const mentions = [...(given.mentioned_list ?? []), ...(given.mentioned_mobile_list ?? [])];
  return checkWords(given.content, LONGEST_TEXT_BYTES) ?? { kind: "text", text: given.content, mentions };
}

/** Mentions work in markdown only; markdown_v2 shows them as they were typed (protocol §6). */
function readMarkdown(kind: "markdown" | "markdown_v2", body: unknown): Push | Refused {
  const given = readBody(markdown, body);
  if (isRefused(given)) return given;
  const named = [...given.content.matchAll(/<@([^<>\s]+)>/g)].map((match) => match[1] ?? "");
  const mentions = kind === "markdown" ? named : [];
  return checkWords(given.content, LONGEST_MARKDOWN_BYTES) ?? { kind, text: given.content, mentions };
}

function readImage(platform: Platform, robot: RobotSetup, body: unknown): Push | Refused {
  const given = readBody(image, body);
  if (isRefused(given)) return given;
  if (!/^[A-Za-z0-9+/]+=*$/.test(given.base64)) return refuse(40058, "image.base64: no data: prefix wanted");
  const bytes = Buffer.from(given.base64, "base64");
  if (bytes.length > LARGEST_IMAGE_BYTES) return refuse(40009, `${bytes.length} bytes`);
  if (!imageTypeOf(bytes)) return refuse(40004, "image must be JPG or PNG");
  if (createHash("md5").update(bytes).digest("hex") !== given.md5) return refuse(40058, "image.md5");
  const mediaId = storeMedia(platform, { kind: "image", bytes, owner: robot.key });
  return { kind: "image", text: "", mediaId };
}

function readPush(platform: Platform, robot: RobotSetup, body: SendBody): Push | Refused {
  const { msgtype } = body;
  switch (msgtype) {
    case "text":
      return readText(body.text);
    case "markdown":
    case "markdown_v2":
      return readMarkdown(msgtype, body[msgtype]);
    case "image":
      return readImage(platform, robot, body.image);
    case "news": {
      const given = readBody(newsSchema, body.news);
      if (isRefused(given)) return given;
      return { kind: "news", text: given.articles.map((one) => one.title).join("\n") };
    }
    case "file":
    case "voice": {
      const given = readBody(media, body[msgtype]);
      if (isRefused(given)) return given;
      const found = findMedia(platform, given.media_id, robot.key);
      if (found?.kind !== msgtype) return refuse(40007, "not uploaded by this robot");
      return { kind: msgtype, text: found.fileName, mediaId: found.id };
    }
    case "template_card": {
      const card = readCard(body.template_card, "robot");
      return isRefused(card) ? card : { kind: "card", text: cardText(card), card };
    }
    default:
      return refuse(40008, `msgtype ${msgtype}`);
  }
}

function findRobot(platform: Platform, key: string | null): RobotSetup | Refused {
  const robot = platform.options.robots.find((one) => one.key === key);
  const removed = platform.state.robots[key ?? ""]?.removed ?? false;
  return robot && !removed ? robot : refuse(93000, "unknown key or robot removed");
}

/** 20 a minute, reckoned as a sliding window; the platform does not say which (protocol §15.8). */
function countPush(platform: Platform, robot: RobotSetup): Refused | null {
  platform.state.robots[robot.key] ??= { removed: false, sentTimes: [] };
  const record = platform.state.robots[robot.key];
  if (!record) return null;
  const now = platform.now();
  record.sentTimes = record.sentTimes.filter((at) => now - at < MINUTE);
  if (record.sentTimes.length >= PER_MINUTE) return refuse(45009, `more than ${PER_MINUTE} a minute`);
  record.sentTimes.push(now);
  return null;
}

function push(platform: Platform, body: SendBody, key: string | null): Answer {
  const robot = findRobot(platform, key);
  if (isRefused(robot)) return robot;
  const said = readPush(platform, robot, body);
  if (isRefused(said)) return said;
  const tooOften = countPush(platform, robot);
  if (tooOften) return tooOften;
  const msgid = platform.newId("push");
  const line = { msgid, from: "desk", author: robot.name, sentAt: platform.now(), ...said } as const;
  showInGroup(platform, robot.chatId, line);
  return accept();
}

/** Group robots (protocol §6). */
export function robotEndpoints(platform: Platform): Endpoints {
  return {
    "webhook/send": jsonEndpoint(sendSchema, (body, { query }) => push(platform, body, query.get("key")), {
      access: "open",
    }),
    "webhook/upload_media": {
      method: "POST",
      access: "open",
      body: "multipart",
      answer({ query, upload }) {
        // The file is judged before the key: a refusal of the file says nothing about the key.
        const kind = readKind(query.get("type"), ["file", "voice"]);
        const problem = checkUpload(upload, kind);
        if (problem || !upload || !kind) return problem ?? refuse(40004, "type");
        const robot = findRobot(platform, query.get("key"));
        if (isRefused(robot)) return robot;
        return accept(storeUpload(platform, { upload, kind, owner: robot.key }));
      },
    },
  };
}

/** Somebody takes the robot out of its group, or puts it back. */
export function setRobotPresence(platform: Platform, key: string, presence: "removed" | "present"): void {
  if (!platform.options.robots.some((robot) => robot.key === key)) throw new Error("no robot with this key");
  platform.state.robots[key] ??= { removed: false, sentTimes: [] };
  const record = platform.state.robots[key];
  if (record) record.removed = presence === "removed";
}
