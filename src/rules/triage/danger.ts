import { CHILD, SIGN_PATTERNS } from "./danger-signs.js";
import { plainDanger } from "./plain-dangers.js";
import type { Danger } from "./triage-result.js";

const UNREAL =
  /(?:没有?|不是|并非|未|无|别|不用|不|防止?|以防|预防|避免|怕|担心|万一|要是|如果|假如|会不会|是不是|演习|模拟|模型|以为|好像放|跟|像|梦见|梦到|这部剧|电影|视频|听说|上个?月|上周|去年|前年|那天|那次|那晚|昨天|前天|上次|之前|曾经)[^,。!?; ]{0,6}$/;
const UNREAL_AFTER =
  /^[^。!?]{0,10}(?:误报|演[习练]|怎么办|咋办|找谁|打哪|视频|电影|新闻|怎么赔|似的|(?:已经)?(?:扑灭|灭了|修好|解决|处理好|恢复|没事|关了|散了|止住|找到|接走|好了)|(?:的)?(?:隐患|风险|可能))/;

/** Everyday words that only look like danger: a stove that will not light, a hotpot, being tired to death. */
const IDIOMS =
  /(?:打|点|烧)不着火?|打着火|不着火|着火点|火锅|上火|发火|恼火|火大|火气|火爆|太火(?!了)|很火|灭火[器毯]?|防火|消防|打火机|火车|火腿|火龙果|火辣|(?:吓|笑|气|烦|热|累|困|冻|急|吵|臭|饿|丑|美|脏|慢|忙|羡慕|尴尬|咸|甜|辣|挤|闷)死[了人我个]?|要死要活|打(?:卡|牌|球|工|印|扫|包|开|电话|听|招呼|折|药|孔|磨|麻将|游戏|车|招|赌|鼓|岔|断|着伞|伞|钢印|胶|蜡|水|气筒|底|样|点|呼噜|喷嚏|瞌睡|盹|扰|交道|官司|120|110|119|114)|炸(?:鸡|串|油条|酱|毛|街|爆米花)|爆(?:满|款|米花|料|粗口|表)|抢(?:购|票|车位|位|着|不到|答|红包|修|救|险)|头疼的|心疼|砍(?:价|一刀|树)|血压|血糖|血缘|心血|流(?:水|量|程|泪)|掉(?:漆|色|头|链子|线|以轻心)|刀(?:削|叉|片|具)|救(?:生圈|生员|助站)|倒(?:车|闸|垃圾|贴|计时|也|是|还)|跌价|摔(?:门|电话)|(?:插头|龙头|枪头|接头|钥匙|螺丝|抽屉)[^,。!?]{0,4}卡(?:住|在)|[几一二两三四五六七八九十#\d](?:多|来)?(?:年|个月)(?:都|也)?(?:多)?没(?:有)?(?:回|来)[来过家]?|(?:狗|猫|宠物|毛孩子)(?:狗|咪)?[^,。!?]{0,8}(?:快不行|抽搐|晕倒|没呼吸|不动了|流血|中毒|吐(?:血|白沫)|[趴坐蹲站爬跳](?:在|到)[^,。!?]{0,6})/g;

/** One sign of danger; `real` is false under a negation, a hypothesis, in the past or after an all-clear. */
export interface DangerSign {
  readonly danger: Danger;
  /** Means danger by itself; a weak sign only beside others. */
  readonly strong: boolean;
  readonly real: boolean;
}

/** Signs that mean danger by themselves in a plain, lower-case text, in the order of the playbooks. */
export function dangerSigns(text: string): DangerSign[] {
  return allDangerSigns(text).filter((sign) => sign.strong);
}

/** The same with the weak signs, which mean danger only beside others. */
export function allDangerSigns(text: string): DangerSign[] {
  const signs: DangerSign[] = [];
  const plain = text.replace(IDIOMS, (idiom) => "□".repeat(idiom.length));
  for (const { danger, strong, pattern } of SIGN_PATTERNS) {
    const match = pattern.exec(plain);
    if (!match) continue;
    const before = plain.slice(Math.max(0, match.index - 10), match.index);
    const after = plain.slice(match.index + match[0].length);
    signs.push({ danger, strong, real: !UNREAL.test(before) && !UNREAL_AFTER.test(after) });
  }
  return signs;
}

/** What is known of the danger in a message: its signs, and what it names plainly. */
export interface DangerReading {
  readonly signs: readonly DangerSign[];
  readonly plain: Danger | null;
  readonly text: string;
}

/** Reads the dangers of a plain, lower-case text. */
export function readDanger(text: string): DangerReading {
  return { signs: allDangerSigns(text), plain: plainDanger(text), text };
}

/** Somebody is known to be behind a door, rather than sought. */
const BEHIND_A_DOOR =
  /反锁|(?:锁|关)(?:在|进|死|住|着)|被锁|被关|(?:没人|不)应|没(?:人)?(?:回应|反应|动静)|(?:打|敲|开|叫)不开|不开门|出不来|locked in/;
/** Somebody is believed to be at home, where nobody has heard of them. */
const AT_HOME = /一个人住|独居|独自|自己住|敲(?:敲|下|一下)?门|看看|对门|隔壁|邻居|屋里|家里|门口/;
const SMALL_INSIDE = new RegExp(
  `(?:${CHILD}|岁)[^。!?]{0,6}(?:在|睡|留)[^,。!?]{0,4}(?:里面|里头|里边|屋里)|(?:里面|里头)[^,。!?]{0,6}(?:${CHILD}|[#\\d一二两三四五]个?(?:多)?岁)`,
);
const SWOLLEN = /(?:电池|电瓶|充电宝)[^,。!?]{0,8}(?:鼓|膨胀)/;
const GONE_OUT =
  /走丢|走失|失踪|(?<!没|不)(?:出门|下楼)|出去|没回(?!微信|消息|信息|电话|我)|没到家|痴呆|放学/;
/** A lift that runs, with somebody in it who is ill. */
const LIES_ILL = /躺|晕|昏|叫不醒|不省人事|没反应|抽搐|吐白沫|摔倒|流血/;
const LIFT_STANDS = /困|卡|停(?:在|住|了|着)|不动|出不|开不|打不开|坠|掉/;
const ELECTRIC = /电|插|线|开关|灯|空调|闸|热水器|机/;

/** The playbook to open for a message known to be an emergency: what it names plainly, else the first strong real sign. */
export function dangerOf({ signs, plain, text }: DangerReading): Danger {
  // 电梯卡住了，孩子在里面，门打不开: the door is that of the lift.
  if (plain === "lockedIn" && firstDanger(signs) === "lift") return "lift";
  if (plain && plain !== "welfare") return plain;
  const danger = plain ?? firstDanger(signs);
  if ((danger === "missingPerson" || danger === "welfare") && BEHIND_A_DOOR.test(text)) return "lockedIn";
  if (danger === "missingPerson" && AT_HOME.test(text) && !GONE_OUT.test(text)) return "welfare";
  if ((danger === "other" || danger === "electric") && SWOLLEN.test(text)) return "battery";
  if (danger === "other" && SMALL_INSIDE.test(text)) return "lockedIn";
  if (danger === "lift" && LIES_ILL.test(text) && !LIFT_STANDS.test(text)) return "medical";
  // Sparks where nothing is electric fly from a fire.
  if (danger === "electric" && /火(?:星|花)/.test(text) && !ELECTRIC.test(text)) return "fire";
  return danger;
}

function firstDanger(signs: readonly DangerSign[]): Danger {
  const real = signs.filter((sign) => sign.real);
  const told = real.find((sign) => sign.strong) ?? real.find((sign) => sign.danger !== "other") ?? signs[0];
  return told?.danger ?? "other";
}
