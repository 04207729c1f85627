import type { CaseStore } from "../../desk/ports.js";
import {
  CASE_STATUSES,
  type CaseChannel,
  type CaseKind,
  type CaseRecord,
  type ClassifiedBy,
  COMPLAINT_CLASSES,
  isOpen,
  LINK_KINDS,
  MESSAGE_KINDS,
} from "../../rules/case-record.js";
import { DEPARTMENTS } from "../../rules/departments.js";
import { fromWord, fromWordOrNull } from "./column-values.js";
import type { Prisma, CaseRecord as Row } from "./generated/sqlite/client.js";
import type { Session } from "./session.js";

const OPEN_STATUSES = CASE_STATUSES.filter((status) => isOpen({ status }));
/** Kinds a record may have. */
export const CASE_KINDS: readonly CaseKind[] = [
  "unclear",
  ...MESSAGE_KINDS.filter((kind) => kind !== "smalltalk" && kind !== "progress"),
];
const CHANNELS: readonly CaseChannel[] = ["online", "phone", "visit", "other"];
const JUDGES: readonly ClassifiedBy[] = ["rules", "model", "desk"];
const RESPONSIBLE = [...DEPARTMENTS, "external"] as const;

/** The ledger's records. */
export function createCaseStore(session: Session): CaseStore {
  const records = session.tables.caseRecord;
  return {
    open: (draft, now) =>
      session.atomically(async (tables) => {
        // The row lock of the estate is what keeps numbers unique and without gaps.
        const { lastCaseNumber } = await tables.estate.update({
          where: { id: draft.estateId },
          data: { lastCaseNumber: { increment: 1 } },
          select: { lastCaseNumber: true },
        });
        const row = await tables.caseRecord.create({
          data: { ...draft, number: lastCaseNumber, updatedAt: now },
        });
        return toRecord(row);
      }),
    async update(record, changes, now) {
      const [row] = await records.updateManyAndReturn({
        where: { id: record.id, version: record.version },
        data: { ...changes, version: { increment: 1 }, updatedAt: now },
      });
      return row === undefined ? null : toRecord(row);
    },
    async find(id) {
      const row = await records.findUnique({ where: { id } });
      return row && toRecord(row);
    },
    async findAll(ids) {
      const rows = await records.findMany({ where: { id: { in: [...ids] } } });
      return rows.map(toRecord);
    },
    async findByNumber(estateId, number) {
      const row = await records.findUnique({ where: { estateId_number: { estateId, number } } });
      return row && toRecord(row);
    },
    async openOfResident(residentId) {
      const rows = await records.findMany({
        where: { residentId, status: { in: OPEN_STATUSES } },
        orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
      });
      return rows.map(toRecord);
    },
    async latestOfResident(residentId) {
      const row = await records.findFirst({
        where: { residentId },
        orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
      });
      return row && toRecord(row);
    },
    countOfResident: (residentId) => records.count({ where: { residentId } }),
    ...createCaseLists(session),
    async listOpen(estateId, filter, limit) {
      const rows = await records.findMany({
        where: openOf(estateId, filter),
        orderBy: [{ receivedAt: "asc" }, { id: "asc" }],
        take: limit,
      });
      return rows.map(toRecord);
    },
    countOpen: (estateId, filter) => records.count({ where: openOf(estateId, filter) }),
  };
}

type CaseLists = Pick<CaseStore, "recentOfResident" | "openSince" | "countsSince" | "linkedTo">;

/** Records that may belong together with another. */
function createCaseLists({ tables }: Session): CaseLists {
  const records = tables.caseRecord;
  return {
    async recentOfResident(residentId, since) {
      const rows = await records.findMany({
        where: { residentId, receivedAt: { gte: since } },
        orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
        take: 20,
      });
      return rows.map(toRecord);
    },
    async openSince(estateId, since, limit) {
      const rows = await records.findMany({
        where: { estateId, status: { in: OPEN_STATUSES }, receivedAt: { gte: since } },
        orderBy: [{ receivedAt: "asc" }, { id: "asc" }],
        take: limit,
      });
      return rows.map(toRecord);
    },
    async countsSince(estateId, { department, since }) {
      const scope = { estateId, ...(department === undefined ? {} : { responsibleDepartment: department }) };
      return {
        received: await records.count({ where: { ...scope, receivedAt: { gte: since } } }),
        handled: await records.count({ where: { ...scope, handledAt: { gte: since } } }),
      };
    },
    async linkedTo(caseId, kind) {
      const rows = await records.findMany({
        where: { linkedCaseId: caseId, linkKind: kind, status: { in: OPEN_STATUSES } },
        orderBy: { id: "asc" },
      });
      return rows.map(toRecord);
    },
  };
}

function openOf(
  estateId: string,
  { department, assignee }: { department?: string; assignee?: string },
): Prisma.CaseRecordWhereInput {
  return {
    estateId,
    status: { in: OPEN_STATUSES },
    ...(department === undefined ? {} : { responsibleDepartment: department }),
    ...(assignee === undefined ? {} : { assignee }),
  };
}

/** A row of the table as the desk knows it. */
export function toRecord(row: Row): CaseRecord {
  const place = `CaseRecord ${row.id}`;
  return {
    ...row,
    kind: fromWord(CASE_KINDS, row.kind, `${place} kind`),
    complaintClass: fromWordOrNull(COMPLAINT_CLASSES, row.complaintClass, `${place} complaintClass`),
    status: fromWord(CASE_STATUSES, row.status, `${place} status`),
    responsibleDepartment: fromWord(RESPONSIBLE, row.responsibleDepartment, `${place} department`),
    respondentDepartment: fromWordOrNull(DEPARTMENTS, row.respondentDepartment, `${place} respondent`),
    channel: fromWord(CHANNELS, row.channel, `${place} channel`),
    linkKind: fromWordOrNull(LINK_KINDS, row.linkKind, `${place} linkKind`),
    classifiedBy: fromWord(JUDGES, row.classifiedBy, `${place} classifiedBy`),
  };
}
