import type Database from "libsql";
import AsyncDatabase from "libsql/promise";

/**
 * Runs a statement without parameters on a thread of the native library. What flushes the disk goes this way:
 * a flush takes a third of a millisecond on a good day and hundreds on a bad one, and the event loop has
 * requests to answer meanwhile. Nothing else may use the connection until it has resolved.
 */
export async function execAside(connection: Database.Database, sql: string): Promise<void> {
  // Both faces of the library hold the same native connection; this method is all that is wanted of the other.
  const exec: (this: unknown, sql: string) => Promise<void> = AsyncDatabase.prototype.exec;
  await exec.call(connection, sql);
}
