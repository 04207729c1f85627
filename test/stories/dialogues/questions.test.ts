import type { Dialogue } from "./dialogue.js";
import { tellAll } from "./tell-all.js";

const DESK = "客服群";

const dialogues: readonly Dialogue[] = [
  {
    claim: "questions of the knowledge file are answered at once, each with its source, and end with thanks",
    person: "赵阿姨",
    turns: [
      { says: "请问物业费怎么交呀", hears: /前台刷卡、扫码[\s\S]*依据：收费公示栏/, about: 1 },
      { says: "那一平米多少钱", hears: /2\.80元|记下了/, about: 2 },
      { says: "前台几点下班", hears: /18:00/, about: 3 },
      { says: "好的谢谢", hears: /不客气/, about: null },
    ],
  },
  {
    claim: "a question nobody vouches an answer for goes to a person with a promise",
    person: "柏先生",
    turns: [
      { says: "请问地下车库能装私人充电桩吗", hears: /#1.*最晚/, about: 1 },
      { says: "我是6栋3单元1001的", hears: /#1/, about: 1 },
      { says: "什么时候能答复我", hears: /#1.*最晚/, about: 1 },
      { in: DESK, who: "李娜", command: "接单 1", answer: /接单|由李娜/, hears: /李娜接手/ },
      {
        in: DESK,
        who: "李娜",
        command: "完成 1 需供电局报装，前台可代办，资料清单已发",
        answer: /已办结/,
        hears: /需供电局报装/,
      },
    ],
  },
  {
    claim: "a planned outage is explained to who asks before and to who reports during it",
    person: "应女士",
    turns: [
      {
        in: DESK,
        who: "李娜",
        command: "通知 停水 明天9点到17点 3栋 检修水泵",
        answer: /通知已生效：3栋 明天09:00到17:00/,
      },
      {
        says: "我住3栋1单元802，听说明天停水？停到几点啊",
        hears: /3栋明天09:00到17:00：停水，检修水泵/,
        about: 1,
      },
      { later: { days: 1, hours: 1 } },
      { says: "家里没水了", hears: /3栋今天09:00到17:00：停水.*已记下/, about: 2 },
      { later: { hours: 8 } },
      { says: "都六点了还是没水，怎么回事", hears: /「都六点了还是没水.*#3.*工程部/, about: 3 },
    ],
  },
  {
    claim: "an expired answer is not given",
    person: "梅小姐",
    turns: [
      { says: "泳池几点开门啊", hears: /#1.*最晚/, about: 1 },
      { says: "办停车月卡要什么材料", hears: /行驶证[\s\S]*停车收费公示/, about: 2 },
      { says: "周末可以装修吗", hears: /工作日8:00到12:00/, about: 3 },
      { says: "好", hears: /好的/, about: null },
    ],
  },
  {
    claim: "what is stored is told to the one it is about, and a mistake in it is put right",
    person: "纪女士",
    turns: [
      { says: "我是5栋2单元1101的纪女士，想办一张门禁卡，电话15122223333", hears: /身份证|#1/, about: 1 },
      { says: "你们存了我哪些信息", hears: /房号：5-2-1101；电话：151\*\*\*\*3333/, about: null },
      { says: "电话换成15199998888了", hears: /更正为电话151\*\*\*\*8888/, about: 1 },
      { says: "请把我的个人信息都删掉", hears: /删除个人信息的要求记下了，编号#2.*主管/, about: 2 },
    ],
  },
];

tellAll(dialogues);
