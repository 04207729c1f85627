import { describe, expect, test } from "vitest";
import { isChaser } from "../../src/rules/chasers.js";
import { triage } from "../../src/rules/triage/triage.js";
import { namesVehicle, sameVehicle } from "../../src/rules/vehicles.js";

const LEAK = { matter: "3栋2单元502厨房漏水" };
const BAY = { matter: "我的车位B区37号被京A12345占了" };

function chases(text: string, open: readonly { matter: string }[]): boolean {
  const records = open as unknown as Parameters<typeof isChaser>[0]["open"];
  return isChaser({ triage: triage(text, { buildings: [] }), text, open: records, latest: null });
}

describe("a car or a parking place", () => {
  test.each([
    "京A12345 B区37号",
    "京A12345 停了三天了 B区37号",
    "粤BD12345，B区37号，还没来挪车",
    "京A12345 B区37号，什么时候能安排车位",
  ])("%s is a subject of its own, not a question after another matter", (text) => {
    expect(namesVehicle(text)).toBe(true);
    expect(chases(text, [LEAK])).toBe(false);
    expect(chases(text, [])).toBe(false);
  });

  test("that an open matter is about is asked after like any other", () => {
    expect(chases("B区37号的京A12345还没来挪车", [LEAK, BAY])).toBe(true);
    expect(sameVehicle("京A 12345 还在", BAY.matter)).toBe(true);
  });

  test.each(["厨房漏水3栋2单元502", "电话13800000000", "37号楼的灯不亮"])("%s names none", (text) => {
    expect(namesVehicle(text)).toBe(false);
  });
});
