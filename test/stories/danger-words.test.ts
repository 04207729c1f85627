import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "./estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate();
});
afterEach(async () => {
  estate.readStaff();
  await estate.close();
});

const CALLED = /已紧急通知/;

/** Each told by somebody else, who hears what to do first, and that help was called. */
async function hearsFirst(told: readonly (readonly [words: string, firstAid: RegExp])[]): Promise<void> {
  for (const [at, [words, firstAid]] of told.entries()) {
    const writer = estate.resident(`住户${at}`);
    await writer.says(words);
    expect(writer.expects(firstAid), words).toMatch(CALLED);
    estate.readStaff();
  }
}

test("gas is gas though nobody names it, and in courteous English", async () => {
  await hearsFirst([
    ["炉头嘶嘶响，没火，闻着怪味", /^请先开窗、关闭燃气总阀，不要开关任何电器/],
    ["Excuse me, sorry to trouble you so late, I think there is a smell of gas here", /^请先开窗/],
    ["隔壁阳台飘火星过来，好像在烧纸", /^请马上离开现场.*119/],
    ["充电宝鼓包了，一直发烫", /^请马上离开那里.*不要用水浇.*119/],
  ]);
});

test("who drowns, is caught, or stands on a ledge is helped as that wants", async () => {
  await hearsFirst([
    ["有个小男孩跌进池塘里了", /^请马上拨打120和119。.*不要贸然下水/],
    ["刚从湖里捞上来，没有呼吸", /心肺复苏，照120电话里说的做/],
    ["娃的脑袋卡在护栏中间了", /^请马上拨打119，不要硬拉硬拽/],
    ["十楼有人站在窗台上", /^请马上拨打110和119，不要大声喊叫/],
    ["孩子把爷爷的药片当糖吃了", /^请马上拨打120，不要催吐.*药盒/],
    ["电梯里躺着个大爷，叫不醒", /^请先拨打120/],
  ]);
});

test("behind a door, before it, and not home: each is told what fits", async () => {
  await hearsFirst([
    ["门被风带上了，钥匙没拿，灶上烧着水", /^请留在原地，不要翻阳台/],
    ["我爸一个人住，电话打了两天都没人接", /^请接着打电话、敲门喊他.*年纪/],
    ["我是小学生，爸爸妈妈上班去了，家里停电了好黑", /^别怕，我们在。/],
    ["能不能调下监控，我女儿放学到现在没到家", /^请先拨打110.*走失人/],
    ["指纹锁坏了，我进不去，宝宝再里面睡觉", /^请先在门外喊话安抚/],
  ]);
});

test("who says goodbye is not left alone", async () => {
  const words = ["累了，就想睡过去再也不醒", "谢谢你们这些年的照顾，我家狗以后就托付给你们了"];
  for (const [at, goodbye] of words.entries()) {
    const writer = estate.resident(`住户${at}`);
    await writer.says(goodbye);
    writer.expects(/^我听到了，谢谢您愿意告诉我.*12356/);
    estate.readStaff();
  }
});

test("what only sounds like danger calls nobody out", async () => {
  const words = [
    "灶打不着火，换了电池还不行",
    "孩子的球掉进水池了，能借个网吗",
    "水龙头卡住了拧不动",
    "窗台上有鸽子窝",
    "旧电池鼓包了扔哪个桶",
    "楼上那个娃儿从早跳到晚，硬是遭不住",
    "我家猫一直抽搐，附近哪有宠物医院",
    "I can't find my parcel, it is not in the locker",
  ];
  for (const [at, harmless] of words.entries()) {
    const writer = estate.resident(`住户${at}`);
    await writer.says(harmless);
    expect(writer.expects(/./), harmless).not.toMatch(CALLED);
    estate.readStaff();
  }
});
