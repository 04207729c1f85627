import type { Database } from "./open-database.js";

/**
 * Has the database overwrite what this program deletes or replaces. SQLite otherwise leaves old text in the free
 * space of its file until something new happens to need it; PostgreSQL sees to it with its own vacuum.
 */
export async function overwriteDeleted({ client, provider }: Database): Promise<void> {
  if (provider === "sqlite") await client.$queryRawUnsafe("PRAGMA secure_delete = ON");
}

/** Brings what was overwritten from the journal into the file, and empties the journal as far as nobody reads it. */
export async function settleOverwritten({ client, provider }: Database): Promise<void> {
  if (provider === "sqlite") await client.$queryRawUnsafe("PRAGMA wal_checkpoint(TRUNCATE)");
}
