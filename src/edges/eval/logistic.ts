/** One labelled example: which features it has and which label is right. */
export interface Sample {
  readonly features: readonly string[];
  readonly label: number;
  /** How much the sample counts; a rare label is worth more than its rows. */
  readonly weight: number;
}

/** A fitted head: one weight per label for every feature. */
export interface FittedHead {
  readonly weights: ReadonlyMap<string, Float64Array>;
  readonly biases: readonly number[];
}

/**
 * The fit is the mean of several, each deaf to a share of the features at every step: no word may carry
 * the answer alone. The mean of linear models is one linear model, so it costs nothing later.
 */
const PASSES = [
  { epochs: 28, deafTo: 0, seed: 7 },
  { epochs: 32, deafTo: 0.3, seed: 11 },
  { epochs: 36, deafTo: 0.45, seed: 5 },
] as const;
type Pass = (typeof PASSES)[number];
const RATE = 0.5;
const DECAY = 1e-4;
/** A feature seen once is noise. */
const SEEN_AT_LEAST = 2;

interface Row {
  readonly at: Int32Array;
  readonly label: number;
  readonly weight: number;
}

/**
 * Fits a multinomial logistic regression by AdaGrad over sparse features, averaged over the second half
 * of the epochs and over several passes. Deterministic: chance comes from a generator of its own.
 */
export function fitHead(samples: readonly Sample[], labels: number): FittedHead {
  const index = indexFeatures(samples);
  const rows = samples.map(({ features, label, weight }) => ({
    at: Int32Array.from(features.flatMap((feature) => index.get(feature) ?? [])),
    label,
    weight,
  }));
  const weights = new Float64Array(index.size * labels);
  const biases = new Array<number>(labels).fill(0);
  for (const pass of PASSES) {
    const fit = fitOnce(rows, createState(index.size, labels), pass);
    for (const [at, weight] of fit.weights.entries())
      weights[at] = (weights[at] ?? 0) + weight / PASSES.length;
    for (const [at, bias] of fit.biases.entries()) biases[at] = (biases[at] ?? 0) + bias / PASSES.length;
  }
  const byName = new Map<string, Float64Array>();
  for (const [feature, at] of index) byName.set(feature, weights.slice(at * labels, (at + 1) * labels));
  return { weights: byName, biases };
}

function fitOnce(
  rows: readonly Row[],
  state: State,
  pass: Pass,
): { weights: Float64Array; biases: number[] } {
  const order = rows.map((_, at) => at);
  const random = createRandom(pass.seed);
  for (let epoch = 0; epoch < pass.epochs; epoch += 1) {
    shuffle(order, random);
    for (const at of order) {
      const row = rows[at];
      if (row)
        step(state, pass.deafTo === 0 ? row : { ...row, at: row.at.filter(() => random() >= pass.deafTo) });
    }
    if (epoch >= pass.epochs / 2) state.remember();
  }
  return state.average();
}

function indexFeatures(samples: readonly Sample[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { features } of samples)
    for (const name of features) counts.set(name, (counts.get(name) ?? 0) + 1);
  const index = new Map<string, number>();
  for (const [name, count] of counts) if (count >= SEEN_AT_LEAST) index.set(name, index.size);
  return index;
}

interface State {
  readonly labels: number;
  readonly weights: Float64Array;
  readonly biases: Float64Array;
  readonly paceWeights: Float64Array;
  readonly paceBiases: Float64Array;
  readonly sums: Float64Array;
  remember(): void;
  average(): { weights: Float64Array; biases: number[] };
}

function createState(features: number, labels: number): State {
  const weights = new Float64Array(features * labels);
  const biases = new Float64Array(labels);
  const totals = new Float64Array(features * labels);
  const biasTotals = new Float64Array(labels);
  let remembered = 0;
  return {
    labels,
    weights,
    biases,
    paceWeights: new Float64Array(features * labels).fill(1e-2),
    paceBiases: new Float64Array(labels).fill(1e-2),
    sums: new Float64Array(labels),
    remember() {
      remembered += 1;
      for (let at = 0; at < weights.length; at += 1) totals[at] = (totals[at] ?? 0) + (weights[at] ?? 0);
      for (let at = 0; at < labels; at += 1) biasTotals[at] = (biasTotals[at] ?? 0) + (biases[at] ?? 0);
    },
    average: () => ({
      weights: totals.map((total) => total / remembered),
      biases: [...biasTotals].map((total) => total / remembered),
    }),
  };
}

/** One step down the slope of the log loss of one sample. */
function step(state: State, row: Row): void {
  const { labels, weights, biases, paceWeights, paceBiases, sums } = state;
  const share = 1 / Math.sqrt(Math.max(1, row.at.length));
  sums.set(biases);
  for (const feature of row.at) {
    for (let label = 0; label < labels; label += 1)
      sums[label] = (sums[label] ?? 0) + (weights[feature * labels + label] ?? 0) * share;
  }
  toBelief(sums);
  for (let label = 0; label < labels; label += 1) {
    const slope = row.weight * ((sums[label] ?? 0) - (label === row.label ? 1 : 0));
    paceBiases[label] = (paceBiases[label] ?? 0) + slope * slope;
    biases[label] = (biases[label] ?? 0) - (RATE * slope) / Math.sqrt(paceBiases[label] ?? 0);
    for (const feature of row.at) {
      const cell = feature * labels + label;
      const own = slope * share + DECAY * (weights[cell] ?? 0);
      paceWeights[cell] = (paceWeights[cell] ?? 0) + own * own;
      weights[cell] = (weights[cell] ?? 0) - (RATE * own) / Math.sqrt(paceWeights[cell] ?? 0);
    }
  }
}

function toBelief(sums: Float64Array): void {
  const top = Math.max(...sums);
  let total = 0;
  for (let at = 0; at < sums.length; at += 1) {
    sums[at] = Math.exp((sums[at] ?? 0) - top);
    total += sums[at] ?? 0;
  }
  for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) / total;
}

function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
}
