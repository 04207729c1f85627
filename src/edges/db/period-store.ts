import type { PeriodOfDuty, PeriodStore } from "../../desk/audit-ports.js";
import { orLostRace } from "./database-errors.js";
import { toDuty } from "./duty-columns.js";
import { dutyRow } from "./duty-store.js";
import type { Session } from "./session.js";

const OPEN = { settledAt: null, cancelledAt: null };

/** Duties that hang on a period: found by it, started once for it. */
export function createPeriodStore({ tables }: Session): PeriodStore {
  const duties = tables.duty;
  const find = async ({ estateId, kind, subject }: PeriodOfDuty) => {
    const row = await duties.findUnique({ where: { estateId_kind_subject: { estateId, kind, subject } } });
    return row && toDuty(row);
  };
  return {
    async start(duty) {
      const { estateId, kind, subject } = duty;
      const known = await duties.findFirst({ where: { estateId, kind, subject }, select: { id: true } });
      if (known) return null;
      return toDuty(await orLostRace(duties.create({ data: dutyRow(duty) }), `${kind} of ${subject}`));
    },
    find,
    async latestBefore({ estateId, kind, subject }) {
      const row = await duties.findFirst({
        where: { estateId, kind, subject: { lt: subject } },
        orderBy: { subject: "desc" },
      });
      return row && toDuty(row);
    },
    async between({ estateId, kind }, { first, last }) {
      const rows = await duties.findMany({
        where: { estateId, kind, subject: { gte: first, lte: last } },
        orderBy: { subject: "asc" },
      });
      return rows.map(toDuty);
    },
    async settle({ estateId, kind, subject }, at) {
      const { count } = await duties.updateMany({
        where: { estateId, kind, subject, ...OPEN },
        data: { settledAt: at, nextNudgeAt: null },
      });
      return count > 0;
    },
    countUnfiledCallbacks: (estateId, before) =>
      tables.callback.count({ where: { estateId, filedAt: null, doneAt: { lt: before } } }),
    countReceived: (estateId, { from, to }) =>
      tables.caseRecord.count({ where: { estateId, receivedAt: { gte: from, lt: to } } }),
  };
}
