import { expect } from "vitest";
import type { Dialogue } from "./dialogue.js";
import { tellAll } from "./tell-all.js";

const DESK = "客服群";

const dialogues: readonly Dialogue[] = [
  {
    claim: "who asks for a person gets one, the desk is silent meanwhile and sums up afterwards",
    person: "祝先生",
    turns: [
      {
        says: "4栋2单元602暖气不热，电话15233334444，晚上在家",
        hears: /#1(?!.*什么|.*方便上门的时间)/,
        about: 1,
      },
      { says: "转人工", hears: /正在为您转接/, about: 1 },
      { member: "李娜", got: /【转人工】4-2-602.*15233334444[\s\S]*#1/ },
      { says: "你好，我家暖气到底什么时候能热", hears: null, about: 1 },
      {
        async does(estate) {
          const lina = estate.simulation.standIn.servicer("lina");
          await lina.answers(estate.resident("祝先生").externalUserId, "您好，我是李娜，师傅今晚七点到");
          await estate.settle();
          await lina.ends(estate.resident("祝先生").externalUserId);
          await estate.settle();
          estate.resident("祝先生").read();
        },
      },
      { group: DESK, got: /【人工会话结束】[\s\S]*4-2-602[\s\S]*暖气到底什么时候能热[\s\S]*#1/ },
      { says: "师傅到了，谢谢", hears: /不客气/, about: null },
    ],
  },
  {
    claim: "when nobody is free the person is promised with a name and a time",
    person: "房女士",
    at: "2026-11-23T20:30:00+08:00",
    turns: [
      {
        async does(estate) {
          for (const { userid } of estate.simulation.estates[0]?.staff ?? []) {
            try {
              await estate.simulation.standIn.servicer(userid).pauses();
            } catch {
              // Not everybody of the staff serves residents by hand.
            }
          }
          await estate.settle();
        },
      },
      { says: "人工", hears: /李娜.*明天09:00前联系您，编号#1.*留个电话/, about: 1 },
      { says: "15344445555", hears: /补到#1.*153\*\*\*\*5555/, about: 1 },
      { says: "还要等多久", hears: /#1.*最晚明天09:00前/, about: 1 },
      { member: "王芳", got: /#1/ },
      { in: DESK, who: "李娜", command: "接单 1", answer: /由李娜接单/, hears: /#1.*李娜接手/ },
    ],
  },
  {
    claim: "who does not want to live is met with care, and people are called",
    person: "小沈",
    at: "2026-11-23T23:50:00+08:00",
    turns: [
      { says: "我真的不想活了", hears: /我听到了.*12356.*已紧急通知.*#1/, about: 1 },
      { says: "我在11栋天台", hears: /再次紧急通知/, about: 1 },
      { group: DESK, got: /【紧急】/ },
      { member: "陈明", got: /【紧急】/ },
      { in: DESK, who: "李娜", command: "接单 1", answer: /由李娜接单/, hears: /#1.*李娜接手/ },
      { in: DESK, who: "李娜", command: "备注 1 同事已到天台，家人在路上", answer: /已记入 #1/ },
    ],
  },
  {
    claim: "praise reaches the praised, and nothing is asked of who praises",
    person: "何女士",
    turns: [
      {
        says: "要表扬一下工程部刘工，大半夜来给我家修水管，还不收钱，太感谢了",
        hears: /谢谢您特意告诉我们.*#1/,
        about: 1,
      },
      { member: "刘工", got: /【收到表扬】.*大半夜来给我家修水管/ },
      { says: "希望领导能看到", hears: /一并转达（#1）/, about: 1 },
      { in: "客服群", who: "李娜", command: "备注 1 已在晨会上念给大家听", answer: /已记入 #1/ },
      { says: "嗯嗯", hears: /好的，有事随时/, about: null },
    ],
  },
  {
    claim: "who writes traditional script is answered in it to the end",
    person: "張太",
    turns: [
      {
        says: "你好，我係5座1203，廚房水龍頭漏水，麻煩派人來修理，電話13900001111",
        hears: /您報的.*#1.*方便上門的時間/,
        about: 1,
      },
      { says: "聽日下晝得閒，下午兩點後都喺屋企", hears: /補到#1.*明天下午/, about: 1 },
      { in: "工程群", who: "刘工", command: "接单 1", answer: /由刘工接单/, hears: /劉工接手/ },
      { says: "師傅幾時到", hears: /劉工正在處理/, about: 1 },
      { in: "工程群", who: "刘工", command: "完成 1 更换阀芯", answer: /已办结/, hears: /已處理：更換閥芯/ },
    ],
  },
  {
    claim: "a person's flat is not overwritten by the flats they talk about",
    person: "路先生",
    turns: [
      { says: "我是8栋1单元301，楼道灯不亮了，电话15455556666", hears: /#1/, about: 1 },
      { says: "楼上8栋1单元401空调水滴到我家雨棚上了，天天滴，麻烦管管", hears: /#2/, about: 2 },
      {
        async does(estate) {
          const { client } = estate.simulation.app().database;
          const resident = await client.resident.findFirst({ where: { phone: "15455556666" } });
          expect(resident?.room).toBe("8-1-301");
        },
      },
      { says: "灯修好了吗", hears: /#1/, about: 1 },
      { says: "空调滴水的事呢", hears: /#2.*最晚/, about: 2 },
    ],
  },
];

tellAll(dialogues);
