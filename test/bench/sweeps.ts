import { resolve } from "node:path";
import { createNudgeDuties } from "../../src/desk/nudge-duties.js";
import type { Provider } from "../../src/edges/db/database-url.js";
import { migrateDatabase } from "../../src/edges/db/migrate.js";
import { type Database, openDatabase } from "../../src/edges/db/open-database.js";
import { createUnitOfWork } from "../../src/edges/db/unit-of-work.js";
import { estateDirectory } from "../../src/rules/estate-directory.js";
import { createEmptyPlace, testProviders } from "../db/open-test-database.js";
import { NOON } from "../db/samples.js";
import { fillDue, SWEEP_AT, staffedEstate } from "../duties/due-duties.js";
import { type Figure, percentile } from "./figures.js";

const SIZES = [1_000, 100_000, 1_000_000];
const DUE = 100;
const ROUNDS = 5;
/** Rows per statement: one over all of them would outlast its time-out. */
const LOT = 50_000;
/** What a sweep over a million may cost in terms of one over a thousand: about the same. */
const MOST_TIMES = 2;

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Copies the last duty until there are so many, all of them to be looked at in the days to come. */
async function growTo({ client, provider }: Database, size: number): Promise<void> {
  const columns =
    '"estateId", "caseId", "kind", "requirement", "startedAt", "dueAt", "ownerRole", "ownerUserid", "ladder", "terms", "warnings", "calendar"';
  const moment = (days: string) =>
    provider === "sqlite"
      ? `strftime('%Y-%m-%dT%H:%M:%S.000+00:00', '2026-12-01', ${days})`
      : `TIMESTAMP '2026-12-01' + CAST(${days} AS INTERVAL)`;
  const pattern = `(SELECT * FROM "Duty" ORDER BY "id" DESC LIMIT 1) AS pattern`;
  for (let has = await client.duty.count(); has < size; has += LOT) {
    const count = Math.min(LOT, size - has);
    const numbers = `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})`;
    await client.$executeRawUnsafe(
      `${numbers} INSERT INTO "Duty" (${columns}, "nextNudgeAt") SELECT ${columns}, ${moment("'+' || (n % 60) || ' days'")} FROM numbers, ${pattern}`,
    );
  }
  await client.$executeRawUnsafe("ANALYZE");
}

/** Median cost of a sweep with 100 due, in ms; each round another 100. */
async function sweepCost(database: Database): Promise<number> {
  const unitOfWork = createUnitOfWork(database);
  const nudgeDuties = createNudgeDuties({
    unitOfWork,
    clock: { now: () => SWEEP_AT },
    directory: estateDirectory([staffedEstate()]),
    log: SILENT,
  });
  const costs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const fresh = await database.client.duty.findMany({
      where: { nudges: 0, nextNudgeAt: { gt: SWEEP_AT } },
      take: DUE,
      select: { id: true },
    });
    await database.client.duty.updateMany({
      where: { id: { in: fresh.map(({ id }) => id) } },
      data: { nextNudgeAt: NOON },
    });
    const begun = performance.now();
    const moved = await nudgeDuties();
    costs.push(performance.now() - begun);
    if (moved !== DUE) throw new Error(`a sweep moved ${moved} of ${DUE} due duties`);
  }
  return percentile(costs, 50);
}

async function benchProvider(provider: Provider): Promise<Figure[]> {
  const place = await createEmptyPlace(provider);
  await migrateDatabase(place.url, { folder: resolve(`prisma/migrations/${provider}`) });
  const database = await openDatabase(place.url);
  await fillDue(database, createUnitOfWork(database), DUE);
  // Each round says itself what is due.
  const tomorrow = new Date(SWEEP_AT.getTime() + 86_400_000);
  await database.client.duty.updateMany({ data: { nextNudgeAt: tomorrow } });
  const figures: Figure[] = [];
  let least = Number.NaN;
  for (const size of SIZES) {
    await growTo(database, size);
    const value = await sweepCost(database);
    figures.push({ what: `sweep, ${DUE} due of ${size} open, ${provider}`, value, unit: "ms" });
    if (Number.isNaN(least)) least = value;
    else if (size === SIZES.at(-1)) {
      const what = `the same over ${size} in terms of ${SIZES[0]}`;
      figures.push({ what, value: value / least, unit: "×", atMost: MOST_TIMES });
    }
  }
  await database.close();
  await place.remove();
  return figures;
}

/** Cost of a sweep with 100 due duties among ever more open ones, on every database at hand. */
export async function benchSweeps(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const provider of testProviders) figures.push(...(await benchProvider(provider)));
  return figures;
}
