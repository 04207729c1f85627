// Generates both database clients, only when the schema or the generator has changed.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writePostgresqlSchema } from "./derive-postgresql.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SCHEMA = join(ROOT, "prisma/schema.prisma");
const GENERATED = join(ROOT, "src/edges/db/generated");
const STAMP = join(GENERATED, ".stamp");
const require = createRequire(import.meta.url);

/** Brings both generated clients up to date; returns false when they already were. */
export function generateClients() {
  const stamp = currentStamp();
  if (isUpToDate(stamp)) return false;
  generate(SCHEMA);
  generate(writePostgresqlSchema());
  mkdirSync(GENERATED, { recursive: true });
  writeFileSync(STAMP, stamp);
  return true;
}

function currentStamp() {
  const hash = createHash("sha256");
  for (const path of [
    SCHEMA,
    fileURLToPath(import.meta.url),
    fileURLToPath(new URL("derive-postgresql.mjs", import.meta.url)),
    require.resolve("prisma/package.json"),
  ]) {
    hash.update(readFileSync(path));
  }
  return hash.digest("hex");
}

function isUpToDate(stamp) {
  const clients = ["sqlite/client.ts", "postgresql/client.ts"].map((path) => join(GENERATED, path));
  return clients.every(existsSync) && existsSync(STAMP) && readFileSync(STAMP, "utf8") === stamp;
}

function generate(schema) {
  const packageFile = require.resolve("prisma/package.json");
  const cli = join(dirname(packageFile), require("prisma/package.json").bin.prisma);
  const run = spawnSync(process.execPath, [cli, "generate", "--schema", schema], {
    cwd: ROOT,
    encoding: "utf8",
    env: {
      ...process.env,
      // The client needs no engine binary, yet `generate` downloads one unless this names some file.
      PRISMA_SCHEMA_ENGINE_BINARY: packageFile,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
  if (run.status !== 0) {
    throw new Error(`prisma generate failed for ${schema}:\n${run.stdout}${run.stderr}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(generateClients() ? "database clients generated" : "database clients are up to date");
}
