import type { Estate } from "../estate.js";
import { sayMoment } from "../estate-time.js";
import type { LedgerEntry } from "../ledger-entry.js";
import { maskPhonesIn } from "../privacy.js";
import { readProgress } from "../staff-talk.js";
import { staffName } from "./case-words.js";

/** Notes that still read well beside a matter; the ledger has all of them. */
const LATEST = 3;

/** What a colleague wrote down: a note, or why it was passed on; null for every other entry. */
function wordsOf({ type, actor, data }: LedgerEntry): string | null {
  if (actor === "guanjia") return null;
  const words = type === "transferred" ? data.reason : type === "noted" && !data.progress ? data.words : null;
  return typeof words === "string" && words !== "" && !data.splitOff ? words : null;
}

/**
 * The latest notes of colleagues on a matter, those taken back left out, phones masked unless the reader has the number.
 * None where nobody wrote any.
 */
export function noteLines(
  entries: readonly LedgerEntry[],
  at: { readonly estate: Estate; readonly now: Date; readonly fullPhone: boolean },
): string[] {
  const { estate, now, fullPhone } = at;
  const struckOut = new Set(entries.map(({ correctsId }) => correctsId));
  const lines = entries.flatMap((entry) => {
    const words = struckOut.has(entry.id) ? null : wordsOf(entry);
    if (words === null) return [];
    const title = entry.type === "transferred" ? "转来说明" : "备注";
    const who = `${staffName(estate, entry.actor)} ${sayMoment(entry.at, now, estate.timezone)}`;
    return [`${title}（${who}）：${fullPhone ? words : maskPhonesIn(words)}`];
  });
  return lines.slice(-LATEST);
}

/** Told 1:1 to whoever has the matter: a colleague wrote something down. */
export function noteNews(name: string, words: string): string {
  return `备注（${name}）：${words}`;
}

/** Told to whoever heard it: the note is taken back. */
export function noteVoid(name: string): string {
  return `${name}刚才的备注撤回了，不作数。`;
}

/** Told to whoever gave a command and said more than it needs: where the rest is, and how to say it so that it counts. */
export function besideNoted(number: number, words: string): string {
  const noted = `另外写的「${words}」已记进备注。`;
  if (readProgress(words)) return `${noted}要告诉住户请回复「${number} ${words}」。`;
  const isTime =
    /[今明后]天|[上下]午|早上|晚上|周[一二三四五六日末天]|[\d一二三四五六七八九十两]点|\d[:：]\d\d/.test(
      words,
    );
  return isTime ? `${noted}要记成上门时间，请再回复「约」，例如「约 ${number} 明天下午3点」。` : noted;
}
