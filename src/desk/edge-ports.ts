import type { IncomingMessage } from "./inbound-message.js";
import type { Attachment } from "./ports.js";

/** One page of a 微信客服 account (protocol §8.2). `hasMore` counts even when the page is empty. */
export interface KfPage {
  readonly kind: "page";
  readonly messages: readonly IncomingMessage[];
  readonly nextCursor: string;
  readonly hasMore: boolean;
}

/** Why a page could not be had: `retry` heals by itself, `down` needs a person. */
export interface KfPullFailure {
  readonly kind: "retry" | "down";
  readonly reason: string;
}

/** The edge that pulls 微信客服 messages. Without a token the platform allows few calls. */
export interface KfSource {
  fetchPage(request: {
    openKfId: string;
    cursor: string | null;
    token: string | null;
  }): Promise<KfPage | KfPullFailure>;
}

export type FetchedMedia =
  | {
      readonly kind: "saved";
      readonly path: string;
      readonly bytes: number;
      readonly sha256: string;
      readonly contentType: string;
    }
  | { readonly kind: "retry"; readonly reason: string }
  | { readonly kind: "gone"; readonly reason: string };

/** The edge that copies an attachment below the media folder. Never throws for what the platform may answer. */
export interface MediaFetcher {
  fetch(attachment: Attachment): Promise<FetchedMedia>;
}

/** Who of the staff serves residents by hand in a 微信客服 account. Never throws. */
export interface ServicerRoster {
  /** userid of somebody who takes sessions right now, or null. */
  freeServicer(openKfId: string): Promise<string | null>;
}

/** What the webhooks need of the desk. `receive` resolves once the message is committed. */
export interface WebhookDesk {
  receive(message: IncomingMessage): Promise<void>;
  /** The 微信客服 doorbell: starts (or coalesces into) a pull; never waits for it. */
  ringDoorbell(openKfId: string, token: string): void;
  /**
   * The answer to a 智能机器人 message, waiting at most `waitMillis` for it. `pending`: not there yet, the
   * platform will ask again; `none`: there is nothing to say; `unknown`: no such message. Taken as `said` it
   * counts as sent: the platform asks again for what did not arrive. Taken as `held` it is this process's for a
   * while, which then tells what became of it; after a crash the outbox brings it.
   */
  botAnswer(
    message: { accountId: string; channelMessageId: string },
    waitMillis: number,
    taken: "said" | "held",
  ): Promise<{ kind: "text"; text: string } | { kind: "pending" | "none" | "unknown" }>;
}
