import { afterEach, beforeEach, expect, test } from "vitest";
import { exportCorrections } from "../../src/desk/keep-corrections.js";
import { createUnitOfWork } from "../../src/edges/db/unit-of-work.js";
import { type EstateStory, startEstate } from "./estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate();
});
afterEach(() => estate.close());

async function exported() {
  const rows = [];
  for await (const row of exportCorrections(createUnitOfWork(estate.simulation.app().database)))
    rows.push(row);
  return rows;
}

test("a transfer and a change of kind leave one labelled example, and taking the last back leaves the first", async () => {
  const wang = estate.resident("王女士");
  await wang.says("3栋2单元502卫生间水管漏水，麻烦派人来看看，电话13800138000");
  wang.expects(/#1/);
  const desk = estate.group("客服群");
  expect(await desk.says("李娜", "转 1 保洁 是地漏返水")).toMatch(/已转保洁部/);
  expect(await desk.says("王芳", "改类 1 求助")).toMatch(/已改为/);
  const [row, ...others] = await exported();
  expect(others).toEqual([]);
  expect(row).toMatchObject({ kind: "request", department: "cleaning", emergency: "?" });
  expect(row?.text).toMatch(/^〔房号1〕卫生间水管漏水.*〔电话1〕$/);
  expect(await desk.says("王芳", "撤回")).toMatch(/已撤回/);
  expect(await exported()).toMatchObject([{ kind: "?", department: "cleaning" }]);
  estate.readStaff();
  wang.read();
});
