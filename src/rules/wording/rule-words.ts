import { EVENT_RULE, type MessageKind } from "../case-record.js";
import { DANGERS, type Danger } from "../triage/triage-result.js";
import { KIND_NAMES } from "./case-words.js";

/** What a danger is called where its rule is explained. */
export const DANGER_NAMES: Readonly<Record<Danger, string>> = {
  fire: "火情",
  gas: "燃气泄漏",
  lift: "电梯困人",
  flood: "漏水成灾",
  electric: "漏电",
  medical: "有人急病或受伤",
  violence: "有人行凶或闯入",
  missingPerson: "人员走失",
  lockedIn: "被锁在里面或叫门不应",
  lockedOut: "锁在门外，屋里有明火",
  welfare: "独居的人联系不上",
  childAlone: "小孩独自在家害怕",
  drowning: "有人落水",
  poison: "误服或中毒",
  stuck: "身体被卡住",
  height: "有人在高处边缘",
  battery: "电池鼓包或冒烟",
  falling: "高处坠物",
  structure: "塌陷或断裂",
  other: "紧急求救",
};

const { unclear: _, ...OF_MATTERS } = KIND_NAMES;
const HEARD_AS: Readonly<Record<MessageKind, string>> = {
  ...OF_MATTERS,
  progress: "催办",
  smalltalk: "闲聊",
};

const WHOLE_RULES: Readonly<Record<string, string>> = {
  "intent:person": "住户要找人工",
  "intent:delete": "住户要求删除资料",
  "intent:anger": "住户很生气，没说是什么事",
  "voice:unheard": "语音还没有听，先登记",
  [EVENT_RULE]: "登记的社区活动",
};

/** A rule nobody has named yet is not shown by its code. */
const UNNAMED = "按接待规则";

const isDanger = (word: string): word is Danger => DANGERS.some((one) => one === word);
const isHeard = (word: string): word is MessageKind => Object.hasOwn(HEARD_AS, word);

/** The words that spoke loudest; a feature without words of the writer has only a code and is left out. */
function evidence(list: string): string {
  const words = list.split(",").filter((word) => /\p{Script=Han}/u.test(word));
  return words.length > 0 ? `（${words.join("、")}）` : "";
}

/**
 * The rule that decided a record's kind, in words: 「按危险词：漏水成灾」 for `danger:flood`, 「按用词统计：像投诉（态度）」
 * for `stat:complaint(态度)`. Codes are what `TriageResult.rule` holds, with or without the writer's words.
 */
export function ruleWords(rule: string): string {
  const whole = WHOLE_RULES[rule];
  if (whole) return whole;
  const [, source = "", rest = ""] = /^([a-z]+):(.*)$/s.exec(rule) ?? [];
  if (source === "several") return `几件事里最要紧的一件，${ruleWords(rest)}`;
  if (source === "danger" && isDanger(rest)) return `按危险词：${DANGER_NAMES[rest]}`;
  if (source === "stat") {
    const [, kind = "", words = ""] = /^([a-zA-Z]+)(?:\((.*)\))?$/s.exec(rest) ?? [];
    return isHeard(kind) ? `按用词统计：像${HEARD_AS[kind]}${evidence(words)}` : UNNAMED;
  }
  if (source === "model") {
    const [kind = "", ...rules] = rest.split("<");
    if (!isHeard(kind)) return UNNAMED;
    const own = rules.length > 0 ? `；规则自己的看法：${ruleWords(rules.join("<"))}` : "";
    return `模型读作${HEARD_AS[kind]}${own}`;
  }
  return UNNAMED;
}
