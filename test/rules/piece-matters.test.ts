import { describe, expect, test } from "vitest";
import { mattersOfPieces } from "../../src/rules/piece-matters.js";

const read = (pieces: readonly string[]) => mattersOfPieces(pieces, { buildings: [] });

/** Pieces, and the matters they are; null where only the last matters. */
const APART: readonly (readonly [string[], string[] | null])[] = [
  [
    ["东门保安态度太差，冲我妈吼", "对了，3栋楼道灯也不亮"],
    ["东门保安态度太差，冲我妈吼", "3栋楼道灯也不亮"],
  ],
  [
    ["东门保安态度太差，冲我妈吼", "3栋楼道灯也不亮"],
    ["东门保安态度太差，冲我妈吼", "3栋楼道灯也不亮"],
  ],
  [
    ["厨房漏水", "另外", "楼下垃圾房太臭了"],
    ["厨房漏水", "楼下垃圾房太臭了"],
  ],
  [
    ["厨房漏水", "垃圾桶三天没人收，苍蝇到处飞"],
    ["厨房漏水", "垃圾桶三天没人收，苍蝇到处飞"],
  ],
  [
    ["马桶堵了", "3栋2单元502", "还有，楼上天天半夜吵得睡不着"],
    ["马桶堵了，3栋2单元502", "楼上天天半夜吵得睡不着"],
  ],
  [
    ["厨房水龙头坏了", "楼道灯也不亮"],
    ["厨房水龙头坏了", "楼道灯也不亮"],
  ],
  [
    ["消防通道又被车堵了", "我家厨房水管漏水"],
    ["消防通道又被车堵了", "我家厨房水管漏水"],
  ],
  [
    ["客厅插座没电", "顺便问下物业费多少钱一平"],
    ["客厅插座没电", "物业费多少钱一平"],
  ],
  [
    ["花园的草坪没人修剪，枯了一大片", "3栋电梯按钮坏了"],
    ["花园的草坪没人修剪，枯了一大片", "3栋电梯按钮坏了"],
  ],
  [
    ["楼道三天没人拖地，脏死了", "对了我家门铃也坏了"],
    ["楼道三天没人拖地，脏死了", "我家门铃也坏了"],
  ],
  [["你好", "保安晚上睡觉没人管", "2栋1单元门禁刷不开", "13800138000", "对了，家里马桶堵了"], null],
];

const TOGETHER: readonly (readonly [string[]])[] = [
  [["厨房漏水", "3栋502"]],
  [["厨房漏水", "3栋502", "13800138000"]],
  [["3栋502", "厨房漏水"]],
  [["厨房漏水", "楼下天花板也湿了"]],
  [["厨房漏水", "漏得很厉害，地板都泡了"]],
  [["整栋楼停电了", "电梯也停了"]],
  [["电梯里灯坏了", "按钮也没反应"]],
  [["下水道堵了", "屋里臭得要命"]],
  [["垃圾房太臭了", "蟑螂都爬出来了"]],
  [["楼上装修太吵", "保安来了也不管"]],
  [["你好", "厨房漏水", "麻烦派人来看看"]],
  [["报修三天没人来", "前台态度还特别差"]],
  [["厨房漏水", "对了，我电话13800138000"]],
  [["厨房漏水", "还有，漏到楼下去了"]],
  [["单元门关不上", "晚上谁都能进来，保安看不见吗"]],
  [["车位被占了", "车牌川A12345"]],
];

describe("what is sent one after another", () => {
  test.each(APART)("%j are matters of their own", (pieces, matters) => {
    if (matters) expect(read(pieces)).toEqual(matters);
    else expect(read(pieces).at(-1)).toBe("家里马桶堵了");
  });

  test.each(TOGETHER)("%j are one matter", (pieces) => {
    expect(read(pieces)).toHaveLength(1);
  });

  test("an emergency is never taken apart", () => {
    expect(read(["东门保安态度太差", "对了，3栋电梯里困了两个人，快来救人"])).toHaveLength(1);
  });
});
