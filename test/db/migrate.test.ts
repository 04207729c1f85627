import { cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Provider } from "../../src/edges/db/database-url.js";
import { createMigrationAdapter } from "../../src/edges/db/driver-adapter.js";
import { migrateDatabase, migrationsFolder } from "../../src/edges/db/migrate.js";
import { MigrationRefused } from "../../src/edges/db/migration-refused.js";
import { openDatabase } from "../../src/edges/db/open-database.js";
import { compileProgram, outcomeOf, startProgram } from "./built-program.js";
import { createEmptyPlace, type EmptyPlace, testProviders } from "./open-test-database.js";

beforeAll(compileProgram, 60_000);

/** The same claim about an empty place on every database at hand. */
function eachPlace(claim: string, prove: (place: EmptyPlace, provider: Provider) => Promise<void>): void {
  for (const provider of testProviders) {
    test(`${claim} (${provider})`, async () => {
      const place = await createEmptyPlace(provider);
      try {
        await prove(place, provider);
      } finally {
        await place.remove();
      }
    });
  }
}

/** The program's migrations and one more. */
async function withFurtherMigration(provider: Provider, script: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "guanjia-migrations-"));
  await cp(migrationsFolder(provider), folder, { recursive: true });
  await mkdir(join(folder, "29990101000000_further"));
  await writeFile(join(folder, "29990101000000_further", "migration.sql"), script);
  return folder;
}

async function refusalOf(work: Promise<unknown>): Promise<MigrationRefused> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof MigrationRefused)) throw new Error(`not refused: ${String(error)}`);
  return error;
}

async function execute(url: string, script: string): Promise<void> {
  const adapter = await createMigrationAdapter(url, 5_000).connect();
  await adapter.executeScript(script);
  await adapter.dispose();
}

async function countEstates(url: string): Promise<number> {
  const database = await openDatabase(url);
  const count = await database.client.estate.count();
  await database.close();
  return count;
}

eachPlace("an empty place gets the whole schema, and a second start finds nothing to do", async ({ url }) => {
  expect(await migrateDatabase(url)).not.toEqual([]);
  expect(await countEstates(url)).toBe(0);
  expect(await migrateDatabase(url)).toEqual([]);
});

eachPlace("data survives the next migration", async ({ url }, provider) => {
  await migrateDatabase(url);
  await execute(url, `INSERT INTO "Estate" VALUES ('yunqi', '云栖花园', '2026-11-21 04:00:00', 7)`);
  const folder = await withFurtherMigration(provider, 'CREATE INDEX "further" ON "Estate"("name");');
  expect(await migrateDatabase(url, { folder })).toEqual(["29990101000000_further"]);
  expect(await countEstates(url)).toBe(1);
  await rm(folder, { recursive: true });
});

const MIGRATES = `
  import { migrateDatabase } from "db/migrate.js";
  console.log((await migrateDatabase(process.argv[1])).length);
  process.exit(0);
`;

eachPlace(
  "of three programs that start together one migrates and the others wait",
  async ({ url }, provider) => {
    const all = (await readdir(migrationsFolder(provider))).length;
    const programs = await Promise.all([1, 2, 3].map(() => outcomeOf(startProgram(MIGRATES, url))));
    expect(programs.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(programs.map(({ output }) => output).sort()).toEqual(["0", "0", String(all)]);
    expect(await countEstates(url)).toBe(0);
  },
);

eachPlace(
  "a program older than the database refuses to start and says what to do",
  async ({ url }, provider) => {
    const folder = await withFurtherMigration(provider, 'CREATE TABLE "Further" ("id" INTEGER NOT NULL);');
    await migrateDatabase(url, { folder });
    const refusal = await refusalOf(migrateDatabase(url));
    expect(refusal.code).toBe("database_newer");
    expect(refusal.message).toContain("29990101000000_further");
    expect(refusal.message).toContain("start that version");
    await rm(folder, { recursive: true });
  },
);

eachPlace("a migration that fails leaves the database exactly as it was", async ({ url }, provider) => {
  await migrateDatabase(url);
  const script = 'CREATE TABLE "Further" ("id" INTEGER NOT NULL);\nINSERT INTO "Nowhere" VALUES (1);';
  const folder = await withFurtherMigration(provider, script);
  const refusal = await refusalOf(migrateDatabase(url, { folder }));
  expect(refusal.code).toBe("migration_failed");
  expect(refusal.message).toContain("Nowhere");
  expect(await migrateDatabase(url)).toEqual([]);
  await writeFile(
    join(folder, "29990101000000_further", "migration.sql"),
    'CREATE TABLE "Further" ("id" INTEGER NOT NULL);',
  );
  expect(await migrateDatabase(url, { folder })).toEqual(["29990101000000_further"]);
  await rm(folder, { recursive: true });
});

eachPlace("a migration begun by other means and never finished is refused", async ({ url }) => {
  await migrateDatabase(url);
  await execute(url, `UPDATE "_prisma_migrations" SET "finished_at" = NULL`);
  expect((await refusalOf(migrateDatabase(url))).code).toBe("migration_unfinished");
});

eachPlace(
  "a migration waits no longer than it is told for a lock that is not given back",
  async ({ url }, provider) => {
    const holder = await createMigrationAdapter(url, 5_000).connect();
    await holder.executeScript(
      provider === "sqlite" ? "BEGIN IMMEDIATE" : "BEGIN; SELECT pg_advisory_xact_lock(72707369)",
    );
    expect((await refusalOf(migrateDatabase(url, { waitMillis: 100 }))).code).toBe("migration_busy");
    await holder.executeScript("ROLLBACK");
    await holder.dispose();
    expect(await migrateDatabase(url)).not.toEqual([]);
  },
);

test("a SQLite file rebuilt by a migration must still refer only to rows that exist", async () => {
  const place = await createEmptyPlace("sqlite");
  await migrateDatabase(place.url);
  await execute(place.url, `INSERT INTO "Estate" VALUES ('yunqi', '云栖花园', '2026-11-21 04:00:00', 7)`);
  await execute(
    place.url,
    `INSERT INTO "SignOff" VALUES (1, 'yunqi', 'daily', '2026-11-21', 'wangfang', '2026-11-21 04:00:00', NULL, 1)`,
  );
  const folder = await withFurtherMigration("sqlite", 'DELETE FROM "Estate";');
  const refusal = await refusalOf(migrateDatabase(place.url, { folder }));
  expect(refusal.message).toContain("refer to rows that do not exist");
  expect(await countEstates(place.url)).toBe(1);
  await rm(folder, { recursive: true });
  await place.remove();
});

test("the folder of a SQLite file is made", async () => {
  const place = await createEmptyPlace("sqlite");
  const nested = join(place.path, "..", "a", "b", "ledger.db");
  await migrateDatabase(`file:${nested}`);
  expect((await stat(nested)).isFile()).toBe(true);
  await place.remove();
});
