import type { CaseRecord } from "../rules/case-record.js";
import type { Importance, OutboundContent, OutboundTarget, Priority } from "./outbound-message.js";
import { PRIORITY } from "./outbound-message.js";
import type { Stores } from "./ports.js";

/** What every queued message has in common, so that callers name only what differs. */
export interface QueueRequest {
  readonly estateId: string;
  readonly key: string;
  readonly target: OutboundTarget;
  readonly content: OutboundContent;
  readonly record?: Pick<CaseRecord, "id"> | null;
  readonly inboundId?: number | null;
  readonly priority?: Priority;
  readonly importance?: Importance;
  readonly notBefore?: Date;
  readonly expiresAt?: Date | null;
}

/** Queues a message with the usual defaults: a notice, normal importance, at once, without expiry. */
export function queueMessage(stores: Stores, request: QueueRequest, now: Date): Promise<number> {
  return stores.outbound.queue(
    {
      estateId: request.estateId,
      key: request.key,
      target: request.target,
      content: request.content,
      caseId: request.record?.id ?? null,
      inboundId: request.inboundId ?? null,
      priority: request.priority ?? PRIORITY.notice,
      importance: request.importance ?? "normal",
      notBefore: request.notBefore ?? now,
      expiresAt: request.expiresAt ?? null,
    },
    now,
  );
}

/** Plain text without mentions. */
export function plainText(text: string): OutboundContent {
  return { type: "text", text, mentions: [] };
}
