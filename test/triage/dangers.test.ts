import { describe, expect, test } from "vitest";
import { dangerOf, dangerSigns } from "../../src/rules/triage/danger.js";
import { triage } from "../../src/rules/triage/triage.js";
import type { Danger } from "../../src/rules/triage/triage-result.js";

const read = (text: string) => triage(text, { buildings: [] });

describe("danger under way is an emergency of its kind", () => {
  const rows: readonly (readonly [Danger, string])[] = [
    ["lift", "电梯里困了两个人 快来"],
    ["lift", "电梯卡住了，我和孩子在里面，门打不开"],
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
    ["gas", "灶没火了 一股味道冲鼻子 还嘶嘶响"],
    ["drowning", "有人溺水了 快"],
    ["poison", "宝宝吞了纽扣电池怎么办"],
    ["battery", "电动车在楼道冒白烟"],
    ["stuck", "老人的腿卡在座椅里拔不出来"],
    ["height", "一个男的骑在女儿墙上"],
    ["lockedOut", "进不去家门 里面煮着粥"],
    ["welfare", "对门老大爷好几天没出门了"],
    ["missingPerson", "我爸早上出门散步 到现在没回来"],
    ["lockedIn", "才一岁 在里面睡觉 门打不开"],
    ["medical", "电梯里有个人晕倒了 电梯是好的"],
    ["lift", "电梯停了 里面有个人晕倒了"],
    ["fire", "sorry, could you please check, a balcony on the ninth floor seems to be on fire"],
    ["gas", "Excuse me, our kitchen smells like gas, could somebody have a look when you have time?"],
    ["lift", "Hello, I'm so sorry to bother you but I seem to be stuck in the elevator in building 3"],
    ["medical", "Hi, my father is having chest pain and can't breathe well, do you have an AED?"],
    ["violence", "Hello, there is a man trying to open my door, he will not leave, I am alone"],
    ["missingPerson", "Excuse me, my mother has dementia and she has not come home since this morning"],
    ["lockedIn", "I accidentally locked my baby in the car in the garage"],
    ["poison", "Hi, my 2 year old swallowed some of my blood pressure pills, what should I do"],
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
    "要是煤气泄漏了打哪个电话",
    "小区的湖以前有人溺水过吗",
    "手机掉湖里了 能捞吗",
    "我家狗吃了老鼠药 谁投的毒",
    "昨天孩子头卡栏杆 谢谢你们",
    "what should I do if I smell gas?",
    "Is there a fire drill tomorrow?",
    "No gas smell any more, thank you",
  ])("%s", (text) => {
    expect(read(text)).toMatchObject({ emergency: false, danger: null });
  });
});

test("a denied sign is not a real one", () => {
  expect(dangerSigns("没有着火 是误报").filter((sign) => sign.real)).toEqual([]);
  expect(dangerSigns("厨房着火了").some((sign) => sign.real && sign.danger === "fire")).toBe(true);
});

test("danger without a known sign is named other", () => {
  expect(dangerOf({ signs: [], plain: null, text: "" })).toBe("other");
});

const TAILS = ["，谢谢", "，麻烦派人来看一下，谢谢", "，请登记一下", " 怎么报修", "，收到请回复"];

test.each(["3栋2单元着火了", "有人触电", "电梯困人", "孩子走丢了", "外墙砖往下掉"])(
  "thanks and pleas hide no danger: %s",
  (danger) => {
    for (const tail of TAILS) expect([tail, read(`${danger}${tail}`).emergency]).toEqual([tail, true]);
  },
);

test.each(["电梯有点响 麻烦看看，谢谢", "楼道灯坏了，麻烦派人来看一下，谢谢", "上次着火的事 谢谢你们"])(
  "nor do they make one: %s",
  (text) => {
    expect(read(text).emergency).toBe(false);
  },
);
