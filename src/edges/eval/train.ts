import {
  COLUMNS_OF,
  FEATURE_SEPARATOR,
  HEADS,
  type Head,
  TABLE_WIDTH,
  WEIGHT_STEPS,
  WEIGHT_ZERO,
} from "../../rules/triage/classifier.js";
import { departmentFeatures, featuresOf } from "../../rules/triage/features.js";
import { readForTriage } from "../../rules/triage/triage.js";
import { createChineseScript } from "../chinese-script.js";
import type { LabelledRow } from "./labelled-rows.js";
import { type FittedHead, fitHead, type Sample } from "./logistic.js";

/** So many features say nearly all that the rest say too, in a file of two megabytes. */
const KEPT_FEATURES = 75_000;
/** Of all kinds a complaint hurts most when it is lost (eval/labels.md): its rows weigh more. */
const COMPLAINT_WEIGHT = 1.5;

interface ReadRow {
  readonly row: LabelledRow;
  readonly features: readonly string[];
  /** What the department is told by besides. */
  readonly forDepartment: readonly string[];
}

/** Learns the weights of all heads from labelled rows and returns the source of weights.ts. */
export function trainWeights(rows: readonly LabelledRow[]): string {
  const script = createChineseScript();
  const read = rows.map((row) => {
    const { message } = readForTriage(script.toSimplified(row.text), { buildings: [] });
    const forDepartment = departmentFeatures(message, row.kind).map(({ name }) => name);
    return { row, features: [...featuresOf(message)], forDepartment };
  });
  const first = fitHeads(read);
  const kept = loudestFeatures(first, KEPT_FEATURES);
  // Learnt again without the others, so that the kept ones take over what those had to say.
  const again = read.map((row) => ({ ...row, features: row.features.filter((name) => kept.has(name)) }));
  return printWeights(fitHeads(again), countFeatures(again));
}

function countFeatures(read: readonly ReadRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { features, forDepartment } of read) {
    for (const name of [...features, ...forDepartment]) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

interface FittedHeads {
  readonly head: Head;
  readonly fitted: FittedHead;
}

function fitHeads(read: readonly ReadRow[]): FittedHeads[] {
  return (Object.keys(HEADS) as Head[]).map((head) => ({
    head,
    fitted: fitHead(samplesOf(head, read), HEADS[head].length),
  }));
}

/** The features with the largest weight in any head, each head measured by its own loudest. */
function loudestFeatures(heads: readonly FittedHeads[], count: number): Set<string> {
  const shares = new Map<string, number>();
  for (const { fitted } of heads) {
    const scale = loudest(fitted);
    for (const [feature, weights] of fitted.weights) {
      const share = Math.max(...weights.map(Math.abs)) / scale;
      shares.set(feature, Math.max(share, shares.get(feature) ?? 0));
    }
  }
  const order = [...shares].sort((a, b) => b[1] - a[1]);
  return new Set(order.slice(0, count).map(([feature]) => feature));
}

function samplesOf(head: Head, read: readonly ReadRow[]): Sample[] {
  const samples: Sample[] = [];
  for (const { row, features, forDepartment } of read) {
    const label = (HEADS[head] as readonly string[]).indexOf(labelOf(head, row) ?? "");
    if (label < 0) continue;
    const own = head === "department" ? [...features, ...forDepartment] : features;
    samples.push({ features: own, label, weight: 1 });
  }
  const labels = HEADS[head].length;
  const counts = HEADS[head].map((_, label) => samples.filter((sample) => sample.label === label).length);
  return samples.map((sample) => {
    // By the square root: rare labels are heard without shouting down the common ones.
    const rarity = Math.sqrt(samples.length / labels / Math.max(1, counts[sample.label] ?? 1));
    const isComplaint = head === "kind" && HEADS.kind[sample.label] === "complaint";
    return { ...sample, weight: isComplaint ? rarity * COMPLAINT_WEIGHT : rarity };
  });
}

function labelOf(head: Head, row: LabelledRow): string | null {
  if (head === "emergency") return row.emergency === true ? "yes" : "no";
  if (head === "complaintClass") return row.severity;
  return head === "kind" ? row.kind : row.department;
}

/** Most frequent features first: what is asked for often shall lie together in the cache. */
function printWeights(heads: readonly FittedHeads[], counts: ReadonlyMap<string, number>): string {
  const known = new Set(heads.flatMap(({ fitted }) => [...fitted.weights.keys()]));
  const names = [...known].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1));
  const scales = heads.map(({ head, fitted }) => `${head}: ${rounded(loudest(fitted))}`);
  const biases = heads.map(({ head, fitted }) => `    ${head}: [${fitted.biases.map(rounded).join(", ")}],`);
  return [
    "/** Learnt by `npm run train` from the training split of test/corpus; not for the hand. */",
    "export const WEIGHTS = {",
    "  features:",
    `    ${JSON.stringify(names.join(FEATURE_SEPARATOR))},`,
    "  columns:",
    `    ${JSON.stringify(printTable("every", heads, names))},`,
    "  classColumns:",
    `    ${JSON.stringify(printTable("complaints", heads, names))},`,
    `  scales: { ${scales.join(", ")} },`,
    "  biases: {",
    ...biases,
    "  },",
    "};",
    "",
  ].join("\n");
}

/** One row of characters per feature. */
function printTable(
  table: keyof typeof TABLE_WIDTH,
  heads: readonly FittedHeads[],
  names: readonly string[],
): string {
  const width = TABLE_WIDTH[table];
  const cells = new Float64Array(names.length * width);
  for (const { head, fitted } of heads) {
    const { first, labels, table: own } = COLUMNS_OF[head];
    if (own !== table) continue;
    const scale = loudest(fitted);
    for (const [row, name] of names.entries()) {
      labels.forEach((label, at) => {
        const weight = fitted.weights.get(name)?.[(HEADS[head] as readonly string[]).indexOf(label)] ?? 0;
        cells[row * width + first + at] = weight / scale;
      });
    }
  }
  return Array.from(cells, printWeight).join("");
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}

/** The largest weight of a head: the end of its scale. */
function loudest(fitted: FittedHead): number {
  let loudest = 1e-9;
  for (const weights of fitted.weights.values()) {
    for (const weight of weights) loudest = Math.max(loudest, Math.abs(weight));
  }
  return loudest;
}

/** A share of the scale as one character; the classifier reads it back. */
function printWeight(share: number): string {
  const step = Math.sign(share) * Math.round(Math.sqrt(Math.abs(share)) * WEIGHT_STEPS);
  return String.fromCharCode(WEIGHT_ZERO + step);
}
