import type { ContactRefusal } from "../rules/contact-policy.js";
import type { StaffCard } from "../rules/staff-card.js";

/** Where a message goes. A robot is named by its group: its key is a secret and stays at the edge. */
export type OutboundTarget =
  | { readonly channel: "kf"; readonly openKfId: string; readonly externalUserId: string }
  | { readonly channel: "app"; readonly userid: string }
  | { readonly channel: "robot"; readonly group: string }
  /** Answer to a message the 智能机器人 received: by stream while the platform asks, else by response URL. */
  | { readonly channel: "bot"; readonly inboundId: number; readonly peerId: string };

export type OutboundContent =
  | { readonly type: "text"; readonly text: string; readonly mentions: readonly string[] }
  | { readonly type: "markdown"; readonly text: string }
  | { readonly type: "card"; readonly card: StaffCard }
  /** Replaces the buttons of a clicked card by one greyed word (protocol §4.5). */
  | { readonly type: "cardUpdate"; readonly responseCode: string; readonly replaceName: string }
  | { readonly type: "welcome"; readonly welcomeCode: string; readonly text: string }
  | {
      readonly type: "menu";
      readonly head: string;
      readonly items: readonly { readonly id: string; readonly text: string }[];
      readonly tail: string;
    }
  /** 微信客服: hands the session to a person (protocol §8.5); the resident reads nothing of it. */
  | { readonly type: "handOver"; readonly servicerUserid: string }
  /** 微信客服: takes a session back from a person who never came, and says this (protocol §8.5, §8.4). */
  | { readonly type: "takeBack"; readonly text: string }
  | { readonly type: "image"; readonly path: string }
  | { readonly type: "file"; readonly path: string; readonly fileName: string };

/** Lower goes first within a target. */
export const PRIORITY = { emergency: 0, answer: 1, notice: 2, digest: 3 } as const;
export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY];

/** `outcome` may use the last message of a 微信客服 window; `normal` leaves it in reserve (design §5). */
export type Importance = "normal" | "outcome";

/** An intention to send. Queueing the same key twice is harmless: the first stands. */
export interface OutboundDraft {
  readonly estateId: string;
  readonly key: string;
  readonly target: OutboundTarget;
  readonly content: OutboundContent;
  readonly caseId: number | null;
  readonly inboundId: number | null;
  readonly priority: Priority;
  readonly importance: Importance;
  readonly notBefore: Date;
  readonly expiresAt: Date | null;
}

export interface QueuedMessage extends OutboundDraft {
  readonly id: number;
  readonly targetKey: string;
  readonly attempts: number;
  /** True when an earlier attempt may have arrived: a refusal as duplicate then means it did. */
  readonly uncertainBefore: boolean;
  readonly createdAt: Date;
}

/** Target as one string: the unit of pacing and of order. */
export function targetKeyOf(estateId: string, target: OutboundTarget): string {
  switch (target.channel) {
    case "kf":
      return `kf:${target.openKfId}:${target.externalUserId}`;
    case "app":
      return `app:${target.userid.toLowerCase()}`;
    case "robot":
      return `robot:${estateId}:${target.group}`;
    case "bot":
      return `bot:${target.peerId}`;
  }
}

/**
 * What became of one attempt to send, in the classes of protocol §12. `uncertain` means the request may
 * have arrived: whether that is tried again depends on the channel's own idempotency.
 */
export type DeliveryOutcome =
  | { readonly kind: "sent"; readonly channelMessageId: string | null; readonly responseCode: string | null }
  | { readonly kind: "retry"; readonly reason: string }
  | { readonly kind: "uncertain"; readonly reason: string }
  /** The target asks for quiet for so long (45009). */
  | { readonly kind: "wait"; readonly reason: string; readonly waitMillis: number }
  /** Permanent for this message. */
  | { readonly kind: "refused"; readonly reason: string }
  /** Permanent for the target or the account until a person mends it. */
  | { readonly kind: "targetDown"; readonly reason: string }
  /** The resident must write first (48 h, five messages, human serving): hand to a person, who hears `why`. */
  | { readonly kind: "windowClosed"; readonly why: ContactRefusal; readonly reason: string };

/** The edge that puts a message on the wire. Never throws for anything the platform may answer. */
export interface Courier {
  send(message: QueuedMessage): Promise<DeliveryOutcome>;
}
