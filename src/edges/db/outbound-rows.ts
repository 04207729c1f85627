import {
  type OutboundDraft,
  PRIORITY,
  type Priority,
  type QueuedMessage,
  targetKeyOf,
} from "../../desk/outbound-message.js";
import type { ChangeableCard } from "../../desk/outbound-ports.js";
import { fromJson, fromWord, toJson } from "./column-values.js";
import type { Prisma, OutboundMessage as Row } from "./generated/sqlite/client.js";
import { outboundContent, outboundTarget } from "./stored-content.js";

const PRIORITIES: readonly Priority[] = Object.values(PRIORITY);

/** A draft as a new row. */
export function toOutboundRow(draft: OutboundDraft, now: Date): Prisma.OutboundMessageUncheckedCreateInput {
  const { estateId, key, target, content, caseId, inboundId } = draft;
  const { priority, importance, notBefore, expiresAt } = draft;
  return {
    estateId,
    key,
    channel: target.channel,
    target: toJson(target),
    targetKey: targetKeyOf(estateId, target),
    content: toJson(content),
    caseId,
    inboundId,
    priority,
    importance,
    notBefore,
    expiresAt,
    // The sweep finds due messages by this column.
    nextAttemptAt: notBefore > now ? notBefore : now,
    createdAt: now,
  };
}

/** A row as the desk knows it. Throws for a row that holds what it should not. */
export function toQueuedMessage(row: Row): QueuedMessage {
  const place = `OutboundMessage ${row.id}`;
  return {
    id: row.id,
    estateId: row.estateId,
    key: row.key,
    target: fromJson(outboundTarget, row.target, `${place} target`),
    targetKey: row.targetKey,
    content: fromJson(outboundContent, row.content, `${place} content`),
    caseId: row.caseId,
    inboundId: row.inboundId,
    priority: priorityOf(row.priority, place),
    importance: fromWord(["normal", "outcome"], row.importance, `${place} importance`),
    notBefore: row.notBefore,
    expiresAt: row.expiresAt,
    attempts: row.attempts,
    // A lease nobody gave back: the process died between sending and settling.
    uncertainBefore: row.mayHaveArrived || row.leasedUntil !== null,
    createdAt: row.createdAt,
  };
}

/** A sent card with its code; nothing for a row that is none. */
export function toChangeableCard(row: Row): ChangeableCard[] {
  const { target } = toQueuedMessage(row);
  const { id, responseCode, sentAt } = row;
  if (target.channel !== "app" || responseCode === null || sentAt === null) return [];
  return [{ id, userid: target.userid, responseCode, sentAt }];
}

function priorityOf(value: number, place: string): Priority {
  const priority = PRIORITIES.find((known) => known === value);
  if (priority === undefined) throw new Error(`${place} holds the unknown priority ${value}`);
  return priority;
}
