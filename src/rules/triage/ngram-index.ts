import type { NumberSet } from "./number-set.js";
import { createPackedTrie, NONE, ROOT } from "./packed-trie.js";

/** Finds which known short strings occur in a text, without cutting the text into strings. */
export interface NgramIndex {
  /** Adds the numbers of the known n-grams of the text. */
  find(text: string, found: NumberSet): void;
}

/** Builds the index. A message has a hundred n-grams; as strings they would cost more than all else about it. */
export function createNgramIndex(
  entries: readonly (readonly [string, number])[],
  longest: number,
): NgramIndex {
  const trie = createPackedTrie(entries);
  return {
    find(text, found) {
      for (let start = 0; start < text.length; start += 1) {
        let node = ROOT;
        const end = Math.min(text.length, start + longest);
        for (let at = start; at < end; at += 1) {
          node = trie.step(node, text.charCodeAt(at));
          if (node === NONE) break;
          const number = trie.numberAt(node);
          if (number !== NONE) found.add(number);
        }
      }
    },
  };
}
