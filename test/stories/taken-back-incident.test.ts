import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "./estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate({ at: "2026-11-23T09:00:00+08:00" });
});
afterEach(async () => {
  estate.readStaff();
  await estate.close();
});

const engineers = () => estate.group("工程群");
const tables = () => estate.simulation.app().database.client;
const states = async () =>
  (await tables().caseRecord.findMany({ orderBy: { id: "asc" } })).map(({ status, assignee }) => [
    status,
    assignee,
  ]);
const clocks = () =>
  tables().duty.findMany({ where: { settledAt: null, cancelledAt: null }, orderBy: { id: "asc" } });

/** Two households of one building without water: the second joins the first. */
async function noWater() {
  const wang = estate.resident("王女士");
  await wang.says("3栋2单元502停水了，家里一点水都没有，电话13800000000");
  wang.expects(/#1/);
  const tan = estate.resident("谭女士");
  await tan.says("3栋1单元301也停水了，麻烦看看，电话13800138000");
  tan.expects(/#2/);
  estate.readStaff();
  expect(await tables().caseRecord.findFirst({ where: { number: 2 } })).toMatchObject({
    linkKind: "incident",
  });
  return { wang, tan };
}

test("an incident that is not done after all is open again for every household, and each hears it", async () => {
  const { wang, tan } = await noWater();
  await engineers().says("刘工", "接单 1");
  for (const resident of [wang, tan]) resident.expects(/刘工/);
  estate.readStaff();
  const before = await clocks();
  await engineers().says("刘工", "完成 1 更换水泵，已恢复供水");
  for (const resident of [wang, tan]) resident.expects(/更换水泵/);
  estate.readStaff();
  expect(await engineers().says("刘工", "撤回")).toMatch(/已撤回，#1.*跟着办的 #2 也一样/);
  for (const resident of [wang, tan]) resident.expects(/更正一下：#[12].*还在处理中/);
  expect(await states()).toEqual([
    ["accepted", "liugong"],
    ["accepted", "liugong"],
  ]);
  expect(await clocks()).toEqual(before);
  expect(await tables().callback.count({ where: { state: "planned" } })).toBe(0);
  const entries = await tables().ledgerEntry.findMany({ where: { type: "corrected" } });
  expect(entries.map(({ caseId }) => caseId).sort()).toEqual([1, 2]);
  await engineers().says("刘工", "完成 1 换了阀门，水已经来了");
  for (const resident of [wang, tan]) resident.expects(/换了阀门/);
});

test("nothing is taken back once the matter of a household went on", async () => {
  const { wang, tan } = await noWater();
  await engineers().says("赵强", "完成 1 更换水泵，已恢复供水");
  for (const resident of [wang, tan]) resident.expects(/更换水泵/);
  estate.readStaff();
  await tan.says("不行，还是没水");
  tan.read();
  expect(await engineers().says("赵强", "撤回")).toMatch(/#2.*之后又有变动，不能直接撤回/);
  expect((await states())[0]).toEqual(["handled", "zhaoqiang"]);
});

test("an acceptance taken back leaves no household with whoever had it, nor one that joined meanwhile", async () => {
  await noWater();
  await engineers().says("刘工", "接单 1");
  const kong = estate.resident("孔女士");
  await kong.says("3栋1单元602停水了，电话13800138111");
  kong.expects(/#3/);
  for (const name of ["王女士", "谭女士"]) estate.resident(name).read();
  expect((await states()).map(([, assignee]) => assignee)).toEqual(["liugong", "liugong", "liugong"]);
  expect(await engineers().says("刘工", "撤回")).toMatch(/已撤回，#1/);
  for (const name of ["王女士", "谭女士"]) estate.resident(name).expects(/更正一下.*接手人有变/);
  expect(await states()).toEqual([
    ["recorded", null],
    ["recorded", null],
    ["recorded", null],
  ]);
});
