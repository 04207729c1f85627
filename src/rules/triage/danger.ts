import { SIGN_PATTERNS } from "./danger-signs.js";
import type { Danger } from "./triage-result.js";

const UNREAL =
  /(?:没有?|不是|并非|未|无|别|不用|不|防止?|以防|预防|避免|怕|担心|万一|要是|如果|假如|会不会|是不是|演习|模拟|模型|以为|好像放|跟|像|梦见|梦到|这部剧|电影|视频|听说|上个?月|上周|去年|前年|那天|那次|那晚|昨天|前天|上次|之前|曾经)[^,。!?; ]{0,6}$/;
const UNREAL_AFTER =
  /^[^。!?]{0,10}(?:误报|演[习练]|怎么办|咋办|找谁|打哪|视频|电影|新闻|怎么赔|似的|(?:已经)?(?:扑灭|灭了|修好|解决|处理好|恢复|没事|关了|散了|止住|找到|接走|好了)|(?:的)?(?:隐患|风险|可能))/;

/** Everyday words that only look like danger: a stove that will not light, a hotpot, being tired to death. */
const IDIOMS =
  /(?:打|点|烧)不着火?|打着火|不着火|着火点|火锅|上火|发火|恼火|火大|火气|火爆|太火(?!了)|很火|灭火[器毯]?|防火|消防|打火机|火车|火腿|火龙果|火辣|(?:吓|笑|气|烦|热|累|困|冻|急|吵|臭|饿|丑|美|脏|慢|忙|羡慕|尴尬|咸|甜|辣|挤|闷)死[了人我个]?|要死要活|打(?:卡|牌|球|工|印|扫|包|开|电话|听|招呼|折|药|孔|磨|麻将|游戏|车|招|赌|鼓|岔|断|着伞|伞|钢印|胶|蜡|水|气筒|底|样|点|呼噜|喷嚏|瞌睡|盹|扰|交道|官司|120|110|119|114)|炸(?:鸡|串|油条|酱|毛|街|爆米花)|爆(?:满|款|米花|料|粗口|表)|抢(?:购|票|车位|位|着|不到|答|红包|修|救|险)|头疼的|心疼|砍(?:价|一刀|树)|血压|血糖|血缘|心血|流(?:水|量|程|泪)|掉(?:漆|色|头|链子|线|以轻心)|刀(?:削|叉|片|具)|救(?:生圈|生员|助站)|倒(?:车|闸|垃圾|贴|计时|也|是|还)|跌价|摔(?:门|电话)/g;

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

/** Somebody is known to be behind a door, rather than sought. */
const BEHIND_A_DOOR =
  /反锁|(?:锁|关)(?:在|进|死|住|着)|被锁|被关|(?:没人|不)应|没(?:人)?(?:回应|反应|动静)|(?:打|敲|开|叫)不开|不开门|出不来|locked in/;

/** The playbook to open for a message known to be an emergency: the first strong real sign, else `other`. */
export function dangerOf(signs: readonly DangerSign[], text: string): Danger {
  const danger = firstDanger(signs);
  return danger === "missingPerson" && BEHIND_A_DOOR.test(text) ? "lockedIn" : danger;
}

function firstDanger(signs: readonly DangerSign[]): Danger {
  const real = signs.filter((sign) => sign.real);
  const told = real.find((sign) => sign.strong) ?? real.find((sign) => sign.danger !== "other") ?? signs[0];
  return told?.danger ?? "other";
}
