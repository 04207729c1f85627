import type { FigureReads, FigureScope, TimeSpan } from "../../desk/figure-ports.js";
import { CASE_STATUSES, COMPLAINT_CLASSES, isOpen } from "../../rules/case-record.js";
import type { LateMatter, SharedMatter, Standing } from "../../rules/figures/standing.js";
import { ROLES } from "../../rules/roles.js";
import { CASE_KINDS } from "./case-store.js";
import { fromWord, fromWordOrNull } from "./column-values.js";
import { EVERY_STATUS, ofScope, RESPONSIBLE, within } from "./figure-columns.js";
import type { Prisma } from "./generated/sqlite/client.js";
import type { Tables } from "./open-database.js";
import type { Session } from "./session.js";

const OPEN = { in: CASE_STATUSES.filter((status) => isOpen({ status })) };
/** Later than this is any moment at all: a range finds its index where `not null` finds none. */
const EVER = { gte: new Date(0) };
/** Duties that have ended have no next moment, so this index holds the open ones alone. */
const RUNNING = { nextNudgeAt: EVER, settledAt: null, cancelledAt: null };
const DAY = 86_400_000;
const STUCK_MILLIS = 5 * 60_000;
const WORST = 3;
/** Rows looked through for the worst: several duties of one matter may be late. */
const LOOKED_AT = 60;
const MOST_SHARED = 3;

const NAMED = { number: true, room: true, matter: true, summary: true } as const;

interface Moment {
  readonly now: Date;
  readonly day: TimeSpan;
  readonly tomorrow: TimeSpan;
}

const lateDuties = (scope: FigureScope, now: Date): Prisma.DutyWhereInput => ({
  estateId: scope.estateId,
  dueAt: { lte: now },
  pausedAt: null,
  ...RUNNING,
});

const openOf = (scope: FigureScope) => ({ ...ofScope(scope), status: OPEN });

async function openCells({ caseRecord }: Tables, scope: FigureScope): Promise<Standing["open"]> {
  const by = ["kind", "responsibleDepartment"] as const;
  const groups = await caseRecord.groupBy({ by: [...by], where: openOf(scope), _count: true });
  return groups.map(({ kind, responsibleDepartment, _count }) => ({
    kind: fromWord(CASE_KINDS, kind, "an open record's kind"),
    department: fromWord(RESPONSIBLE, responsibleDepartment, "an open record's department"),
    count: _count,
  }));
}

async function agesOf({ caseRecord }: Tables, scope: FigureScope, now: Date): Promise<Standing["ages"]> {
  const openFor = (millis: number) =>
    caseRecord.count({
      where: { ...openOf(scope), receivedAt: { lte: new Date(now.getTime() - millis) } },
    });
  const all = await openFor(0);
  const day = await openFor(DAY);
  const days = await openFor(3 * DAY);
  const week = await openFor(7 * DAY);
  return { day: all - day, days: day - days, week: days - week, longer: week };
}

async function worstOf({ duty }: Tables, scope: FigureScope, now: Date): Promise<LateMatter[]> {
  const late = await duty.findMany({
    where: { ...lateDuties(scope, now), record: ofScope(scope) },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: LOOKED_AT,
    select: {
      dueAt: true,
      step: true,
      ownerRole: true,
      ownerUserid: true,
      record: { select: { ...NAMED, kind: true, complaintClass: true, assignee: true } },
    },
  });
  const matters = new Map<number, LateMatter & { readonly step: number }>();
  for (const { record, ownerRole, ...clock } of late) {
    if (!record || (!matters.has(record.number) && matters.size === WORST)) continue;
    const known = matters.get(record.number);
    // The oldest limit counts, but whoever the matter has climbed to is the one to ask.
    if (known && known.step >= clock.step) continue;
    const place = `CaseRecord #${record.number}`;
    matters.set(record.number, {
      ...record,
      ...clock,
      dueAt: known?.dueAt ?? clock.dueAt,
      kind: fromWord(CASE_KINDS, record.kind, `${place} kind`),
      complaintClass: fromWordOrNull(COMPLAINT_CLASSES, record.complaintClass, `${place} complaintClass`),
      ownerRole: fromWord(ROLES, ownerRole, `${place} ownerRole`),
    });
  }
  return [...matters.values()];
}

async function sharedOf({ caseRecord }: Tables, scope: FigureScope, day: TimeSpan): Promise<SharedMatter[]> {
  const groups = await caseRecord.groupBy({
    by: ["linkedCaseId"],
    where: { ...ofScope(scope), status: EVERY_STATUS, receivedAt: within(day), linkKind: "incident" },
    _count: true,
  });
  const most = groups.sort((one, other) => other._count - one._count).slice(0, MOST_SHARED);
  if (most.length === 0) return [];
  const leads = await caseRecord.findMany({
    where: { id: { in: most.flatMap(({ linkedCaseId }) => linkedCaseId ?? []) } },
    select: { id: true, ...NAMED },
  });
  return most.flatMap(({ linkedCaseId, _count }) => {
    const lead = leads.find(({ id }) => id === linkedCaseId);
    return lead ? [{ ...lead, households: _count + 1 }] : [];
  });
}

async function undeliveredOn({ outboundMessage }: Tables, scope: FigureScope, day: TimeSpan) {
  // Deliveries are the estate's, not a department's.
  if (scope.department !== null) return { failed: 0, phoneTasks: 0 };
  const { estateId } = scope;
  const count = (state: string) =>
    outboundMessage.count({ where: { state, nextAttemptAt: { gte: day.from }, estateId } });
  return { failed: await count("failed"), phoneTasks: await count("phoneTask") };
}

async function callbacksOf(
  { callback }: Tables,
  { estateId, department }: FigureScope,
  { now, day }: Moment,
) {
  const own = { estateId, ...(department === null ? {} : { department }) };
  const planned = { ...own, state: "planned" };
  return {
    due: await callback.count({ where: { ...planned, dueAt: { lt: day.to } } }),
    done: await callback.count({ where: { ...own, state: "done", doneAt: within(day) } }),
    late: await callback.count({ where: { ...planned, dueAt: { lte: now } } }),
  };
}

async function clocksOf({ duty, caseRecord }: Tables, scope: FigureScope, { now, tomorrow }: Moment) {
  const late = lateDuties(scope, now);
  const running = { estateId: scope.estateId, pausedAt: null, ...RUNNING };
  const ofRecord = scope.department === null ? {} : { record: ofScope(scope) };
  const matters = (duties: Prisma.DutyWhereInput) =>
    caseRecord.count({ where: { ...openOf(scope), duties: { some: duties } } });
  return {
    late: await matters(late),
    dueTomorrow: await matters({ ...running, dueAt: within(tomorrow) }),
    noOneReached: await duty.count({ where: { ...running, ...ofRecord, noOneReachedAt: EVER } }),
    routinesLate: scope.department === null ? await duty.count({ where: { ...late, caseId: null } }) : 0,
    stuck: await duty.count({ where: { nextNudgeAt: { lte: new Date(now.getTime() - STUCK_MILLIS) } } }),
  };
}

/** How things stand; see `FigureReads.standing`. */
export function createFigureStanding({ tables }: Session): Pick<FigureReads, "standing"> {
  const { caseRecord } = tables;
  return {
    async standing(scope, at) {
      const open = openOf(scope);
      const emergency = await caseRecord.findFirst({
        // Taken ones are no longer merely recorded; one state alone gives the order by its index.
        where: { ...open, status: "recorded", emergency: true, assignee: null },
        orderBy: { receivedAt: "asc" },
        select: { number: true },
      });
      return {
        open: await openCells(tables, scope),
        ages: await agesOf(tables, scope, at.now),
        // Praise is passed on, not taken.
        unaccepted: await caseRecord.count({
          where: { ...open, status: "recorded", assignee: null, kind: { not: "praise" } },
        }),
        unclear: await caseRecord.count({ where: { ...open, needsClassification: true } }),
        unansweredEmergency: emergency?.number ?? null,
        worst: await worstOf(tables, scope, at.now),
        ...(await clocksOf(tables, scope, at)),
        callbacks: await callbacksOf(tables, scope, at),
        undelivered: await undeliveredOn(tables, scope, at.day),
        shared: await sharedOf(tables, scope, at.day),
      };
    },
  };
}
