import type { OutboundStore } from "../../desk/outbound-ports.js";
import { pauseTarget } from "./closed-targets.js";
import { createOutboundClaims } from "./outbound-claims.js";
import { createOutboundLookups } from "./outbound-lookups.js";
import { createOutboundMerging } from "./outbound-merging.js";
import { toOutboundRow } from "./outbound-rows.js";
import type { Session } from "./session.js";

/** The outbox: intentions to send, and what became of them. */
export function createOutboundStore(session: Session): OutboundStore {
  const { tables } = session;
  const outbox = tables.outboundMessage;
  return {
    ...createOutboundClaims(session),
    ...createOutboundMerging(session),
    ...createOutboundLookups(session),
    async queue(draft, now) {
      const row = await outbox.upsert({
        where: { key: draft.key },
        create: toOutboundRow(draft, now),
        // One statement, safe in a race: with an empty update Prisma would look first and insert after.
        update: { key: draft.key },
        select: { id: true },
      });
      return row.id;
    },
    async sentTimes(targetKey, since) {
      const rows = await outbox.findMany({
        where: { targetKey, sentAt: { gte: since } },
        orderBy: { sentAt: "asc" },
        select: { sentAt: true, attempts: true },
      });
      // Earlier attempts have used up the target's pace too; when they were is not kept, so they count as late.
      return rows.flatMap(({ sentAt, attempts }) =>
        sentAt === null ? [] : Array<Date>(Math.max(1, attempts)).fill(sentAt),
      );
    },
    pauseTarget: (targetKey, pause) => session.atomically((part) => pauseTarget(part, targetKey, pause)),
    async releaseHeld(targetKey, now) {
      await outbox.updateMany({
        where: { targetKey, state: "held" },
        data: { state: "waiting", nextAttemptAt: now },
      });
    },
    async nextDueAt() {
      const next = await outbox.findFirst({
        where: { state: "waiting" },
        orderBy: { nextAttemptAt: "asc" },
        select: { nextAttemptAt: true },
      });
      return next?.nextAttemptAt ?? null;
    },
    async health() {
      const pauses = await tables.channelPause.findMany({ select: { targetKey: true, reason: true } });
      // A closed target is reported as such; its messages do not make the outbox look stuck as well.
      const sendable = await outbox.aggregate({
        where: { state: "waiting", targetKey: { notIn: pauses.map(({ targetKey }) => targetKey) } },
        _min: { nextAttemptAt: true },
      });
      return {
        waiting: await outbox.count({ where: { state: "waiting" } }),
        oldestDueAt: sendable._min.nextAttemptAt,
        failed: await outbox.count({ where: { state: "failed" } }),
        pausedTargets: pauses,
      };
    },
  };
}
