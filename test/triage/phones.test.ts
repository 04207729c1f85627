import { describe, expect, test } from "vitest";
import { plainText } from "../../src/rules/chinese-text.js";
import { findPhone, findPhones, isOthersPhone } from "../../src/rules/phones.js";

const phone = (text: string) => findPhone(plainText(text));

describe("a phone number is read in every grouping", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["电话13812345678", "13812345678"],
    ["138 1234 5678", "13812345678"],
    ["138-1234-5678", "13812345678"],
    ["138 123 45678", "13812345678"],
    ["1381 234 5678", "13812345678"],
    ["13812 345678", "13812345678"],
    ["１３８１２３４５６７８", "13812345678"],
    ["+86 138 1234 5678", "13812345678"],
    ["008613812345678", "13812345678"],
    ["幺三八幺二三四五六七八", "13812345678"],
    ["一三八 一二三四 五六七八", "13812345678"],
    ["座机0531-82761234", "053182761234"],
    ["(010)62345678", "01062345678"],
    ["电话 6123 8890", "61238890"],
    ["聯絡0912-345-678", "0912345678"],
    ["3栋1单元1502 138 1234 5678", "13812345678"],
  ];
  test.each(rows)("%s → %s", (text, expected) => {
    expect(phone(text)).toBe(expected);
  });
});

test.each([
  "单号13812345678901",
  "订单号13812345678",
  "身份证110101199003071234",
  "多收了1380块",
  "3-2-502",
  "2024年5月12日",
  "税号91440300MA5G7KQ28L",
])("%s holds no phone", (text) => {
  expect(phone(text)).toBeNull();
});

describe("of several numbers the writer's own is the one to call", () => {
  test.each([
    "房东电话13600000011 我的是13600000012",
    "13600000011是房东的，13600000012是我的",
    "13600000011（房东）13600000012（我的）",
    "我电话13600000012，业主电话13600000011",
    "别打13600000011 打13600000012",
    "13600000011打不通，打这个13600000012",
    "租客13600000011在家 有事打我13600000012",
    "电话13600000011，哦不对，13600000012",
    "13600000012，备用13600000011",
  ])("%s", (text) => {
    expect(phone(text)).toBe("13600000012");
  });
  test.each([
    ["楼上的13600000011 你们跟他说", true],
    ["我老公电话13600000011", false],
    ["电话13600000011 别打房东的", false],
    ["我是房东，13600000011", false],
  ])("%s: somebody else's? %s", (text, expected) => {
    expect(phone(text)).toBe("13600000011");
    expect(isOthersPhone(plainText(text), "13600000011")).toBe(expected);
  });
});

test("the place of a number is told, so that it can be blanked", () => {
  const text = "找我 138 1234 5678 王";
  const [found] = findPhones(text);
  expect(found && text.slice(found.start, found.end)).toBe("138 1234 5678");
});
