import { randomUUID } from "node:crypto";
import { DbNull } from "@prisma/client/runtime/client";
import { z } from "zod";
import type { CallbackStore, Span } from "../../desk/callback-ports.js";
import {
  CALLBACK_FORMS,
  CALLBACK_KINDS,
  CALLBACK_STATES,
  type Callback,
  type CallbackChanges,
  type CallbackContents,
  type CallbackGuide,
  SATISFACTIONS,
} from "../../rules/callback.js";
import { COMPLAINT_CLASSES } from "../../rules/case-record.js";
import { ROLES } from "../../rules/roles.js";
import { CASE_KINDS, toRecord } from "./case-store.js";
import { fromJson, fromWord, fromWordOrNull, toJson } from "./column-values.js";
import type { Prisma, Callback as Row } from "./generated/sqlite/client.js";
import type { Session } from "./session.js";

const contents: z.ZodType<CallbackContents> = z.object({
  quality: z.string().nullable(),
  effect: z.string().nullable(),
  shortcomings: z.string().nullable(),
  suggestions: z.string().nullable(),
});

const guide: z.ZodType<CallbackGuide> = z.object({
  form: z.enum(CALLBACK_FORMS),
  remark: z.string().nullable(),
  answers: z.array(z.string().nullable()),
});

const within = ({ from, to }: Span) => ({ gte: from, lt: to });

/** 回访 and the samples that choose them. */
export function createCallbackStore(session: Session): CallbackStore {
  const callbacks = session.tables.callback;
  const list = async (query: Prisma.CallbackFindManyArgs) =>
    (await callbacks.findMany(query)).map(toCallback);
  return {
    async plan(draft) {
      const { caseId, kind, round } = draft;
      const where = { caseId_kind_round: { caseId, kind, round } };
      const update = { ...draft, ...UNHELD, version: { increment: 1 } };
      return toCallback(await callbacks.upsert({ where, create: draft, update }));
    },
    async find(id) {
      const row = await callbacks.findUnique({ where: { id } });
      return row && toCallback(row);
    },
    async update({ id, version }, changes) {
      const data = { ...changedColumns(changes), version: { increment: 1 } };
      const { count } = await callbacks.updateMany({ where: { id, version }, data });
      if (count !== 1) return null;
      return toCallback(await callbacks.findUniqueOrThrow({ where: { id } }));
    },
    ofCase: (caseId) => list({ where: { caseId }, orderBy: { id: "asc" } }),
    ...createCallbackLists(session, list),
    openRounds: (estateId) => openRounds(session, estateId),
    ...createDraws(session),
  };
}

type OfSamples = Pick<CallbackStore, "openDraw" | "findDraw" | "moveDraw" | "countAsked" | "undrawn">;
type Lists = Omit<CallbackStore, "plan" | "find" | "update" | "ofCase" | "openRounds" | keyof OfSamples>;

/** What people, sweeps and measures look through. */
function createCallbackLists(
  { tables: { callback: callbacks } }: Session,
  list: (query: Prisma.CallbackFindManyArgs) => Promise<Callback[]>,
): Lists {
  return {
    planned: (estateId, dueBefore, limit) =>
      list({
        where: { estateId, state: "planned", dueAt: { lt: dueBefore } },
        orderBy: [{ dueAt: "asc" }, { id: "asc" }],
        take: limit,
      }),
    ofSettlements: (estateId, span) =>
      list({
        where: { estateId, handledAt: within(span), state: { not: "cancelled" }, kind: { not: "visit" } },
        orderBy: { id: "asc" },
      }),
    heldIn: (estateId, span) =>
      list({
        where: { estateId, doneAt: within(span), state: "done" },
        orderBy: [{ doneAt: "asc" }, { id: "asc" }],
      }),
    starting: (now, limit) =>
      list({
        where: { state: "planned", dutyId: null, startsAt: { lte: now } },
        orderBy: [{ startsAt: "asc" }, { id: "asc" }],
        take: limit,
      }),
    async nextStartAt() {
      const row = await callbacks.findFirst({
        where: { state: "planned", dutyId: null },
        orderBy: { startsAt: "asc" },
        select: { startsAt: true },
      });
      return row?.startsAt ?? null;
    },
    async guidedBy(userid) {
      const row = await callbacks.findFirst({ where: { guidedBy: userid, state: "planned" } });
      return row && toCallback(row);
    },
    lackingEvidence: (estateId, userid) =>
      list({
        where: {
          estateId,
          needsEvidence: true,
          evidenceInboundId: null,
          filedAt: null,
          OR: [
            { state: "done", enteredBy: userid },
            { state: "planned", caller: userid },
          ],
        },
        orderBy: [{ doneAt: "desc" }, { dueAt: "asc" }],
        take: 5,
      }),
  };
}

/** Rounds of visits by the record they hang on: how many are held and how many are not. */
async function openRounds({ tables: { callback: callbacks } }: Session, estateId: string) {
  const visits = { estateId, kind: "visit" };
  const open = await callbacks.groupBy({
    by: ["caseId"],
    where: { ...visits, state: "planned" },
    _count: true,
    _max: { dueAt: true },
    orderBy: { caseId: "asc" },
  });
  const where = { ...visits, state: "done", caseId: { in: open.map(({ caseId }) => caseId) } };
  const done = await callbacks.groupBy({ by: ["caseId"], where, _count: true });
  return open.flatMap(({ caseId, _count: left, _max: { dueAt } }) => {
    const visited = done.find((one) => one.caseId === caseId)?._count ?? 0;
    return dueAt ? [{ caseId, visited, left, dueAt }] : [];
  });
}

/** Samples, and on whom their lot may fall. */
function createDraws({
  tables: { callback: callbacks, callbackDraw: draws, caseRecord: records, resident: residents },
}: Session): OfSamples {
  return {
    async countAsked(estateId, span, { residentId, phone }) {
      // Whoever shares the number is the same to be called; found in steps, because a join over OR reads the ledger.
      const sharing = phone
        ? await residents.findMany({ where: { estateId, phone }, select: { id: true } })
        : [];
      const people = new Set([...sharing.map(({ id }) => id), ...(residentId ? [residentId] : [])]);
      if (people.size === 0) return 0;
      const own = await records.findMany({
        where: { residentId: { in: [...people] } },
        select: { id: true },
      });
      const asked = { caseId: { in: own.map(({ id }) => id) }, state: { not: "cancelled" } };
      return callbacks.count({ where: { ...asked, handledAt: within(span) } });
    },
    async undrawn(estateId, kind, span) {
      const rows = await records.findMany({
        where: {
          estateId,
          kind,
          status: "handled",
          round: { lte: 1 },
          handledAt: within(span),
          callbacks: { none: { state: { not: "cancelled" } } },
        },
        orderBy: [{ handledAt: "asc" }, { id: "asc" }],
      });
      return rows.map(toRecord);
    },
    openDraw(estateId, period) {
      const where = { estateId_period: { estateId, period } };
      // With an empty update Prisma would look first and insert after: two desks would collide.
      return draws.upsert({ where, create: { estateId, period, seed: randomUUID() }, update: { period } });
    },
    findDraw: (estateId, period) => draws.findUnique({ where: { estateId_period: { estateId, period } } }),
    async moveDraw({ id, seen, chosen }, to) {
      const { count } = await draws.updateMany({ where: { id, seen, chosen }, data: to });
      return count === 1;
    },
  };
}

/** A callback nobody has held: what a cancelled one goes back to when it is planned anew. */
const UNHELD = {
  state: "planned",
  confirmedBy: null,
  confirmedAt: null,
  dutyId: null,
  doneAt: null,
  satisfaction: null,
  contents: DbNull,
  words: null,
  enteredBy: null,
  evidenceInboundId: null,
  reviewedBy: null,
  reviewedAt: null,
  opinion: null,
  filedAt: null,
  retainUntil: null,
  guidedBy: null,
  guide: DbNull,
};

const jsonOrNull = (value: object | null) => (value === null ? DbNull : toJson(value));

function changedColumns({
  contents: told,
  guide: led,
  ...scalars
}: CallbackChanges): Prisma.CallbackUncheckedUpdateManyInput {
  return {
    ...scalars,
    ...(told === undefined ? {} : { contents: jsonOrNull(told) }),
    ...(led === undefined ? {} : { guide: jsonOrNull(led) }),
  };
}

/** A row of the table as the desk knows it. */
export function toCallback(row: Row): Callback {
  const place = `Callback ${row.id}`;
  return {
    ...row,
    kind: fromWord(CALLBACK_KINDS, row.kind, `${place} kind`),
    state: fromWord(CALLBACK_STATES, row.state, `${place} state`),
    proposedForm: fromWord(CALLBACK_FORMS, row.proposedForm, `${place} proposedForm`),
    form: fromWord(CALLBACK_FORMS, row.form, `${place} form`),
    callerRole: fromWord(ROLES, row.callerRole, `${place} callerRole`),
    confirmerRole: fromWordOrNull(ROLES, row.confirmerRole, `${place} confirmerRole`),
    satisfaction: fromWordOrNull(SATISFACTIONS, row.satisfaction, `${place} satisfaction`),
    contents: row.contents === null ? null : fromJson(contents, row.contents, `${place} contents`),
    guide: row.guide === null ? null : fromJson(guide, row.guide, `${place} guide`),
    caseKind: fromWord(CASE_KINDS, row.caseKind, `${place} caseKind`),
    complaintClass: fromWordOrNull(COMPLAINT_CLASSES, row.complaintClass, `${place} complaintClass`),
  };
}
