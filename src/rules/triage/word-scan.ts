import { createPackedTrie, NONE, type PackedTrie, ROOT } from "./packed-trie.js";

/** A word of the lexicon found in a text, with the classes it belongs to. */
export interface FoundWord {
  readonly word: string;
  readonly start: number;
  readonly classes: readonly string[];
}

/** Finds the words of a lexicon in a text. Built once; a scan costs about one step per character. */
export interface WordScanner {
  /** Every word at every position, the longest last. */
  scan(text: string): FoundWord[];
}

/** Builds a scanner from tables of word classes (name → words separated by spaces). */
export function createWordScanner(tables: readonly Readonly<Record<string, string>>[]): WordScanner {
  const classesOf = new Map<string, string[]>();
  for (const [name, words] of tables.flatMap((table) => Object.entries(table))) {
    for (const word of words.split(/\s+/)) {
      const classes = classesOf.get(word) ?? [];
      if (word !== "" && !classes.includes(name)) classesOf.set(word, [...classes, name]);
    }
  }
  const words = [...classesOf].map(([word, classes]) => ({ word, classes }));
  const trie = createPackedTrie(words.map(({ word }, at) => [word, at]));
  return { scan: (text) => scanWith({ trie, words }, text) };
}

interface Lexicon {
  readonly trie: PackedTrie;
  readonly words: readonly { readonly word: string; readonly classes: readonly string[] }[];
}

function scanWith({ trie, words }: Lexicon, text: string): FoundWord[] {
  const found: FoundWord[] = [];
  for (let start = 0; start < text.length; start += 1) {
    let node = trie.step(ROOT, text.charCodeAt(start));
    for (let end = start + 1; node !== NONE; end += 1) {
      const entry = words[trie.numberAt(node)];
      if (entry && isWhole(text, start, end)) found.push({ start, ...entry });
      node = end < text.length ? trie.step(node, text.charCodeAt(end)) : NONE;
    }
  }
  return found;
}

/** A Latin word counts only between word boundaries: `ac` is not in `back`. */
function isWhole(text: string, start: number, end: number): boolean {
  if (!isLatin(text.charCodeAt(start))) return true;
  return !isLatin(text.charCodeAt(start - 1)) && !isLatin(text.charCodeAt(end));
}

function isLatin(code: number): boolean {
  return code >= 97 && code <= 122;
}
