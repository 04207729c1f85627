import { BODY, CHILD, ELDER } from "./danger-signs.js";
import { ENGLISH_DANGERS } from "./english-dangers.js";
import type { Danger } from "./triage-result.js";

/** A danger told so plainly that the words around it cannot weigh against it. */
export interface PlainDanger {
  readonly danger: Danger;
  readonly pattern: RegExp;
}

/** An old person at home, nobody who works on the estate. */
const ALONE =
  "(?:(?<!活动|门卫|保洁|保安|废品|师傅)(?:老人(?!活动|之家|食堂|大学|卡)|老头|老太|老爷|大爷|大妈|大娘|大伯|老伯|奶奶|爷爷|外婆|外公|姥姥|姥爷|阿婆|阿公|我[爸妈])|独居)";
/** Things that belong to somebody: a child's ball in the pond is no child in the pond. */
const BELONGING = "的|鞋|球|手机|帽|玩具|车|钥匙|书包|衣|风筝|眼镜|手表";
const BURNS =
  "(?:灶|炉子|锅|火|煤气|燃气|天然气)[^,。!?]{0,8}(?:开着|烧着|没关|忘关|还开|还在烧)|(?:炖|煮|烧|熬|煲|炸)着(?!火)";

const plain = (danger: Danger, ...sources: readonly string[]): PlainDanger => ({
  danger,
  pattern: new RegExp(sources.join("|")),
});
const IF_EVER = "万一|要是|如果|假如|上次|昨天";
/** All of the words, in whatever order they were told, and none of the others. */
const together = (danger: Danger, words: { all: readonly string[]; none?: string }): PlainDanger => {
  const none = `(?![^]*?(?:${words.none ?? IF_EVER}))`;
  return plain(danger, `^${none}${words.all.map((part) => `(?=[^]*?(?:${part}))`).join("")}`);
};

/**
 * In the order in which one is the reason for the other: who lies in the water is first of all to be got out
 * of it, whatever else is said of them.
 */
const CHINESE_DANGERS: readonly PlainDanger[] = [
  plain(
    "drowning",
    `(?:${CHILD}|${ELDER}|有人|有个人|男的|女的)(?:(?!${BELONGING})[^,。!?]){0,6}(?:掉|跌|摔|滑|落|翻|栽|滚)(?:进|到|下|入|在)?(?:了)?[^,。!?]{0,6}(?:湖|河|池|水里|水塘|鱼塘|喷泉)`,
    "溺水|在(?:水|湖|河|池子?)里(?:扑腾|挣扎)|沉(?:到|下)(?:水|池|湖)底|(?:捞|救)(?:上来|上岸|起来|出来)[^。!?]{0,12}(?:没(?:有)?(?:呼吸|反应|气|心跳|动静)|叫不|不动|昏)",
  ),
  plain(
    "poison",
    "(?:喝|吃|吞|误服|误食|误喝)(?:了|下|进|掉)?[^,。!?]{0,6}(?:农药|洁厕|消毒液|84液|漂白|老鼠药|鼠药|杀虫剂|蟑螂药|洗衣凝珠|清洁剂|干燥剂|纽扣电池|防冻液)",
    "把[^,。!?]{0,6}(?:洁厕|消毒|农药|清洁|漂白|洗洁精)[^,。!?]{0,4}(?:喝|吃|吞)",
    "吞(?:了|下|进)[^,。!?]{0,6}(?:电池|硬币|磁|钉|珠|玻璃|针|[药片颗粒])",
    "(?:吃|吞|喝)(?:了|下)?(?:一?大?把|好多|好几[片颗粒]|半瓶|一瓶|整瓶|一整瓶|十几[片颗粒]|几十[片颗粒])[^,。!?]{0,6}(?:药(?!店)|安眠)|(?:药|药片|药丸|安眠药)[^,。!?]{0,4}(?:当|当成|以为是)糖|(?:药|药片|安眠药)[^,。!?]{0,6}(?:吃|吞|喝)(?:了|下去?)?(?:一?大?把|好多|半瓶|一瓶|整瓶|十几|几十)",
    `(?:${CHILD}|${ELDER})[^,。!?]{0,8}(?:吃错药|误服|误食)`,
  ),
  plain(
    "battery",
    "(?:电池|电瓶|充电宝)[^,。!?]{0,12}(?:冒烟|冒火|起火|着火|滋滋|嘶嘶|烧起来|发烫|烫手|炸)",
    "(?:电池|电瓶|充电宝|电动车|电瓶车|平衡车|滑板车)[^,。!?]{0,8}(?:鼓|膨胀)[^。!?]{0,16}(?:烫|烟|响|嘶|充电|味)",
    "(?:电动车|电瓶车|平衡车|滑板车)[^,。!?]{0,12}(?:冒(?:白|黑|青)?烟|滋滋|嘶嘶)",
  ),
  together("gas", {
    all: [
      "滋|嘶|呲|呼呼|灶|炉|煤气|燃气|天然气",
      "没(?:有)?(?:见)?火|没(?:有)?(?:点)?着|打不着|点不着|灭了|熄(?:了|火)",
      "股[^,。!?]{0,4}味|味(?:道)?[^,。!?]{0,4}(?:大|重|冲|浓|怪)|(?<!没|没有|无)(?:怪味|臭味|气味)",
    ],
    none: "糊|焦|插|线|电",
  }),
  plain(
    "gas",
    "(?:闻到|有股?|一股|满屋|好大|很大|好重|很重)[^,。!?]{0,6}(?:煤气|燃气|天然气|液化气|瓦斯)(?:的)?味",
    "(?:煤气|燃气|天然气|液化气|瓦斯)的?味道?[^,。!?]{0,6}(?:重|大|浓|冲|呛)",
  ),
  plain(
    "stuck",
    `(?:${BODY})(?:(?!差点)[^,。!?]){0,5}(?:卡|夹|绞|套|嵌)(?:在|住|进)|(?:${BODY})[^,。!?]{0,12}(?:拔不出|抽不出|取不下|拿不出来|缩不回)`,
    "(?:夹|卡|绞|卷|压|咬)(?:住|着|进)(?:了)?[^,。!?]{0,6}(?:手(?!机|柄|环)|手指|胳膊|脚|腿|脑袋|脖子)",
  ),
  plain(
    "height",
    `(?:坐|站|骑|爬|挂|趴|吊|翻|悬|走|跑)(?:在|到|上|着|出|去)?[^,。!?]{0,4}(?:楼顶|天台|屋顶|房顶|平台)[^,。!?]{0,3}(?:边|沿|外|护栏|围栏|栏杆|矮墙)|(?:楼顶|顶楼|天台|屋顶|房顶)[^,。!?]{0,4}(?:边|沿|栏杆|护栏|矮墙)[^,。!?]{0,4}(?:坐|站|骑|趴|爬|走)`,
    "(?:坐|站|骑|趴|爬)(?:在|到|着|上|出)[^,。!?]{0,4}(?:窗台(?!的|下)|窗外|阳台外|护栏外|栏杆外|女儿墙|外机|空调架|阳台栏杆|防盗窗外)",
    "(?:腿|脚|身子|半个身子|大半个身子)[^,。!?]{0,4}(?:伸|悬|挂|搭|荡|晃)(?:在|出|到)?[^,。!?]{0,4}(?:外|半空|悬空)",
    "(?:要|想|准备|喊着)(?:去)?(?:跳楼|往下跳|跳下去)",
  ),
  together("lockedOut", {
    all: [
      "(?:锁|关|困)(?:在|到|死在)(?:了)?(?:阳台|露台|天台)|(?:没|忘)(?:有|了)?(?:带|拿)钥匙|钥匙[^,。!?]{0,4}(?:没|忘)(?:了)?(?:带|拿)|钥匙[^,。!?]{0,3}(?:在|落|锁)[^,。!?]{0,2}(?:屋|家|里)|(?:门|锁)[^,。!?]{0,10}(?:关上|带上|撞上|锁上|锁了|吹上|反锁)|进不(?:去|了)",
      BURNS,
    ],
  }),
  together("lockedIn", {
    all: [
      "(?:锁|门|钥匙|密码|指纹)[^。!?]{0,12}(?:打不开|开不了|不开|卡死)|(?<!app|程序|系统|网页|网站)进不(?:去|了)|反锁|(?:锁|关)(?:死)?(?:在|了)(?:屋|家|里|房|卧|卫|浴|车)",
      `(?:${CHILD}|岁)[^。!?]{0,8}(?:(?:在|睡|留|关|锁)[^,。!?]{0,4}(?:里面|里边|里头|屋里|房里|家里|车里|里屋|卧室|床上|浴室|卫生间|厕所)|一个人在家)`,
    ],
  }),
  plain(
    "welfare",
    `${ALONE}[^。!?]{0,16}(?:[两三四五六几#\\d]|好几|好些)天[^。!?]{0,6}(?:没(?:有)?(?:见|出(?:门|来)|下楼|露面|接|开门|动静)|不(?:见|接|下楼|开门))`,
    "(?:一个人住|独居|自己住)[^。!?]{0,20}(?:联系不上|没动静|没(?:人)?应|(?:一直|都|[两几天]|昨[天晚])[^,。!?]{0,6}(?:打不通|没人接|不接|没接))",
  ),
  plain(
    "childAlone",
    "^[^。!?]{0,8}我是[^,。!?]{0,8}(?:小朋友|小学生|小孩)(?!的|家长|[爸妈])[^]{0,30}(?:停电|没电|黑|害怕|好怕|一个人|敲门)",
    "(?:爸爸|妈妈|爸妈|大人)[^,。!?]{0,6}(?:不在家|没回来|没在家|上班|出去)[^。!?]{0,16}(?:我(?:一个人|害怕|好怕|怕)|家里?(?:停电|没电|好黑))",
  ),
  plain(
    "missingPerson",
    `(?:${CHILD})[^,。!?]{0,8}(?:放学|下课|补课|补习|下楼|出去|出门|出来|跑出去|昨晚|中午|早上|下午)[^。!?]{0,14}(?:没|不)(?:有)?(?:回来|回家|到家|见(?:人|回|了)|下来|找到|人影)(?![^。!?]{0,20}(?:再来|上门|修|晚点|之前))`,
    `(?:老人|老头|老太|老爷子|爷爷|奶奶|外公|外婆|姥姥|姥爷|我[爸妈]|母亲|父亲)(?=[^。!?]{0,24}(?:到现在|小时|钟头|天黑|天都黑|整天|昨晚|早上|上午))[^。!?]{0,10}(?:出门|出去|走出去|买菜|散步|遛弯)[^。!?]{0,14}(?:没|不)(?:有)?(?:回来|回家|到家|见(?:人|回)|找到|人影)(?![^。!?]{0,20}(?:再来|上门|修|晚点|钥匙))`,
    "(?:放学|下课)[^,。!?]{0,14}(?:到现在|还|都|一直)[^,。!?]{0,4}没(?:有)?(?:回来|回家|到家|见人|人影|接到)(?![^。!?]{0,20}(?:再来|上门|修|晚点))",
  ),
  plain(
    "flood",
    "(?:暖气片?|地暖|水管|管子|总阀|阀门|软管|接头|分水器|立管)[^,。!?]{0,6}(?:呲|滋|飙|喷|哧)[^。!?]{0,10}(?:满屋|一屋|一地|到处|老高|墙上|天花板|关不)",
  ),
];

const PLAIN_DANGERS: readonly PlainDanger[] = [...CHINESE_DANGERS, ...ENGLISH_DANGERS];

/** Told of a pet: sad, and nobody's ambulance. */
const PET = /狗|猫|宠物|兔子|仓鼠|鹦鹉|鸽子|毛孩|\b(?:dog|cat|puppy|kitten|pet|bird|rabbit)s?\b/;
const PERSON_TOO = new RegExp(
  `${CHILD}|${ELDER}|有人|人被|咬|\\b(?:man|woman|child|son|daughter|mother|father|husband|wife|we|he|she|gas|fire|smoke)\\b`,
);
/** Not now, or not at all. */
const NOT_BEFORE =
  /(?:没有?|不是|并非|未|无|别|不用|不要|防止?|以防|预防|避免|怕|担心|差点|险些|万一|要是|如果|假如|会不会|演习|演练|以为|好像放|梦见|梦到|电影|视频|听说|上个?月|上周|去年|前年|那天|那次|昨天|前天|上次|之前|曾经|前[两几]天|[几两三][天周月]前|年前)[^。!?;]{0,12}$|\b(?:no|without|any|if|in case|yesterday|(?<!since )last (?:week|night|month|year|time)|test(?:ing)?|drill)\b[^.!?]{0,16}$/;
const NOT_AFTER =
  /^去?过|^[^。!?]{0,14}(?:误报|演[习练]|电影|视频|新闻|怎么赔|似的|回收|扔哪|(?:已经)?(?:扑灭|修好|解决|处理好|没事|会怎|想了解|接了|散了|找到了|好了)|上[周次]|昨天|去年)|^[^.!?]{0,40}\b(?:yesterday|(?<!since )last (?:week|month|year|time)|ago|gone|fixed|no longer|any ?more|drill|is over|resolved)\b/;

/** The danger a lower-case text names plainly, as under way, of a person or a home; null when it names none so. */
export function plainDanger(text: string): Danger | null {
  if (PET.test(text) && !PERSON_TOO.test(text)) return null;
  for (const { danger, pattern } of PLAIN_DANGERS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    const after = text.slice(match.index + match[0].length);
    if (!NOT_BEFORE.test(before) && !NOT_AFTER.test(after)) return danger;
  }
  return null;
}
