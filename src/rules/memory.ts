import { presses } from "./chasers.js";
import { readForwarded } from "./forwarded-notice.js";
import type { ResidentIntent } from "./resident-intent.js";
import type { TriageResult } from "./triage/triage-result.js";

/** Nobody waits longer than this for an answer, however many pieces follow one another. */
export const LONGEST_WAIT_MILLIS = 60_000;

const USUAL_MILLIS = 20_000;
const SHORT_MILLIS = 10_000;

/** What is known when somebody may still be typing. */
export interface PatienceFacts {
  /** The words so far, joined; empty when only photos came. */
  readonly words: string;
  readonly triage: TriageResult;
  readonly intent: ResidentIntent | null;
  readonly hasVoice: boolean;
  /** How many pieces there are so far: who types in pieces goes on doing so. */
  readonly pieces: number;
  readonly knowsRoom: boolean;
  readonly knowsPhone: boolean;
  /** What the desk asked last and has not heard yet. */
  readonly asked: readonly string[];
  /** True while an emergency of the writer is under way: who helps has to know at once. */
  readonly inEmergency: boolean;
}

const GREETING =
  /^(?:你好|您好|在吗|在不在|有人吗|哈喽|喂|hello|hi|早上好|下午好|晚上好|物业)[吗呀啊哈,，。.!！?？~～ 你您好在吗]*$/i;
/** 那个, 就是: somebody clears their throat, and the matter follows. */
const FILLER =
  /^(?:那个|这个|那什么|那啥|就是说?|是这样的?|有[个件]事儿?|我?想?(?:请问|问)一?下|请问|跟你们?说个?事|呃+|额+|诶|哎)(?:那个|啊|呀|哈|[\s,，。.…~～])*$/;
const UNFINISHED = /(?:[,，、:：]|还有|然后|另外|就是|因为)\s*$/;
const THANKS_OR_YES = /谢|辛苦|^(?:好|行|可以|嗯|收到|知道了|明白|ok|没事)/i;

/** Whether words only begin: a filler, and nothing said yet. */
export function isBeginning(words: string): boolean {
  return FILLER.test(words.trim());
}

/** 就是我家马桶: a few words without a question, of which more may follow. */
const FEW_LETTERS = 8;
function isPlainChaser({ triage, words }: PatienceFacts): boolean {
  if (triage.kind !== "progress" || triage.room !== null || triage.phone !== null) return false;
  return presses(words) || [...words].length > FEW_LETTERS;
}

function isEnough(facts: PatienceFacts): boolean {
  const { triage, words, knowsRoom, knowsPhone } = facts;
  const letters = [...words].length;
  if (triage.kind === "enquiry" || triage.kind === "praise" || triage.kind === "suggestion")
    return letters >= 5;
  if (triage.room === null && !knowsRoom) return letters >= 25;
  return triage.phone !== null || knowsPhone || letters >= 12;
}

function answersWhatWasAsked({ asked, triage }: PatienceFacts): boolean {
  const given: Readonly<Record<string, string | null>> = {
    room: triage.room,
    phone: triage.phone,
    time: triage.wishedTime,
  };
  return asked.length > 0 && asked.every((fact) => given[fact] !== null);
}

/**
 * How long to wait after the last piece for the rest of what somebody is writing, in ms: never in an
 * emergency, nor for words that are plainly whole, else about the time it takes to type the room or to take a
 * photo. Pieces that arrive meanwhile become one record and one answer.
 */
export function patienceMillis(facts: PatienceFacts): number {
  const { words, triage, intent, hasVoice, inEmergency } = facts;
  if (triage.emergency || inEmergency || hasVoice || intent !== null) return 0;
  if (words === "") return USUAL_MILLIS;
  if (GREETING.test(words.trim())) return SHORT_MILLIS;
  // What is said to a notice mostly follows it.
  if (readForwarded(words)?.own === "") return USUAL_MILLIS;
  if (UNFINISHED.test(words) || isBeginning(words)) return USUAL_MILLIS;
  if (isPlainChaser(facts)) return 0;
  if (answersWhatWasAsked(facts)) return 0;
  if (triage.kind === "smalltalk" || triage.kind === "progress") {
    if (THANKS_OR_YES.test(words)) return 0;
    return triage.kind === "progress" ? USUAL_MILLIS : SHORT_MILLIS;
  }
  if (!isEnough(facts)) return USUAL_MILLIS;
  return facts.pieces > 1 && triage.phone === null && !facts.knowsPhone ? SHORT_MILLIS : 0;
}

/** When pieces that arrived at these moments are answered: that long after the last, bounded from the first. */
export function answerMoment(arrivals: readonly Date[], patience: number): Date {
  const moments = arrivals.map((at) => at.getTime());
  return new Date(Math.min(Math.max(...moments) + patience, Math.min(...moments) + LONGEST_WAIT_MILLIS));
}

/** Several pieces as one text: each keeps its own punctuation, greetings and fillers are left out. */
export function joinPieces(pieces: readonly string[]): string {
  const said = pieces.map((piece) => piece.trim()).filter((piece) => piece !== "");
  const telling = said.filter((piece) => !GREETING.test(piece) && !isBeginning(piece));
  const kept = telling.length > 0 ? telling : said;
  return kept.reduce((text, piece) => {
    if (text === "") return piece;
    return /[\p{P}~]$/u.test(text) ? `${text}${piece}` : `${text}，${piece}`;
  }, "");
}
