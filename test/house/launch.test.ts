import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packagesAreInstalled } from "../../src/launch/installed-packages.mjs";
import { nodeProblem } from "../../src/launch/node-version.mjs";
import { inTurn } from "../../src/launch/prepare-lock.mjs";
import { copyAssets, removeOrphans, signatureOf } from "../../src/launch/source-tree.mjs";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "guanjia-launch-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

describe("the version of Node", () => {
  test.each(["20.19.0", "20.20.2", "22.12.0", "24.1.0", "26.0.0"])("%s is new enough", (version) => {
    expect(nodeProblem(version)).toBeNull();
  });

  test.each(["18.20.4", "20.18.3", "21.7.3", "22.11.0"])("%s is told which is needed", (version) => {
    expect(nodeProblem(version)).toBe(
      `Guanjia needs Node 20.19 or newer, 22.12 or newer, or 24; this is Node ${version}.`,
    );
  });
});

describe("packages", () => {
  const native = { version: "2.0.0", optional: true, os: [process.platform], cpu: [process.arch] };
  const foreign = { version: "2.0.0", optional: true, os: ["aix"], cpu: ["ppc64"] };
  const wanted = {
    "": {},
    "node_modules/plain": { version: "1.0.0" },
    "node_modules/native": native,
    "node_modules/foreign": foreign,
  };

  function installed(packages: Record<string, object>): void {
    put("package-lock.json", JSON.stringify({ packages: wanted }));
    put("node_modules/.package-lock.json", JSON.stringify({ packages }));
    for (const path of Object.keys(packages)) mkdirSync(join(root, path), { recursive: true });
  }

  test("are installed when all but those of other platforms are there", () => {
    installed({ "node_modules/plain": { version: "1.0.0" }, "node_modules/native": native });
    expect(packagesAreInstalled(root)).toBe(true);
  });

  test("are not when one has another version", () => {
    installed({ "node_modules/plain": { version: "1.0.1" }, "node_modules/native": native });
    expect(packagesAreInstalled(root)).toBe(false);
  });

  test("are not when a folder was removed by hand", () => {
    installed({ "node_modules/plain": { version: "1.0.0" }, "node_modules/native": native });
    rmSync(join(root, "node_modules/plain"), { recursive: true });
    expect(packagesAreInstalled(root)).toBe(false);
  });

  test("are not when they were brought from another platform", () => {
    installed({ "node_modules/plain": { version: "1.0.0" }, "node_modules/foreign": foreign });
    expect(packagesAreInstalled(root)).toBe(false);
  });

  test("are not when an installation was broken off", () => {
    installed({ "node_modules/plain": { version: "1.0.0" }, "node_modules/native": native });
    put("node_modules/.package-lock.json", '{"packages":{');
    expect(packagesAreInstalled(root)).toBe(false);
    unlinkSync(join(root, "node_modules/.package-lock.json"));
    expect(packagesAreInstalled(root)).toBe(false);
  });
});

/** Optional packages the lockfile asks for and does not describe: `npm ci` refuses such a file. */
function undescribed(packages: Record<string, { optionalDependencies?: Record<string, string> }>): string[] {
  const described = (from: string, name: string): boolean =>
    `${from}node_modules/${name}` in packages ||
    (from !== "" && described(from.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+\/$/, "$1"), name));
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => !described(path === "" ? "" : `${path}/`, name),
    ),
  );
}

describe("the lockfile of the project", () => {
  const lockfile = readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8");
  const { packages } = JSON.parse(lockfile);

  test("describes the optional packages of every platform, so that a fresh clone installs on each", () => {
    expect(undescribed(packages)).toEqual([]);
    const { "node_modules/@biomejs/cli-darwin-arm64": left, ...rest } = packages;
    expect(left).toBeDefined();
    expect(undescribed(rest)).toEqual(["@biomejs/cli-darwin-arm64"]);
  });

  test("names no registry, so that each machine uses its own", () => {
    expect(Object.keys(packages).filter((path) => packages[path].resolved)).toEqual([]);
  });
});

describe("the build", () => {
  beforeEach(() => {
    put("src/main.ts", "export {};");
    put("src/simulator/page.html", "<p>");
    put("src/edges/db/generated/client.ts", "export {};");
    put("src/launch/start.mjs", "");
    put("prisma/schema.prisma", "");
    put("tsconfig.json", "{}");
    put("package-lock.json", "{}");
  });

  test.each(["src/main.ts", "src/simulator/page.html", "prisma/schema.prisma", "tsconfig.json"])(
    "is made again when %s changes",
    (path) => {
      const before = signatureOf(root);
      expect(signatureOf(root)).toBe(before);
      utimesSync(join(root, path), 1_000_000, 1_000_000);
      expect(signatureOf(root)).not.toBe(before);
    },
  );

  test("is made again when a source comes or goes, but not for what is generated", () => {
    const before = signatureOf(root);
    put("src/edges/db/generated/client.ts", "export const changed = 1;");
    expect(signatureOf(root)).toBe(before);
    put("src/added.ts", "");
    expect(signatureOf(root)).not.toBe(before);
    unlinkSync(join(root, "src/added.ts"));
    expect(signatureOf(root)).toBe(before);
  });

  test("carries the pages along and leaves the launcher behind", () => {
    copyAssets(root);
    expect(readFileSync(join(root, "dist/simulator/page.html"), "utf8")).toBe("<p>");
    expect(existsSync(join(root, "dist/launch"))).toBe(false);
  });

  test("forgets what has no source any more and keeps the rest", () => {
    for (const path of ["main.js", "main.js.map", "gone.js", "gone.js.map", ".tsbuildinfo"]) {
      put(`dist/${path}`, "");
    }
    copyAssets(root);
    removeOrphans(root);
    const left = ["main.js", "main.js.map", ".tsbuildinfo", "simulator/page.html", "gone.js", "gone.js.map"];
    expect(left.filter((path) => existsSync(join(root, "dist", path)))).toEqual(left.slice(0, 4));
  });
});

describe("the turn of a process", () => {
  const lock = () => join(root, ".prepare.lock");
  const work = () => Promise.resolve("done");
  const onWait = () => {};

  test("ends with its work, also when that fails", async () => {
    expect(await inTurn(lock(), { onWait, work })).toBe("done");
    const failing = () => Promise.reject(new Error("broken"));
    await expect(inTurn(lock(), { onWait, work: failing })).rejects.toThrow("broken");
    expect(existsSync(lock())).toBe(false);
  });

  test("comes at once when the one before it was killed", async () => {
    const killed = spawn(process.execPath, ["-e", ""]);
    await new Promise((resolve) => killed.on("close", resolve));
    put(".prepare.lock", `${killed.pid} ${hostname()}`);
    let waited = 0;
    await inTurn(lock(), { onWait: () => (waited += 1), work });
    expect(waited).toBe(0);
  });

  test("comes when the lock of another machine is old beyond belief, not before", async () => {
    put(".prepare.lock", "1 elsewhere");
    const begun: string[] = [];
    const old = Date.now() / 1000 - 3600;
    const turn = inTurn(lock(), {
      onWait: () => {
        begun.push("waits");
        utimesSync(lock(), old, old);
      },
      work: () => Promise.resolve(begun.push("works")),
    });
    await turn;
    expect(begun).toEqual(["waits", "works"]);
  });

  test("is never that of two processes at once", async () => {
    const module = fileURLToPath(new URL("../../src/launch/prepare-lock.mjs", import.meta.url));
    const program = `
      import { existsSync, rmSync, writeFileSync } from "node:fs";
      import { setTimeout as pause } from "node:timers/promises";
      import { inTurn } from ${JSON.stringify(module)};
      for (let round = 0; round < 5; round += 1) {
        await inTurn(${JSON.stringify(lock())}, { onWait() {}, async work() {
          writeFileSync(${JSON.stringify(join(root, "inside"))}, "", { flag: "wx" });
          await pause(5);
          rmSync(${JSON.stringify(join(root, "inside"))});
        } });
      }`;
    const processes = [1, 2, 3].map(
      () =>
        new Promise((resolve) => {
          spawn(process.execPath, ["--input-type=module", "-e", program]).on("close", resolve);
        }),
    );
    expect(await Promise.all(processes)).toEqual([0, 0, 0]);
  });
});
