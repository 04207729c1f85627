import { DbNull } from "@prisma/client/runtime/client";
import { addCounts, NOTHING_PURGED, type PurgeCounts, type PurgeTerms } from "../../desk/retention-ports.js";
import { buildingOf, ERASED, ruleName, withoutWords } from "../../rules/erasing.js";
import { formOf } from "../../rules/forms/form-list.js";
import { toRecord } from "./case-store.js";
import { fromJson, toJson } from "./column-values.js";
import { mayGo, withoutOpenLinks } from "./expired-records.js";
import type { CaseRecord as Row } from "./generated/sqlite/client.js";
import type { Tables } from "./open-database.js";
import { ledgerData } from "./stored-content.js";

/** What stands where a message was; the JSON of a text message in either direction. */
export const ERASED_INBOUND = { type: "text", text: ERASED, quote: null, media: [] };
export const ERASED_OUTBOUND = { type: "text", text: ERASED, mentions: [] };
/** Who wrote or was written to, once nobody needs to know. */
export const NOBODY = "erased";
const NO_TARGET = { channel: "kf", openKfId: NOBODY, externalUserId: NOBODY };
/** Messages that nobody will send any more. */
export const OUTBOUND_OVER = ["sent", "held", "failed", "expired", "uncertain", "phoneTask", "merged"];

const wordsOf = (value: string | null) => (value === null ? null : ERASED);

/** The record itself: whoever changed it meanwhile keeps it. */
async function claim(tables: Tables, row: Row, { now }: PurgeTerms): Promise<boolean> {
  const { count } = await tables.caseRecord.updateMany({
    where: { id: row.id, version: row.version, anonymisedAt: null },
    data: {
      contactName: null,
      contactPhone: null,
      room: buildingOf(row.room),
      matter: ERASED,
      summary: null,
      wishedTime: null,
      handling: wordsOf(row.handling),
      result: wordsOf(row.result),
      closeReason: wordsOf(row.closeReason),
      triageRule: ruleName(row.triageRule),
      residentId: null,
      conversationId: null,
      anonymisedAt: now,
      version: { increment: 1 },
    },
  });
  return count === 1;
}

async function eraseEntries(tables: Tables, ids: readonly number[]): Promise<number> {
  const entries = await tables.ledgerEntry.findMany({
    where: { caseId: { in: [...ids] } },
    select: { id: true, data: true },
  });
  for (const { id, data } of entries) {
    const before = fromJson(ledgerData, data, `LedgerEntry ${id} data`);
    const after = withoutWords(before);
    if (Object.keys(after).length === Object.keys(before).length) continue;
    await tables.ledgerEntry.update({ where: { id }, data: { data: toJson(after) } });
  }
  return entries.length;
}

/** Messages of the records in both directions; the rows stay, so that what came when can still be counted. */
async function eraseMessages(tables: Tables, caseIds: number[]): Promise<number> {
  const inbound = await tables.inboundMessage.findMany({
    where: { caseId: { in: caseIds }, state: { not: "waiting" } },
    select: { id: true },
  });
  const inboundIds = inbound.map(({ id }) => id);
  await tables.inboundMessage.updateMany({
    where: { id: { in: inboundIds } },
    data: {
      content: ERASED_INBOUND,
      replyHandle: DbNull,
      peerId: NOBODY,
      senderId: NOBODY,
      conversationKey: NOBODY,
      lastError: null,
    },
  });
  const outbound = {
    state: { in: OUTBOUND_OVER },
    OR: [{ caseId: { in: caseIds } }, { inboundId: { in: inboundIds } }],
  };
  // A message that waits for its resident to write must not go out with nothing in it.
  await tables.outboundMessage.updateMany({
    where: { ...outbound, state: "held" },
    data: { state: "expired" },
  });
  await tables.outboundMessage.updateMany({
    where: { ...outbound, channel: "kf" },
    data: { target: NO_TARGET, targetKey: `kf:${NOBODY}` },
  });
  const { count } = await tables.outboundMessage.updateMany({
    where: outbound,
    data: { content: ERASED_OUTBOUND, lastError: null },
  });
  return inboundIds.length + count;
}

/** Photos and signatures: the rows say that the files are to be deleted, which is done outside. */
async function expirePhotos(tables: Tables, caseIds: number[]): Promise<number> {
  const signed = await tables.callback.findMany({
    where: { caseId: { in: caseIds }, evidenceInboundId: { not: null } },
    select: { evidenceInboundId: true },
  });
  const evidence = signed.flatMap(({ evidenceInboundId }) => evidenceInboundId ?? []);
  const { count } = await tables.attachment.updateMany({
    where: {
      state: { not: "expired" },
      OR: [
        { caseId: { in: caseIds } },
        { inbound: { caseId: { in: caseIds } } },
        { inboundId: { in: evidence } },
      ],
    },
    data: { state: "expired", fileName: null },
  });
  return count;
}

async function eraseRemarks(tables: Tables, caseIds: number[]): Promise<number> {
  const caseId = { in: caseIds };
  const { count } = await tables.callback.updateMany({
    where: { caseId },
    data: { words: null, contents: DbNull, opinion: null, formRemark: null, guide: DbNull, guidedBy: null },
  });
  await tables.satisfactionQuestion.updateMany({ where: { caseId }, data: { words: null } });
  await tables.auditMark.updateMany({ where: { caseId }, data: { remark: null } });
  await tables.duty.updateMany({
    where: { caseId, pauseReason: { not: null } },
    data: { pauseReason: ERASED },
  });
  return count;
}

/** What a person corrected is still counted; the words it was read from go with the record's. */
async function eraseExamples(tables: Tables, caseIds: number[]): Promise<void> {
  const found = await tables.correctedExample.findMany({
    where: { caseId: { in: caseIds } },
    select: { id: true, rule: true },
  });
  for (const { id, rule } of found) {
    await tables.correctedExample.update({ where: { id }, data: { text: ERASED, rule: ruleName(rule) } });
  }
}

function recordCounts(rows: readonly Row[]): Partial<PurgeCounts> {
  const forms = rows.map((row) => formOf(toRecord(row)));
  const of = (wanted: string) => forms.filter((form) => form === wanted).length;
  return { receptions: of("reception"), complaints: of("complaint"), repairs: of("repair") };
}

/**
 * Makes records anonymous with all that hangs on them. Looks once more whether they may go: they were chosen
 * outside this transaction.
 */
export async function eraseRecords(
  tables: Tables,
  terms: PurgeTerms,
  asked: { readonly ids: readonly number[]; readonly actor: string },
): Promise<{ counts: PurgeCounts; erased: number[] }> {
  const found = await tables.caseRecord.findMany({ where: { ...mayGo(terms), id: { in: [...asked.ids] } } });
  const rows: Row[] = [];
  for (const row of await withoutOpenLinks(tables, found)) {
    if (await claim(tables, row, terms)) rows.push(row);
  }
  const erased = rows.map(({ id }) => id);
  const entries = await eraseEntries(tables, erased);
  // Before the messages: those lose what connects them with their files.
  const photos = await expirePhotos(tables, erased);
  const messages = await eraseMessages(tables, erased);
  const callbacks = await eraseRemarks(tables, erased);
  await eraseExamples(tables, erased);
  for (const caseId of erased) {
    const entry = { caseId, at: terms.now, type: "anonymised", actor: asked.actor, data: {} };
    await tables.ledgerEntry.create({ data: entry });
  }
  const counts = addCounts(NOTHING_PURGED, { ...recordCounts(rows), entries, photos, messages, callbacks });
  return { counts, erased };
}
