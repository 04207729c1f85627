import Database from "libsql";
import { execAside } from "./sqlite-aside.js";

/** Commits from one checkpoint to the next: about as many pages as SQLite itself would let gather. */
const COMMITS_BETWEEN = 100;

/** Pages in the log (4 kB each) at which a commit makes a checkpoint itself: for commits of unusual size. */
const MOST_LOG_PAGES = 4_000;

/** What a connection is told so that its commits leave the checkpoints to others. */
export const LATE_CHECKPOINTS = `PRAGMA wal_autocheckpoint = ${MOST_LOG_PAGES};`;

/** Waits for nobody, and nobody waits for it. */
const PASSIVE = "PRAGMA wal_checkpoint(PASSIVE)";

/** Moves what was committed from the log into the ledger's file. */
export interface Checkpoints {
  /** To be waited for after every commit, before the connection is used again. */
  afterCommit(): Promise<void>;
  /** Resolves when none is under way. */
  idle(): Promise<void>;
  /** Begins no further one; resolves when none is under way. */
  stop(): Promise<void>;
}

/**
 * Checkpoints over a connection of their own, on a thread of the native library: a commit that does one waits
 * for the disk ten to a hundred times longer than others, and with it every webhook. What was committed
 * meanwhile is little, and moved by the writer itself: only a log that is done to its end begins anew, and to
 * write over an old log costs a third of what it costs to make it longer. Durability does not hang on any of
 * this, the log is flushed with every commit; a checkpoint that fails is made up for by the next.
 */
export function createCheckpoints(path: string, writer: Database.Database): Checkpoints {
  let aside: Database.Database | null = null;
  let commits = 0;
  let running: Promise<void> | null = null;
  let isNearlyDone = false;
  let isStopped = false;

  async function checkpointAside(): Promise<void> {
    if (aside === null) {
      aside = new Database(path, { timeout: 0 });
      await execAside(aside, "PRAGMA synchronous = FULL");
    }
    await execAside(aside, PASSIVE);
    isNearlyDone = true;
  }

  async function finish(): Promise<void> {
    isNearlyDone = false;
    await execAside(writer, PASSIVE).catch(() => undefined);
  }

  return {
    async afterCommit() {
      if (isNearlyDone) await finish();
      commits += 1;
      if (commits < COMMITS_BETWEEN || running !== null || isStopped) return;
      commits = 0;
      running = checkpointAside()
        .catch(() => undefined)
        .finally(() => {
          running = null;
        });
    },
    async idle() {
      await running;
    },
    async stop() {
      isStopped = true;
      await running;
      aside?.close();
      aside = null;
    },
  };
}
