import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createReportPictures } from "../../src/edges/reports/report-pictures.js";
import type { DayCharts } from "../../src/rules/figures/day-charts.js";

const CHARTS: DayCharts = {
  title: "云栖花园 11月21日（周六）",
  days: Array.from({ length: 14 }, (_, day) => ({
    label: `11/${day + 8}`,
    received: day % 5,
    settled: day % 3,
  })),
  ages: { day: 4, days: 9, week: 3, longer: 2 },
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "guanjia-pictures-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("the picture is a PNG a robot takes, painted outside of this process", { timeout: 60_000 }, async () => {
  const before = process.memoryUsage().rss;
  const path = await createReportPictures(folder).draw(CHARTS, "yunqi-2026-11-21");
  const png = await readFile(path ?? "");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1280, 1440]);
  // Robots take two megabytes; a picture in which the font was missing would be a few kilobytes.
  expect(png.length).toBeLessThan(2 * 1024 * 1024);
  expect(png.length).toBeGreaterThan(40_000);
  expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(40);
  expect(await readdir(join(folder, "reports"))).toEqual(["yunqi-2026-11-21.png"]);
});

test("pictures nobody will ask for any more are removed, other files stay", { timeout: 60_000 }, async () => {
  const pictures = createReportPictures(folder);
  const old = (await pictures.draw(CHARTS, "yunqi-2026-11-01")) ?? "";
  const sheet = join(folder, "reports", "2026-10.xlsx");
  await writeFile(sheet, "a sheet");
  const longAgo = new Date(Date.now() - 8 * 86_400_000);
  for (const path of [old, sheet]) await utimes(path, longAgo, longAgo);
  await pictures.draw(CHARTS, "yunqi-2026-11-21");
  await expect(stat(old)).rejects.toThrow();
  expect((await stat(sheet)).size).toBeGreaterThan(0);
});
