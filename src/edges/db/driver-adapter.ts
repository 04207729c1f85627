import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { providerOf } from "./database-url.js";
import { SqliteAdapterFactory } from "./sqlite-connection.js";
import type { Lull } from "./turns.js";

const CONNECT_TIMEOUT_MILLIS = 5_000;
const STATEMENT_TIMEOUT_MILLIS = 15_000;
/** The client's own limit, for a server that has stopped answering altogether. */
const ANSWER_TIMEOUT_MILLIS = 20_000;
const IDLE_TRANSACTION_TIMEOUT_MILLIS = 60_000;

export interface PoolOptions {
  /** PostgreSQL only: connections kept at most. */
  readonly poolSize: number;
  /** SQLite only. */
  readonly lull?: Lull;
}

/** How the desk's client talks to the database at this address. */
export function createDriverAdapter(url: string, pool: PoolOptions): SqlMigrationAwareDriverAdapterFactory {
  if (providerOf(url) === "sqlite") {
    return new SqliteAdapterFactory(url, pool.lull ? { lull: pool.lull } : {});
  }
  return new PrismaPg({
    connectionString: url,
    application_name: "guanjia",
    max: pool.poolSize,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MILLIS,
    statement_timeout: STATEMENT_TIMEOUT_MILLIS,
    query_timeout: ANSWER_TIMEOUT_MILLIS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MILLIS,
  });
}

/**
 * One connection for a migration, which runs as one transaction: a pool of one that neither times out nor
 * lets go, and foreign keys off where SQLite must rebuild tables that others refer to. It waits so long for
 * another program to give the database free.
 */
export function createMigrationAdapter(
  url: string,
  waitMillis: number,
): SqlMigrationAwareDriverAdapterFactory {
  if (providerOf(url) === "sqlite") {
    return new SqliteAdapterFactory(url, { foreignKeys: "OFF", busyWaitMillis: waitMillis });
  }
  return new PrismaPg({
    connectionString: url,
    application_name: "guanjia-migration",
    lock_timeout: waitMillis,
    max: 1,
    idleTimeoutMillis: 0,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MILLIS,
  });
}
