import type { ReportRunStore, UnfinishedReport } from "../../desk/figure-ports.js";
import { fromJson, toJson } from "./column-values.js";
import { orLostRace } from "./database-errors.js";
import type { Prisma, ReportRun as Row } from "./generated/sqlite/client.js";
import type { Session } from "./session.js";
import { periodFigures } from "./stored-figures.js";

/** Reports that went out or are being made. */
export function createReportRunStore({ tables }: Session): ReportRunStore {
  const runs = tables.reportRun;
  const list = async (query: Prisma.ReportRunFindManyArgs) => (await runs.findMany(query)).map(toPinned);
  return {
    async open({ figures, ...run }) {
      const data = { ...run, ...(figures ? { figures: toJson(figures) } : {}) };
      await orLostRace(runs.create({ data }), `the report ${run.kind} ${run.period}`);
    },
    async find(estateId, kind, period) {
      const row = await runs.findUnique({ where: { estateId_kind_period: { estateId, kind, period } } });
      return row && toPinned(row);
    },
    async latestBefore(estateId, kind, before) {
      const row = await runs.findFirst({
        where: { estateId, kind, dueAt: { lt: before } },
        orderBy: { dueAt: "desc" },
      });
      return row && toPinned(row);
    },
    unfinished: (limit) => list({ where: { finishedAt: null }, orderBy: { startedAt: "asc" }, take: limit }),
    async finish({ estateId, kind, period }, at) {
      const where = { estateId, kind, period, finishedAt: null };
      const { count } = await runs.updateMany({ where, data: { finishedAt: at } });
      return count === 1;
    },
  };
}

function toPinned(row: Row): UnfinishedReport {
  const { estateId, kind, period, dueAt, startedAt } = row;
  const figures =
    row.figures === null ? null : fromJson(periodFigures, row.figures, `ReportRun ${kind} ${period} figures`);
  return { estateId, kind, period, dueAt, startedAt, figures };
}
