/** Ways into the desk: 微信客服, the self-built app, the 智能机器人. */
export type InboundChannel = "kf" | "app" | "bot";

export type MediaKind = "image" | "voice" | "video" | "file";

/** Where the edge can fetch an attachment: by media id (three days) or by encrypted URL (five minutes). */
export type MediaSource =
  | { readonly via: "mediaId"; readonly mediaId: string }
  | { readonly via: "botUrl"; readonly url: string; readonly aesKey: string | null };

export interface MediaReference {
  readonly kind: MediaKind;
  readonly source: MediaSource;
  readonly fileName: string | null;
}

/**
 * What a message says, freed of its channel. `event` covers what is no message of a person;
 * `unknown` is stored and answered kindly, so that a new msgtype never breaks the loop.
 */
export type MessageContent =
  | {
      readonly type: "text";
      readonly text: string;
      readonly quote: string | null;
      readonly media: readonly MediaReference[];
      /** 微信客服: id of the menu item the resident tapped; `text` is then the item's own words. */
      readonly menuId?: string;
    }
  | { readonly type: "media"; readonly media: readonly MediaReference[]; readonly transcript: string | null }
  | { readonly type: "location"; readonly name: string; readonly address: string }
  | { readonly type: "cardClick"; readonly key: string; readonly taskId: string }
  | { readonly type: "event"; readonly event: string; readonly data: Readonly<Record<string, string>> }
  | { readonly type: "unknown"; readonly platformType: string };

/** One-use means to answer on the same channel, as the platform handed them over. */
export interface ReplyHandle {
  /** 智能机器人: one POST within an hour (protocol §7.6). */
  readonly responseUrl?: string;
  /** 智能机器人: stream we opened for this message (protocol §7.5). */
  readonly streamId?: string;
  /** App card click: one card update within 72 h (protocol §4.5). */
  readonly responseCode?: string;
  /** 微信客服 enter_session: one welcome within 20 s (protocol §8.4). */
  readonly welcomeCode?: string;
}

/** A message as an edge hands it over, before it is stored. */
export interface IncomingMessage {
  readonly channel: InboundChannel;
  /** open_kfid, agent id, aibotid. */
  readonly accountId: string;
  /** Unique within channel and account: redelivery is recognised by it. */
  readonly channelMessageId: string;
  /** external_userid, userid, or chatid of the group (case-sensitive). */
  readonly peerId: string;
  /** external_userid or userid of the writer. */
  readonly senderId: string;
  /** True when `peerId` is a group chat. */
  readonly inGroup: boolean;
  readonly content: MessageContent;
  readonly replyHandle: ReplyHandle | null;
  readonly sentAt: Date;
}

/** A message as it lies in the inbox. */
export interface StoredMessage extends IncomingMessage {
  readonly id: number;
  readonly receivedAt: Date;
  readonly attempts: number;
  readonly failures: number;
}

/** The unit of ordering: messages with one key are handled one after another. */
export function conversationKey(message: Pick<IncomingMessage, "channel" | "accountId" | "peerId">): string {
  return `${message.channel}:${message.accountId}:${message.peerId}`;
}
