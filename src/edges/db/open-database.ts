import { type Provider, providerOf } from "./database-url.js";
import { createDriverAdapter } from "./driver-adapter.js";
import type { Prisma, PrismaClient } from "./generated/sqlite/client.js";
import type { Lull } from "./turns.js";

/** How long a transaction waits for its turn, and how long it may take. Both end in an error, not a hang. */
const TRANSACTION_WAIT_MILLIS = 30_000;
const TRANSACTION_LIMIT_MILLIS = 30_000;
const DEFAULT_POOL_SIZE = 10;

/** The tables, inside a transaction or outside any. Both databases have the same model, hence one type. */
export type Tables = Prisma.TransactionClient;

/** An open ledger. */
export interface Database {
  readonly provider: Provider;
  readonly client: PrismaClient;
  /** Resolves when the database answers, rejects when it does not. */
  ping(): Promise<void>;
  /** Lets running statements finish and closes; idempotent. */
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  /** PostgreSQL only: connections kept at most; 10 by default. */
  readonly poolSize?: number;
  /** SQLite only: what is asked outside a transaction waits for it, but not for long. */
  readonly lull?: Lull;
}

/**
 * Opens the database at a `file:` or `postgresql:` address. The folder of a SQLite file is made; the
 * schema is expected to be up to date (`migrateDatabase`).
 */
export async function openDatabase(url: string, options: OpenDatabaseOptions = {}): Promise<Database> {
  const provider = providerOf(url);
  const Client = await loadClient(provider);
  const client = new Client({
    adapter: createDriverAdapter(url, { ...options, poolSize: options.poolSize ?? DEFAULT_POOL_SIZE }),
    // The longer formats quote more of the arguments, and with them a resident's words.
    errorFormat: "minimal",
    transactionOptions: { maxWait: TRANSACTION_WAIT_MILLIS, timeout: TRANSACTION_LIMIT_MILLIS },
  });
  await client.$connect();
  return {
    provider,
    client,
    ping: async () => {
      await client.$queryRaw`SELECT 1`;
    },
    close: () => client.$disconnect(),
  };
}

async function loadClient(provider: Provider): Promise<typeof PrismaClient> {
  if (provider === "sqlite") return (await import("./generated/sqlite/client.js")).PrismaClient;
  const { PrismaClient: Twin } = await import("./generated/postgresql/client.js");
  // Derived from the same model: the types differ in names of their own only.
  return Twin as unknown as typeof PrismaClient;
}
