import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "../stories/estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate();
});
afterEach(() => estate.simulation.stop());

/** Words that look like something else: a correction, a question, a joke. Whoever writes them has a matter. */
test.each([
  "不是投诉哈 就报个修 24栋负一楼声控灯不灵 跺得我脚麻",
  "水泵房在我家底下嗡嗡嗡 以前没这声 是不是轴承坏了 1栋103",
  "不是我说你们，3栋2单元的垃圾三天没人清了",
])("「%s」 as somebody's first words opens a record", async (words) => {
  const resident = estate.resident("程先生");
  await resident.says(words);
  await estate.advance({ seconds: 70 });
  expect(resident.read()).toEqual([expect.stringMatching(/#1/)]);
});
