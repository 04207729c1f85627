import { describe, expect, test } from "vitest";
import { plainText } from "../../src/rules/chinese-text.js";
import { findRoom } from "../../src/rules/places.js";

const room = (text: string, buildings: readonly string[] = []) => findRoom(plainText(text), buildings);

describe("a room is read in every way people write it", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["3-2-502 厨房没水", "3-2-502"],
    ["3/2/502", "3-2-502"],
    ["3栋2单元502室", "3-2-502"],
    ["3 栋 2 单元 502", "3-2-502"],
    ["三号楼二单元五零二", "3-2-502"],
    ["十二栋一单元幺零零三", "12-1-1003"],
    ["二十三号楼二单元一百零二室", "23-2-102"],
    ["二十栋二单元十八零一", "20-2-1801"],
    ["8栋2-1203", "8-2-1203"],
    ["3#1201", "3-1201"],
    ["17#2单元802", "17-2-802"],
    ["A座1203", "A-1203"],
    ["a座18楼06", "A-1806"],
    ["5座23C", "5-23C"],
    ["7座12楼B室", "7-12B"],
    ["25号402室", "25-402"],
    ["3楼2单元501", "3-2-501"],
    ["3动2单元502", "3-2-502"],
    ["三杠二杠五零二", "3-2-502"],
    ["3 2 502", "3-2-502"],
    ["十五栋九零四", "15-904"],
    ["３－２－５０２", "3-2-502"],
    ["3栋\u200b2单元502", "3-2-502"],
    ["T3-1201 的空调", "T3-1201"],
    ["Tower A 2206", "A-2206"],
    ["Bldg 5 unit 2", "5-2"],
    ["leak in 12B, Tower 3", "3-12B"],
    ["俺这是三号楼二门五楼 502", "3-2-502"],
    ["12幢的电梯停了", "12"],
    ["C座27楼窗户", "C"],
    ["6栋3单元电梯", "6-3"],
    ["我住1503 没热水", "1503"],
    ["1203室漏水", "1203"],
    ["1203", "1203"],
    ["水还在往下流，楼上敲不开门，404", "404"],
    ["扶手带电（1503）", "1503"],
    ["有人在敲302的门不走", "302"],
    ["B-1-301的地漏冒泡", "B-1-301"],
    ["3-1单元门口的灯一闪一闪", "3-1"],
    ["8栋502点名表扬小周", "8-502"],
    ["9-1-101一楼院子漏水", "9-1-101"],
    ["在3单元门口 11号楼 远程开个门 我是1202的", "11-3-1202"],
  ];
  test.each(rows)("%s → %s", (text, expected) => {
    expect(room(text)).toBe(expected);
  });
});

describe("a room is read in a list, after a pointing word, and backwards", () => {
  test.each([
    ["①26栋1单元楼道灯不亮②门禁坏了", "26-1"],
    ["①号楼的灯不亮", "1"],
    ["我是八栋的那个一单元二零一的", "8-1-201"],
    ["5栋那边1单元301", "5-1-301"],
    ["52座大堂", "52"],
    ["我在1602 14栋", "14-1602"],
  ])("%s → %s", (text, expected) => {
    expect(room(text)).toBe(expected);
  });
});

describe("of several places the writer's is read, and never that of whoever is complained about", () => {
  const rows: readonly (readonly [string, string | null])[] = [
    ["楼上34栋1单元902漏水把我家802泡了", "34-1-802"],
    ["楼上34-1-902漏水 我家802", "34-1-802"],
    ["3栋2单元502漏到我家402了", "3-2-402"],
    ["我是12栋1单元的，楼上1203在装修，我家是1103", "12-1-1103"],
    ["我家5栋301 楼上401漏水", "5-301"],
    ["对面5栋1单元301装修吵到我家601", "601"],
    ["34栋1单元902漏水 楼下都淹了", "34-1-902"],
    ["狗主人是20栋的", null],
    ["扔垃圾的住7栋", null],
    ["车主是3栋2单元502的，挡我车位了，我住5栋101", "5-101"],
    ["我爸走丢了 他住3栋2单元502", "3-2-502"],
    ["房东是3栋2单元502的", "3-2-502"],
  ];
  test.each(rows)("%s → %s", (text, expected) => {
    expect(room(text)).toBe(expected);
  });
});

describe("numbers that only look like a room are none", () => {
  const rows = [
    "5楼到6楼的灯不亮",
    "3号门进不来",
    "2024-5-12停的水",
    "8-12点都在家",
    "罚了我200-300块",
    "车牌京A12345挡着路",
    "单号WX20240613008",
    "尾号1203的卡",
    "B1层水泵响",
    "地库B2-078那根柱子",
    "一共15栋楼",
    "那辆七座车",
    "24小时没人管",
    "120刚走，人没事",
    "502胶水粘手上了",
    "我家一百一十平，交得比别人多",
    "A梯到六楼会抖",
    "我们住同一栋",
    "一栋楼的人都知道",
    "水溅我一门",
    "电费一下子多了，2026",
    "666",
  ];
  test.each(rows)("%s", (text) => {
    expect(room(text)).toBeNull();
  });
});

describe("a room is read in a list, after a pointing word, and backwards", () => {
  test.each([
    ["①26栋1单元楼道灯不亮②门禁坏了", "26-1"],
    ["①号楼的灯不亮", "1"],
    ["我是八栋的那个一单元二零一的", "8-1-201"],
    ["5栋那边1单元301", "5-1-301"],
    ["52座大堂", "52"],
    ["我在1602 14栋", "14-1602"],
  ])("%s → %s", (text, expected) => {
    expect(room(text)).toBe(expected);
  });
});

describe("of several places the writer's own counts", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["楼上5-2-602漏水 我家5-2-502都湿了", "5-2-502"],
    ["不是2栋 是3栋", "3"],
    ["通知贴的是9栋 停的是我们10栋", "10"],
    ["5号楼后面 6-1-302窗外那棵树", "6-1-302"],
  ];
  test.each(rows)("%s → %s", (text, expected) => {
    expect(room(text)).toBe(expected);
  });
});

test("names of buildings from the estate file count as buildings", () => {
  expect(room("观澜阁2单元502没水", ["听涛阁", "观澜阁"])).toBe("观澜阁-2-502");
  expect(room("观澜阁门口积水", ["观澜阁"])).toBe("观澜阁");
  expect(room("观澜阁1203", [])).not.toBe("观澜阁-1203");
});
