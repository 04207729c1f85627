/** A trie of short strings with a number each. A node is a plain integer; the root is `ROOT`. */
export interface PackedTrie {
  /** The node behind one more character (a UTF-16 code), or `NONE`. */
  step(node: number, code: number): number;
  /** The number of the string that ends at a node, or `NONE`. */
  numberAt(node: number): number;
}

export const ROOT = 0;
export const NONE = -1;

const CODES = 65_536;
/** Characters are numbered anew, so that node and character fit one integer. */
const CHARACTER_BITS = 13;
const NODE_BITS = 31 - CHARACTER_BITS;
/** Nodes below are first characters and known by the character's number, without a look-up; the others by slot. */
const FIRST_SLOT = 2 ** CHARACTER_BITS;
/** A fuller table is smaller, but has longer probes. */
const FULLEST = 0.6;

/**
 * Builds the trie: every edge behind a first character in one hash table, its key and its number side by side,
 * because a look-up costs what it fetches from memory. Throws a RangeError where there are too many strings or
 * characters for it.
 */
export function createPackedTrie(entries: readonly (readonly [string, number])[]): PackedTrie {
  const characters = numberCharacters(entries);
  const begins = new Uint8Array(FIRST_SLOT);
  const numbers = new Int32Array(FIRST_SLOT).fill(NONE);
  const size = tableSize(entries);
  const table = new Int32Array(size * 2).fill(NONE);
  const slotOf = (key: number): number => {
    let slot = Math.imul(key, 0x9e3779b1);
    slot = (slot ^ (slot >>> 15)) & (size - 1);
    while (table[slot * 2] !== NONE && table[slot * 2] !== key) slot = (slot + 1) & (size - 1);
    return slot;
  };
  const keyOf = (node: number, code: number) => (node << CHARACTER_BITS) | (characters[code] ?? 0);
  for (const [word, number] of entries) {
    let node = characters[word.charCodeAt(0)] ?? 0;
    begins[node] = 1;
    for (let at = 1; at < word.length; at += 1) {
      const key = keyOf(node, word.charCodeAt(at));
      const slot = slotOf(key);
      table[slot * 2] = key;
      node = FIRST_SLOT + slot;
    }
    if (node < FIRST_SLOT) numbers[node] = number;
    else table[(node - FIRST_SLOT) * 2 + 1] = number;
  }
  return {
    step(node, code) {
      const character = characters[code] ?? 0;
      if (node === ROOT) return begins[character] === 1 ? character : NONE;
      if (character === 0) return NONE;
      const slot = slotOf(keyOf(node, code));
      return table[slot * 2] === NONE ? NONE : FIRST_SLOT + slot;
    },
    numberAt: (node) => (node < FIRST_SLOT ? numbers[node] : table[(node - FIRST_SLOT) * 2 + 1]) ?? NONE,
  };
}

/** A number from 1 for every character in use, 0 for all others. */
function numberCharacters(entries: readonly (readonly [string, number])[]): Uint16Array {
  const numbers = new Uint16Array(CODES);
  let last = 0;
  for (const [word] of entries) {
    for (let at = 0; at < word.length; at += 1) {
      const code = word.charCodeAt(at);
      if (numbers[code] !== 0) continue;
      last += 1;
      numbers[code] = last;
    }
  }
  if (last >= 2 ** CHARACTER_BITS) throw new RangeError(`a packed trie holds no ${last} characters`);
  return numbers;
}

function tableSize(entries: readonly (readonly [string, number])[]): number {
  // In order, a word adds a prefix for every character it does not share with the word before it.
  let prefixes = 0;
  let before = "";
  for (const word of entries.map(([own]) => own).sort()) {
    let shared = 0;
    while (shared < word.length && word.charCodeAt(shared) === before.charCodeAt(shared)) shared += 1;
    prefixes += word.length - shared;
    before = word;
  }
  const size = 2 ** Math.ceil(Math.log2(prefixes / FULLEST + 2));
  if (size >= 2 ** NODE_BITS - FIRST_SLOT)
    throw new RangeError(`a packed trie holds no ${prefixes} prefixes`);
  return size;
}
