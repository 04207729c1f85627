import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createExportRecords } from "../../src/desk/export-records.js";
import { createFormReader } from "../../src/edges/db/form-reader.js";
import { migrateDatabase } from "../../src/edges/db/migrate.js";
import { type Database, openDatabase } from "../../src/edges/db/open-database.js";
import { createUnitOfWork } from "../../src/edges/db/unit-of-work.js";
import { createFormPress } from "../../src/edges/reports/form-press.js";
import { monthNamed } from "../../src/rules/forms/form-span.js";
import { createEmptyPlace } from "../db/open-test-database.js";
import { caseDraft, estate, NOON } from "../db/samples.js";
import type { Figure } from "./figures.js";

const RECORDS = 100_000;
const ENTRIES = 6;
/** What the month may take beyond what the process holds anyway. */
const MOST_MEGABYTES = 300;

/** A month of so many matters, each with so many entries; the database copies the first one. */
async function fillMonth({ client }: Database): Promise<void> {
  const pattern = await client.caseRecord.findFirstOrThrow();
  const columns = Object.keys(pattern).filter(
    (name) => !["id", "number", "kind", "receivedAt"].includes(name),
  );
  const list = columns.map((name) => `"${name}"`).join(", ");
  const numbers = `WITH RECURSIVE numbers(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${RECORDS})`;
  const moment = "strftime('%Y-%m-%dT%H:%M:%S.000+00:00', '2026-10-01', '+' || (n % 700) || ' hours')";
  await client.$executeRawUnsafe(
    `${numbers} INSERT INTO "CaseRecord" (${list}, "number", "kind", "receivedAt")
     SELECT ${list}, n, CASE n % 3 WHEN 0 THEN 'complaint' WHEN 1 THEN 'repair' ELSE 'request' END, ${moment}
     FROM numbers, (SELECT * FROM "CaseRecord" LIMIT 1) AS pattern`,
  );
  await client.$executeRawUnsafe(
    `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${ENTRIES})
     INSERT INTO "LedgerEntry" ("caseId", "at", "type", "actor", "data")
     SELECT "CaseRecord"."id", "receivedAt", 'noted', 'LiNa', '{"words":"业主说晚上在家，约好七点上门"}'
     FROM "CaseRecord", numbers`,
  );
}

/** Highest memory of the process while it works, in MB. */
async function watched<T>(work: () => Promise<T>): Promise<{ result: T; megabytes: number }> {
  let most = 0;
  const look = () => {
    most = Math.max(most, process.memoryUsage().rss);
  };
  const watch = setInterval(look, 20);
  try {
    return { result: await work(), megabytes: most / 2 ** 20 };
  } finally {
    clearInterval(watch);
  }
}

/** Prints a month of 100,000 records: time, size and what it takes of memory. */
export async function benchExports(): Promise<Figure[]> {
  const place = await createEmptyPlace("sqlite");
  const folder = await mkdtemp(join(tmpdir(), "guanjia-bench-"));
  await migrateDatabase(place.url, { folder: resolve("prisma/migrations/sqlite") });
  const database = await openDatabase(place.url);
  const of = estate();
  await createUnitOfWork(database).run(async (stores) => {
    await stores.estates.mirror([of], NOON);
    await stores.cases.open(
      caseDraft({ status: "closed", handledAt: NOON, handling: "更换角阀，已试水" }),
      NOON,
    );
  });
  await fillMonth(database);
  const month = monthNamed("2026-10", of.timezone);
  if (!month) throw new Error("no month");
  const exportRecords = createExportRecords({
    reader: createFormReader(database.client),
    press: createFormPress(),
  });
  const order = {
    estate: of,
    month,
    form: null,
    department: null,
    format: "xlsx",
    folder,
    now: NOON,
  } as const;
  const before = process.memoryUsage().rss / 2 ** 20;
  const begun = performance.now();
  const { result: files, megabytes } = await watched(() => exportRecords(order));
  const seconds = (performance.now() - begun) / 1_000;
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  if (rows < RECORDS - 1) throw new Error(`${rows} rows instead of ${RECORDS}`);
  const sizes = await Promise.all(files.map(({ path }) => stat(path)));
  await database.close();
  await place.remove();
  await rm(folder, { recursive: true, force: true });
  const what = `forms of ${RECORDS.toLocaleString("en")} records with ${ENTRIES} entries each`;
  return [
    { what, value: seconds, unit: "s" },
    { what: `${what}, memory on top`, value: megabytes - before, unit: "MB", atMost: MOST_MEGABYTES },
    { what: `${what}, files`, value: sizes.reduce((sum, { size }) => sum + size, 0) / 2 ** 20, unit: "MB" },
  ];
}
