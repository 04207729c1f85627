import type { FigureReads, FigureScope, TimeSpan } from "../../desk/figure-ports.js";
import { type CallbackKind, SATISFACTIONS } from "../../rules/callback.js";
import { COMPLAINT_CLASSES } from "../../rules/case-record.js";
import type { SatisfactionCell } from "../../rules/figures/period-figures.js";
import { CASE_KINDS } from "./case-store.js";
import { fromWord, fromWordOrNull } from "./column-values.js";
import { createCorrectionStore } from "./correction-store.js";
import { ofScope, RESPONSIBLE, within } from "./figure-columns.js";
import type { Prisma } from "./generated/sqlite/client.js";
import type { Tables } from "./open-database.js";
import type { Session } from "./session.js";

const SPECIAL: readonly CallbackKind[] = ["specialStart", "specialMiddle", "specialEnd"];
const REPAIR_KINDS = ["repair", "request"];

const ANSWER_BY = ["department", "caseKind", "complaintClass", "handledBy", "satisfaction"] as const;

interface AnswerRow {
  readonly department: string;
  readonly caseKind: string;
  readonly complaintClass: string | null;
  readonly handledBy: string | null;
  readonly satisfaction: string | null;
  readonly _count: number;
}

function toCell({ _count, ...row }: AnswerRow): SatisfactionCell {
  const satisfaction = fromWord(SATISFACTIONS, row.satisfaction ?? "", "an answer on satisfaction");
  return {
    department: fromWord(RESPONSIBLE, row.department, "an answer's department"),
    kind: fromWord(CASE_KINDS, row.caseKind, "an answer's kind"),
    complaintClass: fromWordOrNull(COMPLAINT_CLASSES, row.complaintClass, "an answer's class"),
    handledBy: row.handledBy,
    satisfied: 0,
    basicallySatisfied: 0,
    dissatisfied: 0,
    [satisfaction]: _count,
  };
}

type Measures = Pick<FigureReads, "satisfactionIn" | "callbackMeasures" | "dutyMeasures">;

/** Callbacks and answers carry the department of their time. */
const ownRows = ({ estateId, department }: FigureScope) => ({
  estateId,
  ...(department === null ? {} : { department }),
});

async function satisfactionIn(
  { callback, satisfactionQuestion }: Tables,
  scope: FigureScope,
  span: TimeSpan,
) {
  const answered = { ...ownRows(scope), satisfaction: { not: null } };
  // What was answered in chat is counted where it was asked, not a second time as the callback it serves for.
  const called = await callback.groupBy({
    by: [...ANSWER_BY],
    where: { ...answered, doneAt: within(span), state: "done", form: { not: "chat" } },
    _count: true,
  });
  const asked = await satisfactionQuestion.groupBy({
    by: [...ANSWER_BY],
    where: { ...answered, answeredAt: within(span) },
    _count: true,
  });
  return [...called, ...asked].map(toCell);
}

/**
 * Owners that have such a matter, each once however many they have (KPI-68): known by their record, else by the
 * telephone, else by the flat. Whoever left nothing cannot be counted, nor who is forgotten: a month reported
 * before the purge keeps its figures.
 */
async function owners(caseRecord: Tables["caseRecord"], where: Prisma.CaseRecordWhereInput): Promise<number> {
  const rows = await caseRecord.groupBy({
    by: ["residentId", "contactPhone", "room"],
    where: { ...where, anonymisedAt: null },
  });
  const known = rows.map(({ residentId, contactPhone, room }) => residentId ?? contactPhone ?? room);
  return new Set(known.filter(Boolean)).size;
}

async function callbackMeasures({ callback, caseRecord }: Tables, scope: FigureScope, span: TimeSpan) {
  const count = (where: Prisma.CallbackWhereInput) => callback.count({ where });
  const share = async (where: Prisma.CallbackWhereInput, part: Prisma.CallbackWhereInput) => ({
    part: await count({ ...where, ...part }),
    whole: await count(where),
  });
  const due = { ...ownRows(scope), state: { in: ["planned", "done"] }, dueAt: within(span) };
  const held = { ...ownRows(scope), state: "done", doneAt: within(span) };
  const settled = { ...ofScope(scope), handledAt: within(span) };
  const done = await count(held);
  return {
    callbacksDone: { part: done, whole: done },
    callbacksOnTime: await share(due, { state: "done", doneAt: { lte: callback.fields.dueAt } }),
    complaintCallbacks: await share({ ...due, kind: "complaintCall" }, { state: "done" }),
    specialCallbacks: await share({ ...due, kind: { in: [...SPECIAL] } }, { state: "done" }),
    repairCallbacks: {
      part: await count({ ...ownRows(scope), handledAt: within(span), state: "done", kind: "repair" }),
      whole: await caseRecord.count({ where: { ...settled, kind: { in: REPAIR_KINDS } } }),
    },
    // Regular visits follow no matter: they are no share of those that do.
    homeVisits: await share({ ...held, kind: { not: "visit" } }, { form: "homeVisit" }),
    callbacksFiled: await share(held, { filedAt: { not: null } }),
    ownersCalled: {
      part: await owners(caseRecord, { ...settled, callbacks: { some: { state: "done" } } }),
      whole: await owners(caseRecord, settled),
    },
  };
}

async function onTime({ duty }: Tables, span: TimeSpan, of: Prisma.DutyWhereInput) {
  // A paused clock has no limit for now; its old one says nothing.
  const where = { dueAt: within(span), cancelledAt: null, pausedAt: null, ...of };
  return {
    part: await duty.count({ where: { ...where, settledAt: { lte: duty.fields.dueAt } } }),
    whole: await duty.count({ where }),
  };
}

async function dutyMeasures(session: Session, scope: FigureScope, span: TimeSpan) {
  const { tables } = session;
  const { estateId, department } = scope;
  const own = department === null ? {} : { responsibleDepartment: department };
  const measures = {
    repairsOnTime: await onTime(tables, span, {
      estateId,
      kind: "reception.settle",
      record: { ...own, kind: "repair" },
    }),
    emergencyReports: await onTime(tables, span, { estateId, kind: "emergency.report", record: own }),
  };
  // Notices and triage are nobody's department.
  if (department !== null) return measures;
  const published = await tables.notice.count({
    where: { estateId, endsAt: { gte: span.from }, publishedAt: within(span), withdrawnAt: null },
  });
  const { corrected, triaged } = await createCorrectionStore(session).figures(estateId, span.from, span.to);
  return {
    ...measures,
    notices: { part: published, whole: published },
    triageCorrected: { part: corrected, whole: triaged },
  };
}

/** Shares and counts that need no record read: the database counts. */
export function createFigureMeasures(session: Session): Measures {
  return {
    satisfactionIn: (scope, span) => satisfactionIn(session.tables, scope, span),
    callbackMeasures: (scope, span) => callbackMeasures(session.tables, scope, span),
    dutyMeasures: (scope, span) => dutyMeasures(session, scope, span),
  };
}
