import { placesApart } from "./another-matter.js";

/** Words that every matter is told with, and places and people that many things are at: two texts may share them by chance. */
const NOT_A_THING =
  /阳台|厨房|卧室|主卧|次卧|客厅|卫生间|厕所|书房|浴室|楼道|楼梯|走廊|大堂|大厅|大门|门口|小区|花园|地库|车库|楼[上下里]|隔壁|对门|家里|屋里|房间|单元|这边|那边|旁边|外面|里面|孩子|小孩|老人|师傅|物业|保安|业主|邻居|客服|前台|管家|工人|人员|领导|大家|别人|今天|明天|后天|昨天|前天|每天|天天|早上|晚上|上午|中午|下午|半夜|夜里|周末|现在|刚才|刚刚|一直|时候|小时|分钟|什么|怎么|怎样|多久|没有|不能|可以|还是|已经|需要|麻烦|请问|建议|反映|报修|投诉|登记|处理|解决|安排|修理|维修|上门|看看|帮忙|坏了|知道|觉得|感觉|就是|因为|所以|但是|而且|不过|问题|情况|事情|电话|联系|照片|严重|厉害|有点|非常|特别|影响|希望|谢谢|感谢|你好|您好|关系|时间|地方|东西|声音|开始|结束|进展|结果/g;
const WEAK_SIGNS =
  "的了吗呢啊吧呀嘛么在是有没不也都就还又再很太好真把被给让跟和与到去来上下里外中内前后我你他她它您们这那哪谁个一两二三四五六七八九十几多少大小能会要想说看用做行对得地着过等些";
const LINKS = new RegExp(`[${WEAK_SIGNS}]`);

/** Pairs of signs that may name a thing: 栏杆 in 阳台栏杆晃. */
function thingsIn(text: string): ReadonlySet<string> {
  const runs = text.replace(NOT_A_THING, " ").split(/[^\p{Script=Han}]+/u);
  const pairs = runs.flatMap((run) => {
    const signs = [...run];
    return signs.slice(1).map((sign, index) => `${signs[index]}${sign}`);
  });
  return new Set(pairs.filter((pair) => !LINKS.test(pair)));
}

/** Whether two texts name one thing no topic knows (栏杆, 长椅), and not one at home and the other out of doors. */
export function namesSameThing(one: string, other: string): boolean {
  const known = thingsIn(other);
  return [...thingsIn(one)].some((thing) => known.has(thing)) && !placesApart(one, other);
}
