import { beforeAll, expect, test } from "vitest";
import { purgeExpired } from "../../src/desk/purge-expired.js";
import { compileProgram, outcomeOf, startProgram } from "../db/built-program.js";
import { openTestDatabase, type TestDatabase, testProviders } from "../db/open-test-database.js";
import { ESTATE, everythingStored, PURGE_AT, SECRETS, storeOldCase } from "./old-ledger.js";

const RECORDS = 20;
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Where a purge dies: after the transaction that made the first record anonymous, or at the first file. */
type Death = "record" | "file";

/** A purge in a process of its own that kills itself there. */
const PURGE = `
import { openDatabase } from "db/open-database.js";
import { createUnitOfWork } from "db/unit-of-work.js";
import { purgeExpired } from "db/../../desk/purge-expired.js";
const [url, order] = process.argv.slice(1);
const { estate, now, death } = JSON.parse(order);
const log = { info() {}, warn() {}, error() {} };
const die = () => new Promise(() => process.kill(process.pid, "SIGKILL"));
const database = await openDatabase(url);
const real = createUnitOfWork(database);
const gone = () => database.client.caseRecord.count({ where: { anonymisedAt: { not: null } } });
const unitOfWork = {
  stores: real.stores,
  run: async (work, options) => {
    const result = await real.run(work, options);
    if (death === "record" && (await gone()) > 0) await die();
    return result;
  },
};
await purgeExpired(
  { unitOfWork, log, deleteMedia: die },
  { estate, now: new Date(now), ownsStaffMessages: true, actor: "command line" },
);
`;

beforeAll(compileProgram, 60_000);

/** Every record is as it was, or nothing of it is left. */
async function goneRecords({ database: { client } }: TestDatabase): Promise<number> {
  const records = await client.caseRecord.findMany({ include: { entries: true, callbacks: true } });
  for (const { anonymisedAt, matter, entries, callbacks } of records) {
    const words = callbacks[0]?.words;
    const isWhole = matter === "漏到楼下李家" && words === "师傅张口就骂" && entries.length === 2;
    const isGone = matter.startsWith("（") && words === null && entries.length === 3;
    expect(anonymisedAt === null ? isWhole : isGone).toBe(true);
  }
  return records.filter(({ anonymisedAt }) => anonymisedAt !== null).length;
}

async function purgeThatDies(ledger: TestDatabase, death: Death): Promise<void> {
  const order = JSON.stringify({ estate: ESTATE, now: PURGE_AT, death });
  const { signal } = await outcomeOf(startProgram(PURGE, ledger.url, order));
  expect(signal).toBe("SIGKILL");
}

async function provePurge(ledger: TestDatabase): Promise<void> {
  const { client } = ledger.database;
  for (let record = 0; record < RECORDS; record += 1) await storeOldCase(ledger);

  await purgeThatDies(ledger, "record");
  const gone = await goneRecords(ledger);
  expect(gone).toBeGreaterThan(0);
  expect(gone).toBeLessThan(RECORDS);

  // Now between two files: the records are gone, their photos are on the way.
  await purgeThatDies(ledger, "file");
  expect(await goneRecords(ledger)).toBe(RECORDS);
  expect(await client.attachment.count({ where: { state: "expired" } })).toBeGreaterThan(0);

  const files: string[] = [];
  const deleteMedia = async (path: string) => {
    files.push(path);
  };
  const order = { estate: ESTATE, ownsStaffMessages: true, now: PURGE_AT, actor: "command line" };
  await purgeExpired({ unitOfWork: ledger.unitOfWork, log: SILENT, deleteMedia }, order);
  expect(files.length).toBeGreaterThan(0);
  expect(await client.attachment.count()).toBe(0);
  const stored = await everythingStored(ledger);
  for (const secret of SECRETS) expect(stored).not.toContain(secret);
  // Each run took down what it did, and together they did it once.
  const runs = await client.purgeRun.findMany();
  const repairs = runs.map(({ counts }) => (counts as { repairs?: number }).repairs ?? 0);
  expect(repairs.reduce((sum, count) => sum + count, 0)).toBe(RECORDS);
}

test.each(testProviders)(
  "killed between records or between files, a purge leaves whole records or none, and is simply run again (%s)",
  async (provider) => {
    const ledger = await openTestDatabase(provider);
    try {
      await provePurge(ledger);
    } finally {
      await ledger.close();
    }
  },
  60_000,
);
