import { afterEach, beforeEach, expect, test } from "vitest";
import { beginSampleMonth } from "../../src/simulator/acts/sample-month.js";
import { dataFolder, type OpenPage, openPage, PATIENCE } from "./open-page.js";

const HOUR = 3_600_000;
const WANG = "kf:wkSIMULATOR01|wmSIMwangli";

let data: Awaited<ReturnType<typeof dataFolder>>;
let page: OpenPage;

beforeEach(async () => {
  data = await dataFolder();
  page = await openPage(data.folder);
}, PATIENCE);

afterEach(async () => {
  await page.stop();
  await data.remove();
}, PATIENCE);

const aheadHours = async () => (await page.get("/overview")).body.clock.aheadMillis / HOUR;
const records = async () => (await page.get("/records")).body.records;

test("the clock goes forward by what the button says", async () => {
  expect(await page.act("/clock", { move: "hour" })).toMatch(/1 小时/);
  expect(await aheadHours()).toBeCloseTo(1, 1);
  await page.act("/clock", { move: "day" });
  expect(await aheadHours()).toBeCloseTo(25, 1);
  await page.act("/clock", { move: "week" });
  expect(await aheadHours()).toBeCloseTo(193, 1);
});

test("going back to now undoes what happened ahead of it, and the desk goes on from there", async () => {
  await page.says("wmSIMwangli", "3栋2单元502厨房漏水，电话13800138001");
  await page.heard(WANG, /#1/);
  const before = (await page.lines(WANG)).length;
  await page.act("/clock", { move: "day" });
  await page.says("wmSIMlijianguo", "5栋楼道灯坏了，1单元1201，电话13900139002");
  await page.heard("kf:wkSIMULATOR01|wmSIMlijianguo", /#2/);
  expect(await page.act("/clock", { move: "real" })).toMatch(/都已撤销/);
  expect(await aheadHours()).toBeCloseTo(0, 2);
  expect(await records()).toHaveLength(1);
  expect(await page.lines("kf:wkSIMULATOR01|wmSIMlijianguo")).toEqual([]);
  expect(await page.lines(WANG)).toHaveLength(before);
  await page.says("wmSIMlijianguo", "5栋楼道灯坏了，1单元1201，电话13900139002");
  await page.heard("kf:wkSIMULATOR01|wmSIMlijianguo", /#2/);
});

test("a second act is refused by name while one is on, and the first can be stopped", async () => {
  const { stage } = page.playground;
  stage.begin({ kind: "clock", title: "快进 1 周", canStop: true }, async ({ signal }) => {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    return "停了";
  });
  const refused = await page.post("/scenes", { scene: "empty" });
  expect(refused).toMatchObject({ status: 409, body: { error: expect.stringContaining("快进 1 周") } });
  expect((await page.post("/stop", {})).status).toBe(202);
  await stage.empty();
  expect((await page.get("/overview")).body.act).toMatchObject({ current: null, last: { words: "停了" } });
});

test("resetting to empty leaves no record, no word and no misfortune", async () => {
  await page.says("wmSIMwangli", "3栋2单元502厨房漏水，电话13800138001");
  await page.heard(WANG, /#1/);
  await page.post("/misfortunes", { id: "removed-wrENG", turn: "on" });
  await page.act("/scenes", { scene: "empty" });
  expect(await records()).toEqual([]);
  expect(await page.lines(WANG)).toEqual([]);
  const { misfortunes } = (await page.get("/overview")).body;
  expect(misfortunes.filter((one: { on: boolean }) => one.on)).toEqual([]);
  await page.says("wmSIMwangli", "3栋2单元502厨房漏水，电话13800138001");
  await page.heard("group:wrENG", /#1/);
});

test("what the platform refuses waits, and arrives once the misfortune is switched off", async () => {
  await page.post("/misfortunes", { id: "busy", turn: "on" });
  await page.says("wmSIMwangli", "3栋2单元502厨房漏水，电话13800138001");
  await page.simulation.machine.advanceTo(new Date(page.simulation.clock.now().getTime() + HOUR / 60));
  expect((await page.lines(WANG)).filter((line) => line.from === "desk")).toEqual([]);
  const { misfortunes } = (await page.post("/misfortunes", { id: "busy", turn: "off" })).body;
  expect(misfortunes.filter((one: { on: boolean }) => one.on)).toEqual([]);
  await page.heard(WANG, /#1/);
});

test("a lost doorbell is made up for when the desk looks by itself", async () => {
  await page.post("/misfortunes", { id: "doorbell", turn: "on" });
  const sent = await page.post("/residents/wmSIMwangli/messages", { type: "text", text: "3栋2单元502漏水" });
  expect(sent.body.outcome).toBe("lost");
  await page.act("/clock", { move: "hour" });
  expect((await page.lines(WANG)).some((line) => line.from === "desk" && /#1/.test(line.text))).toBe(true);
});

test("the scripted day ends with its matters settled, and can be undone", async () => {
  expect(await page.act("/scenes", { scene: "day" })).toMatch(/演示完了/);
  const all = await records();
  const byRoom = (matter: RegExp) => all.find((record: { matter: string }) => matter.test(record.matter));
  expect(byRoom(/水管爆了/)).toMatchObject({ emergency: true, assignee: "刘工" });
  expect(byRoom(/物业费/)).toMatchObject({ kind: "enquiry", department: "财务部" });
  expect(byRoom(/保安/)).toMatchObject({ kind: "complaint", department: "秩序维护部" });
  for (const matter of [/水管爆了/, /物业费/, /保安/])
    expect(byRoom(matter).status).not.toMatch(/recorded|accepted/);
  await page.act("/clock", { move: "real" });
  expect(await records()).toEqual([]);
}, 60_000);

test("the same seed makes the same month, another one another", async () => {
  const until = page.simulation.clock.now();
  const month = async (seed: number) => {
    expect(beginSampleMonth(page.playground, { seed, matters: 6, until })).toBe(true);
    await page.playground.stage.empty();
    expect(page.playground.stage.last()).toMatchObject({ kind: "month", failed: false });
    return (await records()).map(
      ({ number, fullKind, room, matter, statusName, assignee }: Record<string, unknown>) =>
        [number, fullKind, room, matter, statusName, assignee].join(" "),
    );
  };
  const first = await month(7);
  expect(first.length).toBeGreaterThanOrEqual(4);
  expect(await month(7)).toEqual(first);
  expect(await month(8)).not.toEqual(first);
  expect(await aheadHours()).toBeCloseTo(0, 2);
}, 120_000);
