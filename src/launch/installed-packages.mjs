// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[] }} LockedPackage */

/**
 * @param {string} path
 * @returns {Record<string, LockedPackage> | null}
 */
function lockedPackages(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages ?? null;
  } catch {
    // npm writes its own lockfile last: none, or half of one, means an installation that did not end.
    return null;
  }
}

/** @param {LockedPackage} entry */
function isForThisMachine(entry) {
  return entry.os?.includes(process.platform) && entry.cpu?.includes(process.arch);
}

/**
 * Whether node_modules is what package-lock.json asks for, on a machine like this one. Optional packages may
 * be absent, yet of those made for this platform one must be there: a folder copied from another platform has
 * none.
 * @param {string} root
 */
export function packagesAreInstalled(root) {
  const wanted = lockedPackages(join(root, "package-lock.json"));
  if (wanted === null) throw new Error("package-lock.json is missing or not readable");
  const present = lockedPackages(join(root, "node_modules/.package-lock.json"));
  if (present === null) return false;
  const paths = Object.keys(wanted).filter((path) => path !== "");
  for (const path of paths) {
    const found = present[path];
    if (found === undefined && wanted[path]?.optional) continue;
    if (found?.version !== wanted[path]?.version || !existsSync(join(root, path))) return false;
  }
  const forHere = paths.filter((path) => isForThisMachine(wanted[path] ?? {}));
  return forHere.length === 0 || forHere.some((path) => present[path] !== undefined);
}
