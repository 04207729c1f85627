import type { Satisfaction } from "./callback.js";
import { plainText } from "./chinese-text.js";
import {
  BASICALLY,
  BETTER_NOW,
  DENIED,
  EMOJI,
  NOT_ABOUT_IT,
  NOTHING_WRONG,
  PLEASED,
  UNHAPPY,
} from "./satisfaction-words.js";

/** What a resident's words say about how a matter was settled (CBK-19). */
export interface ReadAnswer {
  readonly satisfaction: Satisfaction;
  /**
   * True when the words can hardly be anything but an answer to the question: its digit, its words, a mere
   * sign. Else they are an assessment only where nothing else is talked about.
   */
  readonly sure: boolean;
  /** Digit or word of the scale and nothing else: there are no words to keep beside the assessment. */
  readonly bare: boolean;
}

const SCALE: Readonly<Record<string, Satisfaction>> = {
  "1": "satisfied",
  "2": "basicallySatisfied",
  "3": "dissatisfied",
};

const NUMERALS: Readonly<Record<string, string>> = { 一: "1", 壹: "1", 二: "2", 贰: "2", 三: "3", 叁: "3" };

/** `3`, `选2吧`, `回复1`, `三。`: a digit of the scale alone. */
const DIGIT_ALONE =
  /^(?:算了|唉|那|就|[,，\s])*(?:我?(?:选择?|回复?|打|评|按|给|填)(?:你们?|您|师傅)?(?:个|的是)?)?[\s:：]*[(（【]?([123一二三壹贰叁])[)）】]?(?:号?选项|吧|啊|哦|哈|呀|了|个)?[\s。.!！~～,，、]*$/;

/** `1 师傅很好`, `3，还是漏`: a digit of the scale with words behind it; `3栋`, `2点半`, `1-502` count something else. */
const DIGIT_AHEAD =
  /^([123])(?!\s*[-~到至]?\s*(?:\d|[栋幢座号楼层单室期区门点时分天日月年周个户次家只处条盏件位台块元公米岁的]))[\s,，。.、:：;；!！~～)）]*(\S.*)$/su;

/** 还行吧, 很满意: an assessment with which words may begin; 好, 可以, 行 are said of anything. */
const WORD_AHEAD =
  /^((?:总体|整体|总的来说|服务|师[傅父]|态度|都|我|这次|觉得|感觉)*(?:(?:非常|很|挺|蛮|十分|比较|还算?|基本|太|不太?|真|勉强)*(?:[满滿]意|不错|好评|凑合|一般[般吧])|(?:非常|很|挺|蛮|十分|还算?|太|真)(?:好|可以|行|棒|成))(?:的|了|吧|啊|哦|哈)*)[\s,，。.、;；!！~～]+(\S.*)$/su;
/** What stands between an assessment and what else is said. */
const BETWEEN =
  /^(?:[谢謝]+[谢謝]?|感谢|多谢|辛苦|师[傅父]|你们|您|了|啊|哈|对了|另外|还有|顺便问?(?:一下)?|[\s,，。.!！~～])+/u;

const ANOTHER = /对了|另外|还有|顺便/;

/** Words that begin with an assessment, taken apart: it, and what is said besides. */
export interface SplitAnswer {
  readonly answer: string;
  readonly besides: string;
  /** True when the writer says that it is something else (对了). */
  readonly apart: boolean;
}

/** Takes words apart that begin with an assessment; null when there are none besides. */
export function splitAnswer(text: string): SplitAnswer | null {
  const words = text.trim();
  if (SEVERAL_DIGITS.test(words)) return null;
  const [, answer = "", rest = ""] = DIGIT_AHEAD.exec(words) ?? WORD_AHEAD.exec(words) ?? [];
  const besides = rest.replace(BETWEEN, "");
  const apart = ANOTHER.test(rest.slice(0, rest.length - besides.length));
  return besides === "" ? null : { answer, besides, apart };
}

/** A list of matters, or the question itself sent back. */
const SEVERAL_DIGITS = /1\s*[.、,，)）满].*2\s*[.、,，)）基]/s;

/** Words that say no more than a digit of the scale does, thanks left aside. */
const SCALE_WORDS =
  /^(?:(?:非常|很|挺|十分|比较|都|我|是|这次|太)*(?:不|基本|还算|不太|勉强)?(?:满意|好|不错|可以|行|一般|好评)(?:的|了|吧|啊|哦|哈|般)*)$/;

function saysNoMore(words: string): boolean {
  const left = words.replace(
    /谢谢|感谢|多谢|辛苦了?|师傅|你们|您|物业|还(?=可以|行|好)|[\s,，。.!！~～]/g,
    "",
  );
  return SCALE_WORDS.test(left);
}

function letters(text: string): number {
  return [...text.replace(/[^\p{Script=Han}A-Za-z]/gu, "")].length;
}

/** What signs alone say (👍, [强]); null when there are words or none of the known signs. */
function readSigns(text: string): Satisfaction | null {
  let rest = text;
  let found: Satisfaction | null = null;
  for (const [pattern, satisfaction] of EMOJI) {
    if (!pattern.test(rest)) continue;
    rest = rest.replaceAll(pattern, "");
    if (found !== "dissatisfied") found = satisfaction;
  }
  return /[\p{L}\p{N}]/u.test(rest) ? null : found;
}

/** What words say; what is wrong wins over what is right (师傅态度很好但是没修好). */
function readWords(text: string): Satisfaction | null {
  const told = text.replaceAll(NOTHING_WRONG, "很好").replaceAll(BETTER_NOW, "修好了");
  if (UNHAPPY.test(told) || DENIED.test(told)) return "dissatisfied";
  if (BASICALLY.test(told)) return "basicallySatisfied";
  return PLEASED.test(told) ? "satisfied" : null;
}

/** A question or a wish is no assessment, whatever words it uses: 满意度怎么填, 什么时候再来. */
function isAsking(text: string): boolean {
  return /(?:什么时候|多久|几点|怎么(?:填|选|回|弄|评)|吗|么|呢|没有)\s*[?？]*$|[?？]\s*$/.test(text);
}

const ORDER: readonly Satisfaction[] = ["satisfied", "basicallySatisfied", "dissatisfied"];

function worse(one: Satisfaction, other: Satisfaction): Satisfaction {
  return ORDER[Math.max(ORDER.indexOf(one), ORDER.indexOf(other))] ?? one;
}

/** A digit with words: what is wrong wins, but 「3 满意」 is a slip of the digit, not of the word. */
function withWords(digit: Satisfaction, words: string): ReadAnswer {
  const said = readWords(words);
  const isSlip = digit === "dissatisfied" && said === "satisfied";
  const satisfaction = said === null ? digit : isSlip ? said : worse(digit, said);
  return { satisfaction, sure: true, bare: saysNoMore(words) };
}

function readDigit(text: string): ReadAnswer | null {
  const alone = DIGIT_ALONE.exec(text)?.[1];
  const digit = alone && SCALE[NUMERALS[alone] ?? alone];
  if (digit) return { satisfaction: digit, sure: true, bare: true };
  const [, ahead = "", words = ""] = DIGIT_AHEAD.exec(text) ?? [];
  const marked = SCALE[ahead];
  return marked ? withWords(marked, words) : null;
}

/**
 * Reads an answer to 「1 满意 · 2 基本满意 · 3 不满意」 in digits, words or signs, in simplified script (CBK-19,
 * CBK-20). Null when the words assess nothing: thanks alone, a question, a new matter without a word of praise
 * or blame. Whether they speak of the matter at all is for the caller to decide unless `sure`.
 */
export function readAnswer(text: string): ReadAnswer | null {
  const plain = plainText(text);
  if (plain === "" || SEVERAL_DIGITS.test(plain)) return null;
  const signs = readSigns(plain);
  if (signs) return { satisfaction: signs, sure: true, bare: true };
  const digit = readDigit(plain);
  if (digit) return digit;
  if (NOT_ABOUT_IT.test(plain)) return null;
  const satisfaction = readWords(plain);
  if (satisfaction === null || (satisfaction !== "dissatisfied" && isAsking(plain))) return null;
  const sure = (/满意|评价|好评|差评/.test(plain) && letters(plain) <= 40) || WORD_AHEAD.test(plain);
  return { satisfaction, sure, bare: saysNoMore(plain) };
}

const COURTESIES =
  /好的?|嗯|行|可以|收到|知道了|明白了?|谢谢(?:您|你|你们|啦|了|哈)?|多谢|感谢|辛苦了?|麻烦了?|不客气|ok|没事|再见|拜拜|[,，。.!！~～\s啊哦哈呀啦您]|你们?|师傅|物业/gi;

/** Thanks or assent and nothing else: said after an answer it needs none. */
export function isMereCourtesy(text: string): boolean {
  const plain = plainText(text).replaceAll(/\[[^\]]{1,4}\]|\p{Extended_Pictographic}/gu, "");
  // Taken away, not matched as a whole: a whole of repeated repetitions is tried in 2^n ways before it fails.
  return plain !== "" && plain.replace(COURTESIES, "") === "";
}
