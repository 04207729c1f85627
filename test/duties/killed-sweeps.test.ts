import { expect, test } from "vitest";
import { compileProgram, outcomeOf, startProgram } from "../db/built-program.js";
import { openTestDatabase, type TestDatabase, testProviders } from "../db/open-test-database.js";
import { createDice } from "../resilience/dice.js";
import { fillDue, SWEEP_AT, staffedEstate, unevenNudges } from "./due-duties.js";

const FULL = process.env.FULL === "1";
const SIZE = FULL ? { kills: 100, duties: 8_000 } : { kills: 8, duties: 1_500 };
/** Nudges one message to one person takes at most. */
const IN_A_MESSAGE = 2_000;
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

/**
 * Sweeps once. A sweep that is to be shot counts its transactions and dies within milliseconds of its last one's
 * begin: before, in or behind it, on any machine.
 */
const SWEEP = `
import { setTimeout as pause } from "node:timers/promises";
import { openDatabase } from "db/open-database.js";
import { createUnitOfWork } from "db/unit-of-work.js";
import { createNudgeDuties } from "db/../../desk/nudge-duties.js";
import { estateDirectory } from "db/../../rules/estate-directory.js";
const [url, order] = process.argv.slice(1);
const { estate, now, lastOne, millis } = JSON.parse(order);
const database = await openDatabase(url);
const real = createUnitOfWork(database);
let begun = 0;
const unitOfWork = {
  stores: real.stores,
  run(work, options) {
    begun += 1;
    if (begun === lastOne) pause(millis).then(() => process.kill(process.pid, "SIGKILL"));
    return real.run(work, options);
  },
};
const log = { info() {}, warn() {}, error() {} };
const directory = estateDirectory([estate]);
await createNudgeDuties({ unitOfWork, clock: { now: () => new Date(now) }, directory, log })();
// One transaction may be over sooner than its shot has come.
if (begun === lastOne) await pause(60_000);
await database.close();
`;

/** Where a sweep is shot: so many milliseconds after the begin of its so-manieth transaction. */
interface Shot {
  readonly lastOne: number;
  readonly millis: number;
}

/** Sweeps once, up to its shot or, without one, to its end. */
async function sweep({ url }: TestDatabase, shot?: Shot): Promise<void> {
  const order = JSON.stringify({ estate: staffedEstate(), now: SWEEP_AT, ...shot });
  const { signal, code } = await outcomeOf(startProgram(SWEEP, url, order));
  expect(signal ?? code).toBe(shot ? "SIGKILL" : 0);
}

const nudgedDuties = ({ database: { client } }: TestDatabase) =>
  client.duty.count({ where: { nudges: { gt: 0 } } });

test.each(testProviders)(
  "sweeps that are killed again and again lose no nudge and double none on %s",
  { timeout: 900_000 },
  async (provider) => {
    compileProgram();
    const dice = createDice(SEED);
    const ledger = await openTestDatabase(provider);
    await fillDue(ledger.database, ledger.unitOfWork, SIZE.duties);
    const moments: number[] = [];
    // Together they cannot come to the end: each takes less than its share.
    const share = Math.floor(SIZE.duties / (SIZE.kills + 1));
    for (let kill = 1; kill < SIZE.kills; kill += 1) {
      await sweep(ledger, { lastOne: 1 + dice.below(share), millis: dice.below(5) });
      moments.push(await nudgedDuties(ledger));
    }
    console.info(`SEED=${SEED}, duties nudged at each kill on ${provider}: ${moments.join(" ")}`);
    expect(moments.at(-1)).toBeLessThan(SIZE.duties);
    expect(moments.at(-1)).toBeGreaterThan(0);
    // The last is shot when all are nudged and the message that says so is being made.
    const left = SIZE.duties - (await nudgedDuties(ledger));
    await sweep(ledger, { lastOne: left + 1, millis: dice.below(30) });
    expect(await nudgedDuties(ledger)).toBe(SIZE.duties);
    // A message takes so many, the next sweep the rest.
    for (let told = 0; told < SIZE.duties; told += IN_A_MESSAGE) await sweep(ledger);
    expect(await unevenNudges(ledger.database, SIZE.duties)).toEqual([]);
    await ledger.close();
  },
);
