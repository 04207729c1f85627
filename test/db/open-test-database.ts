import { createHash, randomUUID } from "node:crypto";
import { copyFile, mkdtemp, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { UnitOfWork } from "../../src/desk/ports.js";
import type { Provider } from "../../src/edges/db/database-url.js";
import { createMigrationAdapter } from "../../src/edges/db/driver-adapter.js";
import { migrateDatabase, migrationsFolder } from "../../src/edges/db/migrate.js";
import { type Database, openDatabase } from "../../src/edges/db/open-database.js";
import { createUnitOfWork } from "../../src/edges/db/unit-of-work.js";

const POSTGRES_URL = process.env.TEST_POSTGRES_URL;

/** Databases the store tests run on: SQLite always, PostgreSQL where TEST_POSTGRES_URL names a server. */
export const testProviders: readonly Provider[] = POSTGRES_URL ? ["sqlite", "postgresql"] : ["sqlite"];

export interface TestDatabase {
  readonly unitOfWork: UnitOfWork;
  readonly database: Database;
  readonly url: string;
  /** Empties every table; the numbers of rows go on. */
  clear(): Promise<void>;
  /** A second program on the same database; closed with the first. */
  openAnother(): Promise<{ unitOfWork: UnitOfWork; database: Database }>;
  close(): Promise<void>;
}

/** A migrated database of its own, thrown away by `close`. */
export async function openTestDatabase(provider: Provider = "sqlite"): Promise<TestDatabase> {
  const place = await createEmptyPlace(provider);
  if (provider === "sqlite") await copyFile(await sqliteTemplate(), place.path);
  else await migrateDatabase(place.url);
  const opened: Database[] = [];
  const open = async () => {
    const database = await openDatabase(place.url, { poolSize: 5 });
    opened.push(database);
    return { database, unitOfWork: createUnitOfWork(database) };
  };
  const first = await open();
  return {
    ...first,
    url: place.url,
    clear: () => clear(first.database),
    openAnother: open,
    close: async () => {
      await Promise.all(opened.map((database) => database.close()));
      await place.remove();
    },
  };
}

async function clear({ client, provider }: Database): Promise<void> {
  const tables = await client.$queryRawUnsafe<{ name: string }[]>(
    provider === "sqlite"
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
      : "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  const names = tables.map(({ name }) => name).filter((name) => name !== "_prisma_migrations");
  if (provider === "postgresql") {
    await client.$executeRawUnsafe(`TRUNCATE ${names.map((name) => `"${name}"`).join(", ")}`);
    return;
  }
  await client.$transaction(async (emptying) => {
    // Rows may go before those they refer to as long as all are gone at the end.
    await emptying.$executeRawUnsafe("PRAGMA defer_foreign_keys = ON");
    for (const name of names) await emptying.$executeRawUnsafe(`DELETE FROM "${name}"`);
  });
}

export interface EmptyPlace {
  readonly url: string;
  /** SQLite only: where the file will be. */
  readonly path: string;
  remove(): Promise<void>;
}

/** An address at which there is no schema yet: no file at all, or an empty PostgreSQL database. */
export async function createEmptyPlace(provider: Provider): Promise<EmptyPlace> {
  if (provider === "sqlite") {
    const folder = await mkdtemp(join(tmpdir(), "guanjia-test-"));
    const path = join(folder, "ledger.db");
    return { url: `file:${path}`, path, remove: () => rm(folder, { recursive: true, force: true }) };
  }
  const name = `guanjia_test_${randomUUID().replaceAll("-", "")}`;
  await administer(`CREATE DATABASE "${name}"`);
  const url = new URL(postgresUrl());
  url.pathname = `/${name}`;
  return {
    url: url.href,
    path: "",
    remove: () => administer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
  };
}

async function administer(statement: string): Promise<void> {
  const adapter = await createMigrationAdapter(postgresUrl(), 5_000).connect();
  try {
    await adapter.executeScript(statement);
  } finally {
    await adapter.dispose();
  }
}

function postgresUrl(): string {
  if (!POSTGRES_URL) throw new Error("TEST_POSTGRES_URL is not set");
  return POSTGRES_URL;
}

/** A migrated, empty SQLite file, made once per set of migrations and copied for every test database. */
async function sqliteTemplate(): Promise<string> {
  const template = join(tmpdir(), `guanjia-template-${await fingerprint(migrationsFolder("sqlite"))}.db`);
  const exists = await stat(template).then(
    () => true,
    () => false,
  );
  if (exists) return template;
  const place = await createEmptyPlace("sqlite");
  await migrateDatabase(place.url);
  // Renamed whole, so that test files that start together never see half a template.
  await rename(place.path, template);
  await place.remove();
  return template;
}

async function fingerprint(folder: string): Promise<string> {
  const hash = createHash("sha256");
  for (const name of (await readdir(folder)).sort()) {
    hash.update(name).update(await readFile(join(folder, name, "migration.sql")));
  }
  return hash.digest("hex").slice(0, 16);
}
