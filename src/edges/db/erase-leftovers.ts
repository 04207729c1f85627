import { addCounts, NOTHING_PURGED, type PurgeCounts, type PurgeTerms } from "../../desk/retention-ports.js";
import { ERASED_OUTBOUND, NOBODY, OUTBOUND_OVER } from "./erase-records.js";
import { pastTheirTime } from "./expired-records.js";
import type { Prisma } from "./generated/sqlite/client.js";
import type { Tables } from "./open-database.js";

/** Messages of residents, and for one estate those of staff, that belong to no record. */
export function plainInbound(terms: PurgeTerms): Prisma.InboundMessageWhereInput {
  const kf = { channel: "kf", accountId: { in: [...terms.kfAccounts] } };
  return {
    caseId: null,
    state: { not: "waiting" },
    receivedAt: { lt: terms.messagesBefore },
    OR: terms.ownsStaffMessages ? [kf, { channel: { in: ["app", "bot"] } }] : [kf],
  };
}

/** What was said without a record: greetings, lists, digests. Their words go, that they were sent stays. */
export function plainOutbound(terms: PurgeTerms): Prisma.OutboundMessageWhereInput {
  return {
    estateId: terms.estateId,
    caseId: null,
    state: { in: OUTBOUND_OVER },
    createdAt: { lt: terms.messagesBefore },
    NOT: { content: { equals: ERASED_OUTBOUND } },
  };
}

/** What is kept of questions to the model; one whose proposal still waits for the desk stays. */
export function oldModelCalls(terms: PurgeTerms): Prisma.ModelCallWhereInput {
  return {
    estateId: terms.estateId,
    at: { lt: terms.messagesBefore },
    OR: [{ proposalState: null }, { proposalState: { not: "waiting" } }],
  };
}

/** Residents who were silent for so long, all of whose records have gone or go with this purge. */
export function oldResidents(
  terms: PurgeTerms,
  records: Prisma.CaseRecordWhereInput,
): Prisma.ResidentWhereInput {
  return {
    estateId: terms.estateId,
    updatedAt: { lt: terms.messagesBefore },
    cases: { every: records },
    conversations: { none: { lastInboundAt: { gte: terms.messagesBefore } } },
  };
}

/** Messages a callback rests on (the signature): they stay as long as the callback. */
async function evidenceIds(tables: Tables, { estateId }: PurgeTerms): Promise<number[]> {
  const kept = await tables.callback.findMany({
    where: { estateId, evidenceInboundId: { not: null }, record: { anonymisedAt: null } },
    select: { evidenceInboundId: true },
  });
  return kept.flatMap(({ evidenceInboundId }) => evidenceInboundId ?? []);
}

/** Deletes those without files; the files of the others are marked, and the next round finds them without. */
async function erasePlainInbound(tables: Tables, terms: PurgeTerms, limit: number) {
  const rows = await tables.inboundMessage.findMany({
    where: { ...plainInbound(terms), id: { notIn: await evidenceIds(tables, terms) } },
    orderBy: { id: "asc" },
    take: limit,
    select: { id: true, _count: { select: { attachments: true } } },
  });
  const withFiles = rows.filter((row) => row._count.attachments > 0).map(({ id }) => id);
  const photos = await tables.attachment.updateMany({
    where: { inboundId: { in: withFiles }, state: { not: "expired" } },
    data: { state: "expired", fileName: null },
  });
  const bare = rows.filter((row) => row._count.attachments === 0).map(({ id }) => id);
  const { count } = await tables.inboundMessage.deleteMany({ where: { id: { in: bare } } });
  return { plainMessages: count, photos: photos.count };
}

async function erasePlainOutbound(tables: Tables, terms: PurgeTerms, limit: number): Promise<number> {
  const rows = await tables.outboundMessage.findMany({
    where: plainOutbound(terms),
    orderBy: { id: "asc" },
    take: limit,
    select: { id: true, channel: true },
  });
  const ids = rows.map(({ id }) => id);
  const toResidents = rows.filter(({ channel }) => channel === "kf").map(({ id }) => id);
  await tables.outboundMessage.updateMany({
    where: { id: { in: toResidents } },
    data: {
      target: { channel: "kf", openKfId: NOBODY, externalUserId: NOBODY },
      targetKey: `kf:${NOBODY}`,
    },
  });
  await tables.outboundMessage.updateMany({
    where: { id: { in: ids }, state: "held" },
    data: { state: "expired" },
  });
  await tables.outboundMessage.updateMany({
    where: { id: { in: ids } },
    data: { content: ERASED_OUTBOUND, lastError: null },
  });
  return ids.length;
}

/** A part of what belongs to no record; nothing once all of it is gone. */
export async function erasePlain(tables: Tables, terms: PurgeTerms, limit: number): Promise<PurgeCounts> {
  const inbound = await erasePlainInbound(tables, terms, limit);
  const outbound = await erasePlainOutbound(tables, terms, limit);
  const calls = await tables.modelCall.findMany({
    where: oldModelCalls(terms),
    take: limit,
    select: { id: true },
  });
  await tables.modelCall.deleteMany({ where: { id: { in: calls.map(({ id }) => id) } } });
  // How a record was before a command: 撤回 reaches back minutes.
  await tables.staffAct.deleteMany({
    where: { estateId: terms.estateId, at: { lt: terms.messagesBefore } },
  });
  return addCounts(NOTHING_PURGED, {
    plainMessages: inbound.plainMessages + outbound,
    photos: inbound.photos,
    modelCalls: calls.length,
  });
}

/** Some of the residents of whom nothing else is left, with their conversations. */
export async function eraseResidents(tables: Tables, terms: PurgeTerms, limit: number): Promise<PurgeCounts> {
  const silent = {
    estateId: terms.estateId,
    channel: "kf",
    cases: { none: {} },
    OR: [{ lastInboundAt: null }, { lastInboundAt: { lt: terms.messagesBefore } }],
    resident: { is: { updatedAt: { lt: terms.messagesBefore }, cases: { none: {} } } },
  };
  await tables.conversation.deleteMany({ where: silent });
  const residents = await tables.resident.findMany({
    where: { ...oldResidents(terms, pastTheirTime(terms)), cases: { none: {} }, conversations: { none: {} } },
    take: limit,
    select: { id: true },
  });
  const { count } = await tables.resident.deleteMany({
    where: { id: { in: residents.map(({ id }) => id) } },
  });
  return addCounts(NOTHING_PURGED, { residents: count });
}
