import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "./estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate();
});
afterEach(() => estate.close());

test("a leak becomes a numbered repair, a card in the engineers' group and one courteous answer", async () => {
  const wang = estate.resident("王女士");
  await wang.says("3栋2单元502厨房水管漏水，麻烦派人来看看");
  wang.expects(/「3栋2单元502厨房水管漏水.*#1.*工程部.*11月25日.*电话和方便上门的时间/);
  estate.group("工程群").expects(/【报修】#1.*3-2-502/);
  estate.staff("赵强").expects(/报修 #1/);

  const answer = await estate.group("工程群").says("刘工", "接单 1");
  expect(answer).toMatch(/#1 由刘工接单/);
  wang.expects(/#1.*工程部刘工接手/);
  estate.staff("刘工").expects(/未留电话/);

  await wang.says("13800138000，明天下午都在家");
  wang.expects(/补到#1.*138\*\*\*\*8000/);
  estate.group("工程群").expects(/#1[\s\S]*138\*\*\*\*8000/);
  estate.staff("刘工").expects(/13800138000|138\*\*\*\*8000/);

  expect(await estate.group("工程群").says("刘工", "完成 1 更换角阀，已试水")).toMatch(/#1 已办结/);
  wang.expects(/#1.*已处理：更换角阀，已试水/);
});

test("who says in a whole sentence where they live completes the matter instead of opening another", async () => {
  const li = estate.resident("李先生");
  await li.says("电梯里的按钮8楼按了不亮");
  li.expects(/#1/);
  estate.readStaff();
  await li.says("我是3号楼1单元204室的，电话13100001082");
  li.expects(/补到#1.*3-1-204.*131\*\*\*\*1082/);
  estate.readStaff();
});
