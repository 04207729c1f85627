import { rm } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { readCommandSetup } from "../../command-setup.js";
import type { Config } from "../../config.js";
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
import { chooseEstates, readOptions, refuse, say, withDatabase } from "../command-line.js";
import { overwriteDeleted, settleOverwritten } from "../db/erase-traces.js";
import type { Database } from "../db/open-database.js";
import { createUnitOfWork } from "../db/unit-of-work.js";
import { createLogger } from "../logger.js";

const USAGE = "usage: npm run purge -- --dry-run | --yes [--estate ID]";
const OPTIONS = {
  "dry-run": { type: "boolean" },
  yes: { type: "boolean" },
  estate: { type: "string" },
} as const;

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

/** What is to be looked through, and whether a person has said that it may go. */
interface Purge {
  readonly orders: readonly PurgeOrder[];
  readonly confirmed: boolean;
}

async function purgeAll(database: Database, config: Config, { orders, confirmed }: Purge): Promise<void> {
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
}

/** Shows what is past its time, or removes it once a person has said so (ARC-15). */
async function main(args: readonly string[]): Promise<number> {
  const asked = readOptions(args, OPTIONS);
  if (asked === null || (asked["dry-run"] && asked.yes)) return refuse([USAGE], 2);
  const setup = await readCommandSetup();
  if (setup.kind === "problems") return refuse(setup.problems, 1);
  const { config, estates } = setup;
  const chosen = chooseEstates(estates, asked.estate);
  if (chosen.kind === "problem") return refuse([chosen.problem], 2);
  const now = new Date();
  const orders = chosen.estates.map((estate) => ({
    estate,
    ownsStaffMessages: estate === estates[0],
    now,
    actor: "command line",
  }));
  const confirmed = asked.yes ?? false;
  await withDatabase(config.databaseUrl, (database) => purgeAll(database, config, { orders, confirmed }));
  if (confirmed) return 0;
  say(purgeHint(asked.estate ?? null));
  // Without either word nothing was asked for clearly: that is not what the caller wanted.
  return asked["dry-run"] ? 0 : 2;
}

process.exitCode = await main(process.argv.slice(2));
