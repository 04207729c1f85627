import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { compileProgram, startProgram } from "../db/built-program.js";
import { openTestDatabase, testProviders } from "../db/open-test-database.js";
import { createDice } from "../resilience/dice.js";
import { fillDue, SWEEP_AT, staffedEstate, unevenNudges } from "./due-duties.js";

const FULL = process.env.FULL === "1";
const SIZE = FULL ? { kills: 100, duties: 8_000 } : { kills: 8, duties: 1_500 };
/** Nudges one message to one person takes at most. */
const IN_A_MESSAGE = 2_000;
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

/** Sweeps once and says so; it is shot somewhere on the way. */
const SWEEP = `
import { openDatabase } from "db/open-database.js";
import { createUnitOfWork } from "db/unit-of-work.js";
import { createNudgeDuties } from "db/../../desk/nudge-duties.js";
import { estateDirectory } from "db/../../rules/estate-directory.js";
const [url, estate, now] = process.argv.slice(1);
const database = await openDatabase(url);
const log = { info() {}, warn() {}, error() {} };
const nudgeDuties = createNudgeDuties({
  unitOfWork: createUnitOfWork(database),
  clock: { now: () => new Date(now) },
  directory: estateDirectory([JSON.parse(estate)]),
  log,
});
console.log("sweeping");
await nudgeDuties();
console.log("done");
await database.close();
`;

test.each(testProviders)(
  "sweeps that are killed again and again lose no nudge and double none on %s",
  { timeout: 900_000 },
  async (provider) => {
    compileProgram();
    const dice = createDice(SEED);
    const ledger = await openTestDatabase(provider);
    await fillDue(ledger.database, ledger.unitOfWork, SIZE.duties);
    const start = () =>
      startProgram(SWEEP, ledger.url, JSON.stringify(staffedEstate()), SWEEP_AT.toISOString());
    const moments: number[] = [];
    for (let kill = 0; kill < SIZE.kills; kill += 1) {
      const child = start();
      const gone = new Promise((resolve) => child.once("close", resolve));
      await new Promise((resolve) => child.stdout?.once("data", resolve));
      await pause(50 + dice.below(900));
      child.kill("SIGKILL");
      await gone;
      moments.push(await ledger.database.client.duty.count({ where: { nudges: { gt: 0 } } }));
    }
    console.info(`SEED=${SEED}, duties nudged at each kill on ${provider}: ${moments.join(" ")}`);
    expect(moments.at(-1)).toBeLessThan(SIZE.duties);
    expect(moments.at(-1)).toBeGreaterThan(0);
    // One sweep nudges all that is left; a message takes so many, the next sweep the rest.
    for (let told = 0; told < SIZE.duties; told += IN_A_MESSAGE) {
      const last = start();
      await new Promise((resolve) => last.once("close", resolve));
    }
    expect(await unevenNudges(ledger.database, SIZE.duties)).toEqual([]);
    await ledger.close();
  },
);
