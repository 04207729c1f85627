import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import Database from "libsql";
import { createBreaths } from "./breaths.js";
import { createLedgerFile } from "./ledger-file.js";
import { execAside } from "./sqlite-aside.js";
import { type Checkpoints, createCheckpoints, LATE_CHECKPOINTS } from "./sqlite-checkpoints.js";
import { standBack } from "./stand-back.js";
import type { Lull } from "./turns.js";

/** How long the native call may block the event loop for a lock; the rest of the wait is asynchronous. */
const BLOCKING_WAIT_MILLIS = 20;
/** How long a statement waits in all for another process to finish writing, unless told otherwise. */
const BUSY_WAIT_MILLIS = 5_000;
const STATEMENTS_KEPT = 200;
const PRAGMAS = /^\s*PRAGMA\b/i;

type Client = ReturnType<PrismaLibSql["createClient"]>;

interface SqlStatement {
  readonly sql: string;
  readonly args: readonly unknown[];
}

export interface SqliteOptions {
  /** On by default. Migrations turn them off, because they rebuild tables that others refer to. */
  readonly foreignKeys?: "ON" | "OFF";
  readonly busyWaitMillis?: number;
  /** Waited for, but not for long, before every statement outside a transaction. */
  readonly lull?: Lull;
}

/** Path of a `file:` address as SQLite takes it. */
export function sqlitePath(url: string): string {
  return url.replace(/^file:(\/\/(?=\/))?/, "");
}

/**
 * Driver adapter for one SQLite file over one connection. The stock client opens another connection for
 * every transaction and begins it deferred, so a transaction that reads before it writes can fail with
 * SQLITE_BUSY. Here the adapter's own lock puts everything of the process in a row, transactions begin
 * IMMEDIATE, and waiting for another process never blocks the event loop for long.
 */
export class SqliteAdapterFactory extends PrismaLibSql {
  readonly #path: string;
  readonly #options: SqliteOptions;
  /** Made last. */
  #connection: SingleConnection | null = null;

  constructor(url: string, options: SqliteOptions = {}) {
    super({ url });
    this.#path = sqlitePath(url);
    this.#options = options;
  }

  override createClient(): Client {
    mkdirSync(dirname(this.#path), { recursive: true });
    // The adapter calls these five members of the client and no other.
    const connection = new SingleConnection(this.#path, this.#options.busyWaitMillis ?? BUSY_WAIT_MILLIS);
    this.#connection = connection;
    return connection as unknown as Client;
  }

  override async connect() {
    const adapter = await super.connect();
    const connection = this.#connection;
    await adapter.executeScript(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ${this.#options.foreignKeys ?? "ON"}; ${LATE_CHECKPOINTS}`,
    );
    if (this.#options.lull) standBack(adapter, this.#options.lull);
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      // A checkpoint under way would leave the log beside the file.
      await connection?.settled();
      await dispose();
    };
    return adapter;
  }
}

class SingleConnection {
  readonly #database: Database.Database;
  readonly #busyWaitMillis: number;
  readonly #file: ReturnType<typeof createLedgerFile>;
  readonly #statements = new Map<string, Prepared>();
  readonly #checkpoints: Checkpoints;
  readonly #breathe = createBreaths();

  constructor(path: string, busyWaitMillis: number) {
    this.#database = new Database(path, { timeout: BLOCKING_WAIT_MILLIS });
    this.#busyWaitMillis = busyWaitMillis;
    this.#file = createLedgerFile(path);
    this.#checkpoints = createCheckpoints(path, this.#database);
  }

  async execute(statement: SqlStatement) {
    await this.#breathe();
    // Inside a transaction the write lock is ours already, so there is nothing to wait for.
    if (this.#database.inTransaction) return this.#executeNow(statement);
    // One that empties the log finds it taken while a checkpoint goes on.
    if (PRAGMAS.test(statement.sql)) await this.#checkpoints.idle();
    return this.#whenFree(() => this.#executeNow(statement));
  }

  async executeMultiple(script: string): Promise<void> {
    if (this.#database.inTransaction) this.#database.exec(script);
    else await this.#whenFree(() => this.#database.exec(script));
  }

  async transaction() {
    await this.#whenFree(() => this.#database.exec("BEGIN IMMEDIATE"));
    return {
      execute: async (statement: SqlStatement) => {
        await this.#breathe();
        return this.#executeNow(statement);
      },
      commit: async () => this.#commit(),
      rollback: async () => this.#rollback(),
    };
  }

  /** Resolves when nothing goes on aside any more; call before `close`. */
  settled(): Promise<void> {
    return this.#checkpoints.stop();
  }

  close(): void {
    this.#statements.clear();
    try {
      // The native close waits for garbage collection; this leaves the whole ledger in the one file at once.
      this.#database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch {
      // Somebody still reads: the next program to open the file finds the rest in the log beside it.
    }
    this.#database.close();
  }

  /** Tries until nobody else holds the database, up to the limit; then the error of the last try. */
  async #whenFree<T>(attempt: () => T): Promise<T> {
    this.#file.requireInPlace();
    const deadline = performance.now() + this.#busyWaitMillis;
    for (let pause = 5; ; pause = Math.min(pause * 2, 100)) {
      try {
        return attempt();
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error;
      }
      await sleep(pause);
    }
  }

  async #commit(): Promise<void> {
    try {
      await execAside(this.#database, "COMMIT");
    } catch (error) {
      // A COMMIT that failed (disk full) leaves the transaction open, and the next one needs the connection.
      this.#rollback();
      throw error;
    }
    await this.#checkpoints.afterCommit();
  }

  #rollback(): void {
    // SQLite may have rolled back by itself.
    if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
  }

  #executeNow({ sql, args }: SqlStatement) {
    const { statement, columns } = this.#prepare(sql);
    const values = args.map(bindable);
    try {
      if (columns === null) {
        return { ...NO_ROWS, rowsAffected: statement.run(values).changes };
      }
      return { ...columns, rows: statement.all(values), rowsAffected: 0 };
    } catch (error) {
      // A statement that failed half-way may still hold its read lock: it is not used again.
      this.#statements.delete(sql);
      throw error;
    }
  }

  #prepare(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    const prepared = { statement, columns: statement.reader ? columnsOf(statement.raw(true)) : null };
    this.#statements.set(sql, prepared);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size > STATEMENTS_KEPT && oldest !== undefined) this.#statements.delete(oldest);
    return prepared;
  }
}

/** A statement that may be used again, and what its rows look like; null = it gives none. */
interface Prepared {
  readonly statement: Database.Statement;
  readonly columns: { readonly columns: string[]; readonly columnTypes: string[] } | null;
}

const NO_ROWS = { columns: [], columnTypes: [], rows: [] };

/** Asked once: every question crosses into the native library, which costs as much as a small statement. */
function columnsOf(statement: Database.Statement): Prepared["columns"] {
  const columns = statement.columns();
  return {
    columns: columns.map((column) => column.name),
    columnTypes: columns.map((column) => column.type ?? ""),
  };
}

/** The native binding aborts the process when it is handed a type it does not know. */
function bindable(value: unknown): string | number | bigint | null | Uint8Array {
  switch (typeof value) {
    case "boolean":
      return value ? 1 : 0;
    case "number":
      if (Number.isFinite(value)) return value;
      break;
    case "string":
    case "bigint":
      return value;
    case "object":
      if (value === null || value instanceof Uint8Array) return value;
  }
  throw new TypeError(`SQLite cannot store a ${typeof value} of this kind`);
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && (error.rawCode ?? 0) % 256 === 5;
}
