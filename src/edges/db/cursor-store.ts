import type { CursorStore } from "../../desk/ports.js";
import type { Tables } from "./open-database.js";
import type { Session } from "./session.js";

/** How far each 微信客服 account has been pulled. An empty cursor is one that never moved. */
export function createCursorStore(session: Session): CursorStore {
  const cursors = session.tables.syncCursor;
  return {
    async get(accountId) {
      const row = await cursors.findUnique({ where: { accountId } });
      return row?.cursor || null;
    },
    move: (accountId, { from, to }, now) =>
      session.atomically(async (tables) => {
        if (from === null) await ensureRow(tables, accountId, now);
        const { count } = await tables.syncCursor.updateMany({
          where: { accountId, cursor: from ?? "" },
          data: { cursor: to, updatedAt: now },
        });
        return count === 1;
      }),
    lease: (accountId, now, until) =>
      session.atomically(async (tables) => {
        await ensureRow(tables, accountId, now);
        const { count } = await tables.syncCursor.updateMany({
          where: { accountId, OR: [{ leasedUntil: null }, { leasedUntil: { lte: now } }] },
          data: { leasedUntil: until },
        });
        return count === 1;
      }),
    async release(accountId) {
      await cursors.updateMany({ where: { accountId }, data: { leasedUntil: null } });
    },
  };
}

async function ensureRow(tables: Tables, accountId: string, now: Date): Promise<void> {
  await tables.syncCursor.upsert({
    where: { accountId },
    create: { accountId, updatedAt: now },
    // One statement, safe in a race: with an empty update Prisma would look first and insert after.
    update: { accountId },
  });
}
