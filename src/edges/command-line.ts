import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Estate } from "../rules/estate.js";
import { migrateDatabase } from "./db/migrate.js";
import { type Database, openDatabase } from "./db/open-database.js";

/** One line for whoever typed the command. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Says what is wrong, a line each, and returns the exit code: 2 for words that were not understood, else 1. */
export function refuse(problems: readonly string[], code: 1 | 2): 1 | 2 {
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  return code;
}

/** The options of a command, or null when there is one it does not know, or a word that is none. */
export function readOptions<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch {
    return null;
  }
}

export type EstateChoice =
  | { readonly kind: "estates"; readonly estates: readonly Estate[] }
  /** One line that says what would be right. */
  | { readonly kind: "problem"; readonly problem: string };

/** The estate of that id, all of them when none was named. */
export function chooseEstates(estates: readonly Estate[], id: string | undefined): EstateChoice {
  const chosen = id === undefined ? estates : estates.filter((estate) => estate.id === id);
  if (chosen.length > 0) return { kind: "estates", estates: chosen };
  const known = estates.map((estate) => estate.id).join(", ");
  return { kind: "problem", problem: `the estate file has no estate ${id}; it has ${known}` };
}

/** Works on the database, brought up to date before, and closes it whatever comes of the work. */
export async function withDatabase(url: string, work: (database: Database) => Promise<void>): Promise<void> {
  await migrateDatabase(url);
  const database = await openDatabase(url);
  try {
    await work(database);
  } finally {
    await database.close();
  }
}
