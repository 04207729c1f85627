// @ts-check
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/**
 * Files below a folder, as paths relative to it with forward slashes, in a stable order.
 * @param {string} folder
 * @param {(path: string) => boolean} [isWanted]
 * @returns {string[]}
 */
function filesBelow(folder, isWanted = () => true) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter(isWanted)
    .sort();
}

/** @param {string} path */
const isGenerated = (path) => path.startsWith("edges/db/generated/");
/** @param {string} path */
const isLaunch = (path) => path.startsWith("launch/");

/**
 * One value for the state of everything the build is made from. Sizes and times of change are enough: whoever
 * writes a file moves its time, and a needless build costs a second.
 * @param {string} root
 */
export function signatureOf(root) {
  const sources = filesBelow(join(root, "src"), (path) => !isGenerated(path)).map((path) => `src/${path}`);
  const model = filesBelow(join(root, "prisma"), (path) => !path.startsWith("migrations/")).map(
    (path) => `prisma/${path}`,
  );
  const hash = createHash("sha256").update(process.versions.node);
  for (const path of [...sources, ...model, "tsconfig.json", "package-lock.json"]) {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

/**
 * Puts beside the compiled files what the compiler leaves out: pages, samples and other data.
 * @param {string} root
 */
export function copyAssets(root) {
  const assets = filesBelow(
    join(root, "src"),
    (path) => !/\.tsx?$/.test(path) && !isLaunch(path) && !isGenerated(path),
  );
  for (const path of assets) {
    const target = join(root, "dist", path);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(root, "src", path), target);
  }
}

/**
 * Removes from the build what has no source any more, so that a renamed file does not live on.
 * @param {string} root
 */
export function removeOrphans(root) {
  const isKept = (/** @type {string} */ path) =>
    path.startsWith(".") ||
    existsSync(join(root, "src", path)) ||
    existsSync(join(root, "src", path.replace(/\.js(\.map)?$/, ".ts")));
  for (const path of filesBelow(join(root, "dist"))) {
    if (!isKept(path)) rmSync(join(root, "dist", path));
  }
}
