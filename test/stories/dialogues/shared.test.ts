import { expect } from "vitest";
import type { Dialogue } from "./dialogue.js";
import { tellAll } from "./tell-all.js";

const ENGINEERS = "工程群";

const dialogues: readonly Dialogue[] = [
  {
    claim: "a lift that is out for the whole building is one matter of two households",
    person: "褚女士",
    turns: [
      {
        async does(estate) {
          const first = estate.resident("冯先生");
          await first.says("6栋1单元的电梯坏了，按了没反应，电话13500001111");
          first.expects(/#1/);
        },
      },
      { says: "6栋电梯怎么停了，我住6栋1单元1203，提着菜上不去", hears: /编号#2.*共有2户反映/, about: 2 },
      { says: "什么时候能好啊", hears: /#2.*最晚/, about: 2 },
      { in: ENGINEERS, who: "刘工", command: "接单 1", answer: /由刘工接单/, hears: /#2.*刘工接手/ },
      {
        in: ENGINEERS,
        who: "刘工",
        command: "完成 1 换了门机皮带",
        answer: /已办结/,
        hears: /#2.*换了门机皮带/,
      },
      {
        async does(estate) {
          expect(estate.resident("冯先生").read().join()).toMatch(/接手[\s\S]*已处理/);
        },
      },
    ],
  },
  {
    claim: "people trapped are helped at once, and their further words go to the same alarm",
    person: "林小姐",
    turns: [
      {
        says: "救命！3栋1单元电梯卡住了，我和孩子在里面，门打不开",
        hears: /不要扒门.*已紧急通知.*#1/,
        about: 1,
      },
      { says: "孩子哭了，里面好闷", hears: /再次紧急通知.*#1/, about: 1 },
      { in: ENGINEERS, who: "刘工", command: "接单 1", answer: /由刘工接单/, hears: /刘工接手/ },
      { in: ENGINEERS, who: "刘工", command: "5分钟到", answer: /已告诉住户/, hears: /大约5分钟到/ },
      { says: "出来了，谢谢师傅", hears: /没事就好.*转告.*#1/, about: 1 },
      {
        in: ENGINEERS,
        who: "刘工",
        command: "完成 1 盘车放人，人员平安",
        answer: /已办结/,
        hears: /盘车放人/,
      },
    ],
  },
  {
    claim: "a voice message waits for a listener, and the words that follow join it",
    person: "罗奶奶",
    turns: [
      { sends: "voice", hears: /语音收到了，编号#1/, about: 1 },
      { says: "我说的是家里的水管冻住了，没水", hears: /明白了，「.*水管冻住了.*#1.*最晚/, about: 1 },
      { says: "10栋1单元101，电话15566667777", hears: /补到#1.*房号10-1-101/, about: 1 },
      { in: "客服群", who: "李娜", command: "改类 1 报修", answer: /已改为报修/ },
      { in: "客服群", who: "李娜", command: "转 1 工程", answer: /已转工程部/ },
    ],
  },
  {
    claim: "a photo alone is asked about, and then belongs to what was said of it",
    person: "顾先生",
    turns: [
      { sends: "photo", hears: /照片收到了.*写一句话/, about: 1 },
      {
        says: "2栋1单元门口的地砖翘起来了，差点绊倒人，我是2栋1单元301，电话15677778888",
        hears: /#1/,
        about: 1,
      },
      { sends: "photo", hears: /照片收到了，已放进#1/, about: 1 },
      { says: "谢谢", hears: /不客气/, about: null },
    ],
  },
  {
    claim: "who chases a matter nobody knows gets a record and is asked only what was not said",
    person: "葛先生",
    turns: [
      {
        says: "上周五报的事怎么样了，一直没人联系我",
        hears: /没有查到之前的登记.*#1.*什么事.*房号.*电话/,
        about: 1,
      },
      { says: "就是9栋2单元502空调外机太吵那个事", hears: /明白了.*#1.*最晚/, about: 1 },
      { says: "电话15788889999", hears: /补到#1.*157\*\*\*\*9999/, about: 1 },
      { in: "客服群", who: "李娜", command: "查 1", answer: /9-2-502[\s\S]*空调外机太吵/ },
      { says: "那快点啊", hears: /#1|好的/, about: 1 },
    ],
  },
  {
    claim: "talk that is no matter leaves no record, whatever time of day",
    person: "孙大爷",
    at: "2026-11-23T06:30:00+08:00",
    turns: [
      { says: "早上好", hears: /云栖花园物业/, about: null },
      { says: "吃了吗", hears: /./, about: null },
      { says: "没事，随便问问", hears: /好的，有事随时告诉我/, about: null },
      { says: "好的", hears: /有事随时告诉我/, about: null },
    ],
  },
  {
    claim: "a suggestion is thanked for and asked nothing",
    person: "秋小姐",
    turns: [
      { says: "建议在小区中心花园加几个儿童秋千，孩子们没地方玩", hears: /谢谢您的建议.*#1/, about: 1 },
      { says: "其他小区都有的", hears: /#1/, about: 1 },
      { says: "大概多久有答复？", hears: /#1.*最晚/, about: 1 },
      {
        in: "客服群",
        who: "李娜",
        command: "完成 1 已列入明年公共设施改造征集",
        answer: /已办结/,
        hears: /已列入明年/,
      },
    ],
  },
];

tellAll(dialogues);
