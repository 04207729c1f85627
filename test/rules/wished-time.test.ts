import { expect, test } from "vitest";
import { missingFacts } from "../../src/rules/missing-facts.js";
import { findWishedTime } from "../../src/rules/triage/wished-time.js";

test.each([
  ["马桶堵了，现在就方便", "现在就"],
  ["暖气不热，晚上在家", "晚上"],
  ["阳台地漏返水，在家等你们", "在家等你们"],
  ["周末都在家，窗户关不上", "周末"],
  ["听日下昼得闲，下午两点后都喺屋企", "明天下午"],
  ["明天下午三点来修吧", "明天下午三点"],
  ["昨天晚上说的，到现在还没来", null],
])("%s: %s", (text, time) => {
  const found = findWishedTime(text);
  if (time === null) expect(found).toBeNull();
  else expect(found).toContain(time);
});

test("who reports what stands outside is not asked when somebody is at home", () => {
  const repair = {
    kind: "repair",
    room: "2-1-301",
    contactPhone: "13800000000",
    wishedTime: null,
    emergency: false,
    responsibleDepartment: "engineering",
  } as const;
  expect(missingFacts({ ...repair, matter: "单元门口的地砖翘起来了" })).toEqual([]);
  expect(missingFacts({ ...repair, matter: "楼道的灯不亮" })).toEqual([]);
  expect(missingFacts({ ...repair, matter: "我家门口那边卫生间漏水" })).toEqual(["time"]);
});
