import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Provider } from "../../src/edges/db/database-url.js";
import { migrateDatabase } from "../../src/edges/db/migrate.js";
import { openDatabase } from "../../src/edges/db/open-database.js";
import { createUnitOfWork } from "../../src/edges/db/unit-of-work.js";
import { createEmptyPlace, testProviders } from "../db/open-test-database.js";
import { mirrorEstate } from "../db/samples.js";
import { fillMonths } from "../digests/fill-months.js";
import type { Figure } from "./figures.js";

const RECORDS = 100_000;
const PROGRAM = fileURLToPath(new URL("./report-month.js", import.meta.url));

async function benchProvider(provider: Provider): Promise<Figure[]> {
  const place = await createEmptyPlace(provider);
  await migrateDatabase(place.url, { folder: resolve(`prisma/migrations/${provider}`) });
  const database = await openDatabase(place.url);
  await mirrorEstate(createUnitOfWork(database).stores);
  const until = "2026-11-30T15:00:00";
  await fillMonths(database.client, provider, { records: RECORDS, days: 29, until });
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, place.url, `${until}Z`]);
  await database.close();
  await place.remove();
  const took = JSON.parse(stdout) as {
    monthMillis: number;
    cpuMillis: number;
    dayMillis: number;
    peakMegabytes: number;
    received: number;
  };
  if (took.received < RECORDS * 0.95) throw new Error(`the month has ${took.received} of ${RECORDS} records`);
  return [
    {
      what: `a month of ${RECORDS} records composed, ${provider}`,
      value: took.monthMillis / 1_000,
      unit: "s",
    },
    { what: `processor time of it, ${provider}`, value: took.cpuMillis / 1_000, unit: "s" },
    { what: `a day of it composed, ${provider}`, value: took.dayMillis, unit: "ms" },
    {
      what: `most memory (RSS) of a program that does only this, ${provider}`,
      value: took.peakMegabytes,
      unit: "MB",
    },
  ];
}

/** Time and memory of the reports of a very busy month, on every database at hand. */
export async function benchReports(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const provider of testProviders) figures.push(...(await benchProvider(provider)));
  return figures;
}
