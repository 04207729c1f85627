import { afterAll, test } from "vitest";
import type { Provider } from "../../src/edges/db/database-url.js";
import { openTestDatabase, type TestDatabase, testProviders } from "./open-test-database.js";

const opened = new Map<Provider, Promise<TestDatabase>>();

/** The same claim on every database at hand, each time starting with empty tables. */
export function eachDatabase(claim: string, prove: (ledger: TestDatabase) => Promise<void>): void {
  for (const provider of testProviders) {
    test(`${claim} (${provider})`, async () => {
      const known = opened.get(provider);
      const opening = known ?? openTestDatabase(provider);
      opened.set(provider, opening);
      const ledger = await opening;
      if (known) await ledger.clear();
      await prove(ledger);
    });
  }
}

afterAll(async () => {
  for (const ledger of opened.values()) await (await ledger).close();
});
