import { describe, expect, test } from "vitest";
import { answerMoment, joinPieces } from "../../src/rules/memory.js";
import { completePlace, completeRoom, isOwnFlat, readCorrection } from "../../src/rules/memory-facts.js";
import { readIntent } from "../../src/rules/resident-intent.js";
import { mattersOfText } from "../../src/rules/text-matters.js";

describe("a place read now is understood in the light of the one known", () => {
  test.each([
    [null, "502", "502"],
    ["3-2", "502", "3-2-502"],
    ["3-2-502", "503", "3-2-503"],
    ["3-2-502", "5", "5-2-502"],
    ["3-2-502", "3-503", "3-2-503"],
    ["3-2-502", "5-1-101", "5-1-101"],
    ["3-502", "3-2-502", "3-2-502"],
  ])("%s and %s make %s", (known, read, place) => {
    expect(completeRoom(known, read)).toBe(place);
  });
});

test.each([
  ["14-1602", "2", "单元是2单元", "14-2-1602"],
  ["14-1-1602", "2", "是二单元", "14-2-1602"],
  ["14", "2-502", "2单元502", "14-2-502"],
  ["1602", "2", "2单元的", "2-1602"],
  ["14-1602", "2", "是2栋", "2-1602"],
  [null, "2", "2单元", "2"],
  ["3-2-502", "5-1-301", "5栋1单元301", "5-1-301"],
])("%s and %s, told as 「%s」, make %s", (known, read, words, place) => {
  expect(completePlace(known, read, words)).toBe(place);
});

test("a neighbour's flat is not taken for the writer's own", () => {
  expect(isOwnFlat("3栋602天天半夜打麻将", "3-602")).toBe(true);
  expect(isOwnFlat("楼上3栋602天天半夜打麻将", "3-602")).toBe(false);
  expect(isOwnFlat("我家3栋502，楼上太吵", "3-502")).toBe(true);
  expect(isOwnFlat("3栋电梯坏了", "3")).toBe(false);
});

describe("what corrects earlier words is read as a correction, and nothing else is", () => {
  test.each([
    ["不是502是503", { room: "503", phone: null, name: null }],
    ["房号写错了，是3栋2单元503", { room: "3-2-503", phone: null, name: null }],
    ["电话打错了，应该是13911112222", { room: null, phone: "13911112222", name: null }],
    ["我的手机号换成13911112222了", { room: null, phone: "13911112222", name: null }],
    ["我姓李，不姓王", { room: null, phone: null, name: "李" }],
    ["手机13600000011改成13600000012", { room: null, phone: "13600000012", name: null }],
  ])("%s", (text, facts) => {
    expect(readCorrection(text, [])).toEqual(facts);
  });
  test.each([
    "3栋2单元502厨房漏水",
    "灯换成新的了吗",
    "不是我弄坏的",
    "师傅修错了地方",
    "师傅走错了 是隔壁1204",
  ])("%s", (text) => {
    expect(readCorrection(text, [])).toBeNull();
  });
});

describe("a text with several matters is taken apart, one told at length is not", () => {
  test.each([
    ["厨房水管漏水，另外楼道灯也不亮了", 2],
    ["1、客厅空调不制冷 2、单元门禁刷不开", 2],
    ["①客厅空调不制冷②单元门禁刷不开", 2],
    ["物业费怎么交？另外厨房水管漏水", 2],
    ["厨房水管漏水怎么办？还有厨房也漏水", 1],
    ["厨房漏水，一直在滴，地上都是水", 1],
    ["卫生间漏水，还有厨房也漏水", 1],
    ["电梯里困了人，另外楼道灯也不亮了", 1],
  ])("%s: %i", (text, count) => {
    expect(mattersOfText(text, { buildings: [] })).toHaveLength(count);
  });
});

test("pieces are joined as one would write them, without the greeting", () => {
  expect(joinPieces(["你好", "在吗", "厨房漏水", "3栋502"])).toBe("厨房漏水，3栋502");
  expect(joinPieces(["你好"])).toBe("你好");
  expect(joinPieces(["灯坏了。", "快来"])).toBe("灯坏了。快来");
});

test("the moment of the answer follows the last piece and never the first by more than a minute", () => {
  const at = (second: number) => new Date(second * 1_000);
  expect(answerMoment([at(0)], 20_000)).toEqual(at(20));
  expect(answerMoment([at(0), at(15)], 20_000)).toEqual(at(35));
  expect(answerMoment([at(0), at(50)], 20_000)).toEqual(at(60));
});

describe("what is wanted of the desk itself is told from matters of the estate", () => {
  test.each([
    ["人工", "person"],
    ["我要转人工客服", "person"],
    ["你们存了我哪些信息", "privacy"],
    ["把我的电话删掉", "privacy"],
    ["我的号码是多少你念给我听", "privacy"],
    ["你们记的是几点？", "privacy"],
    ["你们登记的电话是哪个", "privacy"],
    ["你们约的什么时候来", null],
    ["你们电话多少", null],
    ["登记的时间是几点到几点", null],
    ["我的电话打不通", null],
    ["我真的不想活了", "selfHarm"],
    ["楼上天天吵，吵死了，我真的不想活了", "selfHarm"],
    ["累死了，活着没意思", "selfHarm"],
    ["烦死了，我想跳楼", "selfHarm"],
    ["空调声音大得要死，什么时候修", null],
    ["电脑要死机了", null],
    ["楼下的树快要死了", null],
    ["我想死你们了", null],
    ["我妈的老年卡怎么办", null],
    ["想一觉睡过去再也不醒", "selfHarm"],
    ["这几年谢谢你们，我的猫以后就托付给你们了", "selfHarm"],
    ["你们是猪吗，一群废物", "abuse"],
    ["算了，不用来了", "neverMind"],
    ["已经自己弄好了，谢谢", "neverMind"],
    ["热死了空调坏了", null],
    ["我出差几天，猫麻烦你们照看一下", null],
    ["累了，想睡到自然醒，别敲了", null],
    ["上班困得要死", null],
    ["人工湖的水发臭了", null],
    ["厨房漏水", null],
    ["师傅说好了今天来", null],
  ])("%s is %s", (text, intent) => {
    expect(readIntent(text)).toBe(intent);
  });
});
