import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { houseProblems, type SourceFile } from "./house-rules.js";
import { scanSource } from "./source-scan.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

function sourcesBelow(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]s$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(ROOT, path).split(sep).join("/"), text: readFileSync(path, "utf8") }))
    .filter(({ path }) => !path.startsWith("src/edges/db/generated/"));
}

describe("the project keeps the house rules", () => {
  const files = ["src", "test", "prisma"].flatMap(sourcesBelow);

  test("and they were looked for in its files", () => {
    const paths = files.map((file) => file.path);
    expect(paths).toContain("src/rules/estate.ts");
    expect(paths).toContain("src/desk/ports.ts");
    expect(paths).toContain("test/house/boundary.test.ts");
  });

  test("in every file", () => {
    expect(houseProblems(files)).toEqual([]);
  });
});

/** Where a source lies, what it says, and how the one problem it has begins. */
const BROKEN: readonly (readonly [path: string, text: string, problem: RegExp])[] = [
  ["src/rules/a.ts", 'import { z } from "zod";', /rules imports zod/],
  ["src/rules/a.ts", "import { join } from 'node:path';", /rules imports node:path/],
  ["src/rules/deep/a.ts", 'import type { Log } from "../../desk/ports.js";', /rules imports upward/],
  ["src/rules/a.ts", 'export { b } from "../edges/b.js";', /rules imports upward/],
  ["src/rules/a.ts", 'const b = await import("../app.js");', /rules imports upward/],
  ["src/rules/a.ts", 'import "./b.js"; import"../config.js";', /rules imports upward from src\/config/],
  ["src/desk/a.ts", 'import { b } from "../edges/b.js";', /desk imports upward/],
  ["src/desk/a.ts", 'import {\n  b,\n} from "pino";', /desk imports pino/],
  ["src/edges/a.ts", 'import { readConfig } from "../config.js";', /edges imports upward/],
  ["src/edges/http/a.ts", 'import { app } from "../../app.js";', /edges imports upward/],
  ["src/edges/a.ts", 'import { b } from "../simulator/b.js";', /edges imports upward/],
  ["src/app.ts", 'import "./main.js";', /wiring imports upward from src\/main/],
  ["src/simulator/wecom/a.ts", 'import { b } from "../../edges/b.js";', /the stand-in imports/],
  ["src/simulator/wecom/a.ts", 'import { b } from "../../desk/b.js";', /the stand-in imports/],
  ["src/rules/a.ts", "const now = new Date();", /reads the clock/],
  ["src/rules/a.ts", "const now = new Date ;", /reads the clock/],
  ["src/desk/a.ts", "const now = Date.now();", /reads the clock/],
  ["src/desk/a.ts", "const now = `${Date.now()}`;", /reads the clock/],
  ["src/desk/a.ts", "const now = Date();", /reads the clock/],
  ["src/desk/a.ts", "const begun = performance.now();", /reads the clock/],
  ["src/rules/a.ts", "const chance = Math.random();", /rolls dice/],
  ["src/edges/a.ts", "const { HOST } = process.env;", /reads process\.env/],
  ["src/app.ts", 'const env = process["env"];', /reads process\.env/],
  ["src/edges/utils.ts", "", /is a drawer/],
  ["src/edges/lib/a.ts", "", /is a drawer/],
  ["test/helpers.ts", "", /is a drawer/],
  ["src/rules/index.ts", "", /is a barrel/],
  ["src/rules/a.ts", 'export * from "./b.js";', /re-exports everything/],
  ["src/edges/a.ts", "export default 1;", /has a default export/],
  ["test/a.test.ts", "\n".repeat(251), /has more than 250 lines/],
  ["src/app.ts", "// @ts-ignore\n", /silences a check/],
  ["test/a.test.ts", "/* biome-ignore lint: no */", /silences a check/],
  ["src/app.ts", "const a = b as any;", /says `as any`/],
  ["test/a.test.ts", 'test.skip("x", () => {});', /left out or singled out/],
  ["test/a.test.ts", 'describe.only("x", () => {});', /left out or singled out/],
  ["test/a.test.ts", 'test.concurrent.only("x", () => {});', /left out or singled out/],
];

/** Sources that look like breaking a rule and do not. */
const SOUND: readonly (readonly [path: string, text: string])[] = [
  ["src/rules/a.ts", 'import { b } from "./deep/b.js";\nconst day = new Date(millis);'],
  ["src/rules/a.ts", '// import "zod" would be wrong, and so would Date.now() or process.env\n'],
  ["src/rules/a.ts", "const words = \"new Date() or import { z } from 'zod' or as any\";"],
  ["src/rules/a.ts", "const quote = /[\"'`/]/g; const after = 1; // new Date()"],
  ["src/rules/a.ts", "const half = total / 2; const text = `${half} / ${half} new Date()`;"],
  ["src/desk/a.ts", 'import type { Estate } from "../rules/estate.js";'],
  ["src/edges/a.ts", 'import { b } from "../desk/b.js"; const now = Date.now();'],
  ["src/edges/eval/main.ts", 'import { readConfig } from "../../config.js";'],
  ["src/main.ts", 'import { start } from "./simulator/start.js"; import { app } from "./app.js";'],
  ["src/config.ts", "const env = process.env;"],
  ["src/simulator/wecom/a.ts", 'import { b } from "./b.js"; import koa from "koa";'],
  ["test/a.test.ts", "\n".repeat(250)],
  ["src/rules/departments.ts", "export const departments = 1; type Daily = 2;"],
];

describe("a rule that is broken is found", () => {
  test.each(BROKEN)("%s: %j", (path, text, problem) => {
    const problems = houseProblems([{ path, text }]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
    expect(problems[0]).toContain(path);
  });
});

describe("a rule that is kept is not called broken", () => {
  test.each(SOUND)("%s: %j", (path, text) => {
    expect(houseProblems([{ path, text }])).toEqual([]);
  });
});

describe("a source", () => {
  test("keeps its length when strings and comments are blanked", () => {
    for (const { text } of sourcesBelow("test/house")) {
      const { code, comments } = scanSource(text);
      expect([code.length, comments.length]).toEqual([text.length, text.length]);
    }
  });

  test("tells code in a template from the text around it", () => {
    const { code } = scanSource("a(`x ${b({ c: `y ${d} z` })} w`); e();");
    expect(code.replace(/\s+/g, " ")).toBe("a( b({ c: d }) ); e();");
  });
});
