import { rm } from "node:fs/promises";
import { join } from "node:path";
import type Router from "@koa/router";
import { type App, startApp } from "../app.js";
import type { Config } from "../config.js";
import type { ReportPictures } from "../desk/draw-report.js";
import type { Log } from "../desk/ports.js";
import type { RobotKeys } from "../edges/estate-file.js";
import type { Estate } from "../rules/estate.js";
import { copyLedger, deleteLedger, ledgerPath, putLedgerBack } from "./ledger-file.js";
import type { MovableClock } from "./movable-clock.js";
import { createPainting, type Painting } from "./painting.js";
import { simulateTenant } from "./simulated-wecom.js";
import { createTimeMachine, type TimeMachine } from "./time-machine.js";
import type { Tempo } from "./wecom/options.js";
import { type StandIn, startStandIn } from "./wecom/stand-in.js";
import type { StandInState } from "./wecom/state.js";

export interface SimulationSettings {
  readonly config: Config;
  readonly estates: readonly Estate[];
  readonly robotKeys: RobotKeys;
  readonly clock: MovableClock;
  readonly log: Log;
  readonly tempo?: Partial<Tempo>;
  /** What the phones showed when an earlier simulation on this ledger ended. */
  readonly standInState?: StandInState;
  /** The page's routes; the desk serves them. */
  readonly routes?: (simulation: Simulation) => readonly Router[];
  /** Told before the desk stops, so that whatever keeps its connections open lets go. */
  readonly onDeskStopping?: () => void;
  /** False in stories: only the time machine moves the desk. */
  readonly ticking: boolean;
}

/** A desk and its stand-in WeCom, talking over HTTP, with one clock for both. */
export interface Simulation {
  readonly estates: readonly Estate[];
  readonly robotKeys: RobotKeys;
  /** Folder of the ledger and of what the desk saved. */
  readonly dataDir: string;
  readonly clock: MovableClock;
  readonly standIn: StandIn;
  readonly machine: TimeMachine;
  /** Pictures of reports. */
  readonly painting: Painting;
  readonly app: () => App;
  /** Whether the ledger can be emptied and set back; only SQLite can. */
  readonly canReset: boolean;
  /** Stops the desk and starts it again on the same ledger, as after a crash. */
  restart(): Promise<void>;
  /** Forgets everything: an empty ledger, empty phones; the desk begins at that moment, or now. */
  reset(beginAt?: Date): Promise<void>;
  /** Keeps a copy of the ledger as it stands; the phones are the caller's (`standIn.snapshot`). */
  keepLedger(copy: string): Promise<void>;
  /** Everything as it was when that copy was kept, at real time. */
  returnTo(kept: { ledger: string; standIn: StandInState }): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the desk as it would be started against the real platform, only with another address. */
function createDesk(
  settings: SimulationSettings,
  platform: {
    config: Config;
    standIn: StandIn;
    pictures: ReportPictures;
    routes: () => readonly Router[];
  },
) {
  const { estates, robotKeys, clock, log, ticking } = settings;
  let { listen } = platform.config;
  let app: App | null = null;
  const running = () => {
    if (!app) throw new Error("the desk does not run");
    return app;
  };
  return {
    running,
    async start(): Promise<void> {
      const config = { ...platform.config, listen };
      const { pictures } = platform;
      const extraRoutes = platform.routes();
      app = await startApp({ config, estates, robotKeys, clock, log, ticking, extraRoutes, pictures });
      // A restart keeps the port it was given, so that the platform still finds the desk.
      listen = { host: listen.host, port: app.address.port };
      platform.standIn.pointDeskAt(`http://127.0.0.1:${app.address.port}`);
    },
    async stop(): Promise<void> {
      settings.onDeskStopping?.();
      await running().stop();
    },
  };
}

function countCrossings(standIn: StandIn): () => number {
  let crossings = 0;
  standIn.subscribe((news) => {
    if (news.topic === "wire") crossings += 1;
  });
  return () => crossings;
}

/** Emptying the ledger, keeping a copy of it, and setting it back. */
function createKeeping(
  { config, clock }: SimulationSettings,
  { desk, standIn }: { desk: ReturnType<typeof createDesk>; standIn: StandIn },
): Pick<Simulation, "canReset" | "reset" | "keepLedger" | "returnTo"> {
  const path = ledgerPath(config.databaseUrl);
  const ledgerFile = () => {
    if (!path) throw new Error("only a SQLite ledger can be emptied, copied and set back here");
    return path;
  };
  return {
    canReset: path !== null,
    async reset(beginAt) {
      const ledger = ledgerFile();
      await desk.stop();
      await deleteLedger(ledger);
      for (const folder of ["media", "exports"]) {
        await rm(join(config.dataDir, folder), { recursive: true, force: true });
      }
      standIn.reset();
      if (beginAt) clock.moveTo(beginAt);
      else clock.backToReal();
      await desk.start();
    },
    async keepLedger(copy) {
      ledgerFile();
      await copyLedger(desk.running().database, copy);
    },
    async returnTo(kept) {
      const ledger = ledgerFile();
      await desk.stop();
      await putLedgerBack(kept.ledger, ledger);
      standIn.restore(kept.standIn);
      clock.backToReal();
      await desk.start();
    },
  };
}

/** Phones that remember less than the ledger, or nothing, must not use its places in the log again. */
async function catchUpWithLedger({ app, standIn }: Simulation): Promise<void> {
  const cursors = await app().database.client.syncCursor.findMany();
  for (const { accountId, cursor } of cursors) if (cursor) standIn.passCursor(accountId, cursor);
}

/** Starts both; the desk talks to the stand-in as to the real platform. */
export async function startSimulation(settings: SimulationSettings): Promise<Simulation> {
  const { estates, robotKeys, clock, config, tempo, standInState } = settings;
  const tenant = simulateTenant(estates, robotKeys);
  const standIn = await startStandIn({
    ...tenant.standIn,
    clock: () => clock.now(),
    ...(tempo ? { tempo } : {}),
    ...(standInState ? { state: standInState } : {}),
  });
  const painting = createPainting(config.dataDir);
  const desk = createDesk(settings, {
    pictures: painting,
    config: { ...config, wecom: tenant.credentials, wecomApiBase: standIn.address },
    standIn,
    routes: () => settings.routes?.(simulation) ?? [],
  });
  const simulation: Simulation = {
    estates,
    robotKeys,
    dataDir: config.dataDir,
    clock,
    standIn,
    painting,
    machine: createTimeMachine({
      clock,
      runner: () => desk.running().runner,
      platformQuiet: () => standIn.quiet(),
      crossings: countCrossings(standIn),
    }),
    app: desk.running,
    async restart() {
      await desk.stop();
      await desk.start();
    },
    ...createKeeping(settings, { desk, standIn }),
    async stop() {
      await desk.stop();
      await standIn.stop();
    },
  };
  await desk.start();
  await catchUpWithLedger(simulation);
  return simulation;
}
