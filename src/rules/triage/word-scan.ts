interface Node {
  next: Map<number, Node> | null;
  word: string;
  classes: readonly string[];
}

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
  const root = createNode();
  for (const table of tables) {
    for (const [name, words] of Object.entries(table)) {
      for (const word of words.split(/\s+/)) if (word !== "") insert(root, word, name);
    }
  }
  return { scan: (text) => scanWith(root, text) };
}

function createNode(): Node {
  return { next: null, word: "", classes: [] };
}

function insert(root: Node, word: string, name: string): void {
  let node = root;
  for (let at = 0; at < word.length; at += 1) {
    node.next ??= new Map();
    const child = node.next.get(word.charCodeAt(at)) ?? createNode();
    node.next.set(word.charCodeAt(at), child);
    node = child;
  }
  node.word = word;
  if (!node.classes.includes(name)) node.classes = [...node.classes, name];
}

function scanWith(root: Node, text: string): FoundWord[] {
  const found: FoundWord[] = [];
  for (let start = 0; start < text.length; start += 1) {
    let node = root.next?.get(text.charCodeAt(start));
    for (let end = start + 1; node; end += 1) {
      const { word, classes } = node;
      if (word !== "" && isWhole(text, start, end)) found.push({ word, start, classes });
      node = node.next?.get(text.charCodeAt(end));
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
