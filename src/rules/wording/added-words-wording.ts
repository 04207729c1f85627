import { type CaseRecord, isOpen } from "../case-record.js";
import { type Estate, findStaff } from "../estate.js";
import { sayLimit } from "../estate-time.js";
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
  /[?？]\s*$|(?:吗|呢|么|嘛)[。.!！~ ]*$|能不能|可不可以|能否|可否|是不是该|打算怎么|怎么处理|什么时候|多久/;

function whoHasIt({ record, estate }: AddedWords): string {
  if (record.responsibleDepartment === "external") return "负责联系的同事";
  const name = record.assignee ? findStaff(estate, record.assignee)?.name : undefined;
  return `${departmentName(estate, record.responsibleDepartment)}${name ?? ""}`;
}

/** Told once somebody in an emergency says that it is over. */
export function reliefAnswer(record: CaseRecord): string {
  return `收到，没事就好。我马上转告在赶的同事（#${record.number}），请他们到场再确认一下；有人不舒服或情况有变化，随时告诉我。`;
}

/** Answer to more words about a matter under way: a question is passed on as one, praise is passed on as praise. */
export function addedWordsAnswer(added: AddedWords): string {
  const { record, estate, words, tellsMatter, promisedBy, now } = added;
  const quote = `「${shortQuote(words, 24)}」`;
  if (tellsMatter && isOpen(record)) {
    const by =
      promisedBy && promisedBy > now ? `，最晚${sayLimit(promisedBy, now, estate.timezone)}前答复您` : "";
    return `明白了，${quote}记在#${record.number}，已请${whoHasIt(added)}核实安排${by}。`;
  }
  if (record.kind === "praise") return `好的，这句也一并转达（#${record.number}）。`;
  if (ASKS.test(words)) return `${quote}已转给${whoHasIt(added)}，请同事尽快答复您，记在#${record.number}。`;
  return extendedAnswer(record, "words");
}
