import { plainText } from "./chinese-text.js";
import { asksForPassage } from "./rescuers.js";
import { dangerSigns } from "./triage/danger.js";
import type { Danger } from "./triage/triage-result.js";

/** What people in an emergency say of its end: that it is over (or never was), or that those who help are there. */
export type Relief = "over" | "helpIsThere";

/** Said of any danger. */
const OVER =
  "没事儿?[了啦喇]|(?:[我他她它人们都很子]|大家)没事|安全了|平安|虚惊|误会一场|得救了|获救|救(?:出|下|上|过)来[了啦]|发错(?:了)?(?:群|人|消息|地方|小区)|不是(?:我们|你们|咱们?)(?:小区|这边|这里)|不用(?:再)?(?:过?来|找|派人|救)|(?:送|去|到|上|进)(?:了|到|往)?.{0,2}(?:医院|急诊|急救室|救护车)了|[冇无]事|唔使(?:再)?[嚟来搵]|搞掂|false alarm|wrong (?:group|chat|person)|(?:i'?m|we'?re|he'?s|she'?s|they'?re|it'?s|is|are|am|everyone'?s) (?:all )?(?:safe|ok|okay|fine|over)\\b|no need to come";

/** Smoke, water, a voice or a fall may come out and down as well. */
const FREED =
  "(?<![味烟水火血气声光])出来[了啦咗喇](?!一|两|[0-9])|(?<![掉摔砸落塌倒流滴扔坠跳滚飘])下来[了啦咗](?!一|两|[0-9])|(?:are|am|we'?re|i'?m|he'?s|she'?s|its?|it'?s|got|is) out\\b";
const FOUND =
  "(?<!机|包|鞋|服|控|频|像|匙|车|卡|东西)找(?:到|着|回来)[了啦]|(?:回|返)到?(?:来|家|嚟|屋企)[了啦咗喇在]|到家[了啦]|接到(?:人|孩子|他|她|娃)?了|(?:回|接到|打通|来).{0,2}电话|回.{0,3}(?:微信|信息|消息)[了啦]|联系[上到]了|搵[到返]|found (?:him|her|them|my)|(?:he|she|they)(?:'?s| is| are|'?re)? (?:home|back|here)|(?:came|come|got) (?:home|back)";
const OPENED =
  "(?<![裂炸爆崩散锅烧走离跑])开[了咗]|打开了|进(?:去|来|屋|门)[了啦]|door(?:'s| is) open|got in\\b";

const OVER_OF = {
  lift: [FREED, OPENED, "能动了"],
  lockedIn: [FREED, FOUND, OPENED],
  missingPerson: [FREED, FOUND],
  medical: [
    FREED,
    "醒(?:了|过来|来|返|咗)|(?:扶|站|坐|爬|拉|抱|缓|救)(?:起来|过来|起身|上来)[了啦]|好多[了啦]|好转|能(?:说话|走路?|站|动)了|止(?:住|血)了?|不(?:流血|疼|晕|抽|吐|喘|痛)了|接走了|拉走了|抬(?:上车|走)了|劝(?:住|回)|awake|woke up|better|breathing (?:again|now)",
  ],
  fire: [
    FREED,
    "(?<!灯|灯也|灯都)[灭熄](?:了|掉|咗)|扑灭|没有?(?:明火|烟|火|味)(?:道|儿)?[了啦]|[烟味](?:道|儿)?都?[散没](?:掉)?了(?!一|些|点)|不(?:冒烟|冒火|烧|着|冒)了|闻不到|(?:原来|只)是.{0,6}(?:烧烤|做饭|炒菜|烧香|蒸汽|水汽|干锅)|(?:fire|flames?) (?:is |are |was )?(?:put )?out\\b",
  ],
  gas: [
    "没有?(?:煤气|燃气|天然气)?味(?:道|儿)?[了啦]|味(?:道|儿)?都?(?:散|没|没有|消)(?:掉)?了(?!一|些|点)|闻不到|不漏气?了|(?:smell|gas)(?:'?s| is)? gone|no (?:more )?(?:smell|gas)",
  ],
  flood: [
    "关(?:上|掉|好|住)了|[阀水]门?(?:已经)?[关停]了|止住|不(?:漏|喷|流|冒|淌|滴)水?了|堵住了|退了|water(?:'?s| is)? (?:off|stopped)|stopped (?:leaking|flowing)",
  ],
  electric: ["不(?:冒|打|响)(?:火花|火|烟)?了|[闸电]都?(?:已经)?(?:拉|断|关)(?:下来|掉|上)?了|拉闸了|断电了"],
  violence: [
    "(?<![带抱抢拿拖拐偷骗])走[了啦]|(?<!追)跑[了啦]|离开了|散了|(?:警察|民警|派出所).{0,6}带走|分开了|(?:劝|拉)开了|不打了|住手|停手|制服|抓住|到家[了啦]|甩掉|(?:逃|跑|躲)出来了|(?:has |is |'s )?(?:left|gone)\\b|got (?:home|away)|made it home",
  ],
  falling: ["不[掉扔]了|固定[好住]了|(?:收|拿|取|搬|清)(?:走|下来|掉|好|进[来去])了"],
  structure: ["固定[好住]了|(?:围|盖|封|支)(?:好|住|起来|上)了"],
} as const satisfies Partial<Record<Danger, readonly string[]>>;

const patternOf = (sources: readonly string[]) => new RegExp([OVER, ...sources].join("|"), "g");
const PATTERNS: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(OVER_OF).map(([danger, sources]) => [danger, patternOf(sources)]),
);
/** Of a danger without a name: whatever is the end of any, but what people who threaten do. */
const OF_ANY = patternOf(
  Object.entries(OVER_OF).flatMap(([danger, sources]) => (danger === "violence" ? [] : sources)),
);

const HELP_IS_THERE =
  /(?:救护车|急救车|120|医生|消防(?:车|员|队)?|119|警察|民警|警车|110|派出所|保安|师傅|物业|你们)(?:的?人)?(?:都|已经|刚|也|就)?[到来](?:[了咗喇]|楼下|门口|现场)|(?:ambulance|police|paramedics?|fire ?(?:truck|engine|brigade|fighters?))(?: is| are|'s|'re)?(?: already| finally)? (?:here|there|arrived)/g;

/** Asked, wished for, or only half of it. */
const NOT_SURE =
  /[?？]|吗|吧$|(?:了|到|来|开|好|灭|醒)没有?$|什么时候|几点|多久|怎么|是不是|还(?:没|在|有|是|不|很|挺)|又|但|不过|可是|越来越/;
const NOT_YET =
  /(?:没有?|未|冇|快|等|如果|要是|以为|希望|万一|不)$|(?:没有?|未|等|如果|要是|以为|希望|万一)[^,。!; ]{0,3}$/;

/** Dangers that may follow any other. */
const HURTS: ReadonlySet<Danger> = new Set(["medical", "violence"]);

/** The text without what says relief; null when nothing does. */
function withoutRelief(plain: string, pattern: RegExp): string | null {
  const said = [...plain.matchAll(pattern)].filter(({ index }) => !NOT_YET.test(plain.slice(0, index)));
  return said.length === 0 ? null : said.reduce((rest, [words]) => rest.replace(words, "。"), plain);
}

/**
 * What somebody in an emergency says of its end; null when it goes on. What ends one danger is a step in another,
 * or its beginning: a door that opens, a man who is back. Rather not heard as the end than too early.
 */
export function reliefIn(words: string, danger: Danger): Relief | null {
  const plain = plainText(words).toLowerCase();
  if (NOT_SURE.test(plain) || asksForPassage(plain)) return null;
  const goesOn = (rest: string) =>
    dangerSigns(rest).some((sign) => sign.real && (sign.danger === danger || HURTS.has(sign.danger)));
  const over = withoutRelief(plain, PATTERNS.get(danger) ?? OF_ANY);
  if (over !== null) return goesOn(over.replace(HELP_IS_THERE, "。")) ? null : "over";
  const there = withoutRelief(plain, HELP_IS_THERE);
  return there === null || goesOn(there) ? null : "helpIsThere";
}
