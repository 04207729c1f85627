import { z } from "zod";
import type { ActedRecord, StaffAct, StaffActStore } from "../../desk/notice-ports.js";
import type { NewCaseRecord } from "../../rules/case-record.js";
import type { ClockBefore } from "../../rules/duty-undo.js";
import { ROLES } from "../../rules/roles.js";
import { fromJson, toJson } from "./column-values.js";
import { ladder, moment, warnings } from "./duty-columns.js";
import type { StaffAct as Row } from "./generated/sqlite/client.js";
import type { Session } from "./session.js";

const fields = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const records = z.array(
  z.object({ caseId: z.number(), before: fields.nullable(), versionAfter: z.number() }),
);
const clocks: z.ZodType<ClockBefore[]> = z.array(
  z.object({
    id: z.number(),
    nudges: z.number(),
    step: z.number(),
    ownerRole: z.enum(ROLES),
    ownerUserid: z.string().nullable(),
    noOneReachedAt: moment.nullable(),
    dueAt: moment,
    ladder,
    warnings,
    acceptedUntil: moment.nullable(),
    askedAt: moment.nullable(),
    pausedAt: moment.nullable(),
    pausedUntil: moment.nullable(),
    pauseReason: z.string().nullable(),
    pausedMillis: z.number(),
  }),
);

/** Columns that hold moments: JSON keeps them as text. */
const MOMENTS = /(?:At|^requestedBy|^retainUntil)$/;

/** Messages nobody has begun to send. */
const UNTOUCHED = { state: "waiting", leasedUntil: null, attempts: 0 };

/** What commands of staff changed, for five minutes of second thoughts. */
export function createStaffActStore({ tables }: Session): StaffActStore {
  const outbox = tables.outboundMessage;
  const dropped = (now: Date) => ({ state: "expired", lastError: `taken back at ${now.toISOString()}` });
  return {
    async note({ records: changed, clocks: before, ...act }) {
      await tables.staffAct.create({ data: { ...act, records: toJson(changed), clocks: toJson(before) } });
    },
    async latestOf(estateId, userid, since) {
      const row = await tables.staffAct.findFirst({
        where: { estateId, userid, at: { gte: since }, undoneAt: null },
        orderBy: { id: "desc" },
      });
      return row && toAct(row);
    },
    async markUndone(id, at) {
      const { count } = await tables.staffAct.updateMany({
        where: { id, undoneAt: null },
        data: { undoneAt: at },
      });
      return count === 1;
    },
    async dropWaiting(caseId, since, now) {
      const about = { caseId, createdAt: { gte: since }, channel: { not: "bot" } };
      const { count } = await outbox.updateMany({ where: { ...about, ...UNTOUCHED }, data: dropped(now) });
      const gone = await outbox.count({ where: { ...about, state: { not: "expired" } } });
      return { dropped: count, gone };
    },
    async dropMessage(key, now) {
      const { count } = await outbox.updateMany({ where: { key, ...UNTOUCHED }, data: dropped(now) });
      if (count === 1) return "dropped";
      return (await outbox.count({ where: { key } })) === 1 ? "gone" : "never";
    },
    async answeredBy(estateId, { source, since }) {
      const rows = await tables.caseRecord.findMany({
        where: { estateId, status: "closed", receivedAt: { gte: since }, closeReason: source },
        orderBy: { id: "asc" },
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },
  };
}

function withMoments(written: z.infer<typeof fields>): Partial<NewCaseRecord> {
  return Object.fromEntries(
    Object.entries(written).map(([name, value]) => [
      name,
      MOMENTS.test(name) && typeof value === "string" ? new Date(value) : value,
    ]),
  ) as Partial<NewCaseRecord>;
}

function toAct(row: Row): StaffAct {
  const { id, verb, inboundId, caseId, noticeId, subject, at } = row;
  const place = `StaffAct ${row.id}`;
  const changed = fromJson(records, row.records, `${place} records`).map(
    ({ before, ...rest }): ActedRecord => ({ ...rest, before: before && withMoments(before) }),
  );
  const ran = fromJson(clocks, row.clocks, `${place} clocks`);
  return { id, verb, inboundId, caseId, noticeId, subject, records: changed, clocks: ran, at };
}
