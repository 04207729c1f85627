import { readFile } from "node:fs/promises";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { expect, test } from "vitest";
import type { Provider } from "../../src/edges/db/database-url.js";
import { createMigrationAdapter } from "../../src/edges/db/driver-adapter.js";
import { migrateDatabase } from "../../src/edges/db/migrate.js";
import { startSchemaEngine } from "../../src/edges/db/schema-engine.js";
import { createEmptyPlace, testProviders } from "./open-test-database.js";

const ROOT = new URL("../../", import.meta.url);
const SCHEMA = "prisma/schema.prisma";
const LAST_SCHEMA = "prisma/migrations/schema.prisma";

const read = (path: string) => readFile(new URL(path, ROOT), "utf8");

async function derive(schema: string): Promise<string> {
  const script = new URL("prisma/derive-postgresql.mjs", ROOT).href;
  const { derivePostgresqlSchema } = (await import(script)) as {
    derivePostgresqlSchema: (source: string) => string;
  };
  return derivePostgresqlSchema(schema);
}

const schemaFor = async (provider: Provider, path: string) =>
  provider === "sqlite" ? read(path) : derive(await read(path));

const ignoreNothing = { externalTables: [], externalEnums: [] };

/** The SQL that leads from one state (nothing, a model, the database itself) to today's schema. */
async function difference(
  provider: Provider,
  adapter: SqlDriverAdapter,
  from: "nothing" | "database" | { readonly model: string },
): Promise<string> {
  const files = [{ path: "schema.prisma", content: await schemaFor(provider, SCHEMA) }];
  const engine = await startSchemaEngine(provider, adapter);
  const { stdout } = await engine.diff({
    from:
      from === "nothing"
        ? { tag: "empty" }
        : from === "database"
          ? { tag: "schemaDatasource", files, configDir: "" }
          : { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: from.model }] },
    to: { tag: "schemaDatamodel", files },
    script: true,
    exitCode: null,
    filters: ignoreNothing,
  });
  engine.free();
  return (stdout ?? "").replace(/^--.*$/gm, "").trim();
}

/** Opens an empty place, runs the work on a connection to it, and clears up. */
async function onConnection(
  provider: Provider,
  work: (adapter: SqlDriverAdapter, url: string) => Promise<void>,
): Promise<void> {
  const place = await createEmptyPlace(provider);
  const adapter = await createMigrationAdapter(place.url, 5_000).connect();
  try {
    await work(adapter, place.url);
  } finally {
    await adapter.dispose();
    await place.remove();
  }
}

test("the generated PostgreSQL schema is the one derived from today's schema", async () => {
  expect(await read("src/edges/db/generated/postgresql.prisma")).toBe(await derive(await read(SCHEMA)));
});

test("the twin differs from its source in provider and place only", async () => {
  const source = (await read(SCHEMA)).split("\n");
  const twin = (await derive(await read(SCHEMA))).split("\n");
  const differing = twin.filter((line, index) => line !== source[index]).map((line) => line.trim());
  expect(differing).toEqual([
    expect.stringMatching(/^output .*"\.\/postgresql"$/),
    'provider = "postgresql"',
  ]);
});

test("a schema that no longer says what must be replaced is refused, not derived wrongly", async () => {
  await expect(derive("datasource db {}")).rejects.toThrow('provider = "sqlite"');
});

for (const provider of testProviders) {
  test(`the next migration starts from the model the last one made (${provider})`, async () => {
    await onConnection(provider, async (adapter) => {
      const model = await schemaFor(provider, LAST_SCHEMA);
      expect(await difference(provider, adapter, { model })).toBe("");
    });
  });
}

test("all migrations together make exactly the tables of the schema (sqlite)", async () => {
  await onConnection("sqlite", async (adapter, url) => {
    await migrateDatabase(url);
    expect(await difference("sqlite", adapter, "database")).toBe("");
    await adapter.executeScript('DROP INDEX "Duty_nextNudgeAt_idx"');
    expect(await difference("sqlite", adapter, "database")).toContain("CREATE INDEX");
  });
});

// The driver adapter of PostgreSQL cannot read the catalogue the way the engine asks for it, so two
// databases are compared: one migrated, one made from the schema at once.
const CATALOGUE = `
  SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
  UNION ALL SELECT indexdef FROM pg_indexes
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
  UNION ALL SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conname <> '_prisma_migrations_pkey'
  ORDER BY 1`;

async function catalogueOf(adapter: SqlDriverAdapter): Promise<string[]> {
  const { rows } = await adapter.queryRaw({ sql: CATALOGUE, args: [], argTypes: [] });
  return rows.map(([line]) => String(line));
}

for (const provider of testProviders.filter((name) => name === "postgresql")) {
  test("all migrations together make exactly the tables of the schema (postgresql)", async () => {
    await onConnection(provider, async (migrated, url) => {
      await migrateDatabase(url);
      await onConnection(provider, async (direct) => {
        await direct.executeScript(await difference(provider, direct, "nothing"));
        const wanted = await catalogueOf(direct);
        expect(wanted.length).toBeGreaterThan(150);
        expect(await catalogueOf(migrated)).toEqual(wanted);
      });
    });
  });
}
