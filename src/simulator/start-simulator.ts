import { access, mkdir } from "node:fs/promises";
import type { Config, Environment } from "../config.js";
import { readEstateFile } from "../edges/estate-file.js";
import { createLogger } from "../edges/logger.js";
import { createApiRoutes } from "./api/routes.js";
import { ledgerPath } from "./ledger-file.js";
import { MEMORY_FILE, readMemory, type SimulatorMemory } from "./memory-file.js";
import { createFlowingClock } from "./movable-clock.js";
import { createPageRoutes } from "./page-routes.js";
import { createPlayground, type Playground, readWayBack } from "./playground.js";
import { startSimulation } from "./simulation.js";

/** Pauses that make the page lively; all else is as on the real platform. */
const LIVELY = { pollPauseMillis: 300, retryPauseMillis: 500 };

/** Phones without their ledger would show what nobody knows of any more. */
async function recall(config: Config): Promise<SimulatorMemory | null> {
  const path = ledgerPath(config.databaseUrl);
  const ledgerIsThere =
    path === null ||
    (await access(path).then(
      () => true,
      () => false,
    ));
  return ledgerIsThere ? readMemory(config.dataDir, MEMORY_FILE) : null;
}

/** The simulator with its page, running. */
export async function openSimulator(
  config: Config,
  file: Extract<Awaited<ReturnType<typeof readEstateFile>>, { kind: "estates" }>,
  terms: { log: ReturnType<typeof createLogger>; pace: number },
) {
  const { log, pace } = terms;
  await mkdir(config.dataDir, { recursive: true });
  const memory = await recall(config);
  const wayBack = memory ? await readWayBack(config.dataDir, memory.aheadMillis) : null;
  const clock = createFlowingClock();
  if (memory) clock.moveTo(new Date(Date.now() + memory.aheadMillis));
  let playground: Playground | null = null;
  const pageRoutes = createPageRoutes();
  const simulation = await startSimulation({
    config,
    estates: file.estates,
    robotKeys: file.robotKeys,
    clock,
    log,
    tempo: LIVELY,
    ...(memory ? { standInState: memory.standIn } : {}),
    routes(running) {
      playground ??= createPlayground(running, { log, residents: memory?.residents ?? null, wayBack, pace });
      return [pageRoutes, createApiRoutes(playground)];
    },
    onDeskStopping: () => playground?.live.hangUp(),
    ticking: true,
  });
  if (!playground) throw new Error("the desk was started without the page");
  const opened: Playground = playground;
  return {
    simulation,
    playground: opened,
    async stop() {
      await opened.close();
      await simulation.stop();
    },
  };
}

/** Starts the desk with the simulator around it and says where the page is. */
export async function startSimulator(config: Config, environment: Environment) {
  const log = createLogger({ level: config.logLevel });
  const file = await readEstateFile(config.estateFile, (name) => environment[name]);
  if (file.kind === "problems") throw new Error(file.problems.join("\n"));
  for (const warning of [...config.warnings, ...file.warnings]) log.warn({ warning }, "configuration");
  const { simulation, stop } = await openSimulator(config, file, { log, pace: 1 });
  const { host, port } = simulation.app().address;
  log.info({ host, port, simulator: true }, "listening");
  process.stderr.write(`管家模拟器已启动，请用浏览器打开 http://${host}:${port}/\n`);
  return { stop, log };
}
