import { type BigIntStats, statSync } from "node:fs";

/** Smaller than this no SQLite file is: its first page alone holds more. */
const LEAST_BYTES = 512n;

/** The file is no longer where it was: what is written now would be lost with the next start. */
export class LedgerFileGone extends Error {
  readonly code = "LEDGER_FILE_GONE";
  constructor(what: string) {
    super(`the ledger's file was ${what} while the desk was running: stop the desk and put the file back`);
    this.name = "LedgerFileGone";
  }
}

/**
 * Watches that an open SQLite file stays in place. SQLite itself goes on writing into a file that was
 * deleted, moved or replaced, and says nothing.
 */
export function createLedgerFile(path: string): { requireInPlace(): void } {
  let opened: BigIntStats | undefined;
  return {
    /** Throws `LedgerFileGone`; costs a few microseconds. */
    requireInPlace() {
      const present = statSync(path, { bigint: true, throwIfNoEntry: false });
      // SQLite makes the file with the first statement.
      opened ??= present;
      if (!opened) return;
      if (!present) throw new LedgerFileGone("moved or deleted");
      if (present.ino !== opened.ino || present.dev !== opened.dev) throw new LedgerFileGone("replaced");
      if (present.size < LEAST_BYTES && opened.size >= LEAST_BYTES) throw new LedgerFileGone("emptied");
      opened = present;
    },
  };
}
