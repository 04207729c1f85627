import { fileURLToPath } from "node:url";
import { isDriverAdapterError, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { type Provider, providerOf } from "./database-url.js";
import { createMigrationAdapter } from "./driver-adapter.js";
import {
  type KnownMigration,
  pendingMigrations,
  readKnownMigrations,
  readSeenMigrations,
} from "./migration-history.js";
import { MigrationRefused } from "./migration-refused.js";
import { startSchemaEngine } from "./schema-engine.js";

/** Two programs that start together: the second waits so long for the first. */
const WAIT_MILLIS = 60_000;
/** The lock Prisma's own tools take on PostgreSQL, so that they and the desk exclude one another. */
const PRISMA_MIGRATION_LOCK = 72_707_369;

export interface MigrateOptions {
  /** Folder with one folder per migration; that of the program by default. */
  readonly folder?: string;
  readonly waitMillis?: number;
}

/** Folder of the migrations of this program for one kind of database. */
export function migrationsFolder(provider: Provider): string {
  return fileURLToPath(new URL(`../../../prisma/migrations/${provider}`, import.meta.url));
}

/**
 * Brings the database up to the schema of this program and returns the names of the migrations applied,
 * none when it was up to date. All of them are one transaction: whoever is killed in the middle leaves the
 * database as it was. Throws `MigrationRefused` when the database does not fit the program.
 */
export async function migrateDatabase(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const provider = providerOf(url);
  const known = await readKnownMigrations(options.folder ?? migrationsFolder(provider));
  const waitMillis = options.waitMillis ?? WAIT_MILLIS;
  const adapter = await createMigrationAdapter(url, waitMillis).connect();
  try {
    if (pendingMigrations(known, await readSeenMigrations(adapter)).length === 0) return [];
    await begin(adapter, waitMillis);
    try {
      // Asked again under the lock: the other program may have finished meanwhile.
      const pending = pendingMigrations(known, await readSeenMigrations(adapter));
      if (pending.length > 0) await apply(provider, adapter, known);
      await adapter.executeScript("COMMIT");
      return pending;
    } catch (error) {
      await adapter.executeScript("ROLLBACK").catch(() => undefined);
      throw error;
    }
  } finally {
    await adapter.dispose();
  }
}

/** Begins the one transaction of the migration, which is at the same time the lock between processes. */
async function begin(adapter: SqlDriverAdapter, waitMillis: number): Promise<void> {
  try {
    await adapter.executeScript(
      adapter.provider === "sqlite"
        ? "BEGIN IMMEDIATE"
        : `BEGIN; SELECT pg_advisory_xact_lock(${PRISMA_MIGRATION_LOCK})`,
    );
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    throw new MigrationRefused(
      "migration_busy",
      `another program has held the database for ${waitMillis} ms; stop it, or wait until it is done`,
      { cause: error },
    );
  }
}

/** SQLite: busy beyond the connection's own patience. PostgreSQL: 55P03, lock_timeout. */
function isLockTimeout(error: unknown): boolean {
  if (!isDriverAdapterError(error)) return false;
  return error.cause.kind === "SocketTimeout" || error.cause.originalCode === "55P03";
}

async function apply(
  provider: Provider,
  adapter: SqlDriverAdapter,
  known: readonly KnownMigration[],
): Promise<void> {
  const engine = await startSchemaEngine(provider, adapter);
  try {
    await engine.applyMigrations({
      migrationsList: {
        baseDir: migrationsFolder(provider),
        lockfile: { path: "migration_lock.toml", content: `provider = "${provider}"\n` },
        shadowDbInitScript: "",
        migrationDirectories: known.map(({ name, script }) => ({
          path: name,
          migrationFile: { path: "migration.sql", content: { tag: "ok", value: script } },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    await requireIntactReferences(adapter);
  } catch (error) {
    const [reason] = String(error).split("\n   0:");
    throw new MigrationRefused(
      "migration_failed",
      "a migration failed and was undone; the database is as it was before. Go on with the previous " +
        `version of the program, and report this: ${reason}`,
      { cause: error },
    );
  } finally {
    engine.free();
  }
}

/** SQLite rebuilds tables with foreign keys off, so what they guard is looked at before the COMMIT. */
async function requireIntactReferences(adapter: SqlDriverAdapter): Promise<void> {
  if (adapter.provider !== "sqlite") return;
  const { rows } = await adapter.queryRaw({ sql: "PRAGMA foreign_key_check", args: [], argTypes: [] });
  if (rows.length > 0) throw new Error(`${rows.length} rows refer to rows that do not exist`);
}
