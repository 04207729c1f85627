import type { ReadMessage } from "./features.js";
import type { Danger } from "./triage-result.js";

/** Topics people read in a card, from the most telling word to the least. First match wins. */
const TOPICS: readonly (readonly [string, RegExp])[] = [
  ["火情", /着火|起火|冒烟|浓烟|失火|火苗|烧起来|焦味|糊味/],
  ["燃气", /煤气|燃气|天然气|瓦斯/],
  ["电梯困人", /困(?:在|住|人|电梯|咗)|(?:卡|关|锁)(?:在|住).{0,6}(?:电梯|轿厢)|出不来/],
  ["漏电", /漏电|触电|火花|打火|被电/],
  ["爆管", /爆管|管.{0,4}爆|喷水|水淹|淹了|哗哗/],
  ["打架", /打架|打人|殴打|动手|持刀/],
  ["盗窃", /小偷|被偷|撬|进贼|失窃/],
  ["走失", /走丢|走失|失踪/],
  ["高空抛物", /高空抛物|抛物|扔下来|丢下来/],
  ["消防通道", /消防通道|安全通道|消防车道/],
  ["电梯", /电梯|轿厢|扶梯/],
  ["漏水", /漏水|渗水|漏雨|滴水|渗漏|返潮|渗|漏/],
  ["堵塞", /堵|返水|反水|下水|地漏|马桶|疏通/],
  ["门禁卡", /门禁卡|门卡|ic卡|电梯卡|补卡|办卡|停车卡/],
  ["门禁", /门禁|单元门|对讲|刷脸|人脸|门铃|闭门器/],
  ["道闸", /道闸|闸机|抬杆|车牌识别/],
  ["发票", /发票|收据|开票/],
  ["停车费", /停车费|月租|月卡|车位费/],
  ["物业费", /物业费|管理费|缴费|账单|滞纳金/],
  ["押金", /押金|保证金/],
  ["水费电费", /水费|电费|水电费|公摊|燃气费/],
  ["装修", /装修|施工证|动火|开工|图纸/],
  ["搬家放行", /放行|搬家|出门条/],
  ["出入证", /出入证|访客/],
  ["证明", /证明|盖章|居住证/],
  ["钥匙", /钥匙|开锁|忘带/],
  ["快递", /快递|包裹|代收|丰巢/],
  ["充电", /充电|飞线/],
  ["电动车", /电动车|电瓶/],
  ["停车", /停车|车位|占位|挪车|违停|僵尸车|车被|车子|车牌/],
  ["噪音", /噪|吵|扰民|广场舞|电钻|麻将|钢琴|睡不着/],
  ["宠物", /狗|猫|宠物/],
  ["虫害", /蟑螂|老鼠|蚊|白蚁|消杀|虫/],
  ["垃圾", /垃圾|建渣|大件|杂物|厨余/],
  ["气味", /臭|异味|油烟|烟味|味道/],
  ["保洁", /保洁|打扫|卫生|拖地|清扫|(?<![心内肝肾])脏/],
  ["绿化", /绿化|树(?!脂)|草(?!稿|率)|(?<!天)花(?!洒|板|纹|[了这那几]|钱|费|时间|样|名|甲)|修剪/],
  [
    "供暖",
    /暖气|地暖|供暖|地热|采暖|(?:家|屋|房间)里?.{0,4}(?:冰凉|冰冷|(?:[才只]|只有|不到)[0-9]{1,2}(?:多|来)?度)/,
  ],
  ["空调", /空调|冷气/],
  ["热水器", /热水器|壁挂炉/],
  ["停水", /停水|没水|水压|黄水/],
  ["停电", /停电|没电|跳闸|断电/],
  ["照明", /灯|照明/],
  ["插座", /插座|开关|电路|电箱/],
  ["水管", /水管|龙头|阀|水表|花洒/],
  ["保安", /保安|门岗|岗亭|巡逻|门卫/],
  ["门窗", /窗|(?<![出上专部热])门(?!口|卫|岗|牌)|锁|玻璃/],
  ["墙面", /墙|瓷砖|天花|吊顶|地砖|裂/],
  ["监控", /监控|摄像头/],
  ["健身设施", /健身|器材|滑梯|泳池|篮球/],
  ["客服", /前台|客服|管家|经理/],
  ["活动", /活动|报名|灯谜|团购/],
];

const DANGER_TOPICS: Readonly<Record<Danger, string>> = {
  fire: "火情",
  gas: "燃气泄漏",
  lift: "电梯困人",
  flood: "爆管跑水",
  electric: "漏电",
  medical: "急救",
  violence: "治安",
  missingPerson: "寻人",
  lockedIn: "被困屋内",
  lockedOut: "反锁门外",
  welfare: "上门探视",
  childAlone: "小孩独自在家",
  drowning: "溺水",
  poison: "误服中毒",
  stuck: "身体卡住",
  height: "高处险情",
  battery: "电池险情",
  falling: "坠物",
  structure: "险情",
  other: "险情",
};

/** What a danger is called in a card. */
export function dangerTopic(danger: Danger): string {
  return DANGER_TOPICS[danger];
}

/** What a message is about in two to four characters, or null when no word tells. */
export function topicOf(message: ReadMessage): string | null {
  if (message.words.length === 0) return null;
  return TOPICS.find(([, pattern]) => pattern.test(message.text))?.[0] ?? null;
}

/** The most telling topic of a plain text, or null. */
export function mainTopicIn(text: string): string | null {
  return TOPICS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** Every topic a plain text touches, the most telling first: two messages about one matter share at least one. */
export function topicsIn(text: string): string[] {
  return TOPICS.filter(([, pattern]) => pattern.test(text)).map(([topic]) => topic);
}
