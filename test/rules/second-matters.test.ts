import { describe, expect, test } from "vitest";
import { openingOf, withoutOpening } from "../../src/rules/another-matter.js";
import { readForwarded } from "../../src/rules/forwarded-notice.js";
import { readIntent } from "../../src/rules/resident-intent.js";
import { namesSameThing } from "../../src/rules/same-thing.js";
import { tellsOfWork } from "../../src/rules/work-remarks.js";

describe("a notice that is passed on", () => {
  test.each([
    ["【停水通知】因管网检修，周六8:00-18:00停水，请提前储水。——物业服务中心", ""],
    ["[停电公告] 明天3栋停电 请大家注意", ""],
    ["【温馨提示】为了更好的服务，我们将于明日对电梯维保，如有疑问请致电前台", ""],
    ["尊敬的业主您好：因二次供水设备清洗，明天停水，敬请谅解", ""],
    ["关于地库清洗的公告：周三起分区清洗，请移车。", ""],
    ["【停水通知】本周六停水 我们家也停吗", "我们家也停吗"],
    ["【停水通知】本周六停水，说好的两点来水，到现在都没有", "说好的两点来水，到现在都没有"],
    ["转发：【装修须知】工作日8点到12点可施工。隔壁周日在装修怎么办", "隔壁周日在装修怎么办"],
  ])("%s", (text, own) => {
    expect(readForwarded(text)?.own).toBe(own);
  });

  test.each([
    "【温馨提示】你们物业的灯又坏了，能不能修一下",
    "【求助】我家漏水",
    "你们贴的【停水通知】怎么没写几点来水",
    "关于停水的通知为什么没人发",
    "尊敬的业主您好，这条短信是你们发的吗",
    "尊敬的物业，我家马桶堵了",
  ])("is not: %s", (text) => {
    expect(readForwarded(text)).toBeNull();
  });
});

test.each([
  ["仲有大堂好多烟头", "another", "大堂好多烟头"],
  ["对了 楼道灯也坏了", "another", "楼道灯也坏了"],
  ["also what is the wifi password", "another", "what is the wifi password"],
  ["第二个问题 快递柜打不开", "another", "快递柜打不开"],
  ["第二个单元门坏了", null, "第二个单元门坏了"],
  ["就是楼道的灯不亮", "turn", "就是楼道的灯不亮"],
  ["还有点漏", null, "还有点漏"],
  ["还有人吗", null, "还有人吗"],
  ["第二次了", null, "第二次了"],
  ["2.5度", null, "2.5度"],
])("%s leads over to something else: %s", (text, opening, rest) => {
  expect([openingOf(text), withoutOpening(text)]).toEqual([opening, rest]);
});

test.each([
  ["栏杆焊点裂了 孩子天天在那玩", "70栋2单元603 阳台栏杆晃", true],
  ["吊扇还有怪响", "客厅吊扇不转了", true],
  ["长椅的建议有下文没", "建议在68栋门口加个休息长椅", true],
  ["阳台玻璃松了", "阳台栏杆晃", false],
  ["你们什么时候有人来处理一下", "麻烦处理一下烟感", false],
  ["小区花园栏杆断了", "我家阳台栏杆晃", false],
])("%s · %s: the same thing is %s", (one, other, isSame) => {
  expect(namesSameThing(one, other)).toBe(isSame);
});

test.each([
  "上门不用预约 家里一直有人",
  "上门前先打电话 家里有狗",
  "来之前给我打个电话",
  "家里白天没人 钥匙放前台了",
  "直接上门就行",
  "修好了麻烦拍张照给我",
])("for whoever does the work: %s", (text) => {
  expect(tellsOfWork(text)).toBe(true);
});

test.each([
  "邻居家里有狗一直叫",
  "钥匙丢了 帮忙开下门",
  "家里没人的时候谁把我门口的鞋拿走了",
  "楼上家里有小孩天天跳",
  "修好了又漏",
])("a matter, and no word to whoever does the work: %s", (text) => {
  expect(tellsOfWork(text)).toBe(false);
});

test.each([
  "你能不能看懂人话",
  "听不懂人话吗",
  "你是不是没看懂",
  "答非所问",
  "能不能好好说人话",
  "机器人根本没听懂我说的话",
])("was not understood, and gets a person: %s", (text) => {
  expect(readIntent(text)).toBe("person");
});

test.each([
  "看懂了",
  "我听不懂",
  "公告看不懂",
  "保安听不懂人话",
  "你懂的",
  "小朋友你妈妈呢",
  "他妈在家等着",
  "我妈的快递到了",
])("is neither anger nor a wish for a person: %s", (text) => {
  expect(readIntent(text)).toBeNull();
});

test.each(["你妈的", "去你妈的", "真他妈烦", "他妈的什么物业", "妈的"])("is abuse: %s", (text) => {
  expect(readIntent(text)).toBe("abuse");
});
