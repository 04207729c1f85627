import type { IncomingMessage } from "../../desk/inbound-message.js";
import { isUniqueViolation } from "./database-errors.js";
import { toAttachmentRows, toMessageRow } from "./inbound-rows.js";
import type { Tables } from "./open-database.js";
import type { Session } from "./session.js";

/** Messages on their way in. */
export interface Arrivals {
  readonly messages: readonly IncomingMessage[];
  readonly receivedAt: Date;
  readonly state: "waiting" | "ignored";
}

/**
 * Stores the messages nobody has stored yet, with a row for every attachment to be fetched, and returns the
 * ids of the new rows. The session must be a transaction.
 */
export async function addUnknown({ tables, provider }: Session, arrivals: Arrivals): Promise<number[]> {
  const ids: number[] = [];
  const insert = provider === "sqlite" ? insertOrCatch : insertOrSkip;
  for (const message of arrivals.messages) {
    const id = await insert(tables, toMessageRow(message, arrivals.receivedAt, arrivals.state));
    if (id === null) continue;
    ids.push(id);
    // What is never answered need not be fetched either.
    const attachments =
      arrivals.state === "waiting" ? toAttachmentRows(message, id, arrivals.receivedAt) : [];
    if (attachments.length > 0) await tables.attachment.createMany({ data: attachments });
  }
  return ids;
}

type MessageRow = ReturnType<typeof toMessageRow>;

/** SQLite undoes only the statement that failed, and inserting at once is the cheapest for new messages. */
async function insertOrCatch(tables: Tables, data: MessageRow): Promise<number | null> {
  try {
    return (await tables.inboundMessage.create({ data, select: { id: true } })).id;
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}

/** PostgreSQL gives up the whole transaction after a failed statement, so the conflict must not fail. */
async function insertOrSkip(tables: Tables, data: MessageRow): Promise<number | null> {
  const [added] = await tables.inboundMessage.createManyAndReturn({
    data,
    select: { id: true },
    ...SKIP_DUPLICATES,
  });
  return added?.id ?? null;
}

/** The client of PostgreSQL knows it, the type both clients share does not. */
const SKIP_DUPLICATES: object = { skipDuplicates: true };
