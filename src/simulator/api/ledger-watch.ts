import type { Database } from "../../edges/db/open-database.js";
import { ledgerPrint } from "./ledger-view.js";

/** Notices that the ledger changed, by looking at it. */
export interface LedgerWatch {
  /** Something happened that may have changed it. */
  suspect(): void;
  stop(): void;
}

/** Long enough for the desk to have committed what a message caused. */
const PATIENCE_MILLIS = 150;
/** Looking takes time from the desk: while much happens at once, it is looked at less often. */
const LEAST_GAP_MILLIS = 500;
const SHARE = 20;
/** Sweeps change the ledger without a message; while somebody watches, it is looked at this often. */
const ROUND_MILLIS = 2_000;

export function watchLedger(terms: {
  database: () => Database;
  isWatched: () => boolean;
  onChange: () => void;
}): LedgerWatch {
  let print = "";
  let timer: NodeJS.Timeout | null = null;
  let looking = false;
  let notBefore = 0;

  async function look(): Promise<void> {
    timer = null;
    if (looking || !terms.isWatched()) return;
    looking = true;
    const begun = performance.now();
    try {
      const seen = await ledgerPrint(terms.database());
      if (seen !== print) terms.onChange();
      print = seen;
    } catch {
      // The desk is being restarted or the database is busy: the next round looks again.
    } finally {
      looking = false;
      const ended = performance.now();
      notBefore = ended + Math.max(LEAST_GAP_MILLIS, (ended - begun) * SHARE);
    }
  }

  const suspect = () => {
    const wait = Math.max(PATIENCE_MILLIS, notBefore - performance.now());
    timer ??= setTimeout(() => void look(), wait).unref();
  };
  const round = setInterval(suspect, ROUND_MILLIS);
  round.unref();
  return {
    suspect,
    stop() {
      clearInterval(round);
      if (timer) clearTimeout(timer);
    },
  };
}
