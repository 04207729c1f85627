import type { ChildProcess } from "node:child_process";
import { startProgram } from "../db/built-program.js";

/** The whole desk, whose clock goes on from the moment it is given; it does what is due, twice, and ends. */
const DESK = `
import { startApp } from "db/../../app.js";
import { readConfig } from "db/../../config.js";
import { readEstateFile } from "db/../estate-file.js";
const [environment, at] = process.argv.slice(1);
const { config } = readConfig(JSON.parse(environment));
const { estates, robotKeys } = await readEstateFile(config.estateFile, () => undefined);
const begun = Date.now();
const clock = { now: () => new Date(Date.parse(at) + Date.now() - begun) };
const log = { info() {}, warn() {}, error: (fields, message) => console.log("error", message, JSON.stringify(fields)) };
const app = await startApp({ config, estates, robotKeys, clock, log, ticking: false });
console.log("working");
await app.runner.settle();
await app.runner.settle();
await app.stop();
console.log("done");
`;

/** A desk in a process of its own that may be killed. */
export interface ClockedDesk {
  /** Resolves when it begins with what is due. */
  readonly working: Promise<void>;
  /** Resolves with what it said until it ended. */
  readonly ended: Promise<string>;
  readonly child: ChildProcess;
}

/** Starts the compiled desk at that moment of its own clock. */
export function startClockedDesk(environment: Readonly<Record<string, string>>, at: Date): ClockedDesk {
  const child = startProgram(DESK, JSON.stringify(environment), at.toISOString());
  let said = "";
  const ended = new Promise<string>((resolve) => child.once("close", () => resolve(said)));
  const working = new Promise<void>((resolve) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("working")) resolve();
    });
    child.once("close", () => resolve());
  });
  return { working, ended, child };
}
