import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "../stories/estate-story.js";
import { openMatter } from "./opened-matters.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate({ at: "2026-11-02T09:00:00+08:00" });
});
afterEach(() => estate.close());

const desk = () => estate.group("客服群");

test("a pause that hid a passed limit ends with one nudge, the climb, and not with two", async () => {
  await estate.advance({ hours: 13, minutes: 30 });
  await openMatter(estate, {
    kind: "complaint",
    complaintClass: "minor",
    words: "电梯三天两头停，投诉多次没人管",
    department: "engineering",
  });
  // The limit passes at 22:30, in quiet hours; a minute later the pause begins.
  await estate.advance({ hours: 48, minutes: 1 });
  estate.readStaff();
  expect(await estate.group("工程群").says("赵强", "暂停 1 等配件 到周五")).toMatch(/已暂停/);
  await estate.advance({ hours: 43, minutes: 28 });
  estate.staff("王芳").expectsNothing();
  await estate.advance({ minutes: 3 });
  const told = estate.staff("赵强").read();
  expect(told.join()).toMatch(/已转上级】#1/);
  expect(told.join()).not.toMatch(/恢复计时|有2件事/);
  estate.staff("王芳").expects(/请您接手】#1/);
  const why = await desk().says("王芳", "为什么 1");
  expect(why).toMatch(/轻微投诉2天内办结/);
  expect(why).not.toMatch(/补回/);
  const { client } = estate.simulation.app().database;
  expect(await client.ledgerEntry.count({ where: { type: "resumed" } })).toBe(1);
  await desk().says("陈明", "关闭 1 配件停产");
  estate.readStaff();
});
