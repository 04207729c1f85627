import { findCardLine } from "./app-cards.js";
import { issueCardCode, showToMember } from "./app-messages.js";
import type { CallbackPost, Delivery } from "./callbacks.js";
import { pressableButton } from "./cards.js";
import type { ChatLine } from "./chat.js";
import { toXml, type XmlValue } from "./envelopes.js";
import { type MediaKind, storeMedia } from "./media.js";
import type { Platform } from "./platform.js";
import { createScreen, type Screen } from "./screen.js";

/** What a member can put into the single chat with the app (protocol §3). */
export type MemberContent =
  | string
  | { readonly image: Uint8Array }
  | { readonly voice: Uint8Array }
  | { readonly video: Uint8Array }
  | { readonly file: Uint8Array; readonly name: string }
  | { readonly location: { latitude: number; longitude: number; label: string } }
  | { readonly link: { title: string; description: string; url: string } }
  | { readonly unknown: string };

export type Sent = Delivery & { readonly msgid: string };

/** A member of staff in the single chat with the self-built app. */
export interface Member extends Screen {
  readonly userid: string;
  writes(content: MemberContent): Promise<Sent>;
  /** Presses a button by caption or key, on the newest card or on the one with this task_id. */
  clicks(button: string, on?: { taskId: string }): Promise<Delivery & { readonly responseCode: string }>;
  opensApp(): Promise<Delivery>;
}

interface Written {
  readonly line: Pick<ChatLine, "kind" | "text" | "mediaId">;
  readonly type: string;
  readonly fields: { readonly [name: string]: XmlValue };
}

function attached(platform: Platform, kind: MediaKind, file: { bytes: Uint8Array; name?: string }): Written {
  const mediaId = storeMedia(platform, {
    kind,
    bytes: file.bytes,
    ...(file.name === undefined ? {} : { fileName: file.name }),
  });
  const extra: Record<MediaKind, { readonly [name: string]: XmlValue }> = {
    image: { PicUrl: `${platform.address}/pic/${mediaId}` },
    voice: { Format: "amr" },
    video: { ThumbMediaId: mediaId },
    file: { FileName: file.name ?? mediaId },
  };
  return {
    line: { kind, text: file.name ?? "", mediaId },
    type: kind,
    fields: { ...extra[kind], MediaId: mediaId },
  };
}

function write(platform: Platform, content: MemberContent): Written {
  if (typeof content === "string") {
    return { line: { kind: "text", text: content }, type: "text", fields: { Content: content } };
  }
  if ("image" in content) return attached(platform, "image", { bytes: content.image });
  if ("voice" in content) return attached(platform, "voice", { bytes: content.voice });
  if ("video" in content) return attached(platform, "video", { bytes: content.video });
  if ("file" in content) return attached(platform, "file", { bytes: content.file, name: content.name });
  if ("location" in content) {
    const { latitude, longitude, label } = content.location;
    const place = { Location_X: latitude, Location_Y: longitude, Scale: 16, Label: label, AppType: "wxwork" };
    return { line: { kind: "location", text: label }, type: "location", fields: place };
  }
  if ("link" in content) {
    const { title, description, url } = content.link;
    const fields = { Title: title, Description: description, Url: url, PicUrl: "" };
    return { line: { kind: "link", text: title }, type: "link", fields };
  }
  return { line: { kind: "unknown", text: content.unknown }, type: content.unknown, fields: {} };
}

/** App callbacks take no passive answer here: the desk acknowledges empty and sends by message/send. */
function noticePassiveReply(platform: Platform, label: string): (reply: { body: string }) => void {
  return ({ body }) => {
    if (body === "") return;
    const detail = "passive replies are not spoken here: answer empty";
    platform.violate({ kind: "form", endpoint: `app:${label}`, errcode: null, detail });
  };
}

export function createMember(platform: Platform, post: CallbackPost, userid: string): Member {
  const name = platform.findMember(userid)?.userid;
  if (name === undefined) throw new Error(`no member ${userid} in this corp`);
  const tell = (label: string, fields: { readonly [name: string]: XmlValue }): Promise<Delivery> => {
    const { corpId, agentId } = platform.options;
    const head = { ToUserName: corpId, FromUserName: name, CreateTime: platform.seconds() };
    const plain = toXml({ ...head, ...fields, AgentID: agentId });
    return post.deliver({ channel: "app", label, plain, onReply: noticePassiveReply(platform, label) });
  };
  const lines = () => platform.state.app.lines[name.toLowerCase()] ?? [];
  return {
    ...createScreen(platform, { who: name, lines }),
    userid: name,
    async writes(content) {
      const { line, type, fields } = write(platform, content);
      const msgid = platform.newMsgId();
      showToMember(platform, name, { msgid, from: "person", author: name, sentAt: platform.now(), ...line });
      // Bare digits, as the platform writes them, and beyond 2^53: a careless parser loses the last ones.
      const delivery = await tell(type, { MsgType: type, ...fields, MsgId: BigInt(msgid) });
      return { ...delivery, msgid };
    },
    async clicks(wanted, on) {
      const line = findCardLine(platform, name, (card) => (on ? card.taskId === on.taskId : true));
      if (!line) throw new Error(`${name} has no card to press`);
      const button = pressableButton(line.card, wanted);
      const taskId = line.card.taskId ?? "";
      const responseCode = issueCardCode(platform, taskId);
      const delivery = await tell("template_card_event", {
        MsgType: "event",
        Event: "template_card_event",
        EventKey: button.key,
        TaskId: taskId,
        CardType: line.card.cardType,
        ResponseCode: responseCode,
      });
      return { ...delivery, responseCode };
    },
    opensApp: () => tell("enter_agent", { MsgType: "event", Event: "enter_agent", EventKey: "" }),
  };
}
