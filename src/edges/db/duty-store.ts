import type { DutyStore } from "../../desk/duty-ports.js";
import type { DutyChanges, NewDuty, Rung } from "../../rules/duty.js";
import { dutyFigures, toDuty } from "./duty-columns.js";
import { createDutyLists } from "./duty-lists.js";
import type { Prisma } from "./generated/sqlite/client.js";
import type { Session } from "./session.js";

const OPEN = { settledAt: null, cancelledAt: null };
/** Duties that have ended have no next moment, so this index holds the open ones. */
const OLDEST_FIRST = [{ nextNudgeAt: "asc" }, { id: "asc" }] satisfies Prisma.DutyOrderByWithRelationInput[];

/** Who owes what by when. */
export function createDutyStore({ tables }: Session): DutyStore {
  const duties = tables.duty;
  const end = async (caseId: number, kinds: readonly string[], data: Prisma.DutyUpdateManyMutationInput) => {
    const where = { caseId, kind: { in: [...kinds] }, ...OPEN };
    const { count } = await duties.updateMany({ where, data: { ...data, nextNudgeAt: null } });
    return count;
  };
  const list = async (query: Prisma.DutyFindManyArgs) => (await duties.findMany(query)).map(toDuty);
  return {
    start: async (duty) => toDuty(await duties.create({ data: dutyRow(duty) })),
    async find(id) {
      const row = await duties.findUnique({ where: { id } });
      return row && toDuty(row);
    },
    openOfCase: (caseId) => list({ where: { caseId, ...OPEN }, orderBy: { id: "asc" } }),
    ofCase: (caseId) => list({ where: { caseId }, orderBy: { id: "asc" } }),
    async dueIds(now, { limit, except }) {
      const rows = await duties.findMany({
        where: {
          nextNudgeAt: { lte: now },
          ...(except.length === 0 ? {} : { id: { notIn: [...except] } }),
        },
        orderBy: OLDEST_FIRST,
        take: limit,
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },
    async advance(duty, changes) {
      const { id, nextNudgeAt, nudges } = duty;
      const { count } = await duties.updateMany({
        where: { id, nextNudgeAt, nudges, ...OPEN },
        data: changedColumns(changes),
      });
      return count === 1;
    },
    settle: (caseId, kinds, at) => end(caseId, kinds, { settledAt: at }),
    cancel: (caseId, kinds, at) => end(caseId, kinds, { cancelledAt: at }),
    async reopen({ id, settledAt, cancelledAt }, changes) {
      const { count } = await duties.updateMany({
        where: { id, settledAt, cancelledAt, NOT: OPEN },
        data: { ...changedColumns(changes), ...OPEN },
      });
      return count === 1;
    },
    async cancelStarted({ id }, at) {
      await duties.updateMany({ where: { id, ...OPEN }, data: { cancelledAt: at, nextNudgeAt: null } });
    },
    async nextDueAt() {
      const where = { nextNudgeAt: { not: null } };
      const row = await duties.findFirst({
        where,
        orderBy: { nextNudgeAt: "asc" },
        select: { nextNudgeAt: true },
      });
      return row?.nextNudgeAt ?? null;
    },
    ...createDutyLists(tables),
    figures: (now) => dutyFigures(tables, now),
  };
}

/** Dates inside JSON become ISO text. */
const ladderColumn = (rungs: readonly Rung[]) =>
  rungs.map(({ role, until, takesOver }) => ({ role, takesOver, until: until?.toISOString() ?? null }));
const momentsColumn = (moments: readonly Date[]) => moments.map((at) => at.toISOString());

/** A new duty as its columns hold it. */
export function dutyRow(duty: NewDuty): Prisma.DutyUncheckedCreateInput {
  return {
    ...duty,
    ladder: ladderColumn(duty.ladder),
    warnings: momentsColumn(duty.warnings),
    terms: { ...duty.terms },
  };
}

function changedColumns({ ladder, warnings, ...scalars }: DutyChanges): Prisma.DutyUpdateManyMutationInput {
  return {
    ...scalars,
    ...(ladder ? { ladder: ladderColumn(ladder) } : {}),
    ...(warnings ? { warnings: momentsColumn(warnings) } : {}),
  };
}
