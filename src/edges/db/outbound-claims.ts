import type { OutboundSettlement, OutboundStore } from "../../desk/outbound-ports.js";
import type { Claim } from "../../desk/ports.js";
import { busyTargets, pausedTargets } from "./closed-targets.js";
import type { Prisma } from "./generated/sqlite/client.js";
import { toQueuedMessage } from "./outbound-rows.js";
import type { Session } from "./session.js";

type OutboundClaims = Pick<OutboundStore, "due" | "claim" | "isTargetTaken" | "release" | "settle">;

/** Who sends which message: every write names the attempts it has read. */
export function createOutboundClaims({ tables }: Session): OutboundClaims {
  const outbox = tables.outboundMessage;
  return {
    async due(now, limit) {
      // Most looks find nothing, and then this is their only question.
      if ((await outbox.findFirst({ where: dueAt(now), select: { id: true } })) === null) return [];
      await outbox.updateMany({
        where: { ...dueAt(now), expiresAt: { lte: now } },
        data: { state: "expired", lastError: "expired before it could be sent", leasedUntil: null },
      });
      const closed = [...(await pausedTargets(tables, now)), ...(await busyTargets(tables, now))];
      const rows = await outbox.findMany({
        where: { ...dueAt(now), ...(closed.length === 0 ? {} : { targetKey: { notIn: closed } }) },
        orderBy: [{ priority: "asc" }, { id: "asc" }],
        take: limit,
      });
      return rows.map(toQueuedMessage);
    },
    async claim(message, now, leasedUntil) {
      const attempt = message.attempts + 1;
      const { count } = await outbox.updateMany({
        where: { id: message.id, state: "waiting", attempts: message.attempts, ...unleased(now) },
        // Dated before it leaves: what a crash keeps from being settled has used up the target's pace too.
        data: { attempts: attempt, leasedUntil, mayHaveArrived: message.uncertainBefore, sentAt: now },
      });
      return count === 1 ? { id: message.id, attempt } : null;
    },
    async isTargetTaken({ id, targetKey }, now) {
      const other = await outbox.findFirst({
        where: { targetKey, state: "waiting", leasedUntil: { gt: now }, id: { not: id } },
        select: { id: true },
      });
      return other !== null;
    },
    async release(claim) {
      await outbox.updateMany({
        where: claimed(claim),
        // An earlier attempt has used up the target's pace all the same.
        data: {
          leasedUntil: null,
          attempts: { decrement: 1 },
          ...(claim.attempt === 1 ? { sentAt: null } : {}),
        },
      });
    },
    async settle(claim, settlement) {
      const { count } = await outbox.updateMany({
        where: claimed(claim),
        data: { leasedUntil: null, ...settledAs(settlement) },
      });
      return count === 1;
    },
  };
}

function dueAt(now: Date): Prisma.OutboundMessageWhereInput {
  return { state: "waiting", nextAttemptAt: { lte: now }, notBefore: { lte: now }, ...unleased(now) };
}

function unleased(now: Date): Prisma.OutboundMessageWhereInput {
  return { OR: [{ leasedUntil: null }, { leasedUntil: { lte: now } }] };
}

/** The row as long as nobody claimed it since. */
function claimed({ id, attempt }: Claim): Prisma.OutboundMessageWhereInput {
  return { id, state: "waiting", attempts: attempt };
}

function settledAs(settlement: OutboundSettlement): Prisma.OutboundMessageUpdateManyMutationInput {
  switch (settlement.state) {
    case "sent": {
      const { at, channelMessageId, responseCode } = settlement;
      return { state: "sent", sentAt: at, channelMessageId, responseCode };
    }
    case "waiting":
      return {
        nextAttemptAt: settlement.retryAt,
        lastError: settlement.reason,
        ...(settlement.mayHaveArrived ? { mayHaveArrived: true } : {}),
      };
    default:
      return { state: settlement.state, lastError: settlement.reason };
  }
}
