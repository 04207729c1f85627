import { SURNAMES } from "./triage/names.js";

/** Surnames that are rarely anything else; the others begin words too (高空, 方便, 单元) and need more to be a name. */
const EVERYDAY_WORDS =
  "高方马万白金石安和车路管单时成温向连明解应全师常平水计乐易向康黄江项祝夏包左关游柴盛费孔房封邢祖武符景幸司毛代雷雪海台花田牛顾焦谷段严别危洪和穆麻沙仇丛柏梅林童阳章宁宣尚农习于边干甘巫贝从古卜冷党相经冀终暴帅幸容浦东西南北门阴后逢文全牧山都充广步由";
/** Characters given names are made of, from the commonest names of four generations. */
const GIVEN =
  "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国红梅春燕飞龙凤云海波鹏辉斌宇浩轩子涵梓欣怡佳嘉颖雪莹琳倩婷慧雅洁晶莉萍玲琴珍珠淑贞惠蓉菊荣芬芝莲香美琼瑶瑞琪璐璇瑜琦珊婉娇媛妍娴婕妮姣俊峰岩峻嵩巍松柏林森桦楠桐彬栋梁柱材帆航舟江河湖溪泉源清澜洪润泽沛淼晨曦旭阳晴晓昕昊昌昭晖景智睿哲思远志恒毅诚信义忠孝仁德礼廉贤善良康宁安泰顺祥福禄寿喜庆富贵财发兴旺盛茂生长春秋冬夏成功立业文武斌全胜利民卫东方南北京广振学博才艺书翰墨诗韵歌鸣音笛翔羽鹤鸿雁鹰虎彪豹骏骥麒麟元亨利新宏伦凯奇锋锐铭钧鑫钰银铁钢锦绣程鼎爱友心念慈恩承继宗祖绍先耀光灿炎焱烨煜炜烁炳灵权威震雷霆电霖霏露霜冰雯霓虹彤丹青蓝紫素白墨绮纹绫纯维绪缨永久恒逸然悠若依如意可以宜尔亦奕弈启迪悟聪颍敬尊士君卿相臣侯公伯仲叔季孟少小幼童大太中正直方圆品仪容姿莎薇蔷萱芸芷苗茜荷莓菲萌葵蕾蕊蓓蔚璟珂珏琛琬瑾璋璞珮佩坤乾培堃垚圣基均城增垒家宝宁宸寅寒世代一连运达进通道迎迅邦郁都重野里金钊长青麦雨凡经纬天佑语熙桐禾沐安瀚弘骁琰媚娥婵姗妙妤姝嫣嫦馨馥韶尚尧舜禹汉唐秦晋楚鲁齐苏渝沪粤川蜀壮烟裕梦豪凯延曼俪娣黛楚羲彦翎翊昱晟淇沁湘潇滢澄瀛灏燊煊熠炯烽焕皓皎益盈睦瞳硕碧祎祺秉竹笑筠筱舒芮茵茹莘菁菀萧葆蕴蘅蝶裕誉谦谨越跃轶辰逊遥采铎铠锡镇隽雍雄霄靖韬颂颐驰骋鲲鹃麓黎耐川岚岑攀帆贝娅";
export const GIVEN_SIGN = `[${GIVEN}]`;
/** Rarer ones that nobody signs with alone. */
const RARER = "傅骆谌闵阚隗郗嵇钮敬粟";
const ALL_SURNAMES = SURNAMES + RARER;
/** Surnames that are rarely anything else. */
export const PLAIN_SURNAMES = [...ALL_SURNAMES].filter((sign) => !EVERYDAY_WORDS.includes(sign)).join("");
const DOUBLE =
  "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|司徒|司空|南宫|端木|轩辕|长孙|宇文|呼延|澹台|申屠|闻人|独孤";

/** What stands before a person: somebody is called, met, asked, thanked or signs. */
const BEFORE =
  "(?<=叫|是|找|让|给|跟|和|与|同|及|由|向|替|把|被|问|请|对|谢谢|感谢|表扬|投诉|举报|名字|姓名|签名|户主|房主|业主|租客|租户|住户|房东|联系|老公|老婆|爱人|丈夫|妻子|儿子|女儿|母亲|父亲|我爸|我妈|弟弟|妹妹|哥哥|姐姐|邻居|同事|朋友|师傅|保安|管家|客服|前台|收件人|员工|职员|那个|这个|名叫|电工|水工|木工|保洁|经理|主管|队长|组长|楼长|法人|委托人|代办人|经办人|紧急联系人|[、,:;。 /(〕]|〕的|^)";
/** What stands after one. */
const AFTER =
  "(?=[ ,。.!?;:、/()〔\\d]|$|电话|手机|住|家|我|说|来|去|在|和|跟|与|及|的|是|把|给|要|已|没|也|都|先生|女士|师傅|阿姨|老师|小朋友|同学|妈妈|爸爸|老人|同志|身份证|代|签|帮|昨|今|明|刚|因|想|负责|接|收|修|不|每|天天|反)";
/** Words that look like names: plants, places, times, things of an estate. */
const NO_NAMES =
  /^(?:白玉兰|万年青|金银花|向阳花|康乐宝|石英石|安全[\u4e00-\u9fff]|平安[\u4e00-\u9fff]|[万千百]一|方便|马上|高兴|高中|高大|高温|白天|白云|黄金|黄河|长江|江南|金华|石林|林业|林荫|安宁|安康|和平|和美|成功|成长|成立|时光|时间|全都|全天|单双|师德|关心|关爱|包容|应急|明天|明白|温和|温馨|方向|海平|常青|常一|马大|路灯|路东|路南|路北|车钥|向南|向北|向东|连一|连通|周一|周二|周三|周六|于是|于一|胡同|古城|古文|都一|许可|许可[\u4e00-\u9fff]|任意|任一|任何|余万|钱都|孙子[\u4e00-\u9fff]?|江宁|张一|严重|陈年|杜绝|单一|沈阳|辛苦|乔木|花都|费用|汪洋|何以|何时|丁香|卫东|季度|宋代|唐代|蓝天|蓝色|苗圃|谷雨|童心|童年|尤以|叶子|叶片|伍百|解如|顾家|金鱼|段子|雷电|雷雨|白菜|万一|田园|牛奶|文明|文艺|文化|广东|席梦|项目|管家|管理|柳叶|桂花|曾经|商家|商城|商业|童车|荣誉|陆续|龙头|单元|党员|安静|凌晨|卫生|池子|毕业|钱[一都]|纪大|刁民|周[家都发清每]|张电子|.可以|谢[贵大叔谢]|付宝|季一|米[一二三]|钟才|.[先女]生?$|.叔叔|.大[爷妈姐哥]|.天[天然]|.明天|罗汉松|宗)/;
/** The same, for what a title or 我是 announces. */
const NO_ANNOUNCED =
  /^(?:房东|房号|房主|司机|师傅|单元|老师|安排|安装|麻烦|谢谢|感谢|项目|敬佩|敬礼|敬爱|申请|申里|查一下|查清|查询|时候|顾客|车主|车牌|车上|应该|全体|全国|全号|一直|.一直|.[的了]|周[日末]|单子|张贴|张口|张罗|许可|许多|陈旧|陈述|何必|何况|何时|郑重|郑州|韩国|唐突|管工|管的|路过|路口|金额|阳台|阳光|水费|费请|方便|白天|明天|马上|成了|常[年住]|老[师路安]|小[时路程车区单])/;

/** True for an everyday word that only begins like a name. */
export function isWord(name: string): boolean {
  return NO_NAMES.test(name) || NO_ANNOUNCED.test(name);
}

const FULL_NAMES: readonly RegExp[] = [
  new RegExp(`(?:${DOUBLE})[\\u4e00-\\u9fff]${GIVEN_SIGN}?${AFTER}`, "g"),
  // Three characters, all of them of the trade: a name wherever it stands.
  new RegExp(`(?<!师)[${PLAIN_SURNAMES}]${GIVEN_SIGN}{2}`, "g"),
  new RegExp(`${BEFORE}[${ALL_SURNAMES}]${GIVEN_SIGN}{2}${AFTER}`, "g"),
  // Two characters are a name only between a word for meeting people and an end.
  new RegExp(`${BEFORE}[${PLAIN_SURNAMES}]${GIVEN_SIGN}${AFTER}`, "g"),
];

/**
 * Full names that nothing announces: no title, no 我叫. Finds rather too much than too little, since what is
 * found is only hidden from the language model and comes back afterwards. In the order of the text.
 */
export function findFullNames(text: string): string[] {
  const found = new Set<string>();
  for (const pattern of FULL_NAMES) {
    for (const [name] of text.matchAll(pattern)) if (!isWord(name)) found.add(name);
  }
  const whole = [...found].filter(
    (name) => ![...found].some((other) => other !== name && other.includes(name)),
  );
  return whole.sort((a, b) => text.indexOf(a) - text.indexOf(b));
}
