import type { Dialogue } from "./dialogue.js";
import { tellAll } from "./tell-all.js";

const DESK = "客服群";

const dialogues: readonly Dialogue[] = [
  {
    claim: "a complaint about a guard begins with an apology and ends with what was done",
    person: "贺女士",
    turns: [
      {
        says: "昨晚东门保安对我大吼大叫，态度太恶劣了，我要投诉，我是2栋3单元801",
        hears: /我代秩序维护部向您道歉.*#1.*联系电话/,
        about: 1,
      },
      { says: "13444445555", hears: /补到#1.*134\*\*\*\*5555/, about: 1 },
      { in: DESK, who: "孙磊", command: "接单 1", answer: /由孙磊接单/, hears: /孙磊接手/ },
      { says: "你们打算怎么处理这个保安？", hears: /怎么处理.*已转给秩序维护部孙磊.*答复您.*#1/, about: 1 },
      {
        in: DESK,
        who: "孙磊",
        command: "完成 1 当事人已当面道歉并停岗培训",
        answer: /已办结/,
        hears: /已处理：当事人已当面道歉/,
      },
    ],
  },
  {
    claim: "a rage without a matter is answered calmly once, and the matter that follows is recorded",
    person: "雷先生",
    turns: [
      { says: "你们这群废物，收钱不干活！", hears: /抱歉.*哪件事、在哪里/, about: 1 },
      { says: "8栋2单元楼梯间三天没人扫了，全是灰，电话13355556666", hears: /道歉.*#2/, about: 2 },
      { in: DESK, who: "邓秀英", command: "接单 2", answer: /由邓秀英接单/, hears: /邓秀英接手/ },
      { says: "废物物业", hears: null, about: 2 },
      { says: "一群废物", hears: null, about: 2 },
    ],
  },
  {
    claim: "noise at night is one complaint, however often it is told that evening",
    person: "汤太太",
    at: "2026-11-23T22:40:00+08:00",
    turns: [
      { says: "楼上1栋1单元1502天天半夜拖椅子，吵得孩子睡不着，我要投诉", hears: /#1/, about: 1 },
      { says: "我是1栋1单元1402，电话13266667777", hears: /补到#1.*房号1-1-1402/, about: 1 },
      { says: "现在又在拖了，咚咚响", hears: /#1/, about: 1 },
      { says: "能不能现在就派保安上去说一下", hears: /派保安.*已转给.*答复您.*#1/, about: 1 },
      { in: DESK, who: "郭勇", command: "接单 1", answer: /接单|不归您/ },
    ],
  },
  {
    claim: "a complaint that a repair drags on is its own record, linked to the repair",
    person: "申先生",
    turns: [
      { says: "7栋1单元202窗户关不上了，电话13177778888，周末都在家", hears: /#1/, about: 1 },
      { later: { days: 3 } },
      { says: "窗户报修三天了没人理，我要投诉你们工程部", hears: /道歉.*#2/, about: 2 },
      { says: "请问现在到哪一步了", hears: /2件事/, about: 2 },
      { in: "工程群", who: "刘工", command: "接单 1", answer: /由刘工接单/, hears: /#1.*刘工接手/ },
    ],
  },
  {
    claim: "two matters in one message are two records with one answer",
    person: "路女士",
    turns: [
      {
        says: "您好，3栋1单元701，厨房水龙头滴水，另外我们单元门口的垃圾桶好几天没倒了臭死了",
        hears: /两件事.*①.*#1.*②.*#2/,
        about: 1,
      },
      { says: "电话13088889999，水龙头明天下午来修吧", hears: /补到#1.*130\*\*\*\*9999.*明天下午/, about: 1 },
      { in: DESK, who: "谢春", command: "接单 2", answer: /由谢春接单/, hears: /#2.*谢春接手/ },
      { in: DESK, who: "谢春", command: "完成 2 已清运并冲洗", answer: /已办结/, hears: /#2.*已清运并冲洗/ },
      { says: "水龙头的呢", hears: /#1/, about: 1 },
    ],
  },
  {
    claim: "a matter of others is passed on without promising what is theirs",
    person: "幸先生",
    turns: [
      {
        says: "小区门口马路上的路灯坏了一个月了，晚上黑漆漆的，这是市政的吧，能反映一下吗",
        hears: /#1/,
        about: 1,
      },
      { says: "我住9栋1单元101，电话15011112222", hears: /补到#1/, about: 1 },
      { says: "有消息了吗", hears: /#1/, about: 1 },
      { in: DESK, who: "李娜", command: "备注 1 已电话市政12345，工单已受理", answer: /已记入/ },
    ],
  },
];

tellAll(dialogues);
