import type { CorrectedExample, CorrectionStore } from "../../desk/correction-ports.js";
import {
  type CaseKind,
  type ClassifiedBy,
  COMPLAINT_CLASSES,
  MESSAGE_KINDS,
} from "../../rules/case-record.js";
import { DEPARTMENTS } from "../../rules/departments.js";
import { fromWord, fromWordOrNull, storable } from "./column-values.js";
import type { CorrectedExample as Row } from "./generated/sqlite/client.js";
import type { Session } from "./session.js";

const KINDS: readonly CaseKind[] = [
  "unclear",
  ...MESSAGE_KINDS.filter((kind) => kind !== "smalltalk" && kind !== "progress"),
];
const JUDGES: readonly ClassifiedBy[] = ["rules", "model", "desk"];
const RESPONSIBLE = [...DEPARTMENTS, "external"] as const;

/** Cases a person corrected, kept as examples. */
export function createCorrectionStore({ tables }: Session): CorrectionStore {
  const examples = tables.correctedExample;
  return {
    async ofCase(caseId) {
      const row = await examples.findUnique({ where: { caseId } });
      return row && toExample(row);
    },
    async keep(example) {
      const data = { ...example, text: storable(example.text) };
      await examples.upsert({ where: { caseId: example.caseId }, create: data, update: data });
    },
    async remove(caseId) {
      await examples.deleteMany({ where: { caseId } });
    },
    async list({ afterCaseId, limit }) {
      const rows = await examples.findMany({
        where: { caseId: { gt: afterCaseId } },
        orderBy: { caseId: "asc" },
        take: limit,
      });
      return rows.map(toExample);
    },
    async figures(estateId, from, to) {
      const receivedAt = { gte: from, lt: to };
      const span = { estateId, receivedAt };
      const count = (where: object) => examples.count({ where: { ...span, ...where } });
      const decided = { saidKind: { not: "unclear" } };
      const anything = [{ kindCorrected: true }, { classCorrected: true }, { departmentCorrected: true }];
      return {
        // By the entry of triage, for which there is an index; cases are read in the moment they are received.
        triaged: await tables.ledgerEntry.count({
          where: { type: "classified", at: receivedAt, actor: "guanjia", record: { estateId } },
        }),
        corrected: await count({ ...decided, OR: anything }),
        asked: await count({ saidKind: "unclear", kindCorrected: true }),
        kind: await count({ ...decided, kindCorrected: true }),
        complaintClass: await count({ ...decided, classCorrected: true }),
        department: await count({ ...decided, departmentCorrected: true }),
      };
    },
  };
}

function toExample({ id: _id, ...row }: Row): CorrectedExample {
  const place = `CorrectedExample of case ${row.caseId}`;
  return {
    ...row,
    saidKind: fromWord(KINDS, row.saidKind, `${place} saidKind`),
    saidClass: fromWordOrNull(COMPLAINT_CLASSES, row.saidClass, `${place} saidClass`),
    saidDepartment: fromWordOrNull(RESPONSIBLE, row.saidDepartment, `${place} saidDepartment`),
    classifiedBy: fromWord(JUDGES, row.classifiedBy, `${place} classifiedBy`),
    kind: fromWord(KINDS, row.kind, `${place} kind`),
    complaintClass: fromWordOrNull(COMPLAINT_CLASSES, row.complaintClass, `${place} complaintClass`),
    department: fromWord(RESPONSIBLE, row.department, `${place} department`),
  };
}
