import type { FigureReads } from "../../desk/figure-ports.js";
import { CASE_STATUSES, COMPLAINT_CLASSES, LINK_KINDS } from "../../rules/case-record.js";
import { CASE_KINDS } from "./case-store.js";
import { fromWord, fromWordOrNull } from "./column-values.js";
import { EVERY_STATUS, ofScope, RESPONSIBLE, within } from "./figure-columns.js";
import { createFigureMeasures } from "./figure-measures.js";
import { createFigureStanding } from "./figure-standing.js";
import type { Prisma } from "./generated/sqlite/client.js";
import type { Session } from "./session.js";

const SORT = {
  number: true,
  kind: true,
  complaintClass: true,
  responsibleDepartment: true,
  cause: true,
  receivedAt: true,
  linkKind: true,
} as const satisfies Prisma.CaseRecordSelect;

const RECEIVED = {
  ...SORT,
  status: true,
  room: true,
  matter: true,
  acceptedAt: true,
  firstReplyAt: true,
  chaseCount: true,
  linkedCaseId: true,
} as const satisfies Prisma.CaseRecordSelect;

type SortRow = Prisma.CaseRecordGetPayload<{ select: typeof SORT }>;

function sortOf<Row extends SortRow>(row: Row) {
  const place = `CaseRecord #${row.number}`;
  return {
    ...row,
    kind: fromWord(CASE_KINDS, row.kind, `${place} kind`),
    complaintClass: fromWordOrNull(COMPLAINT_CLASSES, row.complaintClass, `${place} complaintClass`),
    responsibleDepartment: fromWord(RESPONSIBLE, row.responsibleDepartment, `${place} department`),
    linkKind: fromWordOrNull(LINK_KINDS, row.linkKind, `${place} linkKind`),
  };
}

/** Figures for reports; see `FigureReads`. */
export function createFigureReads(session: Session): FigureReads {
  const { caseRecord: records, ledgerEntry, signOff } = session.tables;

  /** When the matters were received that these repeat, by id. */
  async function firstReceipts(ids: readonly number[]): Promise<Map<number, Date>> {
    if (ids.length === 0) return new Map();
    const rows = await records.findMany({
      where: { id: { in: [...ids] } },
      select: { id: true, receivedAt: true },
    });
    return new Map(rows.map(({ id, receivedAt }) => [id, receivedAt]));
  }

  return {
    async receivedIn(scope, span) {
      const where = { ...ofScope(scope), status: EVERY_STATUS, receivedAt: within(span) };
      const rows = await records.findMany({ where, select: RECEIVED });
      const repeats = rows.filter((row) => row.linkKind === "repeat");
      const first = await firstReceipts(repeats.flatMap(({ linkedCaseId }) => linkedCaseId ?? []));
      return rows.map((row) => ({
        ...sortOf(row),
        status: fromWord(CASE_STATUSES, row.status, `CaseRecord #${row.number} status`),
        repeatsOneOf: row.linkKind === "repeat" ? (first.get(row.linkedCaseId ?? 0) ?? null) : null,
      }));
    },
    async settledIn(scope, span) {
      const where = { ...ofScope(scope), handledAt: within(span) };
      const rows = await records.findMany({ where, select: { ...SORT, handledAt: true } });
      return rows.flatMap((row) => {
        const { handledAt } = row;
        return handledAt === null ? [] : [{ ...sortOf(row), handledAt }];
      });
    },
    async countsIn(scope, span) {
      const where = { ...ofScope(scope), OR: [{ linkKind: null }, { linkKind: { not: "merged" } }] };
      return {
        received: await records.count({
          where: { ...where, status: EVERY_STATUS, receivedAt: within(span) },
        }),
        settled: await records.count({ where: { ...where, handledAt: within(span) } }),
      };
    },
    async ladderUse(scope, span) {
      const count = (type: string) =>
        ledgerEntry.count({ where: { type, at: within(span), record: ofScope(scope) } });
      return { climbs: await count("climbed"), noOneReached: await count("noOneReached") };
    },
    async signedOff(estateId, kind, periods) {
      const where = { estateId, kind, period: { in: [...periods] } };
      return (await signOff.findMany({ where, select: { period: true } })).map(({ period }) => period);
    },
    async lastEntryId() {
      const last = await ledgerEntry.findFirst({
        where: { id: { gt: 0 } },
        orderBy: { id: "desc" },
        select: { id: true },
      });
      return last?.id ?? 0;
    },
    ...createFigureMeasures(session),
    ...createFigureStanding(session),
  };
}
