// Derives the PostgreSQL twin of schema.prisma. Only the provider and the place of the generated client
// differ: the model is written once, and whatever one of the two databases lacks cannot creep into it.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const SOURCE = fileURLToPath(new URL("schema.prisma", import.meta.url));
const TWIN = fileURLToPath(new URL("../src/edges/db/generated/postgresql.prisma", import.meta.url));

/** The twin of this schema text. Throws when the text no longer holds what must be replaced. */
export function derivePostgresqlSchema(source) {
  const provider = replaceOnce(source, 'provider = "sqlite"', 'provider = "postgresql"');
  return replaceOnce(provider, '"../src/edges/db/generated/sqlite"', '"./postgresql"');
}

/** Writes the twin where generated code lives and returns its path. */
export function writePostgresqlSchema() {
  mkdirSync(dirname(TWIN), { recursive: true });
  writeFileSync(TWIN, derivePostgresqlSchema(readFileSync(SOURCE, "utf8")));
  return TWIN;
}

function replaceOnce(text, from, to) {
  const parts = text.split(from);
  if (parts.length !== 2) {
    throw new Error(`schema.prisma must hold ${from} exactly once, found ${parts.length - 1}`);
  }
  return parts.join(to);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(writePostgresqlSchema());
}
