import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "./estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate();
});
afterEach(() => estate.close());

const client = () => estate.simulation.app().database.client;

/** Which matters have an entry of that sort, by number, each as often as it has one. */
async function mattersWith(type: string): Promise<number[]> {
  const entries = await client().ledgerEntry.findMany({ where: { type }, include: { record: true } });
  return entries.map(({ record }) => record.number).sort();
}

async function reportTwo(): Promise<void> {
  const wang = estate.resident("王女士");
  await wang.says("3栋2单元502厨房水龙头坏了，电话13800138000");
  wang.expects(/#1/);
  await wang.says("楼道3层的灯不亮了");
  wang.expects(/#2/);
  estate.readStaff();
}

/** The news of 接单 has to be tried again; what comes meanwhile waits behind it, and then goes as one. */
async function settleBothTogether(): Promise<void> {
  await reportTwo();
  estate.simulation.standIn.faults.answer("kf/send_msg", -1, 1);
  await estate.group("工程群").says("刘工", "接单 1");
  await estate.group("工程群").says("刘工", "完成 1 换了水龙头");
  await estate.group("工程群").says("赵强", "完成 2 换了灯管");
}

test("two results that waited together and did not arrive are one call that names both and asks about both", async () => {
  await settleBothTogether();
  const wang = estate.resident("王女士");
  wang.phone.blocks();
  estate.readStaff();
  await estate.advance({ minutes: 3 });
  wang.expectsNothing();
  estate.staff("刘工").expects(/请打电话】#1 [^；]*\n[\s\S]*接手/);
  estate.group("客服群").expects(/请打电话】#1 [^；]*\n[\s\S]*接手/);
  const both =
    /请打电话】#1 3栋2单元502厨房水龙头坏了；#2 .*楼道3层的灯不亮了\n[\s\S]*换了水龙头[\s\S]*换了灯管/;
  const asked = estate.staff("周敏").expects(both);
  expect(asked).toContain("13800138000");
  expect(asked).toMatch(/请逐件回复「回访 1 满意 电话 住户的原话」、「回访 2 满意 电话 住户的原话」。$/);
  expect(estate.group("客服群").expects(both)).toContain("138****8000");
  expect(await mattersWith("phoneTask")).toEqual([1, 1, 2]);
});

test("what the platform refuses for good is noted in the ledger of every matter it was about", async () => {
  await settleBothTogether();
  const wang = estate.resident("王女士");
  estate.simulation.standIn.faults.clear();
  estate.simulation.standIn.faults.answer("kf/send_msg", 40096, 2);
  estate.readStaff();
  await estate.advance({ minutes: 1 });
  wang.expectsNothing();
  estate.staff("刘工").expects(/请打电话】#1 [^；]*\n/);
  estate.group("客服群").expects(/请打电话】#1 [^；]*\n/);
  for (const reader of [estate.staff("周敏"), estate.group("客服群")]) reader.expects(/请打电话】#1 .*；#2 /);
  expect(await mattersWith("undelivered")).toEqual([1, 1, 2]);
});

test("an answer about several matters that does not arrive is a call about all of them", async () => {
  const tan = estate.resident("谭女士");
  estate.simulation.standIn.faults.failKfDelivery(10);
  await tan.says("3-2-502厨房水龙头坏了，电话13800138000。另外楼道垃圾没人扫。还有物业费怎么交？");
  await estate.advance({ minutes: 1 });
  tan.expectsNothing();
  estate.group("客服群").expects(/投诉】#2/);
  for (const reader of [estate.staff("李娜"), estate.group("客服群")]) {
    reader.expects(
      /请打电话】#1 3-2-502厨房水龙头坏了；#2 .*楼道垃圾没人扫；#3 .*物业费怎么交？\n[\s\S]*两件事都记下了[\s\S]*前台刷卡/,
    );
  }
  expect(await mattersWith("phoneTask")).toEqual([1, 2, 3]);
  estate.readStaff();
});
