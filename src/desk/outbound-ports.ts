import type { OutboundDraft, OutboundTarget, QueuedMessage } from "./outbound-message.js";
import type { Claim } from "./ports.js";

/** A card in a member's chat that can be changed once (protocol §4.5). */
export interface ChangeableCard {
  readonly id: number;
  readonly userid: string;
  readonly responseCode: string;
  readonly sentAt: Date;
}

/** What of a queued message counts when it is joined with others. */
export type Joinable = Pick<QueuedMessage, "id" | "content" | "importance">;

/** The outbox: intentions to send, and what became of them. */
export interface OutboundStore {
  /** Queues the draft unless its key is known; returns the id of the row that stands. */
  queue(draft: OutboundDraft, now: Date): Promise<number>;
  /** Waiting messages that are due, worst priority first, oldest first, whose target is not paused. */
  due(now: Date, limit: number): Promise<QueuedMessage[]>;
  claim(message: QueuedMessage, now: Date, leasedUntil: Date): Promise<Claim | null>;
  /** True while another message to this target is on its way: to be asked after the own claim. */
  isTargetTaken(message: QueuedMessage, now: Date): Promise<boolean>;
  /** Gives a claim back as if it had never been: nothing was sent. */
  release(claim: Claim): Promise<void>;
  /**
   * Gives the words of several messages that were never tried to the first: it says `text`, the others are
   * `merged` and go nowhere. False and nothing changed when one of them was claimed meanwhile.
   */
  merge(messages: readonly Joinable[], text: string, now: Date): Promise<boolean>;
  /** Cases of the message and of those merged into it. */
  casesOf(message: QueuedMessage): Promise<number[]>;
  /** Keys of the message and of those merged into it. */
  keysOf(message: QueuedMessage): Promise<string[]>;
  /** Ends or postpones a claimed message; false = the claim was lost. */
  settle(claim: Claim, settlement: OutboundSettlement): Promise<boolean>;
  /** Moments since then at which something was put on the wire to this target, whatever came of it (pacing). */
  sentTimes(targetKey: string, since: Date): Promise<Date[]>;
  pauseTarget(targetKey: string, pause: { until: Date; reason: string; now: Date }): Promise<void>;
  /** Held messages of a target become due again (the resident wrote). */
  releaseHeld(targetKey: string, now: Date): Promise<void>;
  /** The message queued with that key, whatever became of it. */
  findByKey(key: string): Promise<QueuedMessage | null>;
  /** Waiting or just sent answer to an inbound message (智能机器人 stream polls). */
  answerTo(inboundId: number): Promise<(QueuedMessage & { state: string }) | null>;
  /** Cards about a record that came with a code to change them, sent since then. */
  changeableCards(caseId: number, since: Date): Promise<ChangeableCard[]>;
  findByChannelMessageId(
    channel: OutboundTarget["channel"],
    channelMessageId: string,
  ): Promise<QueuedMessage | null>;
  nextDueAt(): Promise<Date | null>;
  health(): Promise<{
    waiting: number;
    oldestDueAt: Date | null;
    failed: number;
    pausedTargets: { targetKey: string; reason: string }[];
  }>;
}

/** How an attempt ended. */
export type OutboundSettlement =
  | {
      readonly state: "sent";
      readonly at: Date;
      readonly channelMessageId: string | null;
      readonly responseCode: string | null;
    }
  | {
      readonly state: "waiting";
      readonly retryAt: Date;
      readonly reason: string;
      /** True when the attempt may have arrived all the same; the next one knows (`uncertainBefore`). */
      readonly mayHaveArrived?: boolean;
    }
  | { readonly state: "held" | "failed" | "expired" | "uncertain" | "phoneTask"; readonly reason: string };
