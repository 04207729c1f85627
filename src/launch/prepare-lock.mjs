// @ts-check
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";

/** Longer than any preparation: a lock this old was left behind on another machine. */
const ABANDONED_MILLIS = 15 * 60_000;
const POLL_MILLIS = 100;

/** @param {string} path */
function contentOf(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/** @param {string} path */
function ageOf(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/** @param {string} path */
function createLock(path) {
  try {
    writeFileSync(path, `${process.pid} ${hostname()}`, { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/**
 * Whether whoever wrote the lock is gone.
 * @param {string} path
 * @param {string} content
 */
function isAbandoned(path, content) {
  const [pid, host] = content.split(" ");
  if (ageOf(path) > ABANDONED_MILLIS) return true;
  // Just created and not yet written counts as held.
  return host === hostname() && Number(pid) > 0 && !isRunning(Number(pid));
}

/**
 * Removes an abandoned lock. Of several that see it abandoned one at a time looks again, so that none removes
 * the fresh lock of another.
 * @param {string} path
 * @param {string} content
 */
function breakLock(path, content) {
  const guard = `${path}.break`;
  if (!createLock(guard)) {
    const holder = contentOf(guard);
    if (holder !== null && isAbandoned(guard, holder)) rmSync(guard, { force: true });
    return;
  }
  if (contentOf(path) === content) rmSync(path, { force: true });
  rmSync(guard, { force: true });
}

/**
 * Runs the work while no other process on this checkout does. Waits for one that is at it, and takes over
 * from one that died.
 * @template T
 * @param {string} path
 * @param {{ onWait: () => void, work: () => Promise<T> }} turn
 * @returns {Promise<T>}
 */
export async function inTurn(path, { onWait, work }) {
  let waited = false;
  while (!createLock(path)) {
    const content = contentOf(path);
    if (content !== null && isAbandoned(path, content)) {
      breakLock(path, content);
      continue;
    }
    if (!waited) onWait();
    waited = true;
    await pause(POLL_MILLIS);
  }
  const release = () => rmSync(path, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.off("exit", release);
    release();
  }
}
