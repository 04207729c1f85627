import { readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readArguments } from "../../src/edges/reports/export/arguments.js";
import { compileProgram, outcomeOf, startProgram } from "../db/built-program.js";
import { openTestDatabase, type TestDatabase } from "../db/open-test-database.js";
import { estate, NOON } from "../db/samples.js";
import { storeOldCase } from "../retention/old-ledger.js";

const TWO = [estate(), estate({ id: "binjiang", name: "滨江苑" })];
const read = (...args: string[]) => readArguments(args, { estates: TWO, now: NOON });

describe("npm run export", () => {
  test("takes a month, and everything else has a default", () => {
    expect(read("--month", "2026-10")).toMatchObject({
      arguments: { month: "2026-10", estates: TWO, form: null, out: null, format: "xlsx" },
    });
    expect(
      read("--month", "2026-10", "--estate", "binjiang", "--form", "投诉", "--out", "x", "--csv"),
    ).toMatchObject({
      arguments: { estates: [{ id: "binjiang" }], form: "complaint", out: "x", format: "csv" },
    });
  });

  test.each([
    [[], /--month is missing, for example --month 2026-10/],
    [["--month", "10"], /--month 10 is no month; write it as YYYY-MM/],
    [["--month", "2026-12"], /2026-12 has not begun yet/],
    [["--month", "2026-10", "--estate", "x"], /no estate x; it has yunqi, binjiang/],
    [["--month", "2026-10", "--form", "工资"], /--form 工资 is none of 接待, 投诉, 报修, 回访/],
    [["--mont", "2026-10"], /^usage: npm run export/],
    [["2026-10"], /^usage: npm run export/],
  ] as const)("%j is answered with one line that says what would be right", (args, line) => {
    const outcome = read(...args);
    expect(outcome).toMatchObject({ problem: expect.stringMatching(line) });
    expect(JSON.stringify(outcome)).not.toContain("\\n");
  });
});

/** A command of the compiled program on a ledger of its own. */
async function run(ledger: TestDatabase, command: "export" | "purge", ...args: string[]) {
  const folder = dirname(ledger.url.replace("file:", ""));
  const main = command === "export" ? "reports/export/main.js" : "purge/main.js";
  const program = `
    process.argv = ["node", "main", ...${JSON.stringify(args)}];
    process.env.DATABASE_URL = ${JSON.stringify(ledger.url)};
    process.env.DATA_DIR = ${JSON.stringify(folder)};
    await import("db/../${main}");
  `;
  const { output, code } = await outcomeOf(startProgram(program));
  return { output, code, folder };
}

// Each starts the program anew, several times.
describe("on a ledger", { timeout: 60_000 }, () => {
  let ledger: TestDatabase;
  beforeAll(async () => {
    compileProgram();
    ledger = await openTestDatabase("sqlite");
    await storeOldCase(ledger);
  }, 60_000);
  afterAll(() => ledger.close());

  test("the forms of a month lie in the data folder, and who took them is written down", async () => {
    const none = await run(ledger, "export", "--month", "2024-08");
    expect([none.output, none.code]).toEqual(["云栖花园：2024年8月没有任何记录，所以没有文件。", 0]);
    const { output, code, folder } = await run(ledger, "export", "--month", "2024-09");
    expect(code).toBe(0);
    expect(output).toMatch(/云栖花园_住户报修记录表_2024-09\.xlsx {2}住户报修记录表 1/);
    expect((await readdir(join(folder, "exports", "yunqi"))).sort()).toEqual([
      "云栖花园_住户报修记录表_2024-09.xlsx",
      "云栖花园_回访记录表_2024-09.xlsx",
    ]);
    const [noted] = await ledger.database.client.exportRun.findMany();
    expect(noted).toMatchObject({ period: "2024-09", askedBy: "command line", state: "done" });
    await rm(join(folder, "exports"), { recursive: true });
  });

  test("nothing is removed before a person says --yes", async () => {
    const records = () => ledger.database.client.caseRecord.count({ where: { anonymisedAt: null } });
    const unclear = await run(ledger, "purge");
    expect(unclear.code).toBe(2);
    expect(unclear.output).toMatch(/报修记录：1（最早 2024-09-01）[\s\S]*npm run purge -- --yes/);
    const look = await run(ledger, "purge", "--dry-run");
    expect([look.code, look.output]).toEqual([0, unclear.output]);
    expect(await records()).toBe(1);
    const done = await run(ledger, "purge", "--yes");
    expect(done.code).toBe(0);
    expect(done.output).toMatch(/已清除个人信息，件数、类别和时间仍保留：\n {2}报修记录：1/);
    expect(await records()).toBe(0);
    const again = await run(ledger, "purge", "--dry-run");
    expect(again.output).toMatch(/云栖花园：没有到期的个人信息/);
  });
});
