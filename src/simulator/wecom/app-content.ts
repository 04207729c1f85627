import { z } from "zod";
import { byteSize, cutToBytes } from "./byte-size.js";
import { cardText, readCard } from "./cards.js";
import type { ChatLine } from "./chat.js";
import { isRefused, type Refused, readBody, refuse } from "./endpoint.js";
import { findMedia } from "./media.js";
import type { Platform } from "./platform.js";

/** What a message to members says. */
export type AppContent = Pick<ChatLine, "kind" | "text" | "mediaId" | "card">;

type Body = Readonly<Record<string, unknown>> & { readonly msgtype: string };

const LONGEST_TEXT_BYTES = 2_048;

/** Length limit in bytes, as a zod string. */
export function atMostBytes(limit: number) {
  return z.string().refine((text) => byteSize(text) <= limit, `more than ${limit} bytes`);
}

const words = z.object({ content: z.string() });
const media = z.object({ media_id: z.string() });
const textcard = z.object({
  title: atMostBytes(128),
  description: atMostBytes(512),
  url: atMostBytes(2_048),
  btntxt: z.string().max(4).optional(),
});
/** News of app and robot alike. */
export const newsSchema = z.object({
  articles: z
    .array(
      z.object({
        title: atMostBytes(128),
        description: atMostBytes(512).optional(),
        url: atMostBytes(2_048),
        picurl: z.string().optional(),
      }),
    )
    .min(1)
    .max(8),
});

/** The platform shortens without a word; the test hears of it. */
function readWords(platform: Platform, kind: "text" | "markdown", body: unknown): AppContent | Refused {
  const given = readBody(words, body);
  if (isRefused(given)) return given;
  if (given.content === "") return refuse(44004, "content is empty");
  const text = cutToBytes(given.content, LONGEST_TEXT_BYTES);
  if (text !== given.content) {
    const detail = `${byteSize(given.content)} bytes of ${kind} cut to ${LONGEST_TEXT_BYTES}`;
    platform.violate({ kind: "cut", endpoint: "message/send", errcode: null, detail });
  }
  return { kind, text };
}

function readMedia(
  platform: Platform,
  kind: "image" | "voice" | "video" | "file",
  body: unknown,
): AppContent | Refused {
  const given = readBody(media, body);
  if (isRefused(given)) return given;
  const found = findMedia(platform, given.media_id);
  if (found?.kind !== kind) return refuse(40007, `no ${kind} with this media_id`);
  return { kind, text: found.fileName, mediaId: found.id };
}

/** The body of `message/send` by its msgtype, or the refusal. */
export function readAppContent(platform: Platform, body: Body): AppContent | Refused {
  const { msgtype } = body;
  switch (msgtype) {
    case "text":
    case "markdown":
      return readWords(platform, msgtype, body[msgtype]);
    case "image":
    case "voice":
    case "video":
    case "file":
      return readMedia(platform, msgtype, body[msgtype]);
    case "textcard": {
      const given = readBody(textcard, body.textcard);
      return isRefused(given) ? given : { kind: "link", text: `${given.title}\n${given.description}` };
    }
    case "news": {
      const given = readBody(newsSchema, body.news);
      return isRefused(given)
        ? given
        : { kind: "news", text: given.articles.map((one) => one.title).join("\n") };
    }
    case "template_card": {
      const card = readCard(body.template_card, "app");
      return isRefused(card) ? card : { kind: "card", text: cardText(card), card };
    }
    default:
      return refuse(40008, `msgtype ${msgtype}`);
  }
}
