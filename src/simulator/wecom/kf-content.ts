import { z } from "zod";
import { atMostBytes } from "./app-content.js";
import { byteSize } from "./byte-size.js";
import type { ChatLine } from "./chat.js";
import { isRefused, type Refused, readBody, refuse } from "./endpoint.js";
import { findMedia } from "./media.js";
import type { Platform } from "./platform.js";

/** What a message to a resident says (protocol §8.3). */
export type KfContent = Pick<ChatLine, "kind" | "text" | "menu" | "mediaId">;

type Body = Readonly<Record<string, unknown>> & { readonly msgtype: string };

const LONGEST_TEXT_BYTES = 2_048;
const MOST_MENU_ITEMS = 10;

const text = z.object({ content: z.string() });
const media = z.object({ media_id: z.string() });
const link = z.object({
  title: atMostBytes(128),
  desc: atMostBytes(512).optional(),
  url: atMostBytes(2_048),
  thumb_media_id: z.string(),
});
const menu = z.object({
  head_content: atMostBytes(1_024).optional(),
  list: z.array(z.looseObject({ type: z.string() })),
  tail_content: atMostBytes(1_024).optional(),
});
const click = z.object({ click: z.object({ id: atMostBytes(128).optional(), content: atMostBytes(128) }) });
const view = z.object({ view: z.object({ url: atMostBytes(2_048), content: atMostBytes(1_024) }) });
const plainItem = z.object({ text: z.object({ content: atMostBytes(256) }) });
const location = z.object({ latitude: z.number(), longitude: z.number(), name: z.string().optional() });

function readText(body: unknown): KfContent | Refused {
  const given = readBody(text, body);
  if (isRefused(given)) return given;
  if (given.content === "") return refuse(44004, "content is empty");
  const size = byteSize(given.content);
  return size > LONGEST_TEXT_BYTES ? refuse(45002, `${size} bytes`) : { kind: "text", text: given.content };
}

function readItem(item: { readonly type: string }): { id: string; text: string } | Refused {
  if (item.type === "click") {
    const given = readBody(click, item);
    return isRefused(given) ? given : { id: given.click.id ?? "", text: given.click.content };
  }
  if (item.type === "view") {
    const given = readBody(view, item);
    return isRefused(given) ? given : { id: given.view.url, text: given.view.content };
  }
  if (item.type !== "text") return refuse(95009, item.type);
  const given = readBody(plainItem, item);
  return isRefused(given) ? given : { id: "", text: given.text.content };
}

function readMenu(body: unknown): KfContent | Refused {
  const given = readBody(menu, body);
  if (isRefused(given)) return given;
  if (given.list.length > MOST_MENU_ITEMS) return refuse(95008, `${given.list.length} items`);
  const items: { id: string; text: string }[] = [];
  for (const one of given.list) {
    const item = readItem(one);
    if (isRefused(item)) return item;
    items.push(item);
  }
  const words = [given.head_content, ...items.map((item) => item.text), given.tail_content];
  const shown = words.filter((part) => part !== undefined && part !== "").join("\n");
  return shown === "" ? refuse(44004, "empty menu") : { kind: "menu", text: shown, menu: items };
}

function readMedia(
  platform: Platform,
  kind: "image" | "voice" | "video" | "file",
  body: unknown,
): KfContent | Refused {
  const given = readBody(media, body);
  if (isRefused(given)) return given;
  const found = findMedia(platform, given.media_id);
  if (found?.kind !== kind) return refuse(40007, `no ${kind} with this media_id`);
  return { kind, text: found.fileName, mediaId: found.id };
}

/** The body of a message by its msgtype, or the refusal. */
export function readKfContent(platform: Platform, body: Body): KfContent | Refused {
  const { msgtype } = body;
  switch (msgtype) {
    case "text":
      return readText(body.text);
    case "msgmenu":
      return readMenu(body.msgmenu);
    case "image":
    case "voice":
    case "video":
    case "file":
      return readMedia(platform, msgtype, body[msgtype]);
    case "link": {
      const given = readBody(link, body.link);
      return isRefused(given) ? given : { kind: "link", text: `${given.title}\n${given.url}` };
    }
    case "location": {
      const given = readBody(location, body.location);
      return isRefused(given) ? given : { kind: "location", text: given.name ?? "" };
    }
    default:
      return refuse(40008, `msgtype ${msgtype}`);
  }
}
