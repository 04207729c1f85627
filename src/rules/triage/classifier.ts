import { createNgramIndex, type NgramIndex } from "./ngram-index.js";
import { WEIGHTS } from "./weights.js";

/** Questions the classifier answers; `emergency` is one yes-no column. */
export const HEADS = {
  kind: ["complaint", "repair", "request", "enquiry", "suggestion", "praise", "progress", "smalltalk"],
  department: [
    "engineering",
    "security",
    "cleaning",
    "landscaping",
    "finance",
    "customerService",
    "external",
  ],
  complaintClass: ["minor", "important", "major"],
  emergency: ["no", "yes"],
} as const;
export type Head = keyof typeof HEADS;
export type Label<H extends Head> = (typeof HEADS)[H][number];

/** Shares of belief per label of one head, in the order of `HEADS`, summing to 1. */
export type Belief = readonly number[];

interface Model {
  readonly features: readonly string[];
  /** Rows of the features with a name; n-grams are found by their index. */
  readonly named: ReadonlyMap<string, number>;
  readonly ngrams: NgramIndex;
  readonly weights: Float32Array;
  readonly biases: readonly number[];
}

/** Columns of all heads side by side. */
export const COLUMNS = Object.values(HEADS).reduce((sum, labels) => sum + labels.length, 0);
/** Weights are printed as one character each: 43 steps to either side of `S`. */
export const WEIGHT_STEPS = 43;
export const WEIGHT_ZERO = 83;
export const FEATURE_SEPARATOR = "\u0001";

/** Longest run of characters that counts as one feature. */
export const NGRAM = 3;

let model: Model | null = null;

/** Names are longer than n-grams, or a sign and Latin letters, which no resident writes. */
function isNamed(feature: string): boolean {
  return feature.length > NGRAM || /^[@=!][a-z]/i.test(feature);
}

/** Unpacks the weights at first use: some ten milliseconds that a mere import should not cost. */
function loadModel(): Model {
  if (model) return model;
  const features = WEIGHTS.features.split(FEATURE_SEPARATOR);
  const weights = new Float32Array(features.length * COLUMNS);
  const scales = columnScales();
  for (let cell = 0; cell < weights.length; cell += 1) {
    const step = WEIGHTS.values.charCodeAt(cell) - WEIGHT_ZERO;
    weights[cell] = step === 0 ? 0 : unpackWeight(step) * (scales[cell % COLUMNS] ?? 0);
  }
  const biases = WEIGHTS.biases.split(" ").map(Number);
  const numbered = features.map((feature, at): [string, number] => [feature, at]);
  const named = new Map(numbered.filter(([feature]) => isNamed(feature)));
  const ngrams = createNgramIndex(
    numbered.filter(([feature]) => !isNamed(feature)),
    NGRAM,
  );
  model = { features, named, ngrams, weights, biases };
  return model;
}

/** Steps are spaced by a square so that small weights keep their shape beside large ones. */
export function unpackWeight(step: number): number {
  const share = step / WEIGHT_STEPS;
  return share * Math.abs(share);
}

function columnScales(): number[] {
  return Object.keys(HEADS).flatMap((head) => HEADS[head as Head].map(() => WEIGHTS.scales[head as Head]));
}

/** Place of a head's first column. */
export function firstColumn(head: Head): number {
  let column = 0;
  for (const name of Object.keys(HEADS) as Head[]) {
    if (name === head) return column;
    column += HEADS[name].length;
  }
  return column;
}

/** What the classifier sees of a message: its wording and its named features. */
export interface Evidence {
  readonly text: string;
  readonly named: ReadonlySet<string>;
}

/** Weights added up per column, over the rows of the known features. */
export interface Sums {
  readonly columns: Float64Array;
  readonly rows: readonly number[];
}

/** Adds up the weights of everything known in a message. */
export function score(evidence: Evidence): Sums {
  const { named, ngrams, weights } = loadModel();
  const columns = new Float64Array(COLUMNS);
  const rows: number[] = [];
  const add = (row: number) => {
    rows.push(row);
    addRow(columns, weights, row * COLUMNS);
  };
  ngrams.find(evidence.text, add);
  for (const feature of evidence.named) {
    const row = named.get(feature);
    if (row !== undefined) add(row);
  }
  return { columns, rows };
}

/** The sums with some more named features. */
export function scoreWith(sums: Sums, more: readonly string[]): Sums {
  const { named, weights } = loadModel();
  const columns = Float64Array.from(sums.columns);
  const rows = more.flatMap((feature) => named.get(feature) ?? []);
  for (const row of rows) addRow(columns, weights, row * COLUMNS);
  return { columns, rows: [...sums.rows, ...rows] };
}

function addRow(columns: Float64Array, weights: Float32Array, from: number): void {
  for (let column = 0; column < COLUMNS; column += 1) {
    columns[column] = (columns[column] ?? 0) + (weights[from + column] ?? 0);
  }
}

/** Belief of one head from its sums. */
export function believe(sums: Sums, head: Head): Belief {
  const first = firstColumn(head);
  const { biases } = loadModel();
  // The root keeps long messages from being surer than short ones merely for their length.
  const share = 1 / Math.sqrt(Math.max(1, sums.rows.length));
  const own = HEADS[head].map((_, at) => (sums.columns[first + at] ?? 0) * share + (biases[first + at] ?? 0));
  const top = Math.max(...own);
  const powers = own.map((sum) => Math.exp(sum - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** A feature that can be shown: a word, a word class or a cue, not a splinter of a word. */
const TELLING = /^(?:[\u4e00-\u9fff]{2,}|@(?!len)[a-z]+\*?|=.+)$/i;

/** The two features that spoke loudest for one label and can be shown to people. */
export function strongest(sums: Sums, of: { head: Head; label: number }): string[] {
  const { features, weights } = loadModel();
  const column = firstColumn(of.head) + of.label;
  const best: { feature: string; weight: number }[] = [];
  for (const row of sums.rows) {
    const weight = weights[row * COLUMNS + column] ?? 0;
    const feature = features[row] ?? "";
    if (weight <= (best[1]?.weight ?? 0) || !TELLING.test(feature)) continue;
    best.push({ feature, weight });
    best.sort((a, b) => b.weight - a.weight).splice(2);
  }
  return best.map(({ feature }) => feature);
}
