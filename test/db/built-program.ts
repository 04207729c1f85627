import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const COMPILER = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));

/** Compiles the sources, because a process of its own cannot run them as they are. */
export function compileProgram(): void {
  const { error, status, stdout } = spawnSync(process.execPath, [COMPILER], { cwd: ROOT });
  if (error) throw error;
  if (status !== 0) throw new Error(`the program does not compile: ${stdout}`);
}

/** Runs a module text in a process of its own; `db/…` imports come from the compiled program. */
export function startProgram(source: string, ...args: string[]): ChildProcess {
  const compiled = new URL("../../dist/edges/db/", import.meta.url).href;
  const script = source.replaceAll('"db/', `"${compiled}`);
  return spawn(process.execPath, ["--input-type=module", "-e", script, ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** What a process wrote until it ended, and how it ended. */
export async function outcomeOf(
  child: ChildProcess,
): Promise<{ output: string; code: number | null; signal: NodeJS.Signals | null }> {
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ output: output.trim(), code, signal }));
  });
}
