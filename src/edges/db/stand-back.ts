import type { SqlQueryable } from "@prisma/driver-adapter-utils";
import type { Lull } from "./turns.js";

/** What is read outside a transaction stands back for so long when somebody waits outside. */
const STAND_BACK_MILLIS = 15;

/**
 * What is asked outside a transaction is asked by work that nobody waits for. It stands back before it asks for
 * the adapter's lock: behind it the transaction that somebody does wait for would have to stand. Transactions
 * are not touched, they have turns.
 */
export function standBack(adapter: SqlQueryable, lull: Lull): void {
  const queryRaw = adapter.queryRaw.bind(adapter);
  const executeRaw = adapter.executeRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    await lull(STAND_BACK_MILLIS);
    return queryRaw(query);
  };
  adapter.executeRaw = async (query) => {
    await lull(STAND_BACK_MILLIS);
    return executeRaw(query);
  };
}
