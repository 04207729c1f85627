// @ts-check
// Makes a checkout ready to run: packages, database clients, compiled code. Does nothing when nothing changed.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packagesAreInstalled } from "./installed-packages.mjs";
import { requireNode } from "./node-version.mjs";
import { inTurn } from "./prepare-lock.mjs";
import { copyAssets, removeOrphans, signatureOf } from "./source-tree.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const STAMP = join(ROOT, "dist/.prepared");
const CLIENT = join(ROOT, "src/edges/db/generated/sqlite/client.ts");

/** A step that did not work, told without a stack: its message is all there is to know. */
export class PreparationFailed extends Error {
  /** @override */
  name = "PreparationFailed";
}

// Progress goes to standard error: standard output belongs to the program that follows.
/** @param {string} line */
const say = (line) => process.stderr.write(`${line}\n`);

/**
 * Runs a program and keeps what it says for the case that it fails. A signal to us ends it too.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
      // npm is a script on Windows, which only a shell can start.
      shell: process.platform === "win32" && command === "npm",
    });
    let output = "";
    const keep = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    /** @type {Partial<Record<NodeJS.Signals, () => void>>} */
    const handlers = {
      SIGINT: () => process.exit(130),
      SIGTERM: () => process.exit(143),
    };
    const stop = () => child.kill();
    process.on("exit", stop);
    for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler);
    const end = (/** @type {boolean} */ ok, /** @type {string} */ last) => {
      process.off("exit", stop);
      for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler);
      resolve({ ok, output: output + last });
    };
    child.on("error", (error) => end(false, `${command}: ${error.message}`));
    child.on("close", (code) => end(code === 0, ""));
  });
}

/**
 * @param {string} what
 * @param {{ command: string, args: readonly string[], onFailure: string }} step
 */
async function step(what, { command, args, onFailure }) {
  const begun = performance.now();
  const { ok, output } = await run(command, args);
  if (!ok) throw new PreparationFailed(`${output.trim()}\n\n${onFailure}`);
  say(`${what} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
}

async function install() {
  say("Installing packages, once; this may take a minute …");
  await step("Packages installed", {
    command: "npm",
    // Building needs the development packages, also where NODE_ENV says production.
    args: ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"],
    onFailure: "Packages could not be installed. Is the npm registry reachable (npm config get registry)?",
  });
}

async function build() {
  await step("Database clients up to date", {
    command: process.execPath,
    args: [join(ROOT, "prisma/generate.mjs")],
    onFailure: "The database clients could not be generated from prisma/schema.prisma.",
  });
  await step("Compiled", {
    command: process.execPath,
    args: [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", join(ROOT, "tsconfig.json")],
    onFailure: "The source does not compile.",
  });
  removeOrphans(ROOT);
  copyAssets(ROOT);
}

function isBuilt() {
  return existsSync(STAMP) && existsSync(CLIENT) && readFileSync(STAMP, "utf8") === signatureOf(ROOT);
}

/** Brings the checkout up to date; says what it does, and nothing when there is nothing to do. */
export async function prepare() {
  if (packagesAreInstalled(ROOT) && isBuilt()) return;
  await inTurn(join(ROOT, ".prepare.lock"), {
    onWait: () => say("Another process is preparing this checkout; waiting for it …"),
    work: async () => {
      if (!packagesAreInstalled(ROOT)) await install();
      if (isBuilt()) return;
      // Taken before the build: what changes meanwhile is built next time.
      const signature = signatureOf(ROOT);
      await build();
      mkdirSync(join(ROOT, "dist"), { recursive: true });
      writeFileSync(STAMP, signature);
    },
  });
}

/**
 * Ends the process with what went wrong: one sentence for a failed preparation, everything for the rest.
 * @param {unknown} error
 */
export function fail(error) {
  console.error(error instanceof PreparationFailed ? error.message : error);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  requireNode();
  prepare().catch(fail);
}
