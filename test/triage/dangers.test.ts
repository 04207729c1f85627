import { describe, expect, test } from "vitest";
import { dangerOf, dangerSigns } from "../../src/rules/triage/danger.js";
import { triage } from "../../src/rules/triage/triage.js";
import type { Danger } from "../../src/rules/triage/triage-result.js";

const read = (text: string) => triage(text, { buildings: [] });

describe("danger under way is an emergency of its kind", () => {
  const rows: readonly (readonly [Danger, string])[] = [
    ["lift", "电梯里困了两个人 快来"],
    ["gas", "厨房有很重的煤气味 头有点晕"],
    ["fire", "楼道着火了 全是烟"],
    ["flood", "水管爆了 水喷到天花板上"],
    ["electric", "插座打火花 我被电了一下"],
    ["medical", "有个老人晕倒在楼下 叫不醒"],
    ["violence", "有人拿着刀在楼下打人"],
    ["missingPerson", "孩子不见了 找了一个小时没找到"],
    ["lockedIn", "孩子把自己反锁在卧室里了 才两岁"],
    ["lockedIn", "隔壁独居的奶奶三天没出来了 敲门没人应"],
    ["structure", "井盖没了 有人掉进去了"],
  ];
  test.each(rows)("%s: %s", (danger, text) => {
    expect(read(text)).toMatchObject({ emergency: true, danger, rule: `danger:${danger}` });
  });
});

describe("calm words can mean real danger", () => {
  test.each([
    "隔壁独居的奶奶三天没开门了 敲门没人应",
    "家里一股怪味 像煤气 我和孩子都有点头晕恶心",
    "孩子把自己反锁在卧室里了 窗户开着",
    "配电箱里滋滋响 还有一股焦味",
  ])("%s", (text) => {
    expect(read(text).emergency).toBe(true);
  });
});

describe("alarming words without danger are none", () => {
  test.each([
    "灭火器过期了 什么时候换",
    "昨晚的电影里着火那段真吓人",
    "建议办一次消防演习",
    "煤气灶打不着火 换了电池也不行",
    "水龙头一滴一滴的漏 不急",
    "上个月爆管赔偿的钱什么时候退",
    "谢谢师傅 上次电梯困人来得真快",
    "晚饭吃火锅去不去",
    "楼道灯不亮了",
  ])("%s", (text) => {
    expect(read(text)).toMatchObject({ emergency: false, danger: null });
  });
});

test("a denied sign is not a real one", () => {
  expect(dangerSigns("没有着火 是误报").filter((sign) => sign.real)).toEqual([]);
  expect(dangerSigns("厨房着火了").some((sign) => sign.real && sign.danger === "fire")).toBe(true);
});

test("danger without a known sign is named other", () => {
  expect(dangerOf([], "")).toBe("other");
});
