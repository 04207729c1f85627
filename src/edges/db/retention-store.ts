import { z } from "zod";
import {
  addCounts,
  type ExpiredFile,
  NOTHING_PURGED,
  PURGED,
  type RetentionStore,
} from "../../desk/retention-ports.js";
import { fromJson } from "./column-values.js";
import { erasePlain, eraseResidents } from "./erase-leftovers.js";
import { eraseRecords } from "./erase-records.js";
import { mayGo, withoutOpenLinks } from "./expired-records.js";
import type { Tables } from "./open-database.js";
import { surveyPurge } from "./purge-survey.js";
import type { Session } from "./session.js";

const counts = z.partialRecord(z.enum(PURGED), z.number());

/** What is past its time, and its removal (ARC-15). */
export function createRetentionStore({ tables }: Session): RetentionStore {
  return {
    async expired(terms, { after, limit }) {
      for (let from = after; ; ) {
        const rows = await tables.caseRecord.findMany({
          where: { ...mayGo(terms), id: { gt: from } },
          orderBy: { id: "asc" },
          take: limit,
          select: { id: true, linkedCaseId: true },
        });
        const last = rows.at(-1);
        const free = await withoutOpenLinks(tables, rows);
        if (last === undefined || free.length > 0) return free.map(({ id }) => id);
        from = last.id;
      }
    },
    erase: (terms, ids, actor) => eraseRecords(tables, terms, { ids, actor }),
    erasePlain: (terms, limit) => erasePlain(tables, terms, limit),
    eraseResidents: (terms, limit) => eraseResidents(tables, terms, limit),
    expiredFiles: (limit) => expiredFiles(tables, limit),
    async dropFiles(ids) {
      await tables.attachment.deleteMany({ where: { id: { in: [...ids] }, state: "expired" } });
    },
    survey: (terms) => surveyPurge(tables, terms),
    async openRun(estateId, actor, at) {
      const { id } = await tables.purgeRun.create({ data: { estateId, actor, at, counts: {} } });
      return id;
    },
    async addToRun(runId, more) {
      const run = await tables.purgeRun.findUniqueOrThrow({ where: { id: runId } });
      const known = fromJson(counts, run.counts, `PurgeRun ${runId} counts`);
      const sum = addCounts(addCounts(NOTHING_PURGED, known), more);
      await tables.purgeRun.update({ where: { id: runId }, data: { counts: { ...sum } } });
    },
  };
}

/** Files lie under the hash of their content: one that another row still needs stays. */
async function expiredFiles(tables: Tables, limit: number): Promise<ExpiredFile[]> {
  const rows = await tables.attachment.findMany({
    where: { state: "expired" },
    orderBy: { id: "asc" },
    take: limit,
    select: { id: true, path: true },
  });
  const paths = rows.flatMap(({ path }) => path ?? []);
  const needed = await tables.attachment.findMany({
    where: { path: { in: paths }, state: { not: "expired" } },
    select: { path: true },
  });
  const kept = new Set(needed.map(({ path }) => path));
  return rows.map(({ id, path }) => ({ id, path: kept.has(path) ? null : path }));
}
