import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "../stories/estate-story.js";
import { ledgerOf, openMatter, suggestLocker } from "./opened-matters.js";

const SAMPLE = "src/simulator/sample-estate.yaml";
const MONDAY = "2026-11-23T09:00:00+08:00";

let estate: EstateStory;
let folder: string | null = null;
afterEach(async () => {
  await estate.close();
  if (folder) await rm(folder, { recursive: true });
  folder = null;
});

/** The sample estate without the people of these roles. */
async function startWithout(roles: readonly string[]): Promise<void> {
  const lines = (await readFile(SAMPLE, "utf8")).split("\n");
  const kept = lines.filter(
    (line) => !roles.some((role) => new RegExp(`roles: \\[[^\\]]*\\b${role}\\b`).test(line)),
  );
  const gone = lines.filter((line) => !kept.includes(line)).map((line) => /userid: (\w+)/.exec(line)?.[1]);
  const text = kept
    .join("\n")
    .replace(/head: (\w+)/g, (whole, userid) => (gone.includes(userid) ? "head: gaoyuan" : whole))
    .replace(/to: \[.*?\]/, "to: [gaoyuan]")
    .replace(/^ *knowledge:.*$/m, "");
  folder = await mkdtemp(join(tmpdir(), "guanjia-roles-"));
  const estateFile = join(folder, "estate.yaml");
  await writeFile(estateFile, text);
  estate = await startEstate({ at: MONDAY, estateFile });
}

test("with three roles empty the next rung owns the duty at once, hears so, and it is listed under 没人接到", async () => {
  await startWithout([
    "receptionist",
    "repairReceptionist",
    "customerAssistant",
    "supervisor",
    "deputySupervisor",
  ]);
  const group = estate.group("管理群");
  await openMatter(estate, { kind: "suggestion", words: "建议装快递柜", department: "engineering" });
  const duties = await ledgerOf(estate).stores.duties.unreached("yunqi", 10);
  expect(duties).toMatchObject([{ kind: "reception.settle", ownerUserid: "chenming", step: 2, nudges: 1 }]);
  expect(estate.transcript()).toMatch(/没人接到】#1[\s\S]*应由前台接待员负责，现在没有人能接到，请您先接手/);
  expect(await group.says("陈明", "超时")).toMatch(/没人接到（1件）\n#1.*应由前台接待员，现由陈明/);
  expect(await group.says("陈明", "为什么 1")).toMatch(/提醒陈明：已送达/);
  expect(await group.says("陈明", "接单 1")).toMatch(/由陈明接单/);
  estate.staff("陈明").read();
  expect(await group.says("陈明", "超时")).toBe("没有超时的事。");
});

test("a nudge that cannot be delivered climbs at once and is listed under 没人接到", async () => {
  estate = await startEstate({ at: MONDAY });
  await suggestLocker(estate);
  await estate.advance({ hours: 35, minutes: 59 });
  estate.simulation.standIn.faults.answer("message/send", 81013);
  await estate.advance({ minutes: 2 });
  estate.staff("李娜").expectsNothing();
  // The same floor stands in.
  estate.staff("许佳").expects(/没人接到】#1/);
  expect(await ledgerOf(estate).stores.duties.unreached("yunqi", 10)).toMatchObject([
    { ownerUserid: "xujia" },
  ]);
  expect(await estate.group("客服群").says("李娜", "为什么 1")).toMatch(
    /提醒李娜：没送到\n.*提醒许佳：已送达/,
  );
});

test("an emergency nobody accepts rings its way up at night, ten minutes a rung", async () => {
  estate = await startEstate({ at: "2026-11-24T01:00:00+08:00" });
  await openMatter(estate, {
    kind: "request",
    words: "电梯关人",
    department: "engineering",
    emergency: true,
  });
  await estate.advance({ minutes: 10 });
  estate.staff("王芳").expects(/已超时】【急】#1[\s\S]*突发事件10分钟内报到上级（DL-27）/);
  estate.staff("李娜").expects(/已超时】【急】#1/);
  await estate.advance({ minutes: 10 });
  estate.staff("陈明").expects(/已超时】【急】#1/);
  await estate.advance({ minutes: 10 });
  estate.staff("高远").expects(/已超时】【急】#1/);
  expect(await estate.group("工程群").says("赵强", "接单 1")).toMatch(/由赵强接单/);
  estate.readStaff();
  await estate.advance({ minutes: 29 });
  estate.staff("赵强").expectsNothing();
  await estate.advance({ minutes: 2 });
  estate.staff("赵强").expects(/还在处理吗/);
  expect(await estate.group("工程群").says("赵强", "完成 1 已放出乘客")).toMatch(/已办结/);
  estate.readStaff();
});

test("a repair nobody takes within a quarter of an hour is asked for, an appointment is reminded of before and after", async () => {
  estate = await startEstate({ at: MONDAY });
  await openMatter(estate, { kind: "repair", words: "楼道灯不亮", department: "engineering" });
  await estate.advance({ minutes: 16 });
  estate.staff("许佳").expects(/已超时】#1[\s\S]*通知维修人员/);
  estate.staff("王芳").expects(/已超时】#1/);
  const group = estate.group("工程群");
  expect(await group.says("刘工", "接单 1")).toMatch(/由刘工接单/);
  estate.staff("刘工").read();
  expect(await group.says("刘工", "约 1 下午3点")).toMatch(/已约今天15:00/);
  await estate.advance({ hours: 4, minutes: 43 });
  estate.staff("刘工").expectsNothing();
  await estate.advance({ minutes: 2 });
  estate.staff("刘工").expects(/快到时限】#1[\s\S]*上门了请回复/);
  expect(await group.says("刘工", "改约 1 明天上午10点")).toMatch(/已约明天10:00/);
  await estate.advance({ hours: 22 });
  estate.staff("刘工").read();
  expect(await group.says("刘工", "完成 1 换了灯泡")).toMatch(/已办结/);
  estate.readStaff();
  await estate.advance({ days: 1 });
});

test("a desk that stops before each moment and starts after it asks everything once and nothing twice", async () => {
  estate = await startEstate({ at: MONDAY });
  await suggestLocker(estate);
  await estate.advance({ hours: 35 });
  await estate.restart();
  await estate.advance({ hours: 2 });
  await estate.restart();
  await estate.advance({ hours: 12 });
  await estate.restart();
  await estate.settle();
  expect(
    estate
      .staff("李娜")
      .read()
      .map((text) => text.slice(0, 6)),
  ).toEqual(["【快到时限】", "【已转上级】"]);
  expect(estate.staff("王芳").read()).toHaveLength(1);
});

test("after a week of downtime the manager hears once, as far as the clock says, and nobody is flooded", async () => {
  estate = await startEstate({ at: MONDAY });
  for (let count = 0; count < 8; count += 1) await suggestLocker(estate);
  await estate.simulation.app().stop();
  estate.simulation.clock.moveTo(new Date("2026-12-01T10:00:00+08:00"));
  await estate.restart();
  await estate.settle();
  estate.staff("陈明").expects(/有8件事等您[\s\S]*请您接手】#1[\s\S]*另有3件：#6、#7、#8/);
  estate.staff("李娜").expects(/有8件事等您[\s\S]*已转上级】#1/);
  estate.staff("王芳").expectsNothing();
});

test("editing a setting never moves a running clock", async () => {
  estate = await startEstate({ at: MONDAY });
  const record = await suggestLocker(estate);
  const before = await ledgerOf(estate).stores.duties.openOfCase(record.id);
  const [setup] = estate.simulation.estates;
  Object.assign(setup?.settings ?? {}, { "reception.receptionistDays": 5, "nudge.warnHours": 1 });
  await estate.restart();
  await estate.advance({ hours: 36, minutes: 1 });
  estate.staff("李娜").expects(/快到时限】#1[\s\S]*2天内办结/);
  const after = await ledgerOf(estate).stores.duties.openOfCase(record.id);
  expect(after.map((duty) => duty.dueAt)).toEqual(before.map((duty) => duty.dueAt));
  const next = await suggestLocker(estate);
  const [fresh] = await ledgerOf(estate).stores.duties.openOfCase(next.id);
  expect((fresh?.dueAt.getTime() ?? 0) - next.receivedAt.getTime()).toBe(5 * 86_400_000);
  await estate.group("客服群").says("陈明", "关闭 1 东门没有电源");
  await estate.group("客服群").says("陈明", "关闭 2 东门没有电源");
});
