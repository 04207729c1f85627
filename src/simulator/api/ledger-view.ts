import type { Database } from "../../edges/db/open-database.js";
import type { CaseKind, CaseStatus, ComplaintClass } from "../../rules/case-record.js";
import type { ResponsibleDepartment } from "../../rules/departments.js";
import type { Estate } from "../../rules/estate.js";
import {
  departmentName,
  KIND_NAMES,
  kindName,
  matterLine,
  STATUS_NAMES,
} from "../../rules/wording/case-words.js";
import { dutyWords, ruleOf } from "../../rules/wording/duty-words.js";
import { entryDetails, entryName, roleName } from "../../rules/wording/ledger-words.js";
import { ruleWords } from "../../rules/wording/rule-words.js";
import { askedView } from "./callback-view.js";
import { type Cast, nameOf } from "./conversation-view.js";
import { deliveryStateName } from "./delivery-words.js";

/** Records the page lists at most; the newest are shown, the counts tell of all. */
const RECORDS_AT_MOST = 300;
/** More than a line of the list shows. */
const TITLE_CHARACTERS = 60;

type Tables = Database["client"];
type Record = Awaited<ReturnType<typeof newestRecords>>[number];

function newestRecords(tables: Tables) {
  return tables.caseRecord.findMany({
    orderBy: { id: "desc" },
    take: RECORDS_AT_MOST,
    include: {
      duties: {
        where: { settledAt: null, cancelledAt: null },
        select: { dueAt: true, pausedAt: true },
        orderBy: { dueAt: "asc" },
      },
      _count: { select: { attachments: true } },
    },
  });
}

function estateOf(record: { estateId: string }, cast: Cast): Estate | undefined {
  return cast.estates.find((estate) => estate.id === record.estateId);
}

function headView(record: Omit<Record, "duties" | "_count">, cast: Cast) {
  const estate = estateOf(record, cast);
  const department = record.responsibleDepartment as ResponsibleDepartment;
  const kind = record.kind as CaseKind;
  return {
    id: record.id,
    number: record.number,
    kind,
    kindName: KIND_NAMES[kind] ?? kind,
    fullKind: kindName({ kind, complaintClass: record.complaintClass as ComplaintClass | null }),
    complaintClass: record.complaintClass,
    status: record.status,
    statusName: STATUS_NAMES[record.status as CaseStatus] ?? record.status,
    emergency: record.emergency,
    department: estate ? departmentName(estate, department) : department,
    assignee: record.assignee ? nameOf(record.assignee, cast) : null,
    room: record.room,
    matter: record.matter,
    title: matterLine(record, TITLE_CHARACTERS),
    receivedAt: record.receivedAt.getTime(),
    handledAt: record.handledAt?.getTime() ?? null,
    closedAt: record.closedAt?.getTime() ?? null,
    chaseCount: record.chaseCount,
    needsClassification: record.needsClassification,
  };
}

/** All records, newest first, each with the limit that ends next. */
export async function recordsView({ client }: Database, cast: Cast) {
  const records = await newestRecords(client);
  const total = await client.caseRecord.count();
  return {
    total,
    records: records.map((record) => {
      const next = record.duties.find((duty) => duty.pausedAt === null);
      return {
        ...headView(record, cast),
        dueAt: next?.dueAt.getTime() ?? null,
        paused: record.duties.length > 0 && !next,
        attachments: record._count.attachments,
      };
    }),
  };
}

type Whole = NonNullable<Awaited<ReturnType<typeof wholeRecord>>>;

function wholeRecord(tables: Tables, id: number) {
  return tables.caseRecord.findUnique({
    where: { id },
    include: {
      entries: { orderBy: { id: "asc" } },
      duties: { orderBy: [{ dueAt: "asc" }, { id: "asc" }] },
      attachments: { orderBy: { id: "asc" } },
      resident: true,
    },
  });
}

function dutyState(duty: Whole["duties"][number]): "open" | "paused" | "settled" | "cancelled" {
  if (duty.settledAt) return "settled";
  if (duty.cancelledAt) return "cancelled";
  return duty.pausedAt ? "paused" : "open";
}

/** A rung is a role, or says beside its role when its turn comes. */
function roleOf(rung: unknown): string {
  if (typeof rung === "object" && rung !== null && "role" in rung) return String(rung.role);
  return String(rung);
}

function dutyView(duty: Whole["duties"][number], cast: Cast) {
  const ladder = Array.isArray(duty.ladder) ? duty.ladder : [];
  return {
    id: duty.id,
    name: dutyWords(duty.kind).name,
    rule: ruleOf(duty),
    state: dutyState(duty),
    startedAt: duty.startedAt.getTime(),
    dueAt: duty.dueAt.getTime(),
    settledAt: (duty.settledAt ?? duty.cancelledAt)?.getTime() ?? null,
    nextNudgeAt: duty.nextNudgeAt?.getTime() ?? null,
    owner: duty.ownerUserid ? nameOf(duty.ownerUserid, cast) : roleName(duty.ownerRole),
    /** Whoever comes after the owner. */
    ladder: ladder
      .map(roleOf)
      .filter((role, at) => at > 0 || role !== duty.ownerRole)
      .map(roleName),
    step: duty.step,
  };
}

function actorName(actor: string, cast: Cast): string {
  if (actor === "resident") return "住户";
  return actor === "guanjia" ? "管家" : nameOf(actor, cast);
}

function whyView(record: Whole) {
  return {
    rule: ruleWords(record.triageRule),
    ruleId: record.triageRule,
    confidence: record.triageConfidence,
    by: record.classifiedBy,
    needsClassification: record.needsClassification,
  };
}

/** Who is told what, and whether it got there. */
async function messagesOf(tables: Tables, caseId: number, cast: Cast) {
  const rows = await tables.outboundMessage.findMany({ where: { caseId }, orderBy: { id: "asc" } });
  return rows.map((row) => ({
    id: row.id,
    to: targetName(row.target, cast),
    state: row.state,
    stateName: deliveryStateName(row.state),
    at: (row.sentAt ?? row.createdAt).getTime(),
    attempts: row.attempts,
    problem: row.lastError,
  }));
}

function targetName(target: unknown, cast: Cast): string {
  if (typeof target !== "object" || target === null || !("channel" in target)) return "";
  if ("externalUserId" in target) return `住户 ${nameOf(String(target.externalUserId), cast)}`;
  if ("userid" in target) return nameOf(String(target.userid), cast);
  if ("group" in target) {
    const groups = cast.estates.flatMap((estate) => Object.values(estate.groups));
    return groups.find((group) => group.id === target.group)?.name ?? String(target.group);
  }
  return "智能机器人的回答";
}

/** One record with everything that happened to it; null: there is none. */
export async function recordView(database: Database, id: number, cast: Cast) {
  const { client } = database;
  const record = await wholeRecord(client, id);
  if (!record) return null;
  const estate = estateOf(record, cast);
  return {
    ...headView(record, cast),
    contactName: record.contactName ?? record.resident?.name ?? null,
    contactPhone: record.contactPhone,
    wishedTime: record.wishedTime,
    appointmentAt: record.appointmentAt?.getTime() ?? null,
    handling: record.handling,
    closeReason: record.closeReason,
    resident: record.resident?.externalUserId ?? null,
    why: whyView(record),
    duties: record.duties.map((duty) => dutyView(duty, cast)),
    entries: record.entries.map((entry) => ({
      id: entry.id,
      at: entry.at.getTime(),
      name: entryName(entry.type),
      actor: actorName(entry.actor, cast),
      details: estate ? entryDetails(entry.data, estate) : [],
    })),
    attachments: record.attachments.map(({ id: fileId, kind, state, fileName, contentType }) => ({
      id: fileId,
      kind,
      state,
      fileName,
      isPicture: state === "saved" && /^image\/(png|jpeg|gif|webp)$/.test(contentType ?? ""),
    })),
    asked: await askedView(database, id, cast),
    messages: await messagesOf(client, id, cast),
  };
}

/** Until when the desk waits for the rest of what somebody is writing; null: it does not. */
export async function waitingUntil({ client }: Database, peerId: string, now: Date): Promise<number | null> {
  const held = await client.inboundMessage.findFirst({
    where: { peerId, state: "waiting", attempts: 0, nextAttemptAt: { gt: now } },
    orderBy: { nextAttemptAt: "desc" },
  });
  return held?.nextAttemptAt.getTime() ?? null;
}

/** Changes whenever anything the ledger shows has changed. */
export async function ledgerPrint({ client }: Database): Promise<string> {
  const records = await client.caseRecord.aggregate({ _count: true, _sum: { version: true } });
  const entries = await client.ledgerEntry.aggregate({ _max: { id: true } });
  const duties = await client.duty.aggregate({
    _count: { _all: true, settledAt: true, cancelledAt: true, pausedAt: true },
    _sum: { step: true },
    _max: { nextNudgeAt: true },
  });
  const messages = await client.outboundMessage.groupBy({
    by: ["state"],
    _count: true,
    orderBy: { state: "asc" },
  });
  const files = await client.attachment.count({ where: { state: { not: "waiting" } } });
  const inbox = await client.inboundMessage.aggregate({
    where: { state: "waiting" },
    _count: true,
    _max: { nextAttemptAt: true },
  });
  return JSON.stringify([records, entries, duties, messages, files, inbox]);
}
