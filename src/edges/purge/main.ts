import { rm } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { type Config, readConfig, readEnvironment } from "../../config.js";
import { type PurgeOrder, purgeExpired, surveyExpired } from "../../desk/purge-expired.js";
import { PURGED, type PurgeCounts, type PurgeSurvey } from "../../desk/retention-ports.js";
import type { Estate } from "../../rules/estate.js";
import { dayOf } from "../../rules/figures/report-span.js";
import {
  PURGE_NAMES,
  type PurgeLine,
  purgeDone,
  purgeHint,
  purgePlan,
} from "../../rules/wording/purge-wording.js";
import { overwriteDeleted, settleOverwritten } from "../db/erase-traces.js";
import { migrateDatabase } from "../db/migrate.js";
import { openDatabase } from "../db/open-database.js";
import { createUnitOfWork } from "../db/unit-of-work.js";
import { readEstateFile } from "../estate-file.js";
import { createLogger } from "../logger.js";

const USAGE = "usage: npm run purge -- --dry-run | --yes [--estate ID]";
const OPTIONS = {
  "dry-run": { type: "boolean" },
  yes: { type: "boolean" },
  estate: { type: "string" },
} as const;

const say = (line: string) => process.stdout.write(`${line}\n`);

function refuse(problems: readonly string[], code: number): number {
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  return code;
}

function readArguments(args: readonly string[]) {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true });
    return values["dry-run"] && values.yes ? null : values;
  } catch {
    return null;
  }
}

function linesOf(counts: PurgeCounts, oldest: PurgeSurvey["oldest"], { timezone }: Estate): PurgeLine[] {
  return PURGED.map((name) => {
    const at = oldest[name];
    return { what: PURGE_NAMES[name], count: counts[name], oldest: at ? dayOf(at, timezone).id : null };
  });
}

/** Deletes below the media folder and nowhere else, whatever a row says. */
function deleteMediaBelow(folder: string) {
  const root = resolve(folder);
  return async (path: string): Promise<void> => {
    const file = resolve(root, path);
    if (!file.startsWith(root + sep)) throw new Error("a media path leads out of its folder");
    await rm(file, { force: true });
  };
}

async function purgeAll(config: Config, orders: readonly PurgeOrder[], confirmed: boolean): Promise<void> {
  await migrateDatabase(config.databaseUrl);
  const database = await openDatabase(config.databaseUrl);
  try {
    if (confirmed) await overwriteDeleted(database);
    const log = createLogger({ level: config.logLevel === "info" ? "warn" : config.logLevel });
    const deleteMedia = deleteMediaBelow(join(config.dataDir, "media"));
    const deps = { unitOfWork: createUnitOfWork(database), log, deleteMedia };
    for (const order of orders) {
      const { estate } = order;
      if (confirmed) {
        say(purgeDone(estate.name, linesOf(await purgeExpired(deps, order), {}, estate)));
      } else {
        const { counts, oldest, heldBack } = await surveyExpired(deps, order);
        say(purgePlan(estate.name, linesOf(counts, oldest, estate), heldBack));
      }
    }
    if (confirmed) await settleOverwritten(database);
  } finally {
    await database.close();
  }
}

/** Shows what is past its time, or removes it once a person has said so (ARC-15). */
async function main(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (asked === null) return refuse([USAGE], 2);
  const environment = readEnvironment();
  const outcome = readConfig(environment);
  if (outcome.kind === "problems") return refuse(outcome.problems, 1);
  const { config } = outcome;
  const file = await readEstateFile(config.estateFile, (name) => environment[name]);
  if (file.kind === "problems") return refuse(file.problems, 1);
  const now = new Date();
  const orders = file.estates.map((estate, index) => ({
    estate,
    ownsStaffMessages: index === 0,
    now,
    actor: "command line",
  }));
  const wanted = orders.filter(({ estate }) => asked.estate === undefined || estate.id === asked.estate);
  if (wanted.length === 0) {
    const known = file.estates.map(({ id }) => id).join(", ");
    return refuse([`the estate file has no estate ${asked.estate}; it has ${known}`], 2);
  }
  await purgeAll(config, wanted, asked.yes ?? false);
  if (asked.yes) return 0;
  say(purgeHint(asked.estate ?? null));
  // Without either word nothing was asked for clearly: that is not what the caller wanted.
  return asked["dry-run"] ? 0 : 2;
}

process.exitCode = await main(process.argv.slice(2));
