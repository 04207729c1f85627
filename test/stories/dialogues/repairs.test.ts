import type { Dialogue } from "./dialogue.js";
import { tellAll } from "./tell-all.js";

const ENGINEERS = "工程群";

const dialogues: readonly Dialogue[] = [
  {
    claim: "a leak told in pieces is one record from the first word to the thanks",
    person: "谭女士",
    turns: [
      { types: "你好" },
      { types: "厨房水槽下面漏水了" },
      { types: "3栋2单元502" },
      { adds: "photo" },
      { says: "13800138000", hears: /「厨房水槽下面漏水了.*#1.*工程部.*方便上门的时间/, about: 1 },
      { says: "今天下午三点以后都在家", hears: /补到#1.*时间今天下午三点以后/, about: 1 },
      { in: ENGINEERS, who: "刘工", command: "接单 1", answer: /由刘工接单/, hears: /#1.*刘工接手/ },
      { in: ENGINEERS, who: "刘工", command: "马上到", answer: /已告诉住户/, hears: /刘工正在赶过去/ },
      {
        in: ENGINEERS,
        who: "刘工",
        command: "完成 1 更换下水管接头，已试水",
        answer: /已办结/,
        hears: /已处理：更换下水管接头/,
      },
      { says: "好的，谢谢你们，效率真高", hears: /谢谢您，#1记为满意/, about: 1 },
    ],
  },
  {
    claim: "a wrong room is put right in words and the worker hears it",
    person: "裘先生",
    turns: [
      {
        says: "5栋1单元1802客厅的灯一直闪，电话13812345678，麻烦派人看看",
        hears: /#1.*方便上门的时间/,
        about: 1,
      },
      { in: ENGINEERS, who: "刘工", command: "接单 1", answer: /由刘工接单/, hears: /刘工接手/ },
      { says: "不好意思，房号写错了，不是1802是1803", hears: /更正为房号5-1-1803.*#1/, about: 1 },
      { member: "刘工", got: /住户更正.*1803/ },
      { says: "周六上午在家", hears: /补到#1.*周六上午/, about: 1 },
      { in: ENGINEERS, who: "刘工", command: "查 1", answer: /5-1-1803[\s\S]*期望：周六上午/ },
    ],
  },
  {
    claim: "who repaired it himself calls it off, and the worker does not come in vain",
    person: "乔女士",
    turns: [
      {
        says: "2栋1单元601的卫生间马桶堵了，电话13900001234，现在就方便",
        hears: /#1(?!.*方便上门的时间)/,
        about: 1,
      },
      { in: ENGINEERS, who: "刘工", command: "我来 1", answer: /由刘工接单/, hears: /刘工接手/ },
      { says: "我自己弄好了，不用来了，谢谢", hears: /告诉同事#1.*先不用来了/, about: 1 },
      { member: "刘工", got: /住户说不用来了/ },
      {
        in: ENGINEERS,
        who: "刘工",
        command: "完成 1 住户自行疏通",
        answer: /已办结/,
        hears: /已处理：住户自行疏通/,
      },
    ],
  },
  {
    claim: "nobody at home leads to a new time and not to a second record",
    person: "古先生",
    turns: [
      { says: "1栋2单元301，空调不制冷了，电话13711112222，今天随时可以来", hears: /#1/, about: 1 },
      { in: ENGINEERS, who: "赵强", command: "接单 1", answer: /由赵强接单/, hears: /赵强接手/ },
      { later: { hours: 2 } },
      {
        in: ENGINEERS,
        who: "赵强",
        command: "1 家里没人",
        answer: /问住户什么时间方便/,
        hears: /没有见到您.*什么时间方便/,
      },
      { says: "抱歉刚出去了，明天上午十点可以吗", hears: /补到#1.*明天上午十点/, about: 1 },
      { member: "赵强", got: /明天上午十点/ },
    ],
  },
  {
    claim: "what grows into an emergency alarms at once and hangs on the matter it came from",
    person: "项女士",
    turns: [
      { says: "6栋2单元402阳台地漏返水，电话13622223333，在家等你们", hears: /#1/, about: 1 },
      { says: "现在水越来越多了，快漫到客厅了", hears: /总阀.*已紧急通知.*#2/, about: 2 },
      { sends: "photo", hears: /照片收到了，已放进#2/, about: 2 },
      { says: "怎么还没来人", hears: /^#2.*已紧急通知工程部(?!.*最晚)/, about: 2 },
      { in: ENGINEERS, who: "刘工", command: "接单 2", answer: /由刘工接单/, hears: /#2.*刘工接手/ },
      { says: "师傅什么时候到", hears: /^#2.*刘工已接手(?!.*最晚)/, about: 2 },
      {
        in: ENGINEERS,
        who: "刘工",
        command: "完成 2 疏通主管并清理",
        answer: /已办结/,
        hears: /已处理：疏通主管并清理/,
      },
    ],
  },
  {
    claim: "what breaks again after the repair is a new record that begins with the old one in mind",
    person: "符先生",
    turns: [
      { says: "4栋1单元903门禁对讲机没声音了，13533334444，明天在家", hears: /#1/, about: 1 },
      { in: ENGINEERS, who: "刘工", command: "接单 1", answer: /由刘工接单/, hears: /刘工接手/ },
      { in: ENGINEERS, who: "刘工", command: "完成 1 换了听筒", answer: /已办结/, hears: /已处理：换了听筒/ },
      { says: "1", hears: /谢谢您，#1记为满意/, about: 1 },
      { later: { days: 4 } },
      {
        says: "对讲机又没声音了，上次修了没用啊",
        hears: /刚处理过（#1）又这样，很抱歉.*#2.*工程部/,
        about: 2,
      },
      { in: ENGINEERS, who: "刘工", command: "待办", answer: /#2/ },
    ],
  },
];

tellAll(dialogues);
