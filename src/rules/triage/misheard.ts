/**
 * What voice input and hasty thumbs write for the words of an estate: the word meant, then its mishearings.
 * Only such as are no words of their own in a resident's message, nor the end of one word and the begin of the next
 * (3号楼水管, 楼下水到处是, 家里没气味儿了).
 */
const MISHEARD: Readonly<Record<string, string>> = {
  物业: "误业 务业 物叶 物页 勿业 悟业 雾业 吴业 物爷 物夜",
  电梯: "电提 电踢 店梯 垫梯 电题 电替 电剃 电体",
  保洁: "包杰 包洁 保节 保结 保杰 宝杰 保解",
  保安: "包安 保按 保案 保鞍 报安",
  停车: "亭车 廷车 听车 庭车 停扯",
  车位: "车卫",
  监控: "监空 监孔 间控 见控",
  楼道: "楼到灯 楼稻",
  下水道: "下水到堵 下水倒堵 夏水道",
  对讲机: "对讲鸡 对讲基 对奖机 对讲及",
  主卧: "主握 主窝",
  次卧: "次握 次窝",
  浴霸: "浴八 浴吧 预霸 玉霸",
  马桶: "马捅 马统 马筒 马痛",
  水龙头: "水笼头 水隆头 水弄头",
  天花板: "天花版 天花办",
  报修: "报休 抱修 暴修 报锈",
  维修: "维休 唯修",
  投诉: "头诉 投述 投素 头素",
  门禁: "门尽 门近 门进卡 门紧卡 门警",
  冒烟: "冒严 冒盐 冒言 冒颜",
  漏电: "漏殿 漏店",
  漏水: "楼水 漏谁 喽水 露水了",
  煤气: "煤期 媒气 煤汽",
  燃气: "燃汽 然气 燃起灶",
  跳闸: "跳炸 跳扎 条闸 跳咋",
  钥匙: "钥石 钥是 药匙 要匙",
  快递: "快第 快弟 块递",
  充电桩: "充电庄 冲电桩",
  充电: "冲电",
  暖气: "暖起 暖汽",
  垃圾: "垃级 拉圾 拉及 垃极 拉级",
  师傅: "师付 师父 师富 师辅",
  发票: "发漂 发飘",
  收据: "收距 收具",
  绿化: "绿话 绿画 率化",
  消防: "消访 销防 消房",
  灭火器: "灭火气 灭火机",
  单元: "单员 单园 单圆 丹元 单原",
  物业费: "物业废 物业飞 物业非",
  装修: "装休 庄修",
  反映: "反应过 反应了 反应多",
  噪音: "噪因 躁音 燥音 造音",
  道闸: "道匝 道扎 到闸 岛闸 道咋",
  井盖: "井该 井概",
  电闸: "电扎 店闸",
  蟑螂: "张螂 蟑郎 张郎",
  消火栓: "消火拴 消防拴",
  热水器: "热水气 热水期",
  空调: "空条 空掉机",
  阳台: "洋台 阳抬",
  插座: "插坐 叉座",
  管家: "馆家 管佳",
  在里面: "再里面",
  在里头: "再里头 再里边",
  在家: "再家",
  在屋里: "再屋里",
  在车里: "再车里",
  在外面: "再外面 再外头",
  在门口: "再门口",
};

/** Suffix of a mishearing that is part of the correct word too: 反应过 → 反映过. */
const KEPT = /[过了多里灯卡儿堵]$/;
const MEANT = new Map(
  Object.entries(MISHEARD).flatMap(([word, heard]) =>
    heard.split(" ").map((wrong): [string, string] => [wrong, mended(word, wrong)]),
  ),
);
/** Mishearings that two words side by side may spell as well: 充电提示, 水电体检, 3号楼水管. */
const UNLESS: Readonly<Record<string, readonly [before: RegExp, after: RegExp]>> = {
  电提: [/[充水家停用断来]$/, /^[示醒前供高]/],
  电题: [/[水家]$/, /^目/],
  电体: [/[水家充]$/, /^[检验系]/],
  楼水: [/[0-9一二三四五六七八九十号栋幢]$/, /^[管费电表箱泵压槽塔池质]/],
};

/** A plain list of words; the conditions stand beside it. */
const PATTERN = new RegExp([...MEANT.keys()].sort((a, b) => b.length - a.length).join("|"), "g");

function mended(word: string, wrong: string): string {
  const kept = KEPT.exec(wrong)?.[0] ?? "";
  return wrong.length > word.length && !word.endsWith(kept) ? word + kept : word;
}

function isTwoWords(heard: string, at: number, text: string): boolean {
  const unless = UNLESS[heard];
  if (!unless) return false;
  const [before, after] = unless;
  return before.test(text.slice(Math.max(0, at - 1), at)) || after.test(text.slice(at + heard.length));
}

/** Puts back the words that voice input misheard: 误业 → 物业, 电提 → 电梯. */
export function mendMisheard(text: string): string {
  return text.replace(PATTERN, (heard, at: number) =>
    isTwoWords(heard, at, text) ? heard : (MEANT.get(heard) ?? heard),
  );
}
