import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { MigrationRefused } from "./migration-refused.js";

/** A migration this program brings along. */
export interface KnownMigration {
  /** Folder name, `<timestamp>_<intent>`: the order of names is the order of migrations. */
  readonly name: string;
  readonly script: string;
}

/** A migration the database has seen, from Prisma's own table. */
export interface SeenMigration {
  readonly name: string;
  readonly state: "applied" | "rolledBack" | "unfinished";
}

/** Migrations below this folder, oldest first. */
export async function readKnownMigrations(folder: string): Promise<KnownMigration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => ({
      name,
      script: await readFile(join(folder, name, "migration.sql"), "utf8"),
    })),
  );
}

/** What the database says it has seen; empty for a new one. */
export async function readSeenMigrations(adapter: SqlDriverAdapter): Promise<SeenMigration[]> {
  const lookFor =
    adapter.provider === "sqlite"
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name = '_prisma_migrations'"
      : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename = '_prisma_migrations'";
  if ((await select(adapter, lookFor)).length === 0) return [];
  const rows = await select(
    adapter,
    'SELECT migration_name, finished_at, rolled_back_at FROM "_prisma_migrations" ORDER BY started_at',
  );
  return rows.map(([name, finishedAt, rolledBackAt]) => ({
    name: String(name),
    state: rolledBackAt !== null ? "rolledBack" : finishedAt !== null ? "applied" : "unfinished",
  }));
}

/**
 * Names of known migrations still to be applied, in order. Throws `MigrationRefused` for a database that
 * a newer program has migrated, and for one in which a migration was begun by other means and never ended.
 */
export function pendingMigrations(
  known: readonly KnownMigration[],
  seen: readonly SeenMigration[],
): string[] {
  const unfinished = seen.filter((migration) => migration.state === "unfinished");
  if (unfinished.length > 0) {
    throw new MigrationRefused(
      "migration_unfinished",
      `the database holds a half-made migration (${names(unfinished)}); restore the latest backup, or ` +
        "repair the tables by hand and set rolled_back_at or finished_at of its row in _prisma_migrations",
    );
  }
  const unknown = seen.filter(
    (migration) => migration.state === "applied" && !known.some(({ name }) => name === migration.name),
  );
  if (unknown.length > 0) {
    throw new MigrationRefused(
      "database_newer",
      `the database was migrated by a newer program (${names(unknown)}); start that version, or restore a ` +
        "backup from before it",
    );
  }
  const applied = new Set(seen.filter(({ state }) => state === "applied").map(({ name }) => name));
  return known.map(({ name }) => name).filter((name) => !applied.has(name));
}

async function select(adapter: SqlDriverAdapter, sql: string): Promise<unknown[][]> {
  const { rows } = await adapter.queryRaw({ sql, args: [], argTypes: [] });
  return rows;
}

function names(migrations: readonly SeenMigration[]): string {
  return migrations.map(({ name }) => name).join(", ");
}
