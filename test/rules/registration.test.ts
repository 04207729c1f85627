import { describe, expect, test } from "vitest";
import { matterOf, readRegistration } from "../../src/rules/registration.js";

describe("登记", () => {
  test.each([
    ["3-2-502 赵阿姨 13800000000 厨房漏水 来电", "赵阿姨", "厨房漏水"],
    ["3-2-502 王先生 13800000000 厨房漏水 来电", "王先生", "厨房漏水"],
    ["5-1-101，李工，13800000000，门禁卡失灵 来访", "李工", "门禁卡失灵"],
    ["5-1-101 小张 13800000000 门禁卡失灵", "小张", "门禁卡失灵"],
    ["5-1-101 13800000000 张叔 楼道灯不亮", "张叔", "楼道灯不亮"],
    ["2-1-801 房东老陈 13800000000 租客噪音 来电", "房东老陈", "租客噪音"],
    ["2-1-801 欧阳女士 13800000000 窗户关不严", "欧阳女士", "窗户关不严"],
    ["2-1-801 张伟 13800000000 窗户关不严", "张伟", "窗户关不严"],
    ["2-1-801 13800000000 张伟 窗户关不严", "张伟", "窗户关不严"],
    ["3-2-502 王建国老师 13800000000 暖气不热", "王建国老师", "暖气不热"],
  ])("%s keeps the caller as the desk wrote them down", (words, name, matter) => {
    const read = readRegistration(words);
    expect(read.name).toBe(name);
    expect(matterOf(read.matter, read.name)).toBe(matter);
  });

  test("a caller written without spaces is kept too", () => {
    expect(readRegistration("3-2-502赵阿姨13800000000厨房漏水 来电").name).toBe("赵阿姨");
  });

  test.each([
    "3-2-502 13800000000 施工 太吵 来电",
    "3-2-502 路灯坏 很黑",
    "3-2-502 小车 被刮 来电",
    "3-2-502 保洁阿姨 态度差",
    "地库 水管爆了 快来人",
    "3-2-502 13800000000 路灯 不亮",
    "3-2-502 13800000000 万能钥匙开不了门",
  ])("%s names nobody", (words) => {
    expect(readRegistration(words).name).toBeNull();
  });
});
