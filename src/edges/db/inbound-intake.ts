import type { IncomingMessage } from "../../desk/inbound-message.js";
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
  const rows = arrivals.messages.map((message) => toMessageRow(message, arrivals.receivedAt, arrivals.state));
  const added = await (provider === "sqlite" ? insertRaw : insertOrSkip)(tables, rows);
  // What is never answered need not be fetched either.
  if (arrivals.state === "waiting") await addAttachments(tables, arrivals, added);
  return added.map(({ id }) => id);
}

type MessageRow = ReturnType<typeof toMessageRow>;

/** Enough of a new row to know whose it is. */
type Added = { readonly id: number } & Pick<IncomingMessage, "channel" | "accountId" | "channelMessageId">;

const identity = (row: Pick<MessageRow, "channel" | "accountId" | "channelMessageId">) =>
  JSON.stringify([row.channel, row.accountId, row.channelMessageId]);

async function addAttachments(
  tables: Tables,
  { messages, receivedAt }: Arrivals,
  added: readonly Added[],
): Promise<void> {
  // Reversed: of two with one identity the first is the one that was stored.
  const byIdentity = new Map([...messages].reverse().map((message) => [identity(message), message]));
  const data = added.flatMap((row) => {
    const message = byIdentity.get(identity(row));
    return message ? toAttachmentRows(message, row.id, receivedAt) : [];
  });
  if (data.length > 0) await tables.attachment.createMany({ data });
}

/** Columns that are written; the others have their defaults. */
const COLUMNS = [
  "channel",
  "accountId",
  "channelMessageId",
  "peerId",
  "conversationKey",
  "senderId",
  "inGroup",
  "content",
  "replyHandle",
  "sentAt",
  "receivedAt",
  "nextAttemptAt",
  "state",
] as const satisfies readonly (keyof MessageRow)[];
const COLUMN_LIST = COLUMNS.map((name) => `"${name}"`).join(", ");
const ONE_ROW = `(${COLUMNS.map(() => "?").join(", ")})`;

/**
 * One statement for all, and not the client's: every webhook waits for this one, and for eight messages the
 * client takes four times as long to put it together. The client of SQLite cannot skip what is there, either.
 */
async function insertRaw(tables: Tables, rows: readonly MessageRow[]): Promise<Added[]> {
  const sql = `INSERT INTO "InboundMessage" (${COLUMN_LIST}) VALUES ${rows.map(() => ONE_ROW).join(", ")}
    ON CONFLICT DO NOTHING RETURNING "id", "channel", "accountId", "channelMessageId"`;
  const values = rows.flatMap((row) => COLUMNS.map((name) => asParameter(row[name])));
  const added = await tables.$queryRawUnsafe<Added[]>(sql, ...values);
  return added.map((row) => ({ ...row, id: Number(row.id) }));
}

/** JSON columns hold the text of it. */
function asParameter(value: unknown): unknown {
  if (value === undefined) return null;
  const isJson = typeof value === "object" && value !== null && !(value instanceof Date);
  return isJson ? JSON.stringify(value) : value;
}

/** PostgreSQL gives up the whole transaction after a failed statement, so a conflict must not fail. */
function insertOrSkip(tables: Tables, rows: readonly MessageRow[]): Promise<Added[]> {
  return tables.inboundMessage.createManyAndReturn({
    data: [...rows],
    select: { id: true, channel: true, accountId: true, channelMessageId: true },
    ...SKIP_DUPLICATES,
  }) as Promise<Added[]>;
}

/** The client of PostgreSQL knows it, the type both clients share does not. */
const SKIP_DUPLICATES: object = { skipDuplicates: true };
