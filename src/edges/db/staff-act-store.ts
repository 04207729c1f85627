import { z } from "zod";
import type { StaffAct, StaffActStore } from "../../desk/notice-ports.js";
import type { NewCaseRecord } from "../../rules/case-record.js";
import { fromJson, toJson } from "./column-values.js";
import type { StaffAct as Row } from "./generated/sqlite/client.js";
import type { Session } from "./session.js";

const fields = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const ids = z.array(z.number());

/** Columns that hold moments: JSON keeps them as text. */
const MOMENTS = /(?:At|^requestedBy)$/;

/** What commands of staff changed, for five minutes of second thoughts. */
export function createStaffActStore({ tables }: Session): StaffActStore {
  return {
    async note({ before, openDuties, ...act }) {
      await tables.staffAct.create({
        data: { ...act, before: toJson(before), openDuties: [...openDuties] },
      });
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
    async restoreDuties(record, openDuties, now) {
      const ofCase = { caseId: record.id };
      const settled = await tables.duty.findMany({
        where: { ...ofCase, id: { in: [...openDuties] }, NOT: { settledAt: null, cancelledAt: null } },
      });
      for (const { id } of settled) {
        // The next sweep looks at it and finds its next moment.
        const nextNudgeAt = now;
        await tables.duty.update({
          where: { id },
          data: { settledAt: null, cancelledAt: null, nextNudgeAt },
        });
      }
      await tables.duty.updateMany({
        where: { ...ofCase, id: { notIn: [...openDuties] }, settledAt: null, cancelledAt: null },
        data: { cancelledAt: now, nextNudgeAt: null },
      });
    },
    async dropWaiting(caseId, since, now) {
      const { count } = await tables.outboundMessage.updateMany({
        where: {
          caseId,
          state: "waiting",
          leasedUntil: null,
          attempts: 0,
          createdAt: { gte: since },
          channel: { not: "bot" },
        },
        data: { state: "expired", lastError: `taken back at ${now.toISOString()}` },
      });
      return count;
    },
  };
}

function toAct(row: Row): StaffAct {
  const written = fromJson(fields, row.before, `StaffAct ${row.id} before`);
  const before = Object.fromEntries(
    Object.entries(written).map(([name, value]) => [
      name,
      MOMENTS.test(name) && typeof value === "string" ? new Date(value) : value,
    ]),
  ) as Partial<NewCaseRecord>;
  const { id, verb, inboundId, caseId, noticeId, versionAfter, at } = row;
  const openDuties = fromJson(ids, row.openDuties, `StaffAct ${row.id} openDuties`);
  return { id, verb, inboundId, caseId, noticeId, before, openDuties, versionAfter, at };
}
