import { readCaseNumbers } from "./case-numbers.js";
import type { OpenedCommand } from "./command-opening.js";
import { endsAsking, onlyAsks, saysUnfinished } from "./done-words.js";
import type { StaffVerb } from "./staff-commands.js";

/**
 * Why a sentence that begins like a command is not carried out: it names several cases, asks, says that the work is
 * not done, or holds a number that may be the case's.
 */
export interface Doubt {
  readonly because: "several" | "asked" | "unfinished" | "strayNumber";
  readonly verb: StaffVerb;
  readonly numbers: readonly number[];
}

/** Commands for which more than one number is right, or none is asked for. */
const MANY_NUMBERS: ReadonlySet<StaffVerb> = new Set(["merge", "undo", "todo", "mine", "help", "overdue"]);

/** Commands that need the number alone: whatever else is written is said beside them. */
export const NUMBER_ALONE: ReadonlySet<StaffVerb> = new Set([
  "accept",
  "resume",
  "approve",
  "handOver",
  "confirmCallback",
]);

/** Commands whose words tell what is done or decided: a number among them that stands alone may be the case's. */
const TELLING: ReadonlySet<StaffVerb> = new Set([
  "settle",
  "transfer",
  "note",
  "classify",
  "changeKind",
  "split",
  "close",
  "answer",
  "plan",
  "giveOpinion",
  "nameCause",
]);

/** Looking is harmless: 查 2吗 shows #2. */
const LOOKS: ReadonlySet<StaffVerb> = new Set(["show", "why", "todo", "mine", "help", "overdue"]);

function asks({ verb, rest }: OpenedCommand): boolean {
  if (LOOKS.has(verb)) return false;
  return onlyAsks(rest) || ((verb === "settle" || NUMBER_ALONE.has(verb)) && endsAsking(rest));
}

/** With no number read and no card quoted the only open case would be taken: not while another number is written. */
function strayNumbers({ verb, rest, isUnclear }: OpenedCommand): readonly number[] | null {
  const found = readCaseNumbers(rest);
  if (NUMBER_ALONE.has(verb)) return /\d/.test(rest) ? found : null;
  if (!TELLING.has(verb)) return null;
  return isUnclear || found.length > 0 ? found : null;
}

/** What leaves in doubt whether the command is meant, or of which case; null when nothing does. */
export function doubtOf(opened: OpenedCommand, by: { readonly quoted: number | null }): Doubt | null {
  const { verb, rest } = opened;
  const numbers = opened.numbers.length > 0 ? opened.numbers : readCaseNumbers(rest);
  if (opened.numbers.length > 1 && !MANY_NUMBERS.has(verb)) return { because: "several", verb, numbers };
  if (asks(opened)) return { because: "asked", verb, numbers };
  if (verb === "settle" && saysUnfinished(rest)) return { because: "unfinished", verb, numbers };
  const stray = opened.numbers.length === 0 && by.quoted === null ? strayNumbers(opened) : null;
  return stray && { because: "strayNumber", verb, numbers: stray };
}
