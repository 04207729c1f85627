import { readdirSync, readFileSync } from "node:fs";
import {
  COLUMNS,
  FEATURE_SEPARATOR,
  firstColumn,
  HEADS,
  type Head,
  WEIGHT_STEPS,
  WEIGHT_ZERO,
} from "../../rules/triage/classifier.js";
import { departmentFeatures, featuresOf, type ReadMessage } from "../../rules/triage/features.js";
import { readForTriage } from "../../rules/triage/triage.js";
import { createChineseScript } from "../chinese-script.js";
import { type LabelledRow, parseRows } from "./labelled-rows.js";
import { type FittedHead, fitHead, type Sample } from "./logistic.js";

/** So many features say nearly all that the rest say too, in a file of 1.3 megabytes. */
const KEPT_FEATURES = 40_000;

interface ReadRow {
  readonly row: LabelledRow;
  readonly message: ReadMessage;
  readonly features: ReadonlySet<string>;
}

/** Reads the corpus' training split the way the desk will read residents. */
export function readCorpus(folder: string, split: "train" | "held"): LabelledRow[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .sort();
  return files
    .flatMap((name) => parseRows(readFileSync(`${folder}/${name}`, "utf8"), name))
    .filter((row) => row.split === split);
}

/** Learns the weights of all heads from labelled rows and returns the source of weights.ts. */
export function trainWeights(rows: readonly LabelledRow[]): string {
  const script = createChineseScript();
  const read = rows.map((row) => {
    const { message } = readForTriage(script.toSimplified(row.text), { buildings: [] });
    return { row, message, features: featuresOf(message) };
  });
  const first = fitHeads(read);
  const kept = loudestFeatures(first, KEPT_FEATURES);
  // Learnt again without the others, so that the kept ones take over what those had to say.
  return printWeights(
    fitHeads(
      read.map(({ row, message, features }) => ({
        row,
        message,
        features: new Set([...features].filter((name) => kept.has(name))),
      })),
    ),
  );
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
  for (const { row, message, features } of read) {
    const label = (HEADS[head] as readonly string[]).indexOf(labelOf(head, row) ?? "");
    if (label < 0) continue;
    const own =
      head === "department" ? [...features, ...departmentFeatures(message, row.kind)] : [...features];
    samples.push({ features: own, label, weight: 1 });
  }
  const labels = HEADS[head].length;
  const counts = HEADS[head].map((_, label) => samples.filter((sample) => sample.label === label).length);
  // By the square root: rare kinds are heard without shouting down the common ones.
  return samples.map((sample) => ({
    ...sample,
    weight: Math.sqrt(samples.length / labels / Math.max(1, counts[sample.label] ?? 1)),
  }));
}

function labelOf(head: Head, row: LabelledRow): string | null {
  if (head === "emergency") return row.emergency ? "yes" : "no";
  if (head === "complaintClass") return row.severity;
  return head === "kind" ? row.kind : row.department;
}

function printWeights(heads: readonly FittedHeads[]): string {
  const columns = new Map<string, Float64Array>();
  const biases = new Array<number>(COLUMNS).fill(0);
  const scales: Partial<Record<Head, number>> = {};
  for (const { head, fitted } of heads) {
    const first = firstColumn(head);
    const scale = loudest(fitted);
    scales[head] = Number(scale.toFixed(4));
    fitted.biases.forEach((bias, at) => {
      biases[first + at] = Number(bias.toFixed(4));
    });
    for (const [feature, weights] of fitted.weights) {
      const row = columns.get(feature) ?? new Float64Array(COLUMNS);
      weights.forEach((weight, at) => {
        row[first + at] = weight / scale;
      });
      columns.set(feature, row);
    }
  }
  const names = [...columns.keys()].sort();
  const values = names.map((name) => [...(columns.get(name) ?? [])].map(printWeight).join("")).join("");
  const scaleList = Object.entries(scales).map(([head, scale]) => `${head}: ${scale}`);
  return [
    "/** Learnt by `npm run train` from the training split of test/corpus; not for the hand. */",
    "export const WEIGHTS = {",
    "  features:",
    `    ${JSON.stringify(names.join(FEATURE_SEPARATOR))},`,
    "  values:",
    `    ${JSON.stringify(values)},`,
    `  scales: { ${scaleList.join(", ")} },`,
    "  biases:",
    `    "${biases.join(" ")}",`,
    "};",
    "",
  ].join("\n");
}

/** The largest weight of a head: the end of its scale. */
function loudest(fitted: FittedHead): number {
  let loudest = 1e-9;
  for (const weights of fitted.weights.values()) {
    for (const weight of weights) loudest = Math.max(loudest, Math.abs(weight));
  }
  return loudest;
}

/** The inverse of `unpackWeight`: a share of the scale as one character. */
function printWeight(share: number): string {
  const step = Math.sign(share) * Math.round(Math.sqrt(Math.abs(share)) * WEIGHT_STEPS);
  return String.fromCharCode(WEIGHT_ZERO + step);
}
