import { expect, test } from "vitest";
import { createNudgeDuties } from "../../src/desk/nudge-duties.js";
import type { UnitOfWork } from "../../src/desk/ports.js";
import { createLogger } from "../../src/edges/logger.js";
import { estateDirectory } from "../../src/rules/estate-directory.js";
import { openTestDatabase, testProviders } from "../db/open-test-database.js";
import { fillDue, SWEEP_AT, staffedEstate, unevenNudges } from "./due-duties.js";

const COUNT = { sqlite: 300, postgresql: 5_000 } as const;

function sweepOf(unitOfWork: UnitOfWork) {
  const estates = [staffedEstate()];
  return createNudgeDuties({
    unitOfWork,
    clock: { now: () => SWEEP_AT },
    directory: estateDirectory(estates),
    log: createLogger({ level: "silent" }),
  });
}

test.each(testProviders)(
  "two desks that sweep the same due duties give each nudge exactly once on %s",
  { timeout: 180_000 },
  async (provider) => {
    const ledger = await openTestDatabase(provider);
    const other = await ledger.openAnother();
    await fillDue(ledger.database, ledger.unitOfWork, COUNT[provider]);
    const begun = performance.now();
    const moved = await Promise.all([sweepOf(ledger.unitOfWork)(), sweepOf(other.unitOfWork)()]);
    const seconds = (performance.now() - begun) / 1_000;
    console.info(`${provider}: ${moved.join(" + ")} duties in ${seconds.toFixed(1)} s`);
    expect(moved[0] + moved[1]).toBe(COUNT[provider]);
    // Whatever one of them left to the other is put into a message by the next looks; one message takes 2,000.
    for (let look = 0; look < 4; look += 1) await sweepOf(ledger.unitOfWork)();
    expect(await unevenNudges(ledger.database, COUNT[provider])).toEqual([]);
    expect(await sweepOf(other.unitOfWork)()).toBe(0);
    await ledger.close();
  },
);
