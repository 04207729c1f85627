import { plainText } from "./chinese-text.js";
import type { HiddenText } from "./personal-data.js";

/** Longest summary line, in characters. */
export const SUMMARY_CHARACTERS = 40;

/** Share of the line's characters that must be the writer's own. */
const OWN_SHARE = 0.6;

const contentOf = (text: string) => [...text].filter((sign) => /\p{Script=Han}|[A-Za-z0-9]/u.test(sign));

/**
 * The line a model drafted, as it may stand on a card: one line, not too long, made of the writer's words,
 * without an address of the net, placeholders put back. Null when it is anything else: then the writer's own
 * first words lead as they do without a model.
 */
export function acceptableSummary(line: string, hidden: HiddenText): string | null {
  const plain = plainText(line).replace(/[。.]$/, "");
  const content = contentOf(plain);
  if (content.length < 4 || [...plain].length > SUMMARY_CHARACTERS) return null;
  if (/https?:|www\.|\.(?:com|cn|net)\b|[<>`]/i.test(plain)) return null;
  const source = new Set(contentOf(hidden.text));
  const own = content.filter((sign) => source.has(sign)).length;
  if (own / content.length < OWN_SHARE) return null;
  const restored = hidden.restore(plain);
  return /[〔〕]/.test(restored) ? null : restored;
}
