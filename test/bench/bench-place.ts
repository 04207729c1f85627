import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DeskProcess, freePort, spawnDesk } from "../resilience/desk-process.js";
import { type StandInTenant, startTenant } from "../resilience/stand-in-tenant.js";

/** A platform on loopback and a folder for ledgers. */
export interface BenchPlace {
  readonly tenant: StandInTenant;
  readonly folder: string;
  readonly url: string;
  /** Starts the compiled desk on the ledger of this place and waits until it listens. */
  startDesk(): Promise<{ desk: DeskProcess; afterMillis: number }>;
  clear(): Promise<void>;
}

/** Makes a place with an empty SQLite ledger. */
export async function preparePlace(): Promise<BenchPlace> {
  const folder = await mkdtemp(join(tmpdir(), "guanjia-bench-"));
  const tenant = await startTenant({ folder, tempo: { patienceMillis: 30_000, wireLimit: 200 } });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  tenant.standIn.pointDeskAt(url);
  return {
    tenant,
    folder,
    url,
    async startDesk() {
      const desk = spawnDesk({
        ...tenant.environment,
        PORT: String(port),
        DATA_DIR: folder,
        LOG_LEVEL: "warn",
      });
      // Nothing below warnings is said, so the door is knocked at.
      return { desk, afterMillis: await answersAfter(url, desk.startedAt) };
    },
    async clear() {
      await tenant.standIn.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const DEADLINE_MILLIS = 30_000;

async function answersAfter(url: string, startedAt: number): Promise<number> {
  while (performance.now() - startedAt < DEADLINE_MILLIS) {
    const answered = await fetch(`${url}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return performance.now() - startedAt;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("the desk does not answer");
}

/** Memory the process holds, in MB, as it says itself. */
export async function residentMegabytes(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const bytes = /^process_resident_memory_bytes (\S+)$/m.exec(metrics)?.[1];
  if (bytes === undefined) throw new Error("the desk does not tell its memory");
  return Number(bytes) / 2 ** 20;
}

/** A gauge of /metrics. */
export async function gauge(url: string, name: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(metrics)?.[1] ?? Number.NaN);
}
