import { availableParallelism, cpus, loadavg } from "node:os";
import { benchAnswers } from "./answers.js";
import { benchExports } from "./exports.js";
import { type Benchmark, type Figure, figureTable } from "./figures.js";
import { benchReports } from "./reports.js";
import { benchMemory, benchStarts } from "./starts.js";
import { benchSweeps } from "./sweeps.js";
import { benchWebhooks } from "./webhooks.js";

// npm run bench [-- NAME…]: measures the compiled desk on loopback and prints one table.
const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  starts: benchStarts,
  answers: benchAnswers,
  webhooks: benchWebhooks,
  sweeps: benchSweeps,
  reports: benchReports,
  exports: benchExports,
  memory: benchMemory,
};

async function main(names: readonly string[]): Promise<void> {
  const wanted = names.length ? names : Object.keys(BENCHMARKS);
  const unknown = wanted.filter((name) => !(name in BENCHMARKS));
  if (unknown.length) throw new Error(`no benchmark ${unknown.join(", ")}: ${Object.keys(BENCHMARKS)}`);
  const load = () => loadavg()[0]?.toFixed(1);
  console.info(
    `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? "?"}, load ${load()}`,
  );
  const figures: Figure[] = [];
  for (const name of wanted) {
    const measured = await BENCHMARKS[name]?.();
    figures.push(...(measured ?? []));
    console.info(`${name} done, load ${load()}`);
  }
  console.info(`\n${figureTable(figures)}`);
}

await main(process.argv.slice(2));
