import { expect, test } from "vitest";
import { missingFacts } from "../../src/rules/missing-facts.js";
import { findWishedTime, proposesTime } from "../../src/rules/triage/wished-time.js";

test.each([
  ["马桶堵了，现在就方便", "现在就"],
  ["暖气不热，晚上在家", "晚上"],
  ["阳台地漏返水，在家等你们", "在家等你们"],
  ["周末都在家，窗户关不上", "周末"],
  ["听日下昼得闲，下午两点后都喺屋企", "明天下午"],
  ["明天下午三点来修吧", "明天下午三点"],
  ["昨天晚上说的，到现在还没来", null],
  ["明天上午不在,改成周六上午", "周六上午"],
  ["礼拜二没空,礼拜三晚上在家", "礼拜三晚上"],
  ["周一到周五上班,周末来", "周末"],
  ["周三吧,不对,周四吧", "周四"],
  ["约了六点,改七点行吗", "七点"],
  ["现在改成下午吧", "下午"],
  ["上午不行,下午吧", "下午"],
  ["下午我不在家,晚上在家", "晚上"],
  ["今天下午不方便,后天全天都可以", "后天全天"],
  ["厨房灯坏了 3栋101 □□□ 今天下午", "今天下午"],
  ["厨房灯坏了 今晚7点后 □□□", "今晚7点后"],
  ["下班后", "下班后"],
  ["6点半吧", "6点半"],
  ["大概下午吧", "下午"],
  ["什么时候都行", "什么时候都行"],
  ["明天上午我不在家", null],
  ["师傅今天来吗", null],
  ["今天没人来", null],
  ["你们下班后就找不到人", null],
  ["晚上好", null],
  ["孩子一个人在家", null],
  ["楼上吵死了 3栋502 晚上11点以后", null],
  ["规定九点,门卫八点就关门", null],
  ["你们不是说周三吗 今天周四了", null],
  ["3栋楼道灯 今天早上坏的", null],
])("%s: %s", (text, time) => {
  const found = findWishedTime(text);
  if (time === null) expect(found).toBeNull();
  else expect(found).toContain(time);
});

test.each([
  ["周三加班 周四吧", true],
  ["改后天下午3点", true],
  ["周五晚上7点行吗", true],
  ["下午三点以后方便吗", true],
  ["明天上午来修", false],
  ["周三不行", false],
  ["换成节能灯泡行吗", false],
  ["昨天改的线路又坏了,明天来看看", false],
])("「%s」 proposes another time: %s", (text, expected) => {
  expect(proposesTime(text)).toBe(expected);
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
