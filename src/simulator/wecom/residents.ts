import type { CallbackPost, Delivery } from "./callbacks.js";
import type { ChatLine } from "./chat.js";
import { appendEvent, appendToLog, isKfAccount, ringDoorbell } from "./kf-log.js";
import { announceSession, issueKfCode, kfSession, SESSION, WINDOW_MILLIS } from "./kf-sessions.js";
import { type MediaKind, storeMedia } from "./media.js";
import type { Sent } from "./members.js";
import type { Platform } from "./platform.js";
import { createScreen, type Screen } from "./screen.js";
import type { KfSession } from "./state.js";

/** What a resident can send to 微信客服 (protocol §8.2). */
export type ResidentContent =
  | string
  | { readonly image: Uint8Array }
  | { readonly voice: Uint8Array }
  | { readonly video: Uint8Array }
  | { readonly file: Uint8Array; readonly name: string }
  | { readonly location: { latitude: number; longitude: number; name: string; address: string } }
  | { readonly link: { title: string; url: string; desc?: string } }
  /** A msgtype the desk has never heard of. */
  | { readonly unknown: string };

/** A WeChat user talking to a 微信客服 account. */
export interface Resident extends Screen {
  readonly externalUserId: string;
  readonly openKfId: string;
  sends(content: ResidentContent): Promise<Sent>;
  /** Taps an item of the last menu, by id or words: a text that carries the id. */
  chooses(item: string): Promise<Sent>;
  /** Opens the chat; the code of the event allows one welcome (20 s), unless the resident wrote lately. */
  enters(from?: { scene?: string; sceneParam?: string }): Promise<Delivery>;
  recalls(msgid: string): Promise<Delivery>;
  /** From now on messages are accepted and then reported as rejected. */
  blocks(): void;
  unblocks(): void;
  session(): Readonly<Omit<KfSession, "lines">>;
}

interface Written {
  readonly line: Pick<ChatLine, "kind" | "text" | "mediaId">;
  readonly msgtype: string;
  readonly body: unknown;
}

const MIB = 1024 * 1024;
/** Beyond these the platform hands on a notice instead of the file (protocol §8.2). */
const LARGEST_BYTES: Readonly<Record<MediaKind, number>> = {
  image: 2 * MIB,
  voice: 2 * MIB,
  video: 10 * MIB,
  file: 20 * MIB,
};

function attached(platform: Platform, kind: MediaKind, file: { bytes: Uint8Array; name?: string }): Written {
  if (file.bytes.length > LARGEST_BYTES[kind]) {
    const notice = "[文件过大，请到微信客服后台查看]";
    return { line: { kind: "text", text: notice }, msgtype: "text", body: { content: notice } };
  }
  const fileName = file.name === undefined ? {} : { fileName: file.name };
  const mediaId = storeMedia(platform, { kind, bytes: file.bytes, ...fileName });
  return { line: { kind, text: file.name ?? "", mediaId }, msgtype: kind, body: { media_id: mediaId } };
}

function write(platform: Platform, content: ResidentContent): Written {
  if (typeof content === "string") {
    return { line: { kind: "text", text: content }, msgtype: "text", body: { content } };
  }
  if ("image" in content) return attached(platform, "image", { bytes: content.image });
  if ("voice" in content) return attached(platform, "voice", { bytes: content.voice });
  if ("video" in content) return attached(platform, "video", { bytes: content.video });
  if ("file" in content) return attached(platform, "file", { bytes: content.file, name: content.name });
  if ("location" in content) {
    const { location } = content;
    return { line: { kind: "location", text: location.address }, msgtype: "location", body: location };
  }
  if ("link" in content) {
    const link = { desc: "", pic_url: "", ...content.link };
    return { line: { kind: "link", text: link.title }, msgtype: "link", body: link };
  }
  return { line: { kind: "unknown", text: content.unknown }, msgtype: content.unknown, body: {} };
}

/** A message opens the window anew; one that comes after the end begins a new session. */
function noteInbound(platform: Platform, session: KfSession): void {
  session.lastInboundAt = platform.now();
  session.sentSinceInbound = 0;
  if (session.state === SESSION.ended) session.state = SESSION.unprocessed;
}

function takeMessage(platform: Platform, session: KfSession, written: Written): string {
  const msgid = platform.newId("km");
  noteInbound(platform, session);
  appendToLog(platform, session.openKfId, {
    msgid,
    open_kfid: session.openKfId,
    external_userid: session.externalUserId,
    send_time: platform.seconds(),
    origin: 3,
    msgtype: written.msgtype,
    [written.msgtype]: written.body,
  });
  const head = { msgid, from: "person", author: session.externalUserId, sentAt: platform.now() } as const;
  session.lines.push({ ...head, ...written.line });
  announceSession(platform, session);
  return msgid;
}

/** Who wrote lately gets no welcome (protocol §8.4). */
function appendEntry(
  platform: Platform,
  session: KfSession,
  from: { scene?: string; sceneParam?: string },
): void {
  const { lastInboundAt } = session;
  const silent = lastInboundAt === null || platform.now() - lastInboundAt > WINDOW_MILLIS;
  appendEvent(platform, session.openKfId, {
    event_type: "enter_session",
    external_userid: session.externalUserId,
    scene: from.scene ?? "",
    scene_param: from.sceneParam ?? "",
    ...(silent ? { welcome_code: issueKfCode(platform, session, "welcome") } : {}),
  });
}

export interface ResidentName {
  readonly externalUserId: string;
  readonly openKfId: string;
}

export function createResident(platform: Platform, post: CallbackPost, name: ResidentName): Resident {
  const { externalUserId, openKfId } = name;
  if (!isKfAccount(platform, openKfId)) throw new Error(`no 微信客服 account ${openKfId}`);
  const session = () => kfSession(platform, openKfId, externalUserId);
  const ring = () => ringDoorbell(platform, post, openKfId);
  const say = async (written: Written): Promise<Sent> => {
    const msgid = takeMessage(platform, session(), written);
    return { ...(await ring()), msgid };
  };
  const screen = createScreen(platform, { who: externalUserId, lines: () => session().lines });
  return {
    ...screen,
    externalUserId,
    openKfId,
    sends: (content) => say(write(platform, content)),
    chooses(wanted) {
      const menu = screen.received().findLast((line) => line.menu)?.menu ?? [];
      const item = menu.find((one) => one.id === wanted || one.text === wanted);
      if (!item) throw new Error(`no menu item ${wanted}, only ${menu.map((one) => one.text).join(", ")}`);
      const body = { content: item.text, menu_id: item.id };
      return say({ line: { kind: "text", text: item.text }, msgtype: "text", body });
    },
    enters(from = {}) {
      appendEntry(platform, session(), from);
      return ring();
    },
    recalls(msgid) {
      const line = session().lines.find((one) => one.msgid === msgid && one.from === "person");
      if (!line) throw new Error(`${externalUserId} never sent ${msgid}`);
      line.recalled = true;
      const event = { event_type: "user_recall_msg", external_userid: externalUserId, recall_msgid: msgid };
      appendEvent(platform, openKfId, event);
      return ring();
    },
    blocks() {
      session().blocked = true;
    },
    unblocks() {
      session().blocked = false;
    },
    session() {
      const { lines: _, ...rest } = session();
      return structuredClone(rest);
    },
  };
}
