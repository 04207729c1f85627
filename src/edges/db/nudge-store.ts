import type { Nudge, NudgeStore } from "../../desk/duty-ports.js";
import { NUDGE_KINDS } from "../../rules/duty-clock.js";
import { fromWord } from "./column-values.js";
import type { Nudge as Row } from "./generated/sqlite/client.js";
import type { Session } from "./session.js";

const WORDS = [...NUDGE_KINDS, "passedUp"] as const;

/** More would be a list of ids longer than a statement may carry. */
const MOST_IN_A_MESSAGE = 2_000;

/** Who was nudged about what, and in which message. */
export function createNudgeStore({ tables }: Session): NudgeStore {
  const nudges = tables.nudge;
  return {
    async add(nudge) {
      await nudges.create({ data: nudge });
    },
    async waitingRecipients(limit) {
      return nudges.findMany({
        where: { messageKey: null },
        distinct: ["recipient", "estateId"],
        select: { estateId: true, recipient: true },
        take: limit,
      });
    },
    async waitingFor({ estateId, recipient }) {
      const rows = await nudges.findMany({
        where: { messageKey: null, recipient, estateId },
        orderBy: { id: "asc" },
        take: MOST_IN_A_MESSAGE,
      });
      return rows.map(toNudge);
    },
    async assign(ids, messageKey) {
      const where = { id: { in: [...ids] }, messageKey: null };
      const { count } = await nudges.updateMany({ where, data: { messageKey } });
      return count;
    },
    async ofMessage(messageKey) {
      const rows = await nudges.findMany({ where: { messageKey }, orderBy: { id: "asc" } });
      return rows.map(toNudge);
    },
    async ofDuties(dutyIds) {
      const rows = await nudges.findMany({
        where: { dutyId: { in: [...dutyIds] } },
        orderBy: { id: "asc" },
      });
      return rows.map(toNudge);
    },
    async deliveries(messageKeys) {
      const rows = await tables.outboundMessage.findMany({
        where: { key: { in: [...messageKeys] } },
        select: { key: true, state: true, sentAt: true },
      });
      return new Map(rows.map(({ key, state, sentAt }) => [key, { state, sentAt }]));
    },
    countWaiting: (before) => nudges.count({ where: { messageKey: null, at: { lt: before } } }),
  };
}

function toNudge(row: Row): Nudge {
  return { ...row, kind: fromWord(WORDS, row.kind, `Nudge ${row.id} kind`) };
}
