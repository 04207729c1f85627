import type { FormReader, FormScope } from "../../desk/form-ports.js";
import { EVENT_RULE } from "../../rules/case-record.js";
import type { CaseFormId } from "../../rules/forms/form-list.js";
import { toCallback } from "./callback-store.js";
import { toRecord } from "./case-store.js";
import type { Prisma } from "./generated/sqlite/client.js";
import { toEntry } from "./ledger-store.js";
import type { Tables } from "./open-database.js";

/** Reads what the forms show; a read model of its own, because no use case works on these. */
export function createFormReader(tables: Tables): FormReader {
  return {
    async cases(scope, form, { after, limit }) {
      const rows = await tables.caseRecord.findMany({
        // By number and not by id: its index begins with the estate and is already in order.
        where: { ...casesOf(scope, form), number: { gt: after } },
        orderBy: { number: "asc" },
        take: limit,
      });
      const ids = rows.map(({ id }) => id);
      const entries = groupByCase(
        await tables.ledgerEntry.findMany({ where: { caseId: { in: ids } }, orderBy: { id: "asc" } }),
      );
      const callbacks = groupByCase(
        await tables.callback.findMany({
          where: { caseId: { in: ids }, state: { not: "cancelled" } },
          orderBy: { id: "asc" },
        }),
      );
      return rows.map((row) => ({
        record: toRecord(row),
        entries: (entries.get(row.id) ?? []).map(toEntry),
        callbacks: (callbacks.get(row.id) ?? []).map(toCallback),
      }));
    },
    async callbacks({ estateId, from, to, departments }, { after, limit }) {
      const span = { gte: from, lt: to };
      const rows = await tables.callback.findMany({
        where: {
          estateId,
          id: { gt: after },
          OR: [
            { state: "done", doneAt: span },
            { state: "planned", dueAt: span },
          ],
          ...(departments && { department: { in: [...departments] } }),
        },
        include: { record: true },
        orderBy: { id: "asc" },
        take: limit,
      });
      return rows.map(({ record, ...row }) => ({ callback: toCallback(row), record: toRecord(record) }));
    },
    auditSigns: (estateId) =>
      tables.signOff.findMany({ where: { estateId }, select: { kind: true, period: true, userid: true } }),
  };
}

function casesOf(scope: FormScope, form: CaseFormId): Prisma.CaseRecordWhereInput {
  const { estateId, from, to, departments } = scope;
  return {
    estateId,
    receivedAt: { gte: from, lt: to },
    triageRule: { not: EVENT_RULE },
    kind: form === "reception" ? { notIn: ["complaint", "repair"] } : form,
    ...(departments && { responsibleDepartment: { in: [...departments] } }),
  };
}

function groupByCase<Row extends { caseId: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.caseId);
    if (group) group.push(row);
    else groups.set(row.caseId, [row]);
  }
  return groups;
}
