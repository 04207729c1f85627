import { startApp } from "./app.js";
import { type Config, readConfig, readEnvironment } from "./config.js";
import { readEstateFile } from "./edges/estate-file.js";
import { createLogger } from "./edges/logger.js";

/** Says what is wrong and what would be right, then ends: a desk that cannot work must not pretend to. */
function refuseToStart(problems: readonly string[]): never {
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exit(1);
}

async function startReal(config: Config, environment: Readonly<Record<string, string | undefined>>) {
  const log = createLogger({ level: config.logLevel });
  const file = await readEstateFile(config.estateFile, (name) => environment[name]);
  if (file.kind === "problems") return refuseToStart(file.problems);
  for (const warning of [...config.warnings, ...file.warnings]) log.warn({ warning }, "configuration");
  const clock = { now: () => new Date() };
  const app = await startApp({
    config,
    estates: file.estates,
    robotKeys: file.robotKeys,
    clock,
    log,
    ticking: true,
  });
  log.info({ ...app.address, estates: file.estates.length }, "listening");
  return { stop: () => app.stop(), log };
}

async function main(): Promise<void> {
  const environment = readEnvironment();
  const outcome = readConfig(environment);
  if (outcome.kind === "problems") return refuseToStart(outcome.problems);
  const { config } = outcome;
  // Heard from the first moment: a stop during the start waits for it and then stops.
  const stopAsked = new Promise<string>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => resolve(signal));
  });
  const running = config.simulator
    ? await (await import("./simulator/start-simulator.js")).startSimulator(config, environment)
    : await startReal(config, environment);
  const signal = await stopAsked;
  running.log.info({ signal }, "stopping");
  await running.stop();
  process.exit(0);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
