import type { Claim, InboundStore } from "../../desk/ports.js";
import type { Prisma } from "./generated/sqlite/client.js";
import { toStoredMessage } from "./inbound-rows.js";
import type { Tables } from "./open-database.js";
import type { Session } from "./session.js";

type InboundClaims = Pick<InboundStore, "dueHeads" | "claim" | "giveBack" | "markHandled" | "markFailed">;

/** Who works on which message: every write names the attempts it has read. */
export function createInboundClaims({ tables }: Session): InboundClaims {
  const inbox = tables.inboundMessage;
  return {
    async dueHeads(now, limit) {
      const ids = await dueHeadIds(tables, now, limit);
      if (ids.length === 0) return [];
      const rows = await inbox.findMany({ where: { id: { in: ids } }, orderBy: { id: "asc" } });
      return rows.map(toStoredMessage);
    },
    async claim(message, now, leasedUntil) {
      const attempt = message.attempts + 1;
      const { count } = await inbox.updateMany({
        where: {
          id: message.id,
          state: "waiting",
          attempts: message.attempts,
          OR: [{ leasedUntil: null }, { leasedUntil: { lte: now } }],
        },
        data: { attempts: attempt, leasedUntil },
      });
      return count === 1 ? { id: message.id, attempt } : null;
    },
    async giveBack(claim) {
      await inbox.updateMany({ where: claimed(claim), data: { leasedUntil: null } });
    },
    async markHandled(claim, { at, outcome, caseId }) {
      const { count } = await inbox.updateMany({
        where: claimed(claim),
        data: { state: "handled", handledAt: at, outcome, caseId, leasedUntil: null },
      });
      return count === 1;
    },
    async markFailed(claim, { error, retryAt }) {
      await inbox.updateMany({
        where: claimed(claim),
        data: {
          failures: { increment: 1 },
          lastError: error,
          leasedUntil: null,
          ...(retryAt === null ? { state: "setAside" } : { nextAttemptAt: retryAt }),
        },
      });
    },
  };
}

/** The row as long as nobody claimed it since. */
function claimed({ id, attempt }: Claim): Prisma.InboundMessageWhereInput {
  return { id, state: "waiting", attempts: attempt };
}

/** Waiting messages looked at in the first step; each further step looks at four times as many. */
const FIRST_LOOK = 64;
const LOOK_GROWTH = 4;

/**
 * Ids of the messages a worker may take now, oldest first: due, not leased, and the oldest waiting one of
 * their conversation. Read in order of arrival, the first message seen of a conversation is its head; once
 * seen, the conversation is left out of the further steps, so that a long one cannot hide the others.
 */
async function dueHeadIds(tables: Tables, now: Date, limit: number): Promise<number[]> {
  const heads: number[] = [];
  const seen = new Set<string>();
  for (let look = FIRST_LOOK; ; look *= LOOK_GROWTH) {
    const rows = await tables.inboundMessage.findMany({
      where: { state: "waiting", ...(seen.size === 0 ? {} : { conversationKey: { notIn: [...seen] } }) },
      orderBy: { id: "asc" },
      take: look,
      select: { id: true, conversationKey: true, nextAttemptAt: true, leasedUntil: true },
    });
    for (const { id, conversationKey, nextAttemptAt, leasedUntil } of rows) {
      if (seen.has(conversationKey)) continue;
      seen.add(conversationKey);
      if (nextAttemptAt <= now && (leasedUntil === null || leasedUntil <= now)) heads.push(id);
    }
    if (heads.length >= limit || rows.length < look) return heads.slice(0, limit);
  }
}
