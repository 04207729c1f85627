import { type Estate, findStaff } from "../../rules/estate.js";
import type { ResidentsBook } from "../residents-book.js";
import type { ChatLine } from "../wecom/chat.js";
import type { StandIn } from "../wecom/stand-in.js";

/** Lines of a conversation the page gets at most; older ones stay in the stand-in. */
const LINES_AT_MOST = 200;
const WINDOW_MILLIS = 48 * 3_600_000;
const WINDOW_MESSAGES = 5;

/** A place where people talk: `kf:ACCOUNT|RESIDENT`, `group:CHATID` or `app:USERID`. */
export type Place =
  | { readonly channel: "kf"; readonly account: string; readonly resident: string }
  | { readonly channel: "group"; readonly chatId: string }
  | { readonly channel: "app"; readonly userid: string };

/** Who is who, for the views. */
export interface Cast {
  readonly estates: readonly Estate[];
  readonly standIn: StandIn;
  readonly book: ResidentsBook;
}

export function placeName(place: Place): string {
  switch (place.channel) {
    case "kf":
      return `kf:${place.account}|${place.resident}`;
    case "group":
      return `group:${place.chatId}`;
    case "app":
      return `app:${place.userid.toLowerCase()}`;
  }
}

/** The place of that name, or null when nobody talks there. */
export function readPlace(name: string, { estates, book }: Cast): Place | null {
  const [, channel, peer = ""] = /^(kf|group|app):(.+)$/.exec(name) ?? [];
  if (channel === "kf") {
    const resident = book.find(peer.split("|")[1] ?? "");
    return resident ? { channel, account: resident.account, resident: resident.id } : null;
  }
  if (channel === "group") {
    const known = estates.some((estate) => Object.values(estate.groups).some((one) => one.chatId === peer));
    return known ? { channel, chatId: peer } : null;
  }
  const member = estates.map((estate) => findStaff(estate, peer)).find((found) => found !== undefined);
  return channel === "app" && member ? { channel, userid: member.userid } : null;
}

/** Name of a resident, a member or the program. */
export function nameOf(id: string, { estates, book }: Cast): string {
  const member = estates.map((estate) => findStaff(estate, id)).find((found) => found !== undefined);
  return member?.name ?? book.find(id)?.name ?? (id === "app" ? "管家" : id);
}

export function linesAt(place: Place, { standIn }: Cast): ChatLine[] {
  switch (place.channel) {
    case "kf":
      return standIn.resident(place.resident, { account: place.account }).conversation();
    case "group":
      return standIn.group(place.chatId).conversation();
    case "app":
      return standIn.member(place.userid).conversation();
  }
}

function lineView(line: ChatLine, cast: Cast) {
  const file = line.mediaId === undefined ? undefined : cast.standIn.file(line.mediaId);
  return {
    id: line.msgid,
    from: line.from,
    author: line.author,
    authorName: nameOf(line.author, cast),
    kind: line.kind,
    text: line.text,
    at: line.sentAt,
    menu: line.menu ?? null,
    card: line.card ?? null,
    quote: line.quote ?? null,
    file: file ? { id: file.id, kind: file.kind, name: file.fileName } : null,
    mentions: (line.mentions ?? []).map((id) => ({ id, name: id === "@all" ? "所有人" : nameOf(id, cast) })),
    finished: line.finished ?? true,
    failed: line.failed ?? null,
    recalled: line.recalled ?? false,
  };
}

/** A conversation as the page shows it, oldest line first. */
export function conversationView(place: Place, cast: Cast) {
  const lines = linesAt(place, cast);
  return {
    place: placeName(place),
    earlier: Math.max(0, lines.length - LINES_AT_MOST),
    lines: lines.slice(-LINES_AT_MOST).map((line) => lineView(line, cast)),
  };
}

function preview(line: ChatLine): string {
  if (line.recalled) return "（已撤回）";
  if (line.card) return `[卡片] ${line.card.title}`;
  const words: Partial<Record<ChatLine["kind"], string>> = {
    image: "[图片]",
    voice: "[语音]",
    video: "[视频]",
    file: "[文件]",
    location: "[位置]",
    unknown: "[其他消息]",
  };
  const plain = line.text
    .replace(/<@[^>]*>/g, "")
    .replace(/<[^>]+>|[*>]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return words[line.kind] ?? plain.slice(0, 60);
}

/** How a conversation stands in a list: how much was said, and what last. */
export function placeSummary(place: Place, cast: Cast) {
  const lines = linesAt(place, cast);
  const last = lines.at(-1);
  return {
    place: placeName(place),
    heard: lines.filter((line) => line.from !== "person").length,
    last: last ? { text: preview(last), at: last.sentAt } : null,
  };
}

/** What the platform still allows towards a resident (protocol §8.3). */
export function windowView(place: Extract<Place, { channel: "kf" }>, { standIn }: Cast) {
  const session = standIn.resident(place.resident, { account: place.account }).session();
  return {
    closesAt: session.lastInboundAt === null ? null : session.lastInboundAt + WINDOW_MILLIS,
    messagesLeft:
      session.lastInboundAt === null ? 0 : Math.max(0, WINDOW_MESSAGES - session.sentSinceInbound),
    state: session.state,
    servicer: session.servicer,
  };
}
