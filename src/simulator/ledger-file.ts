import { copyFile, rm } from "node:fs/promises";
import { providerOf } from "../edges/db/database-url.js";
import type { Database } from "../edges/db/open-database.js";
import { sqlitePath } from "../edges/db/sqlite-connection.js";

/** What SQLite keeps beside the file itself. */
const COMPANIONS = ["-wal", "-shm"] as const;

/** Where a ledger lies that can be emptied and copied: a SQLite file; null for any other database. */
export function ledgerPath(databaseUrl: string): string | null {
  return providerOf(databaseUrl) === "sqlite" ? sqlitePath(databaseUrl) : null;
}

/** Takes the ledger away; the desk must be stopped. */
export async function deleteLedger(path: string): Promise<void> {
  for (const suffix of ["", ...COMPANIONS]) await rm(`${path}${suffix}`, { force: true });
}

/** Writes the ledger as it stands to another file, while the desk goes on. */
export async function copyLedger({ client }: Database, copy: string): Promise<void> {
  // SQLite refuses to write into a file that is there.
  await rm(copy, { force: true });
  await client.$executeRaw`VACUUM INTO ${copy}`;
}

/** Puts a copy in the place of the ledger; the desk must be stopped. */
export async function putLedgerBack(copy: string, path: string): Promise<void> {
  await deleteLedger(path);
  await copyFile(copy, path);
}

/**
 * Lets work write without waiting for the disk after every step: for invented data only, which a power cut
 * may take. From the end of the work on every step is safe again, and all before it.
 */
export async function withoutWaitingForDisk<T>(
  { client, provider }: Database,
  work: () => Promise<T>,
): Promise<T> {
  if (provider !== "sqlite") return work();
  await client.$executeRaw`PRAGMA synchronous = OFF`;
  try {
    return await work();
  } finally {
    await client.$executeRaw`PRAGMA synchronous = FULL`;
  }
}
