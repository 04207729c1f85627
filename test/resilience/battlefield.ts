import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Provider } from "../../src/edges/db/database-url.js";
import { type Database, openDatabase } from "../../src/edges/db/open-database.js";
import { createEmptyPlace } from "../db/open-test-database.js";
import { findProblems, meantForNow } from "./ledger-audit.js";
import type { SentByStaff } from "./staff-at-work.js";
import { type StandInTenant, startTenant } from "./stand-in-tenant.js";
import type { SentByResident } from "./traffic.js";

/**
 * Refusals that a kill earns by right: the platform knew the message already, or it had counted one (45009)
 * that the desk died before noting. That message waits and goes out later, so nothing is lost by it.
 */
const EARNED = [42014, 42022, 45009, 95099];

/** What people said while desks came and went. */
export interface Said {
  readonly fromResidents: readonly SentByResident[];
  readonly fromStaff: readonly SentByStaff[];
}

/** A platform and an empty ledger, and what any number of desks there are started with. */
export interface Battlefield {
  readonly tenant: StandInTenant;
  /** All but the port. */
  readonly environment: Readonly<Record<string, string>>;
  /** Waits until nothing is left to do; returns the seconds that took, at most so many. */
  settled(messages: number, withinMillis: number): Promise<number>;
  /** What was lost, doubled or out of order, and what the platform had to refuse. */
  problems(said: Said): Promise<string[]>;
  clear(): Promise<void>;
}

async function isSettled({ client }: Database, messages: number): Promise<boolean> {
  const residents = await client.inboundMessage.count({ where: { channel: "kf", state: "handled" } });
  const waiting = await client.inboundMessage.count({ where: { state: "waiting" } });
  const unsent = await client.outboundMessage.count({ where: { state: "waiting", ...meantForNow() } });
  const unfetched = await client.attachment.count({ where: { state: "waiting" } });
  return residents >= messages && waiting + unsent + unfetched === 0;
}

/** Makes the place: real time, real encryption, a ledger of its own. */
export async function prepareBattlefield(provider: Provider): Promise<Battlefield> {
  const folder = await mkdtemp(join(tmpdir(), "guanjia-fire-"));
  const place = await createEmptyPlace(provider);
  const tenant = await startTenant({
    folder,
    // The platform's retries outlive a restart, as the real ones do.
    tempo: { retryPauseMillis: 1_500, pollPauseMillis: 500, pollsAtMost: 2_000, wireLimit: 50_000 },
  });
  const { standIn, estate } = tenant;
  const [openKfId = ""] = estate.kfAccounts;
  let opened: Database | null = null;
  // Not before a desk has made the tables.
  const database = async () => {
    opened ??= await openDatabase(place.url, { poolSize: 2 });
    return opened;
  };
  return {
    tenant,
    environment: { ...tenant.environment, DATA_DIR: folder, DATABASE_URL: place.url },
    async settled(messages, withinMillis) {
      const begun = performance.now();
      const ledger = await database();
      while (performance.now() - begun < withinMillis && !(await isSettled(ledger, messages))) {
        await pause(500);
      }
      return Math.round((performance.now() - begun) / 1_000);
    },
    async problems(said) {
      const { client } = await database();
      const found = await findProblems({ ...said, client, standIn, estate, openKfId, dataDir: folder });
      const unearned = standIn.violations().filter(({ errcode }) => !EARNED.includes(errcode ?? 0));
      return [...found, ...unearned.map((violation) => `refused: ${JSON.stringify(violation)}`)];
    },
    async clear() {
      await opened?.close();
      await standIn.stop();
      await place.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
