import type { BotPlace } from "./bot-lines.js";
import { encryptFile } from "./crypto.js";
import type { Answer } from "./endpoint.js";
import { type MediaKind, storeMedia } from "./media.js";
import type { Platform } from "./platform.js";

const OWNER = "bot";
const PATH = "/bot-media/";
const LIFETIME_MILLIS = 5 * 60_000;

/** Puts a file behind the temporary URL a bot message carries. */
export function storeBotFile(
  platform: Platform,
  file: { kind: MediaKind; bytes: Uint8Array; fileName?: string },
): { url: string; mediaId: string } {
  const mediaId = storeMedia(platform, { ...file, owner: OWNER });
  return { url: `${platform.address}${PATH}${mediaId}`, mediaId };
}

/** Serves such a file, encrypted with the callback key, for five minutes (protocol §7.2). */
export function serveBotFile(platform: Platform, path: string): Extract<Answer, { kind: "binary" }> | null {
  const media = path.startsWith(PATH) ? platform.state.media[path.slice(PATH.length)] : undefined;
  const key = platform.options.bot?.aesKey;
  if (media?.owner !== OWNER || key === undefined) return null;
  if (platform.now() - media.createdAt >= LIFETIME_MILLIS) return null;
  return {
    kind: "binary",
    bytes: encryptFile(key, Buffer.from(media.base64, "base64")),
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename*=utf-8''${encodeURIComponent(media.fileName)}`,
    },
  };
}

/** What a person can say to the 智能机器人. */
export type BotContent =
  | string
  | { readonly mixed: readonly (string | { readonly image: Uint8Array })[] }
  | { readonly image: Uint8Array }
  /** The platform transcribes it: the bot never hears the sound. */
  | { readonly voice: string }
  | { readonly video: Uint8Array }
  | { readonly file: Uint8Array; readonly name: string };

export interface BotWritten {
  readonly msgtype: "text" | "mixed" | "image" | "voice" | "video" | "file";
  readonly body: unknown;
  /** What the chat shows. */
  readonly text: string;
  readonly mediaId?: string;
}

function single(
  platform: Platform,
  kind: MediaKind,
  file: { bytes: Uint8Array; fileName?: string },
): BotWritten {
  const { url, mediaId } = storeBotFile(platform, { kind, ...file });
  return { msgtype: kind, body: { url }, text: file.fileName ?? "", mediaId };
}

/** The message as the callback carries it; in groups the @ stands before the words. */
export function writeToBot(
  platform: Platform,
  content: BotContent,
  to: { place: BotPlace; name: string },
): BotWritten {
  const at = to.place.chatId === null ? "" : `@${to.name} `;
  if (typeof content === "string") {
    return { msgtype: "text", body: { content: `${at}${content}` }, text: `${at}${content}` };
  }
  if ("image" in content) return single(platform, "image", { bytes: content.image });
  if ("video" in content) return single(platform, "video", { bytes: content.video });
  if ("file" in content) return single(platform, "file", { bytes: content.file, fileName: content.name });
  if ("voice" in content) {
    return { msgtype: "voice", body: { content: content.voice }, text: content.voice };
  }
  const items = content.mixed.map((part, index) =>
    typeof part === "string"
      ? { msgtype: "text", text: { content: index === 0 ? `${at}${part}` : part } }
      : {
          msgtype: "image",
          image: { url: storeBotFile(platform, { kind: "image", bytes: part.image }).url },
        },
  );
  const words = content.mixed.filter((part) => typeof part === "string").join("");
  return { msgtype: "mixed", body: { msg_item: items }, text: `${at}${words}` };
}
