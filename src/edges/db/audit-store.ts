import { type AuditStore, type KeptMark, SIGN_OFF_KINDS, type SignOff } from "../../desk/audit-ports.js";
import { fromWord } from "./column-values.js";
import { orLostRace } from "./database-errors.js";
import type { AuditMark as MarkRow, Prisma, SignOff as Row } from "./generated/sqlite/client.js";
import { toEntry } from "./ledger-store.js";
import type { Tables } from "./open-database.js";
import type { Session } from "./session.js";

const MARKS = ["seen", "correction"] as const;
const IN_ORDER = { orderBy: { id: "asc" } } as const;

/** Audits of the reception record: who signed off what, and what they saw. */
export function createAuditStore({ tables }: Session): AuditStore {
  const { signOff: signOffs, auditMark: auditMarks } = tables;
  const marks = async (where: Prisma.AuditMarkWhereInput) =>
    withSignatures(tables, await auditMarks.findMany({ where, ...IN_ORDER }));
  return {
    async sign(signOff) {
      const { estateId, kind, period } = signOff;
      if (await signOffs.findUnique({ where: { estateId_kind_period: { estateId, kind, period } } }))
        return null;
      return toSignOff(await orLostRace(signOffs.create({ data: signOff }), `sign-off of ${period}`));
    },
    async find({ estateId, kind, period }) {
      const row = await signOffs.findUnique({ where: { estateId_kind_period: { estateId, kind, period } } });
      return row && toSignOff(row);
    },
    async latestBefore({ estateId, kind, period }) {
      const row = await signOffs.findFirst({
        where: { estateId, kind, period: { lt: period } },
        orderBy: { period: "desc" },
      });
      return row && toSignOff(row);
    },
    async between({ estateId, kind }, { first, last }) {
      const rows = await signOffs.findMany({
        where: { estateId, kind, period: { gte: first, lte: last } },
        orderBy: { period: "asc" },
      });
      return rows.map(toSignOff);
    },
    async takeBack({ id, estateId, kind, period, at }) {
      await auditMarks.deleteMany({ where: { estateId, kind, period, at } });
      const { count } = await signOffs.deleteMany({ where: { id } });
      return count === 1;
    },
    async mark(all) {
      await auditMarks.createMany({ data: [...all] });
    },
    marksOf: ({ estateId, kind, period }) => marks({ estateId, kind, period }),
    marksOn: (caseIds) => marks({ caseId: { in: [...caseIds] } }),
    async correctionsSince(estateId, since) {
      const where = { estateId, mark: "correction", at: { gte: since } };
      // In the order of the index: that of the ids would read them all.
      return withSignatures(
        tables,
        await auditMarks.findMany({ where, orderBy: [{ at: "asc" }, { id: "asc" }] }),
      );
    },
    async entriesBetween(estateId, { from, to }, types) {
      const rows = await tables.ledgerEntry.findMany({
        where: { type: { in: [...types] }, at: { gte: from, lt: to }, record: { estateId } },
        ...IN_ORDER,
      });
      return rows.map(toEntry);
    },
  };
}

/** A mark counts once its period is signed off. */
async function withSignatures(tables: Tables, rows: readonly MarkRow[]): Promise<KeptMark[]> {
  const estates = [...new Set(rows.map(({ estateId }) => estateId))];
  const periods = [...new Set(rows.map(({ period }) => period))];
  const signed = await tables.signOff.findMany({
    where: { estateId: { in: estates }, kind: { in: [...SIGN_OFF_KINDS] }, period: { in: periods } },
    select: { estateId: true, kind: true, period: true },
  });
  const names = new Set(signed.map(({ estateId, kind, period }) => `${estateId} ${kind} ${period}`));
  return rows.map((row) => ({
    ...row,
    kind: fromWord(SIGN_OFF_KINDS, row.kind, `AuditMark ${row.id} kind`),
    mark: fromWord(MARKS, row.mark, `AuditMark ${row.id} mark`),
    signed: names.has(`${row.estateId} ${row.kind} ${row.period}`),
  }));
}

function toSignOff(row: Row): SignOff {
  return { ...row, kind: fromWord(SIGN_OFF_KINDS, row.kind, `SignOff ${row.id} kind`) };
}
