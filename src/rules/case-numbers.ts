/** How a number may be meant: some commands carry times, in which 25号上午, 11.25 and 15:00 are none of a case. */
export interface NumberContext {
  readonly timed: boolean;
  /** A number behind the first is an answer or a date and none of a case. */
  readonly onlyOne?: boolean;
}

/** The case numbers a text begins with, and what follows them. */
export interface NumbersAhead {
  readonly numbers: readonly number[];
  readonly rest: string;
  /** It begins with a number that may be a case or something else (3号灯, 1-3): whoever wrote it is asked. */
  readonly isUnclear: boolean;
}

/** What makes a number count something, or name a place or a time: 3栋, 2个, 10分钟. */
const COUNTER =
  "(?:号?[栋幢座楼]|层(?!板)|单?元|户(?!外)|区(?!域)|期(?!间)|室(?![内外])|房(?![间门东顶])|梯|车位|个(?![人别])|次(?!卧)|天(?![花台])|分(?![流水户])|小时|刻钟|点(?![位检])|时|月|年|日|周(?![边围])|人(?![为工员])|条|张|块|把|只|根|盏|件|台(?!阶)|套|米|平[米方]|度|家(?![里中])|名|位(?!置)|处(?!理)|岁|瓶|桶|袋|颗|扇|遍|趟|秒|毫|厘|公[里斤分]|%)";
const COUNTED = new RegExp(`^${COUNTER}|^门(?![锁口禁铃把框窗])`);
/** These count with a space before them as well; others begin what is said of the case: 42 楼道灯已换. */
const COUNTED_APART = /^\s*(?:[栋幢]|层(?!板)|单元(?!门)|个(?![人别])|小时|分钟)/;
const ROOM = /^-\d{1,4}(?:-\d{3,4})?(?!\d)/;
const THING_WITH_A_NUMBER = /^号(?:门|岗|电?梯|机|泵|车|库|桩|井|阀|灯|表|箱|柜|厅|线|房)/;
const JOINED_DIGITS = /^(?:[-－~～—.．]\d|[:：]\d\d)/;
const DATE_OR_CLOCK =
  /^(?:[./／:：-]\d|\s?[号日]\s*(?:凌晨|[早上中下晚]|傍晚|夜|[之以]?[前后]|到|至|\d{1,2}[点:：时]))/;
/** Behind the number of a command that carries a time, the next number is most likely that time. */
const TIME_BEHIND = /^\s*(?:[号日天点月时分个周]|小时|[./／:：-]\d)/;
/** 方案 8 1.换阀 2.试水: items are counted from one. */
const ITEM = /^[.．、)）]\s*\p{Script=Han}/u;
const STANDS_ALONE = /^(?:$|[\s,，、/／:：。.!！?？和跟与及&+的]|都|全|一起|两)/;

type Head =
  | { readonly kind: "case"; readonly number: number; readonly rest: string; readonly marked: boolean }
  | { readonly kind: "none" | "unclear" };

/** The number at the very beginning. A `#` before it leaves no doubt. */
function readHead(text: string, { timed }: NumberContext): Head {
  const [whole, mark, digits] = /^(#|编号\s?#?)?(\d{1,7})(?!\d)/.exec(text) ?? [];
  if (whole === undefined || digits === undefined) return { kind: "none" };
  const behind = text.slice(whole.length);
  if (!mark) {
    if (COUNTED.test(behind) || COUNTED_APART.test(behind) || ROOM.test(behind)) {
      return { kind: /^-\d{1,2}(?!\d|-)/.test(behind) ? "unclear" : "none" };
    }
    if (timed && DATE_OR_CLOCK.test(behind)) return { kind: "none" };
    if (JOINED_DIGITS.test(behind) || THING_WITH_A_NUMBER.test(behind)) return { kind: "unclear" };
  }
  const rest = behind.replace(/^(?:号单|单号|号|单(?!元))/, "");
  return { kind: "case", number: Number(digits), rest, marked: mark !== undefined };
}

/**
 * Reads the case numbers at the beginning of a text: `42`, `#42号`, `11、15`, `3/11`. A number that counts or names
 * a place (3栋, 2个阀门, 15:00 where a time is due) is none; so are more than seven digits.
 */
export function readNumbersAhead(text: string, context: NumberContext = { timed: false }): NumbersAhead {
  const numbers: number[] = [];
  const first = readHead(text, context);
  if (first.kind !== "case") return { numbers, rest: text, isUnclear: first.kind === "unclear" };
  numbers.push(first.number);
  let { rest } = first;
  while (!context.onlyOne) {
    const behind = rest.replace(/^[\s,，、/／和跟与及&+]+/, "");
    const next = readHead(behind, context);
    if (next.kind !== "case" || (behind === rest && !next.marked)) break;
    if (!next.marked && !STANDS_ALONE.test(next.rest)) break;
    if (next.number === 1 && ITEM.test(next.rest)) break;
    if (!next.marked && context.timed && TIME_BEHIND.test(behind.replace(/^\d+/, ""))) break;
    numbers.push(next.number);
    ({ rest } = next);
  }
  return { numbers, rest: rest.replace(/^[\s,，:：。]+/, ""), isUnclear: false };
}

/** Every number in a text that may be a case: `42和43`, `转给保洁 10`, but neither 3楼 nor a phone. */
export function readCaseNumbers(text: string): number[] {
  return [...text.matchAll(/(?<![\d.:：/／\-A-Za-z第栋幢座楼元层])#?\d{1,7}(?!\d)/g)].flatMap(({ index }) => {
    const head = readHead(text.slice(index), { timed: false });
    return head.kind === "case" && (head.marked || STANDS_ALONE.test(head.rest)) ? [head.number] : [];
  });
}
