/**
 * Dialects write what standard Chinese says in other signs. Each has marks that no standard text shows;
 * only a text with such a mark is put into standard words, so that 仲 or 中 elsewhere stay what they are.
 */
interface Dialect {
  readonly marks: RegExp;
  /** Standard word, then its dialect forms. */
  readonly words: Readonly<Record<string, string>>;
}

const CANTONESE: Dialect = {
  marks:
    /[唔冇嘅咗喺嚟啲佢哋嗰㗎俾畀睇攞嘢咁噉乜咩啱嘥瞓諗谂]|依家|而家|琴日|听日|屋企|边度|点解|几时可|多谢晒|升降机|水喉|电掣|水掣|细路/,
  words: {
    没有: "冇",
    还没有: "仲未 仲冇 未有",
    不是: "唔系",
    不要: "唔好 咪",
    麻烦: "唔该",
    不: "唔",
    的: "嘅",
    了: "咗 喇 啦喇",
    在: "喺 响度",
    来: "嚟 黎",
    他: "佢",
    他们: "佢哋",
    我们: "我哋",
    你们: "你哋",
    们: "哋",
    些: "啲",
    那: "嗰",
    那里: "嗰度 嗰边",
    这: "呢个 呢啲 呢部 呢度",
    什么: "乜嘢 乜 咩",
    怎么: "点样 点",
    为什么: "点解 做乜",
    什么时候: "几时",
    哪里: "边度",
    哪个: "边个",
    多少: "几多",
    多少钱: "几钱",
    现在: "依家 而家 家下 宜家",
    昨天: "琴日 寻日",
    昨晚: "琴晚 寻晚",
    今天: "今日",
    明天: "听日",
    前天: "前日",
    早上: "朝早",
    晚上: "夜晚 晚黑",
    看: "睇",
    拿: "攞",
    给: "俾 畀",
    这么: "咁",
    还: "仲",
    全部: "晒 成",
    行不行: "得唔得",
    可不可以: "可唔可以 可唔可",
    是不是: "系咪 系唔系",
    有没有: "有冇",
    会不会: "会唔会",
    东西: "嘢",
    家: "屋企",
    小孩: "细路 细路仔 BB bb仔",
    老人: "阿婆 阿公 老人家 阿嫲 阿伯",
    楼下: "楼下",
    隔壁: "隔篱 隔离屋 隔离",
    电梯: "升降机 𨋢 升降梯",
    空调: "冷气机 冷气",
    热水器: "热水炉",
    水管: "水喉管 水喉 喉管 条喉",
    开关: "电掣 水掣 个掣",
    跳闸: "跳掣",
    插座: "插苏",
    坏: "烂",
    睡觉: "瞓觉",
    睡不着: "瞓唔着",
    摔倒: "跌亲 跌低 碌落 碌咗",
    动: "郁",
    保安: "护卫 保安仔 看更",
    一直: "成日",
    找: "搵",
    着火: "着火 火烛",
    焦味: "燶味",
    掉: "跌",
    关: "闩 熄",
    帮忙: "帮手",
    找人: "搵人",
    知道: "知 识",
    非常: "好鬼 超级",
    说: "话 讲",
    吗: "㗎 呀嘛 啊嘛",
    刚才: "头先 啱啱",
    马上: "即刻",
    想: "谂住 谂",
    停: "停",
  },
};

const SHANGHAI: Dialect = {
  marks: /阿拉|侬|伊拉|勿|弗|伐|呒没|哪能|今朝|明朝|辰光|啥人|老好额|交关/,
  words: {
    我们: "阿拉",
    你: "侬",
    他: "伊",
    他们: "伊拉",
    吗: "伐 勿啦",
    没有: "呒没 呒末",
    不: "勿 弗",
    怎么: "哪能",
    今天: "今朝",
    明天: "明朝",
    昨天: "昨日",
    时候: "辰光",
    谁: "啥人",
    很: "老 交关 瞎",
    的: "额 个",
    了: "哉 脱",
    看: "望",
    说: "讲",
    什么: "啥个",
    这: "格 搿",
    家: "屋里厢 屋里",
  },
};

const NORTH: Dialect = {
  marks:
    /俺|咋整|嘎哈|干哈|瞅|嘛呢|恁|中不|木有|木得|搁这|咋着|啥前|忒|贼拉|可劲|今儿|昨儿|前儿|甭|倍儿|整得|得劲|哪疙|旮旯/,
  words: {
    我: "俺",
    我们: "俺们 咱",
    你们: "恁",
    怎么: "咋着",
    怎么办: "咋整",
    干什么: "嘎哈 干哈 干啥",
    看: "瞅 瞅瞅",
    没有: "木有 木得",
    在: "搁",
    什么时候: "啥前儿 啥前 多咱",
    今天: "今儿个 今儿",
    昨天: "昨儿个 昨儿",
    前天: "前儿个 前儿",
    明天: "明儿个 明儿",
    很: "贼拉 贼 忒 老 倍儿",
    不用: "甭",
    行: "中",
    修: "整",
    了: "嘞",
  },
};

const SOUTHWEST: Dialect = {
  marks:
    /莫得|啥子|咋个|晓得|好久来|好久到|巴适|哈儿|哈子|起在|遭不住|要得|硬是|锤子|安逸|楼底哈|一哈|么子|冒得|何解|咯个|搞么|莫事|撒$|噻/,
  words: {
    没有: "莫得 冒得 冇得",
    什么: "啥子 么子 么事",
    怎么: "咋个 何解",
    知道: "晓得",
    什么时候: "好久 几时",
    一下: "一哈 哈子 哈儿 一哈儿",
    好: "巴适 要得 安逸",
    受不了: "遭不住",
    真的: "硬是",
    里: "头",
    吗: "撒 噻 啵",
    说: "讲",
    在: "起在",
    很: "好 蛮",
  },
};

const DIALECTS = [CANTONESE, SHANGHAI, NORTH, SOUTHWEST].map(({ marks, words }) => {
  const meant = new Map<string, string>();
  for (const [standard, forms] of Object.entries(words)) {
    for (const form of forms.split(" ")) if (form !== standard) meant.set(form, standard);
  }
  const forms = [...meant.keys()].sort((a, b) => b.length - a.length);
  return { marks, meant, forms: new RegExp(forms.join("|"), "g") };
});

/** Puts the function words of Cantonese, Shanghainese, northern and south-western speech into standard words. */
export function standardWords(text: string): string {
  let standard = text;
  for (const { marks, meant, forms } of DIALECTS) {
    if (marks.test(standard)) standard = standard.replace(forms, (form) => meant.get(form) ?? form);
  }
  return standard;
}
