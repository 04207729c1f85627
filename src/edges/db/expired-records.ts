import type { PurgeTerms } from "../../desk/retention-ports.js";
import type { Prisma } from "./generated/sqlite/client.js";
import type { Tables } from "./open-database.js";

/** Records that are over and done with; `handled` still waits for its callback. */
export const OVER = ["closed", "unresolvable"];

/** Records past their time by themselves, whatever hangs on them. */
export function pastTheirTime(terms: PurgeTerms): Prisma.CaseRecordWhereInput {
  return {
    estateId: terms.estateId,
    anonymisedAt: null,
    status: { in: OVER },
    OR: [{ retainUntil: { lte: terms.now } }, { retainUntil: null, closedAt: { lte: terms.closedBefore } }],
  };
}

/** Of those the ones on which nothing hangs that is still wanted. */
export function mayGo(terms: PurgeTerms): Prisma.CaseRecordWhereInput {
  return {
    ...pastTheirTime(terms),
    callbacks: {
      none: {
        OR: [
          { state: "planned" },
          { state: "done", filedAt: null },
          { retainUntil: { gt: terms.now } },
          { retainUntil: null, filedAt: { gt: terms.filedBefore } },
        ],
      },
    },
    questions: { none: { nextAt: { not: null } } },
    duties: { none: { settledAt: null, cancelledAt: null } },
  };
}

type Linked = { readonly id: number; readonly linkedCaseId: number | null };

/** Those that are not linked to a matter that is open, in either direction. */
export async function withoutOpenLinks<Row extends Linked>(
  tables: Tables,
  rows: readonly Row[],
): Promise<Row[]> {
  const ids = rows.map(({ id }) => id);
  const targets = rows.flatMap(({ linkedCaseId }) => (linkedCaseId === null ? [] : [linkedCaseId]));
  const open = await tables.caseRecord.findMany({
    where: { status: { notIn: OVER }, OR: [{ id: { in: targets } }, { linkedCaseId: { in: ids } }] },
    select: { id: true, linkedCaseId: true },
  });
  const openIds = new Set(open.map(({ id }) => id));
  const wanted = new Set(open.map(({ linkedCaseId }) => linkedCaseId));
  return rows.filter(
    ({ id, linkedCaseId }) => !wanted.has(id) && !(linkedCaseId !== null && openIds.has(linkedCaseId)),
  );
}
