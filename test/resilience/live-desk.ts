import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, startApp } from "../../src/app.js";
import { readConfig } from "../../src/config.js";
import type { Triager } from "../../src/desk/desk-deps.js";
import type { Provider } from "../../src/edges/db/database-url.js";
import { readEstateFile } from "../../src/edges/estate-file.js";
import { createLogger } from "../../src/edges/logger.js";
import { createFlowingClock, type MovableClock } from "../../src/simulator/movable-clock.js";
import { createEmptyPlace } from "../db/open-test-database.js";
import type { LogLine } from "./desk-process.js";
import { type StandInTenant, startTenant } from "./stand-in-tenant.js";

/** The whole desk in this process, behind real HTTP, its log within reach. */
export interface LiveDesk {
  readonly app: App;
  readonly tenant: StandInTenant;
  readonly clock: MovableClock;
  readonly url: string;
  readonly databaseUrl: string;
  /** Lines since the last look. */
  newLog(): LogLine[];
  /** Rows of every table that a stranger's words must not change. */
  rows(): Promise<Readonly<Record<string, number>>>;
  /** Waits until neither desk nor platform has anything to do. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export interface LiveDeskSettings {
  readonly provider: Provider;
  /** True: sweeps tick as they do in service. */
  readonly ticking?: boolean;
  readonly triager?: Triager;
}

function createLogBook() {
  const lines: LogLine[] = [];
  const log = createLogger({
    level: "info",
    destination: { write: (line: string) => void lines.push(JSON.parse(line)) },
  });
  return { log, take: () => lines.splice(0) };
}

async function countRows({ database: { client } }: App): Promise<Record<string, number>> {
  return {
    inbound: await client.inboundMessage.count(),
    outbound: await client.outboundMessage.count(),
    records: await client.caseRecord.count(),
    entries: await client.ledgerEntry.count(),
    duties: await client.duty.count(),
    residents: await client.resident.count(),
    conversations: await client.conversation.count(),
    cursors: await client.syncCursor.count(),
    attachments: await client.attachment.count(),
  };
}

/** Starts it on a ledger of its own. */
export async function startLiveDesk(settings: LiveDeskSettings): Promise<LiveDesk> {
  const folder = await mkdtemp(join(tmpdir(), "guanjia-live-"));
  const place = await createEmptyPlace(settings.provider);
  const clock = createFlowingClock();
  const tempo = { retryPauseMillis: 20, pollPauseMillis: 50, patienceMillis: 12_000 };
  const tenant = await startTenant({ folder, tempo, clock: () => clock.now() });
  const config = readConfig({ ...tenant.environment, PORT: "0", HOST: "127.0.0.1", DATA_DIR: folder });
  const file = await readEstateFile(join(folder, "estate.yaml"), () => undefined);
  if (config.kind === "problems") throw new Error(config.problems.join("; "));
  if (file.kind === "problems") throw new Error(file.problems.join("; "));
  const { log, take } = createLogBook();
  const app = await startApp({
    config: { ...config.config, databaseUrl: place.url },
    estates: file.estates,
    robotKeys: file.robotKeys,
    clock,
    log,
    ticking: settings.ticking ?? false,
    ...(settings.triager ? { triager: settings.triager } : {}),
  });
  const url = `http://127.0.0.1:${app.address.port}`;
  tenant.standIn.pointDeskAt(url);
  return {
    app,
    tenant,
    clock,
    url,
    databaseUrl: place.url,
    newLog: take,
    rows: () => countRows(app),
    async settle() {
      for (let round = 0; round < 3; round += 1) {
        await tenant.standIn.quiet();
        await app.runner.settle();
      }
    },
    async stop() {
      await app.stop();
      await tenant.standIn.stop();
      await place.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
