import type { CallbackForm, Satisfaction } from "./callback.js";
import { readAnswer } from "./satisfaction.js";

/** What a member wrote about a callback that was held; null for what was left out. */
export interface ReadCallback {
  readonly satisfaction: Satisfaction | null;
  readonly form: CallbackForm | null;
  /** Why it was held in another form than the rule names. */
  readonly remark: string | null;
  /** The rest, which are the resident's words, verbatim. */
  readonly words: string;
}

const SCALE: readonly (readonly [RegExp, Satisfaction])[] = [
  [/^(?:很|非常)?不(?:太|怎么)?满意$/, "dissatisfied"],
  [/^(?:基本|比较|还算)满意$/, "basicallySatisfied"],
  [/^(?:很|非常|十分)?满意$/, "satisfied"],
];

const FORMS: readonly (readonly [RegExp, CallbackForm])[] = [
  [/^(?:电话|打电话|去电|电话回访)$/, "phone"],
  [/^(?:家访|上门|上门回访|面访|入户)$/, "homeVisit"],
  [/^(?:信访|写信|信件|信函|寄信)$/, "letter"],
];

const REMARK = /^(?:备注|原因|因为)[:：]?(.+)$/;
const BETWEEN = /([\s,，。；;、]+)/;

function found<T>(table: readonly (readonly [RegExp, T])[], word: string): T | null {
  return table.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

/** A form of callback by its name, or null. */
export function readForm(word: string): CallbackForm | null {
  return found(FORMS, word);
}

/**
 * Reads 「满意 电话 水压恢复，很客气」 in any order: one word of the scale, one form, a remark, and the rest as it
 * was said. A sentence without a word of the scale on its own is read as an answer would be (电话里说修得很好).
 */
export function readCallbackWords(text: string): ReadCallback {
  let satisfaction: Satisfaction | null = null;
  let form: CallbackForm | null = null;
  let remark: string | null = null;
  const kept: string[] = [];
  let dropped = false;
  for (const part of text.split(BETWEEN)) {
    const scale: Satisfaction | null = satisfaction === null ? found(SCALE, part) : null;
    const asForm: CallbackForm | null = form === null ? found(FORMS, part) : null;
    const asRemark: string | undefined = remark === null ? REMARK.exec(part)?.[1] : undefined;
    if (scale) satisfaction = scale;
    else if (asForm) form = asForm;
    else if (asRemark) remark = asRemark;
    // What stood behind a word that was taken out goes with it.
    else if (!(dropped && BETWEEN.test(part))) kept.push(part);
    dropped = Boolean(scale ?? asForm ?? asRemark);
  }
  const words = kept.join("").trim();
  return { satisfaction: satisfaction ?? readAnswer(words)?.satisfaction ?? null, form, remark, words };
}
