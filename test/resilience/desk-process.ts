import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { resolve } from "node:path";

/** Compiled before the tests run; npm starts them in the root of the checkout. */
const MAIN = resolve("dist/main.js");
const START_MILLIS = 30_000;

/** One line of the desk's log. */
export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** The compiled desk in a process of its own. */
export interface DeskProcess {
  readonly pid: number;
  readonly startedAt: number;
  /** Resolves when it says that it listens; rejects when it ends before, or never does. */
  readonly listening: Promise<{ port: number; afterMillis: number }>;
  log(): readonly LogLine[];
  /** What it said that was no log line. */
  complaints(): string;
  /** SIGKILL: no goodbye. Resolves once it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** A port that is free now, so that a desk can be started on it again and again. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

function collectLines(child: ChildProcess, onLine: (line: string) => void): void {
  let rest = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
}

function parseLine(line: string): LogLine | null {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Starts the desk with these variables and nothing of this process's environment but the path. */
export function spawnDesk(environment: Readonly<Record<string, string>>): DeskProcess {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH ?? "", TZ: "UTC", HOST: "127.0.0.1", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log: LogLine[] = [];
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    complaints += chunk;
  });
  const exited = once(child, "exit");
  const listening = new Promise<{ port: number; afterMillis: number }>((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Error("the desk does not listen")), START_MILLIS);
    child.once("exit", (code, signal) => {
      clearTimeout(tooLate);
      reject(new Error(`the desk ended (${code ?? signal}) before it listened: ${complaints}`));
    });
    collectLines(child, (text) => {
      const line = parseLine(text);
      if (!line) complaints += `${text}\n`;
      else log.push(line);
      if (line?.msg !== "listening") return;
      clearTimeout(tooLate);
      resolve({ port: Number(line.port), afterMillis: performance.now() - startedAt });
    });
  });
  // Whoever kills a desk while it starts does not wait for it to listen.
  listening.catch(() => undefined);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
    return child.exitCode;
  };
  return {
    pid: child.pid ?? 0,
    startedAt,
    listening,
    log: () => log,
    complaints: () => complaints,
    kill: async () => {
      await end("SIGKILL");
    },
    stop: () => end("SIGTERM"),
  };
}
