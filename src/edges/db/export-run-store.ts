import type { ExportAsked, ExportedName, ExportRunStore, WaitingExport } from "../../desk/export-ports.js";
import { DEPARTMENTS } from "../../rules/departments.js";
import { FORM_IDS } from "../../rules/forms/form-list.js";
import { fromWordOrNull } from "./column-values.js";
import type { Prisma, ExportRun as Row } from "./generated/sqlite/client.js";
import type { Session } from "./session.js";

/** Forms that left the house or are about to. */
export function createExportRunStore({ tables }: Session): ExportRunStore {
  const runs = tables.exportRun;
  return {
    async ask(asked, inboundId) {
      await runs.create({ data: { ...asked, inboundId, state: "asked", files: [] } });
    },
    async record(asked, files) {
      const data = { ...asked, files: namesOf(files), state: "done", doneAt: asked.at };
      await runs.create({ data });
    },
    async waiting(now, limit) {
      const rows = await runs.findMany({
        where: { state: "asked", OR: [{ leasedUntil: null }, { leasedUntil: { lte: now } }] },
        orderBy: { id: "asc" },
        take: limit,
      });
      return rows.map(toWaiting);
    },
    async claim({ id, attempts }, until) {
      const { count } = await runs.updateMany({
        where: { id, attempts, state: "asked" },
        data: { attempts: { increment: 1 }, leasedUntil: until },
      });
      return count === 1;
    },
    async postpone({ id, attempts }, retryAt) {
      // Held by nobody until then: to those who look it is the same as held.
      await runs.updateMany({
        where: { id, attempts: attempts + 1, state: "asked" },
        data: { leasedUntil: retryAt },
      });
    },
    async finish({ id, attempts }, { state, files, at }) {
      const { count } = await runs.updateMany({
        where: { id, attempts: attempts + 1, state: "asked" },
        data: { state, files: namesOf(files), doneAt: at, leasedUntil: null },
      });
      return count === 1;
    },
    madeBefore: (before, limit) =>
      runs.findMany({
        where: { state: "done", inboundId: { not: null }, doneAt: { lt: before } },
        orderBy: { id: "asc" },
        take: limit,
        select: { id: true },
      }),
    async markRemoved(id) {
      await runs.updateMany({ where: { id, state: "done" }, data: { state: "removed" } });
    },
    async nextWaitingAt() {
      const rows = await runs.findMany({
        where: { state: "asked" },
        select: { leasedUntil: true, at: true },
      });
      const moments = rows.map(({ leasedUntil, at }) => (leasedUntil ?? at).getTime());
      return moments.length ? new Date(Math.min(...moments)) : null;
    },
    async oldestMadeAt() {
      const row = await runs.findFirst({
        where: { state: "done", inboundId: { not: null } },
        orderBy: { doneAt: "asc" },
        select: { doneAt: true },
      });
      return row?.doneAt ?? null;
    },
  };
}

function namesOf(files: readonly ExportedName[]): Prisma.InputJsonArray {
  return files.map(({ name, rows, bytes }) => ({ name, rows, bytes }));
}

function toWaiting(row: Row): WaitingExport {
  const { id, estateId, period, askedBy, at, attempts } = row;
  const place = `ExportRun ${id}`;
  const asked: ExportAsked = {
    estateId,
    period,
    askedBy,
    at,
    form: fromWordOrNull(FORM_IDS, row.form, `${place} form`),
    department: fromWordOrNull(DEPARTMENTS, row.department, `${place} department`),
  };
  return { ...asked, id, attempts };
}
