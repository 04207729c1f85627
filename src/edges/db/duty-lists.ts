import type { DutyStore } from "../../desk/duty-ports.js";
import { toDuty } from "./duty-columns.js";
import type { Prisma } from "./generated/sqlite/client.js";
import type { Tables } from "./open-database.js";

const OPEN = { settledAt: null, cancelledAt: null };

/** What people and the audit look through; no sweep does. */
export function createDutyLists({
  duty: duties,
}: Tables): Pick<DutyStore, "findAll" | "overdue" | "lateCases" | "unreached" | "openAfter"> {
  const list = async (query: Prisma.DutyFindManyArgs) => (await duties.findMany(query)).map(toDuty);
  return {
    findAll: (ids) => list({ where: { id: { in: [...ids] } } }),
    overdue: (estateId, now, limit) =>
      list({
        where: { estateId, dueAt: { lte: now }, pausedAt: null, ...OPEN },
        orderBy: [{ dueAt: "asc" }, { id: "asc" }],
        take: limit,
      }),
    async lateCases(caseIds, now) {
      const rows = await duties.findMany({
        where: { caseId: { in: [...caseIds] }, dueAt: { lte: now }, pausedAt: null, ...OPEN },
        select: { caseId: true },
      });
      return new Set(rows.flatMap(({ caseId }) => caseId ?? []));
    },
    unreached: (estateId, limit) =>
      list({
        where: { estateId, noOneReachedAt: { not: null }, ...OPEN },
        orderBy: { noOneReachedAt: "asc" },
        take: limit,
      }),
    async openAfter(id, range) {
      const last = await duties.findFirst({
        where: { id: { gt: id } },
        orderBy: { id: "desc" },
        select: { id: true },
      });
      const through = id + range;
      const found = await list({ where: { id: { gt: id, lte: through }, ...OPEN }, orderBy: { id: "asc" } });
      return { duties: found, next: last && last.id > through ? through : 0 };
    },
  };
}
