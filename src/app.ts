import { join } from "node:path";
import type Router from "@koa/router";
import type { Config } from "./config.js";
import { createCheckReadiness, type Readiness, type WatchedSweep } from "./desk/check-readiness.js";
import type { DeskDeps, Triager } from "./desk/desk-deps.js";
import type { ReportPictures } from "./desk/draw-report.js";
import { errorCode } from "./desk/errors.js";
import type { Clock, Log, UnitOfWork } from "./desk/ports.js";
import type { TimedSweep } from "./desk/timed-sweep.js";
import { createDeskRunner, type DeskRunner } from "./desk-runner.js";
import { type AuditWatch, createAuditWatch } from "./edges/audit-watch.js";
import { createChineseScript } from "./edges/chinese-script.js";
import { providerOf } from "./edges/db/database-url.js";
import { migrateDatabase } from "./edges/db/migrate.js";
import { type Database, openDatabase } from "./edges/db/open-database.js";
import { createUnitOfWork } from "./edges/db/unit-of-work.js";
import type { RobotKeys } from "./edges/estate-file.js";
import { addFigureMetrics } from "./edges/figure-metrics.js";
import { createForeground, type Foreground } from "./edges/foreground.js";
import { createHealthRoutes } from "./edges/http/health-routes.js";
import { createHttpServer } from "./edges/http/server.js";
import { createWebhookRoutes } from "./edges/http/webhook-routes.js";
import { addModelMetrics } from "./edges/llm/model-metrics.js";
import { createMetrics } from "./edges/metrics.js";
import { createExportEdges } from "./edges/reports/chat-exports.js";
import { createReportPictures } from "./edges/reports/report-pictures.js";
import { type Scheduler, startScheduler } from "./edges/scheduler.js";
import { type BotSocket, createBotSocket } from "./edges/wecom/bot-socket.js";
import { createCallbacks } from "./edges/wecom/callbacks.js";
import { createServicerRoster } from "./edges/wecom/kf-service-state.js";
import { removeLeftDrafts } from "./edges/wecom/media-vault.js";
import { createWecomOutbound } from "./edges/wecom/wecom-outbound.js";
import { chineseHolidays } from "./edges/working-days.js";
import { createModelDesk } from "./model-desk.js";
import type { Estate } from "./rules/estate.js";
import { estateDirectory } from "./rules/estate-directory.js";
import { triage } from "./rules/triage/triage.js";
import { createTimedSweeps } from "./timed-sweeps.js";

/** Everything a desk is started with. The clock is an argument so that the simulator can move it. */
export interface AppSettings {
  readonly config: Config;
  readonly estates: readonly Estate[];
  readonly robotKeys: RobotKeys;
  readonly clock: Clock;
  readonly log: Log;
  /** Instead of what `config.model` asks for. */
  readonly triager?: Triager;
  /** Instead of the usual pictures of reports. */
  readonly pictures?: ReportPictures;
  /** Routes of the simulator's page. */
  readonly extraRoutes?: readonly Router[];
  /** False = nothing ticks by itself: stories and the time machine drive the desk. */
  readonly ticking: boolean;
}

export interface App {
  readonly runner: DeskRunner;
  readonly address: { readonly host: string; readonly port: number };
  /** For those who show the ledger; whatever changes it goes through the desk. */
  readonly database: Database;
  checkReadiness(): Promise<Readiness>;
  /** Takes no new requests, finishes what is under way, closes the database. Bounded. */
  stop(): Promise<void>;
}

const MINUTE = 60_000;

/** Silence of a sweep that /readyz reports: some missed ticks, so that one slow run is no alarm. */
const WATCHED: readonly WatchedSweep[] = [
  { name: "inbox", maxAgeMillis: MINUTE },
  { name: "outbox", maxAgeMillis: MINUTE },
  { name: "attachments", maxAgeMillis: 10 * MINUTE },
  { name: "nudges", maxAgeMillis: 2 * MINUTE },
  { name: "audit", maxAgeMillis: 20 * MINUTE },
];

/** Timers that end with the desk. */
function createTimers() {
  const timers = new Set<NodeJS.Timeout>();
  return {
    later(millis: number, work: () => void): void {
      const timer = setTimeout(() => {
        timers.delete(timer);
        work();
      }, millis);
      timers.add(timer);
    },
    clear(): void {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** The long connection of the 智能机器人, when the tenant chose it instead of the webhook. */
function createSocket({ config, clock, log }: AppSettings, deps: DeskDeps): BotSocket | null {
  const bot = config.wecom?.bot;
  if (bot?.mode !== "socket") return null;
  const isAlone = providerOf(config.databaseUrl) === "sqlite";
  return createBotSocket({ credentials: bot, stores: deps.unitOfWork.stores, clock, log, isAlone });
}

interface Watches {
  readonly socket: BotSocket | null;
  readonly audits: AuditWatch;
  readonly sweeps: readonly TimedSweep[];
}

function createReadiness(settings: AppSettings, deps: DeskDeps, watches: Watches) {
  const { socket, audits } = watches;
  const sweeps = settings.ticking ? [...WATCHED, ...watches.sweeps] : [];
  const check = createCheckReadiness({ ...deps, sweeps, startedAt: deps.clock.now() });
  return async (): Promise<Readiness> => {
    const readiness = await check();
    const audit = audits.latest();
    const problems = [...readiness.problems, ...audit.problems];
    const warnings = [...readiness.warnings, ...audit.warnings, ...(socket?.warnings() ?? [])];
    return { ready: problems.length === 0, problems, warnings };
  };
}

function createOutbound(settings: AppSettings, deps: DeskDeps, socket: BotSocket | null) {
  const { config, robotKeys, clock, log } = settings;
  const { corpId, app, bot } = config.wecom ?? { corpId: null, app: null, bot: null };
  return createWecomOutbound(
    {
      apiBase: config.wecomApiBase,
      app: corpId && app ? { corpId, agentId: app.agentId, secret: app.secret } : null,
      botAesKey: bot?.mode === "webhook" ? bot.aesKey : null,
      dataFolder: config.dataDir,
    },
    {
      clock,
      log,
      robotKeyOf: (estateId, group) => robotKeys[estateId]?.[group] ?? null,
      findInbound: (id) => deps.unitOfWork.stores.inbound.find(id),
      ...(socket && { bot: socket.courier }),
    },
  );
}

/** A crash in the middle of a download leaves half a file. */
async function clearDownloads({ dataDir, databaseUrl }: Config, log: Log): Promise<void> {
  const left = await removeLeftDrafts(join(dataDir, "media"), providerOf(databaseUrl) === "sqlite");
  if (left > 0) log.info({ left }, "left_downloads_removed");
}

function createFigures({ estates, clock }: AppSettings, unitOfWork: UnitOfWork) {
  const sources = { unitOfWork, estates, clock };
  return addFigureMetrics(addModelMetrics(createMetrics(unitOfWork, clock), sources), sources);
}

function createDeps({ config, estates, clock, log, triager }: AppSettings, unitOfWork: UnitOfWork) {
  const rest = {
    unitOfWork,
    clock,
    log,
    script: createChineseScript(),
    directory: estateDirectory(estates.map((estate) => ({ ...estate, holidays: chineseHolidays() }))),
  };
  const modelDesk = createModelDesk(triager ? { model: null } : config, rest);
  const { followUps } = modelDesk;
  const reading = { triager: triager ?? modelDesk.triager, ...(followUps ? { followUps } : {}) };
  return { modelDesk, deps: { ...rest, ...reading } satisfies DeskDeps };
}

/** The first message would wait for the triage's weights and the two scripts to be unpacked, and all behind it. */
function warmUp({ script }: DeskDeps): void {
  setImmediate(() => triage(script.toSimplified("在吗"), { buildings: [] }));
}

function startTicking(runner: DeskRunner, deps: DeskDeps): Scheduler {
  const scheduler = startScheduler(runner.jobs, (job, error) =>
    deps.log.error({ job, error: errorCode(error) }, "job_failed"),
  );
  runner.sweep();
  warmUp(deps);
  return scheduler;
}

/**
 * Starts a desk: database up to date, estates mirrored, sweeps ticking, listening. Throws when the database
 * cannot be used or the address is taken; nothing is left running then.
 */
export async function startApp(settings: AppSettings): Promise<App> {
  const { databaseUrl } = settings.config;
  await migrateDatabase(databaseUrl);
  const foreground = createForeground();
  const database = await openDatabase(databaseUrl, { lull: foreground.lull });
  try {
    return await startOn(database, settings, foreground);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function startOn(database: Database, settings: AppSettings, foreground: Foreground): Promise<App> {
  const { config, estates, clock, log } = settings;
  const unitOfWork = createUnitOfWork(database, foreground.lull);
  await unitOfWork.run((stores) => stores.estates.mirror(estates, clock.now()));
  await clearDownloads(config, log);
  const { deps, modelDesk } = createDeps(settings, unitOfWork);
  const timers = createTimers();
  const socket = createSocket(settings, deps);
  const audits = createAuditWatch(config.heartbeatUrl, log);
  const { serviceStates, ...edges } = createOutbound(settings, deps, socket);
  const servicers = createServicerRoster(serviceStates);
  const reports = {
    pictures: settings.pictures ?? createReportPictures(config.dataDir),
    problems: () => audits.latest().problems,
  };
  const sweeps = createTimedSweeps(deps, reports, createExportEdges(database.client, config.dataDir));
  const around = { sweeps, servicers, later: timers.later, lull: foreground.lull, onAudit: audits.onAudit };
  const runner = modelDesk.accompany(createDeskRunner(deps, { ...edges, ...around }));
  const checkReadiness = createReadiness(settings, deps, { socket, audits, sweeps });
  const server = createHttpServer({
    log,
    routes: [
      createWebhookRoutes(
        createCallbacks({ wecom: config.wecom, desk: runner.webhooks, clock, log }),
        foreground,
      ),
      createHealthRoutes({ checkReadiness, metrics: createFigures(settings, unitOfWork) }),
      ...(settings.extraRoutes ?? []),
    ],
  });
  const address = await server.listen(config.listen);
  socket?.start(runner.webhooks);
  const scheduler = settings.ticking ? startTicking(runner, deps) : null;
  return {
    runner,
    address,
    database,
    checkReadiness,
    async stop() {
      timers.clear();
      await scheduler?.stop();
      await server.stop();
      // Before the runner: answers under way are still being made.
      await socket?.stop();
      modelDesk.stopAsking();
      await runner.stop();
      await modelDesk.settled();
      await database.close();
    },
  };
}
