import { readNumbersAhead } from "./case-numbers.js";
import { OPENERS, type OpeningVerb } from "./staff-command-words.js";

/** A sentence that begins with the word of a command. */
export interface OpenedCommand {
  readonly word: string;
  readonly verb: OpeningVerb;
  /** The case numbers written, in their order. */
  readonly numbers: readonly number[];
  /** A number was written of which nobody can tell whether it is a case. */
  readonly isUnclear: boolean;
  readonly rest: string;
}

/** Accepting words that are also everyday talk: with anything but a number behind them they are no command. */
const CHATTY = new Set(["收到", "我来", "我的", "我接", "我去", "接"]);

/** Commands in which a number that comes first is no case: 登记 3-2-502, 归档 10月回访. */
const UNNUMBERED: ReadonlySet<OpeningVerb> = new Set([
  "register",
  "publish",
  "export",
  "leave",
  "summary",
  "fileCallbacks",
  "audit",
  "monthSummary",
]);

/** Commands that carry a time. */
const TIMED: ReadonlySet<OpeningVerb> = new Set(["appoint", "pause", "tellSuperior"]);

/** 回访 42 1 电话: the number behind the first is the answer. */
const ONE_NUMBER: ReadonlySet<OpeningVerb> = new Set(["holdCallback", "planCallbacks", "reviewCallback"]);

/** 完成了 2, 查一下12: what is said with the word and belongs to it. */
const PARTICLE = /^(?:[了啦咯喽]+|一?下(?=[\s,，]*#?\d))/;
const NUMBERS_FIRST = /^(?:#\d|\d{1,7}[号单]?[\s,，、/和])/;

/** What says nothing beside a command: 接单 12 好的，谢谢. */
export const COURTESY =
  /^(?:[好的吧哈啊了啦\s。.!！~～,，\p{Extended_Pictographic}]|收到|谢谢|辛苦|ok|\[[^\][]{1,6}\])*$/iu;

/** `#42 接单` and `接单 #42 …` alike; null when no word of a command opens the sentence. */
export function openCommand(text: string): OpenedCommand | null {
  const ahead = NUMBERS_FIRST.test(text) ? readNumbersAhead(text) : null;
  const body = ahead && ahead.numbers.length > 0 ? ahead.rest : text;
  const opener = OPENERS.find(([word]) => body.toLowerCase().startsWith(word));
  if (!opener) return null;
  const [word, verb] = opener;
  const said = body
    .slice(word.length)
    .replace(PARTICLE, "")
    .replace(/^[\s,，:：。]+/, "");
  const behind =
    body === text && !UNNUMBERED.has(verb)
      ? readNumbersAhead(said, { timed: TIMED.has(verb), onlyOne: ONE_NUMBER.has(verb) })
      : { numbers: ahead?.numbers ?? [], rest: said, isUnclear: false };
  const rest = behind.rest.trim();
  const isTalk = behind.numbers.length > 0 ? !COURTESY.test(rest) : /[^了。.!！~～的啦哈]/.test(rest);
  if (CHATTY.has(word) && isTalk) return null;
  return { word, verb, numbers: behind.numbers, isUnclear: behind.isUnclear, rest };
}
