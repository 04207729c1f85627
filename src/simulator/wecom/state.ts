import type { ChatLine } from "./chat.js";
import type { ViolationKind } from "./error-codes.js";
import type { StandInOptions } from "./options.js";

/** Something the desk did that the real platform refuses, shortens or drops. */
export interface Violation {
  readonly at: number;
  readonly kind: ViolationKind;
  /** `message/send`, or the callback whose answer was wrong. */
  readonly endpoint: string;
  /** null when the platform would have said nothing. */
  readonly errcode: number | null;
  readonly detail: string;
}

export interface StoredMedia {
  readonly id: string;
  readonly kind: "image" | "voice" | "video" | "file";
  readonly fileName: string;
  readonly contentType: string;
  readonly base64: string;
  readonly createdAt: number;
  /** `corp`, or the key of the robot that uploaded it: the spaces are not interchangeable (protocol §11). */
  readonly owner: string;
}

/** One item of `sync_msg`, with its place in the account's log. */
export interface KfLogItem {
  readonly position: number;
  readonly sentAt: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface KfSession {
  readonly openKfId: string;
  readonly externalUserId: string;
  /** 0 unprocessed · 1 assistant · 2 pool · 3 human · 4 ended or not started (protocol §8.5). */
  state: 0 | 1 | 2 | 3 | 4;
  servicer: string | null;
  lastInboundAt: number | null;
  sentSinceInbound: number;
  blocked: boolean;
  lines: ChatLine[];
}

/** A code that works once and not for long: welcome, pool, end of session. */
export interface KfCode {
  readonly purpose: "welcome" | "pool" | "end";
  readonly openKfId: string;
  readonly externalUserId: string;
  readonly expiresAt: number;
  used: boolean;
}

export interface KfState {
  logs: Record<string, KfLogItem[]>;
  /** Next position of each log: never goes back, also when old items are trimmed. */
  ends: Record<string, number>;
  /** By `open_kfid|external_userid`. */
  sessions: Record<string, KfSession>;
  usedMsgIds: Record<string, true>;
  codes: Record<string, KfCode>;
  doorbellTokens: Record<string, { openKfId: string; expiresAt: number }>;
  tokenlessPulls: Record<string, number[]>;
  /** By open_kfid, then userid: false while that servicer takes nobody. */
  servicers: Record<string, Record<string, boolean>>;
  nicknames: Record<string, string>;
}

/** A one-time right to change a card, from `message/send` or from a click. */
export interface CardCode {
  readonly taskId: string;
  readonly expiresAt: number;
  used: boolean;
}

export interface AppState {
  /** By userid, lower case. */
  lines: Record<string, ChatLine[]>;
  cardCodes: Record<string, CardCode>;
  taskIds: Record<string, true>;
  /** Answers given to requests with `enable_duplicate_check`, by digest of the request. */
  recent: Record<string, { until: number; answer: Record<string, unknown> }>;
  sentTimes: Record<string, number[]>;
  sent: Record<string, { at: number }>;
}

/** One message to the 智能机器人 and what became of it. */
export interface Interaction {
  readonly msgid: string;
  readonly chatId: string | null;
  readonly userid: string;
  readonly startedAt: number;
  readonly responseCode: string;
  responseUsed: boolean;
  /** null until the desk opened a stream. */
  streamId: string | null;
  streamOpen: boolean;
  cardSent: boolean;
  polls: number;
  /** Text of the answer as it stands, by stream or by response_url. */
  answer: string | null;
}

export interface BotState {
  interactions: Record<string, Interaction>;
  /** Single chats by userid, lower case; group lines lie under `groups`. */
  lines: Record<string, ChatLine[]>;
  taskIds: Record<string, true>;
}

/** Everything the stand-in remembers: plain data, safe for JSON. */
export interface StandInState {
  sequence: number;
  tokens: Record<string, { expiresAt: number }>;
  media: Record<string, StoredMedia>;
  kf: KfState;
  app: AppState;
  bot: BotState;
  robots: Record<string, { removed: boolean; sentTimes: number[] }>;
  groups: Record<string, ChatLine[]>;
  violations: Violation[];
}

/** A platform on which nobody has said anything yet. */
export function emptyState(options: Pick<StandInOptions, "kfAccounts" | "robots">): StandInState {
  const servicers: KfState["servicers"] = {};
  for (const account of options.kfAccounts) {
    servicers[account.openKfId] = Object.fromEntries(
      (account.servicers ?? []).map((userid) => [userid, true]),
    );
  }
  return {
    sequence: 0,
    tokens: {},
    media: {},
    kf: {
      logs: {},
      ends: {},
      sessions: {},
      usedMsgIds: {},
      codes: {},
      doorbellTokens: {},
      tokenlessPulls: {},
      servicers,
      nicknames: {},
    },
    app: { lines: {}, cardCodes: {}, taskIds: {}, recent: {}, sentTimes: {}, sent: {} },
    bot: { interactions: {}, lines: {}, taskIds: {} },
    robots: Object.fromEntries(options.robots.map(({ key }) => [key, { removed: false, sentTimes: [] }])),
    groups: {},
    violations: [],
  };
}
