import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseRows } from "../../src/edges/eval/labelled-rows.js";
import { hidePersonalData } from "../../src/rules/personal-data.js";

const KNOWN = { buildings: ["观澜阁"], people: ["李娜", "刘工"] };
const hide = (text: string) => hidePersonalData(text, KNOWN).text;

describe("nothing personal is left of", () => {
  test.each<[what: string, text: string, hidden: string]>([
    ["a mobile number", "漏水，电话13800138000", "漏水,电话〔电话1〕"],
    ["a mobile number with gaps", "打138 0013-8000", "打〔电话1〕"],
    ["a mobile number read aloud", "电话幺三八零零幺三八零零零", "电话〔电话1〕"],
    ["a land line", "座机010-62345678没声音", "座机〔电话1〕没声音"],
    ["a number that is one digit short", "电话1380013800", "电话〔号码1〕"],
    ["an identity card", "身份证11010119900307123X办卡", "身份证〔证件1〕办卡"],
    ["a plate", "京A12345堵了消防通道", "〔车牌1〕堵了消防通道"],
    ["a green plate with a dot", "粤B·D12345挡着我", "〔车牌1〕挡着我"],
    ["a WeChat id", "加我微信 wang_wu88", "加我微信 〔号码1〕"],
    ["an address of the net", "看 https://x.example/?id=138 这个", "看 〔网址1〕 这个"],
    ["a mailbox", "发wang.wu@mail.example就行", "发〔邮箱1〕就行"],
    ["a full room", "3栋2单元502室漏水", "〔房号1〕漏水"],
    ["a dashed room", "3-2-502漏水", "〔房号1〕漏水"],
    ["a letter and a room", "A座1203漏水", "〔房号1〕漏水"],
    ["a room by floor", "5号楼18楼06灯不亮", "〔房号1〕灯不亮"],
    ["a room in Chinese numerals", "三栋二单元五零二漏水", "〔房号1〕漏水"],
    ["a room in a named building", "观澜阁1203没电", "观澜阁〔房号1〕没电"],
    ["a bare room", "楼上704天天跳操", "楼上〔房号1〕天天跳操"],
    ["a name with a title", "我是王女士，灯坏了", "我是〔姓名1〕女士,灯坏了"],
    ["a full name", "联系人：刘永光，电话13800138000", "联系人:〔姓名1〕,电话〔电话1〕"],
    ["a worker's name", "保安小马给我倒水，谢谢小马", "保安〔姓名1〕给我倒水,谢谢〔姓名1〕"],
    ["a member of staff", "李娜态度很好", "〔姓名1〕态度很好"],
    ["an English name", "I'm John Smith, no water", "I'm 〔姓名1〕, no water"],
    ["a name nobody announces", "昨天来的是张伟国，没修好", "昨天来的是〔姓名1〕,没修好"],
    ["names in a row", "张磊、李秀英都同意", "〔姓名1〕、〔姓名2〕都同意"],
    ["a name beside a door", "刘丽华 3-2-502 漏水", "〔姓名1〕 〔房号1〕漏水"],
    ["a name whose surname is a word", "高志远是我先生", "〔姓名1〕是我先生"],
    ["a name behind a door", "我是3-1-501的李雷，没电", "我是〔房号1〕的〔姓名1〕,没电"],
    ["half a name behind a door", "502的老王天天敲", "〔房号1〕的〔姓名1〕天天敲"],
    ["half a name that is pointed at", "你们财务室那个小刘不理人", "你们财务室那个〔姓名1〕不理人"],
    ["half a name behind what somebody is", "租客老郑半夜搬东西", "租客〔姓名1〕半夜搬东西"],
    ["a landlord's name", "房东张三不管", "房东〔姓名1〕不管"],
    ["a landlord's name of everyday signs", "房东马建国不接电话", "房东〔姓名1〕不接电话"],
    ["a pet name", "租客阿明弹琴", "租客〔姓名1〕弹琴"],
    ["a name somebody reports under", "张三丰反映楼道堵了", "〔姓名1〕反映楼道堵了"],
    ["a name in a form", "客户：玛丽，要办卡", "客户:〔姓名1〕,要办卡"],
    ["a name of two parts", "阿依古丽·买买提 家里没水", "〔姓名1〕 家里没水"],
    ["a room in formal numerals", "叁栋贰单元伍零贰漏水", "〔房号1〕漏水"],
    ["a number in formal numerals", "电话壹叁捌零零壹叁捌零零零", "电话〔电话1〕"],
    ["a floor and a door in a named building", "观澜阁十二楼三号没电", "观澜阁〔房号1〕没电"],
    ["a room with gaps", "3栋2单元5 零 2漏水", "〔房号1〕漏水"],
    ["a flat by its letter", "3座8楼F漏水", "〔房号1〕漏水"],
    ["a plate with gaps", "京 A 12 345挡路", "〔车牌1〕挡路"],
    ["a plate with a gap somewhere else", "粤B·D1 234 挡路", "〔车牌1〕 挡路"],
    ["a WeChat id by its letter", "加我V：zhang1988", "加我V:〔号码1〕"],
    ["a double surname", "欧阳雪家门口堆了垃圾", "〔姓名1〕家门口堆了垃圾"],
  ])("%s", (_what, text, hidden) => {
    expect(hide(text)).toBe(hidden);
  });
});

test("what is everybody's stays: buildings, amounts, times, measures", () => {
  const text = "12栋电梯停了2小时,物业费多收320元,9点才来,3层楼道灯不亮";
  expect(hide(text)).toBe(text);
});

test("words that only look like names stay: plants, times, places", () => {
  const text = "门口的白玉兰和金银花凌晨掉叶,高温天安全员常来,方便的话周一修,钱一直没退,卫生太差";
  expect(hide(text)).toBe(text);
});

test.each([
  "麻烦尽快安排师傅上门,谢谢老师傅",
  "项目经理和施工队长不理人,谢谢师傅",
  "门口保安大哥和园林工在健身房旁边,公司总部管事",
  "我家的马桶漏水,隔壁的门锁坏了",
  "业主张贴的通知,租客许多人,房东不退押金",
  "老杨树倒了,小路太黑,你们小程序打不开",
  "三楼二号电梯坏了,3楼F区灯不亮,二楼三户没水",
  "业主反映3次了,客户投诉没人管,邻居张口就骂",
  "阿姨和阿公在楼下,陆续有人来",
])("nothing is taken out of %s", (text) => {
  expect(hide(text)).toBe(text);
});

test("a text of nothing but one sign is read as fast as any other", () => {
  // Squared, each of them would take a minute.
  for (const sign of ["a", "1", "一", "王", "3-"]) expect(hide(sign.repeat(100_000))).toMatch(/./);
});

test("the same original has the same placeholder, another one the next", () => {
  expect(hide("3-2-502漏到3-2-402，是3-2-502的水管")).toBe("〔房号1〕漏到〔房号2〕,是〔房号1〕的水管");
});

test("an answer gets its originals back, and no others", () => {
  const hidden = hidePersonalData("3-2-502漏水，电话13800138000", KNOWN);
  expect(hidden.restore("〔房号1〕漏水，请打〔电话1〕或〔电话2〕")).toBe(
    "3-2-502漏水，请打13800138000或〔电话2〕",
  );
});

test("a writer cannot forge a placeholder", () => {
  const hidden = hidePersonalData("〔电话1〕是我的，13800138000", KNOWN);
  expect(hidden.text).toBe("(电话1)是我的,〔电话1〕");
});

test("no labelled room and no labelled phone of the corpus comes through", () => {
  const rows = readdirSync("test/corpus")
    .filter((name) => name.endsWith(".jsonl"))
    .flatMap((name) => parseRows(readFileSync(`test/corpus/${name}`, "utf8"), name));
  const leaks = rows.filter((row) => {
    const hidden = hidePersonalData(row.text, { buildings: [], people: [] }).text;
    const door = row.room?.split("-").at(-1) ?? "";
    const isDoor = /^(?:\d{3,4}[A-H]?|\d{1,2}[A-H])$/.test(door);
    return (isDoor && hidden.includes(door)) || (row.phone !== null && /\d{6,}/.test(hidden));
  });
  expect(rows.length).toBeGreaterThan(3_000);
  expect(leaks.map((row) => row.id)).toEqual([]);
});
