import { createNgramIndex, type NgramIndex } from "./ngram-index.js";
import { createNumberSet, type NumberSet } from "./number-set.js";
import { WEIGHTS } from "./weights.js";

/** Questions the classifier answers; the one of yes and no has one column, since no is yes with the other sign. */
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
  emergency: ["no", "yes"],
  complaintClass: ["minor", "important", "major"],
} as const;
export type Head = keyof typeof HEADS;
export type Label<H extends Head> = (typeof HEADS)[H][number];

/** Shares of belief per label of one head, in the order of `HEADS`, summing to 1. */
export type Belief = readonly number[];

/** Where a head's weights stand: in which table, from which column, and how many labels have a column there. */
interface Columns {
  readonly table: "every" | "complaints";
  readonly first: number;
  readonly labels: readonly string[];
}

/** What is asked of every message fills one row of 16 columns; the class is asked of complaints alone. */
export const COLUMNS_OF: Readonly<Record<Head, Columns>> = {
  kind: { table: "every", first: 0, labels: HEADS.kind },
  department: { table: "every", first: 8, labels: HEADS.department },
  emergency: { table: "every", first: 15, labels: ["yes"] },
  complaintClass: { table: "complaints", first: 0, labels: HEADS.complaintClass },
};
export const TABLE_WIDTH = { every: 16, complaints: 3 } as const;

/** Weights are printed as one character each: 43 steps to either side of `S`. */
export const WEIGHT_STEPS = 43;
export const WEIGHT_ZERO = 83;
export const FEATURE_SEPARATOR = "\u0001";

/** Longest run of characters that counts as one feature. */
export const NGRAM = 3;

/** Something with a name that is weighed: a word class, a cue, a long word. */
export interface Feature {
  readonly name: string;
  /** Kept once it was looked up: most features come again with every message. */
  row: number;
}

const NOT_LOOKED_UP = -2;
const NO_ROW = -1;

/** Make one object for a name that comes again. */
export function featureNamed(name: string): Feature {
  return { name, row: NOT_LOOKED_UP };
}

/** A feature that can be shown: a word, a word class or a cue, not a splinter of a word. */
const TELLING = /^(?:[\u4e00-\u9fff]{2,}|@(?!len)[a-z]+\*?|=.+)$/i;

interface Model {
  readonly features: readonly string[];
  /** Features that can be shown to people, 1 each. */
  readonly telling: Uint8Array;
  /** Rows of the features with a name; n-grams are found by their index. */
  readonly named: ReadonlyMap<string, number>;
  readonly ngrams: NgramIndex;
  /** Rows met in the message at hand. */
  readonly met: NumberSet;
  /** The most frequent rows stand first, so that what is fetched often lies together in the cache. */
  readonly every: Int16Array;
  readonly complaints: Int16Array;
}

let model: Model | null = null;

/** Names are longer than n-grams, or a sign and Latin letters, which no resident writes. */
function isNamed(feature: string): boolean {
  return feature.length > NGRAM || /^[@=!][a-z]/i.test(feature);
}

/** Unpacks the weights at first use: a tenth of a second that a mere import should not cost. */
function loadModel(): Model {
  if (model) return model;
  const features = WEIGHTS.features.split(FEATURE_SEPARATOR);
  const named = new Map<string, number>();
  const short: [string, number][] = [];
  for (const [at, feature] of features.entries()) {
    if (isNamed(feature)) named.set(feature, at);
    else short.push([feature, at]);
  }
  model = {
    features,
    telling: Uint8Array.from(features, (feature) => (TELLING.test(feature) ? 1 : 0)),
    named,
    ngrams: createNgramIndex(short, NGRAM),
    met: createNumberSet(features.length),
    every: readWeights(WEIGHTS.columns),
    complaints: readWeights(WEIGHTS.classColumns),
  };
  return model;
}

/** Steps are spaced by a square, so that small weights keep their shape beside large ones. */
function readWeights(printed: string): Int16Array {
  const weights = new Int16Array(printed.length);
  for (let cell = 0; cell < weights.length; cell += 1) {
    const step = printed.charCodeAt(cell) - WEIGHT_ZERO;
    weights[cell] = step * Math.abs(step);
  }
  return weights;
}

/** What the classifier sees of a message: its wording and its named features, which may come twice. */
export interface Evidence {
  readonly text: string;
  readonly named: readonly Feature[];
}

/** Weights added up over the rows of the known features: per column of what is asked of every message. */
export interface Sums {
  readonly columns: Int32Array;
  readonly rows: readonly number[];
}

/** Adds up the weights of everything known in a message. */
export function score(evidence: Evidence): Sums {
  const { ngrams, met, every } = loadModel();
  ngrams.find(evidence.text, met);
  for (const feature of evidence.named) {
    const row = rowOf(feature);
    if (row !== NO_ROW) met.add(row);
  }
  const rows = met.take();
  const columns = new Int32Array(TABLE_WIDTH.every);
  addRows(columns, every, rows);
  return { columns, rows };
}

/** The sums with some more features, none of which was weighed before. */
export function scoreWith(sums: Sums, more: readonly Feature[]): Sums {
  const columns = sums.columns.slice();
  const rows = more.map(rowOf).filter((row) => row !== NO_ROW);
  addRows(columns, loadModel().every, rows);
  return { columns, rows: [...sums.rows, ...rows] };
}

function rowOf(feature: Feature): number {
  if (feature.row === NOT_LOOKED_UP) feature.row = loadModel().named.get(feature.name) ?? NO_ROW;
  return feature.row;
}

/** Four columns at a time: their sums stay in registers, at half the time of one column after the other. */
function addRows(columns: Int32Array, weights: Int16Array, rows: readonly number[]): void {
  const width = TABLE_WIDTH.every;
  for (let column = 0; column < width; column += 4) {
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (const row of rows) {
      const cell = row * width + column;
      first += weights[cell] ?? 0;
      second += weights[cell + 1] ?? 0;
      third += weights[cell + 2] ?? 0;
      fourth += weights[cell + 3] ?? 0;
    }
    columns[column] = (columns[column] ?? 0) + first;
    columns[column + 1] = (columns[column + 1] ?? 0) + second;
    columns[column + 2] = (columns[column + 2] ?? 0) + third;
    columns[column + 3] = (columns[column + 3] ?? 0) + fourth;
  }
}

/** Belief of one head from its sums. */
export function believe(sums: Sums, head: Head): Belief {
  // The root keeps long messages from being surer than short ones merely for their length.
  const share = WEIGHTS.scales[head] / WEIGHT_STEPS ** 2 / Math.sqrt(Math.max(1, sums.rows.length));
  const own = labelSums(sums, head).map((sum, at) => sum * share + (WEIGHTS.biases[head][at] ?? 0));
  const top = Math.max(...own);
  const powers = own.map((sum) => Math.exp(sum - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** Sums of one head, one for each label. */
function labelSums(sums: Sums, head: Head): number[] {
  const { table, first, labels } = COLUMNS_OF[head];
  if (table === "complaints") return labels.map((_, column) => complaintSum(sums.rows, column));
  const own = labels.map((_, at) => sums.columns[first + at] ?? 0);
  return head === "emergency" ? own.flatMap((yes) => [-yes, yes]) : own;
}

function complaintSum(rows: readonly number[], column: number): number {
  const { complaints } = loadModel();
  return rows.reduce((sum, row) => sum + (complaints[row * TABLE_WIDTH.complaints + column] ?? 0), 0);
}

/** The two features that spoke loudest for a kind and can be shown to people. */
export function strongest(sums: Sums, kind: Label<"kind">): string[] {
  const { features, telling, every } = loadModel();
  const column = COLUMNS_OF.kind.first + HEADS.kind.indexOf(kind);
  let [loudest, next] = [NO_ROW, NO_ROW];
  let [most, second] = [0, 0];
  for (const row of sums.rows) {
    const weight = every[row * TABLE_WIDTH.every + column] ?? 0;
    if (weight <= second || telling[row] === 0) continue;
    if (weight > most) {
      [next, second] = [loudest, most];
      [loudest, most] = [row, weight];
    } else {
      [next, second] = [row, weight];
    }
  }
  return [loudest, next].flatMap((row) => features[row] ?? []);
}
