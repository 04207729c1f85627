/** Finds which known short strings occur in a text, without cutting the text into strings. */
export interface NgramIndex {
  /** Calls back once for every known n-gram of the text with its number. */
  find(text: string, found: (number: number) => void): void;
}

const ROOT = 0;
const EMPTY = -1;

/**
 * Builds the index: a trie whose edges lie in one hash table of plain integers. A message has a hundred
 * n-grams; as strings they would cost more than everything else about it.
 */
export function createNgramIndex(ngrams: Iterable<readonly [string, number]>, longest: number): NgramIndex {
  const entries = [...ngrams];
  const size = 2 ** Math.ceil(Math.log2(entries.length * longest + 1) + 1);
  const trie = createTrie(size);
  for (const [ngram, number] of entries) trie.insert(ngram, number);
  // One mark per n-gram tells whether this text has shown it already.
  const seen = new Uint32Array(Math.max(0, ...entries.map(([, number]) => number + 1)));
  let turn = 0;
  return {
    find(text, found) {
      turn += 1;
      for (let start = 0; start < text.length; start += 1) {
        let node = ROOT;
        const end = Math.min(text.length, start + longest);
        for (let at = start; at < end; at += 1) {
          node = trie.step(node, text.charCodeAt(at));
          if (node === EMPTY) break;
          const number = trie.numberAt(node);
          if (number === EMPTY || seen[number] === turn) continue;
          seen[number] = turn;
          found(number);
        }
      }
    },
  };
}

function createTrie(size: number) {
  const parents = new Int32Array(size).fill(EMPTY);
  const signs = new Int32Array(size);
  const numbers = new Int32Array(size + 1).fill(EMPTY);
  // A node is known by its slot; the root lies outside the table.
  const slotOf = (node: number, sign: number): number => {
    let slot = (Math.imul(node + 1, 0x9e3779b1) ^ Math.imul(sign + 1, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & (size - 1);
    while (parents[slot] !== EMPTY && !(parents[slot] === node && signs[slot] === sign)) {
      slot = (slot + 1) & (size - 1);
    }
    return slot;
  };
  return {
    insert(word: string, number: number): void {
      let node = ROOT;
      for (let at = 0; at < word.length; at += 1) {
        const slot = slotOf(node, word.charCodeAt(at));
        parents[slot] = node;
        signs[slot] = word.charCodeAt(at);
        node = slot + 1;
      }
      numbers[node] = number;
    },
    step(node: number, sign: number): number {
      const slot = slotOf(node, sign);
      return parents[slot] === EMPTY ? EMPTY : slot + 1;
    },
    numberAt: (node: number): number => numbers[node] ?? EMPTY,
  };
}
