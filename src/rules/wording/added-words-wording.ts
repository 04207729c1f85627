import { type CaseRecord, isOpen } from "../case-record.js";
import { type Estate, findStaff } from "../estate.js";
import { sayLimit } from "../estate-time.js";
import { maskPhone } from "../privacy.js";
import { departmentName } from "./case-words.js";
import { shortQuote } from "./quote.js";
import { extendedAnswer } from "./resident-wording.js";

/** What a resident adds to a matter under way, and what the answer needs to know of it. */
export interface AddedWords {
  readonly record: CaseRecord;
  readonly estate: Estate;
  readonly words: string;
  /** True when these words are the first to say what it is about. */
  readonly tellsMatter: boolean;
  readonly promisedBy: Date | null;
  readonly now: Date;
}

const ASKS =
  /[?？]\s*$|(?:吗|呢|么|嘛)[。.!！~ ]*$|能不能|可不可以|能否|可否|是不是该|打算怎么|怎么处理|什么时候|多久|多少/;

function whoHasIt({ record, estate }: AddedWords): string {
  if (record.responsibleDepartment === "external") return "负责联系的同事";
  const name = record.assignee ? findStaff(estate, record.assignee)?.name : undefined;
  return `${departmentName(estate, record.responsibleDepartment)}${name ?? ""}`;
}

/** 打我的就行，别打房东: whom to call. */
const SAYS_WHOM_TO_CALL =
  /(?:打|联系|找|拨)我(?:的|自己|本人)?(?:这个|手机|电话|号码?)*(?:就[行好]|就可以|吧|[,，。!！ ]|$)|(?:别|不要|不用)(?:再)?(?:打|联系|找)(?:给)?(?:房东|中介|租客|业主|[他她])/;

/** Answer to more words about a matter under way: a question is passed on as one, praise is passed on as praise. */
export function addedWordsAnswer(added: AddedWords): string {
  const { record, estate, words, tellsMatter, promisedBy, now } = added;
  const quote = `「${shortQuote(words, 24)}」`;
  if (tellsMatter && isOpen(record)) {
    const by =
      promisedBy && promisedBy > now ? `，最晚${sayLimit(promisedBy, now, estate.timezone)}前答复您` : "";
    return `明白了，${quote}记在#${record.number}，已请${whoHasIt(added)}核实安排${by}。`;
  }
  if (isOpen(record) && SAYS_WHOM_TO_CALL.test(words)) {
    return record.contactPhone
      ? `好的，已转告${whoHasIt(added)}。#${record.number}记的电话是${maskPhone(record.contactPhone)}，不是这个的话，把要打的号码发给我。`
      : `好的，已转告${whoHasIt(added)}。麻烦把要打的号码发给我，我记到#${record.number}上。`;
  }
  if (record.kind === "praise") return `好的，这句也一并转达（#${record.number}）。`;
  if (ASKS.test(words)) return `${quote}已转给${whoHasIt(added)}，请同事尽快答复您，记在#${record.number}。`;
  if (!isOpen(record)) return `您说的记在#${record.number}里了，我也转告处理的同事。`;
  return extendedAnswer(record, "words");
}
