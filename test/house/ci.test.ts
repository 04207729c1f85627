import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "guanjia-ci-"));
afterAll(() => rmSync(folder, { recursive: true }));

function run(script: string, args: readonly string[]): { status: number | null; output: string } {
  const path = fileURLToPath(new URL(`../../.ci/${script}`, import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [path, ...args], { encoding: "utf8" });
  return { status, output: stdout.trim() };
}

function written(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("the count of a suite", () => {
  const result = (status: string, tests: readonly string[]) => ({
    status,
    assertionResults: tests.map((test) => ({ status: test })),
  });
  const report = (numPassedTests: number, numFailedTests: number, testResults: readonly object[]) =>
    written("report.json", JSON.stringify({ numPassedTests, numFailedTests, testResults }));

  test("is that of its tests when the run went well", () => {
    const path = report(2, 0, [result("passed", ["passed", "passed"])]);
    expect(run("count-tests.mjs", [path, "yes"]).output).toBe("2 0");
  });

  test("has each failed test once", () => {
    const path = report(1, 1, [result("failed", ["passed", "failed"])]);
    expect(run("count-tests.mjs", [path, "no"]).output).toBe("1 1");
  });

  test("has a failure for a file that could not be loaded", () => {
    const path = report(1, 0, [result("passed", ["passed"]), result("failed", [])]);
    expect(run("count-tests.mjs", [path, "no"]).output).toBe("1 1");
  });

  test("has a failure for a run that failed although its tests passed", () => {
    const path = report(1, 0, [result("passed", ["passed"])]);
    expect(run("count-tests.mjs", [path, "no"]).output).toBe("1 1");
  });

  test("has a failure when nothing was reported", () => {
    expect(run("count-tests.mjs", [join(folder, "none"), "yes"]).output).toBe("0 1");
    expect(run("count-tests.mjs", [written("half", '{"num'), "yes"]).output).toBe("0 1");
  });
});

describe("the floor of the triage", () => {
  const measured = (value: number) => {
    const same = { macroF1: value, recall: value, precision: value, accuracy: value, exact: value };
    const measures = {
      kind: same,
      emergency: same,
      department: same,
      severity: same,
      room: same,
      phone: same,
    };
    const files = ["chat-dev.jsonl", "dev.jsonl", "real-dev.jsonl"];
    return written("eval.json", JSON.stringify(files.map((name) => ({ file: `/x/${name}`, ...measures }))));
  };

  test("holds when every measure is above it", () => {
    expect(run("eval-floor.mjs", [measured(1)]).status).toBe(0);
  });

  test("breaks when a measure is below it or missing", () => {
    expect(run("eval-floor.mjs", [measured(0.1)]).status).toBe(1);
    expect(run("eval-floor.mjs", [written("empty.json", "[]")]).status).toBe(1);
  });
});
