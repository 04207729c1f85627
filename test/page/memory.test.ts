import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dataFolder, openPage, PATIENCE } from "./open-page.js";

const WANG = "kf:wkSIMULATOR01|wmSIMwangli";
const HOUR = 3_600_000;

let data: Awaited<ReturnType<typeof dataFolder>>;

beforeEach(async () => {
  data = await dataFolder();
}, PATIENCE);

afterEach(() => data.remove());

async function leaveSomething(): Promise<readonly { text: string }[]> {
  const page = await openPage(data.folder);
  await page.says("wmSIMwangli", "3栋2单元502厨房漏水，电话13800138001");
  await page.heard(WANG, /#1/);
  const lines = await page.lines(WANG);
  await page.stop();
  return lines;
}

test("after a restart the phones still show what was said, and the desk goes on with it", async () => {
  const before = await leaveSomething();
  const page = await openPage(data.folder);
  expect(await page.lines(WANG)).toEqual(before);
  await page.says("wmSIMlijianguo", "5栋楼道灯坏了，1单元1201，电话13900139002");
  await page.heard("kf:wkSIMULATOR01|wmSIMlijianguo", /#2/);
  expect(await page.lines(WANG)).toEqual(before);
  expect((await page.get("/records")).body.total).toBe(2);
  await page.stop();
});

test("what was accepted is written down before it is accepted, so that no crash takes it back", async () => {
  const page = await openPage(data.folder);
  await page.says("wmSIMwangli", "老人在小区走丢了");
  expect(await readFile(join(data.folder, "simulator.json"), "utf8")).toContain("老人在小区走丢了");
  await page.stop();
});

test("phones that forgot everything still reach a desk that remembers", async () => {
  await leaveSomething();
  await rm(join(data.folder, "simulator.json"));
  const page = await openPage(data.folder);
  expect(await page.lines(WANG)).toEqual([]);
  await page.says("wmSIMlijianguo", "5栋楼道灯坏了，1单元1201，电话13900139002");
  await page.heard("kf:wkSIMULATOR01|wmSIMlijianguo", /#2/);
  await page.stop();
});

test("phones whose ledger is gone begin anew", async () => {
  await leaveSomething();
  await rm(join(data.folder, "guanjia.db"));
  const page = await openPage(data.folder);
  expect(await page.lines(WANG)).toEqual([]);
  await page.says("wmSIMwangli", "3栋2单元502厨房漏水，电话13800138001");
  await page.heard(WANG, /#1/);
  await page.heard("app:zhaoqiang", /#1/);
  await page.stop();
});

test("a memory that cannot be read is no reason not to start", async () => {
  await writeFile(join(data.folder, "simulator.json"), '{"version":1,"aheadMillis":');
  const page = await openPage(data.folder);
  expect((await page.get("/overview")).body.residents.length).toBeGreaterThan(3);
  await page.stop();
});

test("a clock that was ahead stays ahead over a restart, and still finds the way back", async () => {
  const page = await openPage(data.folder);
  await page.post("/residents", { name: "周女士" });
  await page.act("/clock", { move: "day" });
  await page.says("wmSIMwangli", "3栋2单元502厨房漏水，电话13800138001");
  await page.heard(WANG, /#1/);
  await page.stop();
  const again = await openPage(data.folder);
  const { clock, residents } = (await again.get("/overview")).body;
  expect(clock.aheadMillis / HOUR).toBeGreaterThan(23.9);
  expect(residents.map((one: { name: string }) => one.name)).toContain("周女士");
  await again.act("/clock", { move: "real" });
  expect((await again.get("/records")).body.total).toBe(0);
  expect((await again.get("/overview")).body.residents).toHaveLength(residents.length);
  await again.stop();
});
