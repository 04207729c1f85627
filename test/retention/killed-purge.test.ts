import { setTimeout as pause } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { purgeExpired } from "../../src/desk/purge-expired.js";
import { compileProgram, startProgram } from "../db/built-program.js";
import { openTestDatabase, type TestDatabase, testProviders } from "../db/open-test-database.js";
import { ESTATE, everythingStored, PURGE_AT, SECRETS, storeOldCase } from "./old-ledger.js";

const RECORDS = 20;
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A purge in a process of its own that rests after every transaction and every file. */
const PURGE = `
import { openDatabase } from "db/open-database.js";
import { createUnitOfWork } from "db/unit-of-work.js";
import { purgeExpired } from "db/../../desk/purge-expired.js";
const [url, order] = process.argv.slice(1);
const log = { info() {}, warn() {}, error() {} };
const rest = () => new Promise((resolve) => setTimeout(resolve, 150));
const real = createUnitOfWork(await openDatabase(url));
const unitOfWork = {
  stores: real.stores,
  run: async (work, options) => {
    const result = await real.run(work, options);
    await rest();
    return result;
  },
};
const { estate, now } = JSON.parse(order);
await purgeExpired(
  { unitOfWork, log, deleteMedia: rest },
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

/** Starts a purge and kills it as soon as the ledger looks like this. */
async function killWhen(ledger: TestDatabase, hasCome: () => Promise<boolean>): Promise<void> {
  const child = startProgram(PURGE, ledger.url, JSON.stringify({ estate: ESTATE, now: PURGE_AT }));
  const ended = new Promise((resolve) => child.once("close", resolve));
  while (child.exitCode === null && !(await hasCome())) await pause(10);
  child.kill("SIGKILL");
  await ended;
}

async function provePurge(ledger: TestDatabase): Promise<void> {
  const { client } = ledger.database;
  for (let record = 0; record < RECORDS; record += 1) await storeOldCase(ledger);

  const isGone = { anonymisedAt: { not: null } };
  await killWhen(ledger, async () => (await client.caseRecord.count({ where: isGone })) > 0);
  const gone = await goneRecords(ledger);
  expect(gone).toBeGreaterThan(0);
  expect(gone).toBeLessThan(RECORDS);

  // Now between two files: the records are gone, their photos are on the way.
  await killWhen(ledger, async () => (await client.attachment.count({ where: { state: "saved" } })) === 0);
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
