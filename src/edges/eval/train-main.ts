import { writeFileSync } from "node:fs";
import { readCorpus } from "./labelled-rows.js";
import { trainWeights } from "./train.js";

const CORPUS = "test/corpus";
const TARGET = "src/rules/triage/weights.ts";

const rows = readCorpus(CORPUS, "train");
const source = trainWeights(rows);
writeFileSync(TARGET, source);
process.stdout.write(`${rows.length} rows → ${TARGET}, ${Math.round(source.length / 1024)} K characters\n`);
