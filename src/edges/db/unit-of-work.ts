import { setTimeout as sleep } from "node:timers/promises";
import type { UnitOfWork } from "../../desk/ports.js";
import { isTransient } from "./database-errors.js";
import type { Database, Tables } from "./open-database.js";
import { createStores } from "./stores.js";
import { allAtOnce, createTurns, type Lull, type Urgency } from "./turns.js";

const ATTEMPTS = 5;
const FIRST_PAUSE_MILLIS = 10;
const TURN_WAIT_MILLIS = 30_000;

/**
 * The desk's transactions over this database. Work whose transaction the database undid for another's
 * sake is run again, a bounded number of times; every other error, `LostRace` too, is the caller's.
 * SQLite: one transaction at a time, those that nobody waits for in a lull. Work that waits for a store or a transaction outside its own waits for
 * itself, and fails when its time is up.
 */
export function createUnitOfWork({ client, provider }: Database, lull?: Lull): UnitOfWork {
  const inTurn = provider === "sqlite" ? createTurns(TURN_WAIT_MILLIS, lull) : allAtOnce;
  const inTransaction = <T>(work: (tables: Tables) => Promise<T>, urgency: Urgency = "normal"): Promise<T> =>
    withRetries(() => inTurn(() => client.$transaction(work), urgency));
  return {
    run: (work, options) =>
      inTransaction(
        (tables) => work(createStores({ tables, provider, atomically: (part) => part(tables) })),
        options?.urgent ? "urgent" : "normal",
      ),
    stores: createStores({ tables: client, provider, atomically: (work) => inTransaction(work) }),
  };
}

async function withRetries<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = ATTEMPTS - 1, pause = FIRST_PAUSE_MILLIS; ; left -= 1, pause *= 2) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0 || !isTransient(error)) throw error;
    }
    // Spread, so that two that collided do not collide again.
    await sleep(pause * (0.5 + Math.random()));
  }
}
