// Writes the next migration for both databases: node prisma/new-migration.mjs add-room-to-case
//
// The difference is taken between the model as the last migration left it (migrations/schema.prisma) and
// schema.prisma, so neither database has to run. Read what comes out, and add what a difference of models
// cannot know (moving data) by hand. A statement must not hold a semicolon inside a string or a comment:
// the PostgreSQL driver adapter splits scripts there.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mockAdapter } from "@prisma/driver-adapter-utils";
import { derivePostgresqlSchema } from "./derive-postgresql.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SCHEMA = join(ROOT, "prisma/schema.prisma");
const MIGRATIONS = join(ROOT, "prisma/migrations");
const LAST_SCHEMA = join(MIGRATIONS, "schema.prisma");

const intent = process.argv[2] ?? "";
if (!/^[a-z][a-z0-9-]*$/.test(intent)) {
  console.error("usage: node prisma/new-migration.mjs NAME   (lower-case words joined by hyphens)");
  process.exit(2);
}

const built = spawnSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc")], { cwd: ROOT });
if (built.error) throw built.error;
const { startSchemaEngine } = await import("../dist/edges/db/schema-engine.js");
const { migrateDatabase } = await import("../dist/edges/db/migrate.js");

const before = existsSync(LAST_SCHEMA) ? readFileSync(LAST_SCHEMA, "utf8") : null;
const after = readFileSync(SCHEMA, "utf8");
const name = `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${intent.replaceAll("-", "_")}`;

const scripts = {
  sqlite: quoteJsonDefaults(await difference("sqlite", (schema) => schema)),
  postgresql: await difference("postgresql", derivePostgresqlSchema),
};
if (Object.values(scripts).every((script) => script.includes("This is an empty migration"))) {
  console.log("the model has not changed since the last migration");
  process.exit(0);
}
for (const [provider, script] of Object.entries(scripts)) {
  const folder = join(MIGRATIONS, provider, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), script);
  console.log(join(folder, "migration.sql"));
}
await tryOut();
writeFileSync(LAST_SCHEMA, after);
process.exit(0);

/** All migrations on a new SQLite file; what cannot be applied is taken back at once. */
async function tryOut() {
  const scratch = mkdtempSync(join(tmpdir(), "guanjia-migration-"));
  try {
    await migrateDatabase(`file:${join(scratch, "ledger.db")}`);
  } catch (error) {
    for (const provider of Object.keys(scripts)) {
      rmSync(join(MIGRATIONS, provider, name), { recursive: true });
    }
    console.error(`taken back, because it does not work on SQLite: ${error.message}`);
    process.exit(1);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The engine forgets the quotes of a JSON default on SQLite. */
function quoteJsonDefaults(script) {
  return script.replace(/( JSONB(?: NOT NULL)? DEFAULT )([[{].*[\]}])(?=,?$)/gm, "$1'$2'");
}

async function difference(provider, translate) {
  const engine = await startSchemaEngine(provider, offlineAdapter(provider));
  const model = (schema) => ({
    tag: "schemaDatamodel",
    files: [{ path: "schema.prisma", content: translate(schema) }],
  });
  const { stdout } = await engine.diff({
    from: before === null ? { tag: "empty" } : model(before),
    to: model(after),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? "";
}

/** The engine asks a database for its version when it starts, though comparing two models needs none. */
function offlineAdapter(provider) {
  return {
    ...mockAdapter(provider === "sqlite" ? "sqlite" : "postgres"),
    getConnectionInfo: () => ({ schemaName: "public", supportsRelationJoins: true }),
    queryRaw: async () => ({
      columnNames: ["exists", "version", "numeric_version"],
      columnTypes: [5, 7, 0],
      rows: [[true, "PostgreSQL 13.0", 130_000]],
    }),
  };
}
