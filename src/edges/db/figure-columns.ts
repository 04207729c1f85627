import type { FigureScope, TimeSpan } from "../../desk/figure-ports.js";
import { CASE_STATUSES, EVENT_RULE } from "../../rules/case-record.js";
import { DEPARTMENTS } from "../../rules/departments.js";
import type { Prisma } from "./generated/sqlite/client.js";

/** Words of the column that says who must act. */
export const RESPONSIBLE = [...DEPARTMENTS, "external"] as const;

/** All of them, so that the index by estate, status and receipt serves a question about receipt alone. */
export const EVERY_STATUS = { in: [...CASE_STATUSES] };

/** The part of a `where` that says whose records are meant; an event is no matter that came in. */
export function ofScope({ estateId, department }: FigureScope): Prisma.CaseRecordWhereInput {
  return {
    estateId,
    triageRule: { not: EVENT_RULE },
    ...(department === null ? {} : { responsibleDepartment: department }),
  };
}

/** Half-open, as every span. */
export const within = ({ from, to }: TimeSpan) => ({ gte: from, lt: to });
