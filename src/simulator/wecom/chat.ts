/**
 * What people see on their screens. Plain data: it lies in the state as it is, and the simulator's page
 * shows it as it is. Times are milliseconds since 1970, by the stand-in's clock.
 */
export interface StoredCard {
  readonly cardType: string;
  readonly taskId: string | null;
  readonly title: string;
  readonly text: string;
  readonly rows: readonly { readonly name: string; readonly value: string }[];
  readonly buttons: readonly { readonly text: string; readonly key: string; readonly calls: boolean }[];
  /** The word that replaced the buttons, once the card was answered. */
  readonly greyedTo: string | null;
}

export type LineKind =
  | "text"
  | "markdown"
  | "markdown_v2"
  | "menu"
  | "image"
  | "voice"
  | "video"
  | "file"
  | "location"
  | "link"
  | "news"
  | "card"
  | "mixed"
  | "unknown";

/** One line of a conversation. */
export interface ChatLine {
  readonly msgid: string;
  /**
   * `desk`: the program, by robot, app, bot or 微信客服 alike. `servicer`: a person answering a resident by
   * hand. `person`: the resident or member whose conversation this is.
   */
  readonly from: "desk" | "servicer" | "person";
  /** userid, external_userid, or the robot's or bot's name. */
  readonly author: string;
  readonly kind: LineKind;
  text: string;
  readonly sentAt: number;
  readonly menu?: readonly { readonly id: string; readonly text: string }[];
  readonly mediaId?: string;
  /** userids, or `@all`. */
  mentions?: readonly string[];
  card?: StoredCard;
  /** A quoted message's text. */
  readonly quote?: string;
  /** 智能机器人 only: false while the stream is still being written. */
  finished?: boolean;
  /** 微信客服 only: `fail_type` when it was accepted but never arrived. */
  failed?: number;
  recalled?: boolean;
}

/** What the program said and what really reached the screen. */
export function fromDesk(lines: readonly ChatLine[]): ChatLine[] {
  return lines.filter((line) => line.from === "desk" && line.failed === undefined && line.recalled !== true);
}
