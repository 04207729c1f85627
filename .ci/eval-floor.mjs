// Compares an eval report (JSON) with the floors beside this file. Floors only rise: raise them when the
// triage has got better, so that it cannot quietly get worse.
import { readFileSync } from "node:fs";
import { basename } from "node:path";

const floors = JSON.parse(readFileSync(new URL("eval-floors.json", import.meta.url), "utf8"));
const reports = JSON.parse(readFileSync(process.argv[2], "utf8"));
const below = [];
for (const [file, measures] of Object.entries(floors)) {
  // The splits of our own corpus are measured by the tests.
  if (!file.endsWith(".jsonl")) continue;
  const report = reports.find((one) => basename(one.file) === file);
  for (const [measure, floor] of Object.entries(measures)) {
    const found = measure.split(".").reduce((value, key) => value?.[key], report);
    console.log(`${file} ${measure}: ${found} (floor ${floor})`);
    if (!(found >= floor)) below.push(`${file} ${measure}`);
  }
}
if (below.length > 0) {
  console.log(`below the floor: ${below.join(", ")}`);
  process.exit(1);
}
