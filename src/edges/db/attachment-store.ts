import type { Attachment, AttachmentStore } from "../../desk/ports.js";
import { fromJson, fromWord } from "./column-values.js";
import type { Attachment as Row } from "./generated/sqlite/client.js";
import type { Session } from "./session.js";
import { MEDIA_KINDS, mediaSource } from "./stored-content.js";

/** What residents and staff attached, and how far the copying of it has come. */
export function createAttachmentStore({ tables }: Session): AttachmentStore {
  const attachments = tables.attachment;
  return {
    async due(now, limit) {
      const rows = await attachments.findMany({
        where: { state: "waiting", nextAttemptAt: { lte: now } },
        orderBy: [{ nextAttemptAt: "asc" }, { id: "asc" }],
        take: limit,
      });
      return rows.map(toAttachment);
    },
    async claim(attachment, now, leasedUntil) {
      const { count } = await attachments.updateMany({
        where: {
          id: attachment.id,
          state: "waiting",
          attempts: attachment.attempts,
          nextAttemptAt: { lte: now },
        },
        data: { attempts: { increment: 1 }, nextAttemptAt: leasedUntil },
      });
      return count === 1;
    },
    async markSaved(id, { path, bytes, sha256, contentType, at }) {
      await attachments.update({
        where: { id },
        data: { state: "saved", path, bytes, sha256, contentType, savedAt: at, lastError: null },
      });
    },
    async markLost(id, error) {
      await attachments.update({ where: { id }, data: { state: "lost", lastError: error } });
    },
    async noteError(id, { error, retryAt }) {
      await attachments.updateMany({
        where: { id, state: "waiting" },
        data: { lastError: error, nextAttemptAt: retryAt },
      });
    },
    async linkToCase(inboundId, caseId) {
      await attachments.updateMany({ where: { inboundId }, data: { caseId } });
    },
    async withoutCase(inboundIds) {
      if (inboundIds.length === 0) return [];
      const rows = await attachments.findMany({
        where: { inboundId: { in: [...inboundIds] }, caseId: null },
        distinct: ["inboundId"],
        select: { inboundId: true },
      });
      return rows.map(({ inboundId }) => inboundId);
    },
    countOfCase: (caseId) => attachments.count({ where: { caseId } }),
    async nextDueAt() {
      const next = await attachments.findFirst({
        where: { state: "waiting" },
        orderBy: { nextAttemptAt: "asc" },
        select: { nextAttemptAt: true },
      });
      return next?.nextAttemptAt ?? null;
    },
  };
}

function toAttachment(row: Row): Attachment {
  const place = `Attachment ${row.id}`;
  return {
    id: row.id,
    inboundId: row.inboundId,
    caseId: row.caseId,
    kind: fromWord(MEDIA_KINDS, row.kind, `${place} kind`),
    source: fromJson(mediaSource, row.source, `${place} source`),
    fileName: row.fileName,
    attempts: row.attempts,
  };
}
