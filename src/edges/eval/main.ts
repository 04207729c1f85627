import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { performance } from "node:perf_hooks";
import { triage } from "../../rules/triage/triage.js";
import { createChineseScript } from "../chinese-script.js";
import { BadRow, type LabelledRow, parseRows, readCorpus } from "./labelled-rows.js";
import { type Judged, measure, type Report, type Wrong } from "./measure.js";
import { printReport } from "./report-text.js";

const CORPUS = "test/corpus";
const USAGE = "usage: npm run eval [-- [--json] FILE.jsonl …]\n";
/** Timed runs over a file: the first ones also warm the code up. More of them, up to so many messages or ms. */
const LEAST_RUNS = 7;
const ENOUGH_MESSAGES = 30_000;
const ENOUGH_MILLIS = 3_000;
const FACTS = { buildings: [] };

interface Labelled {
  readonly file: string;
  /** Its wrong ones are counted, but not shown: who reads them tunes to them. */
  readonly unread?: boolean;
  readonly rows: readonly LabelledRow[];
}

function main(args: readonly string[]): number {
  const files = args.filter((arg) => !arg.startsWith("-"));
  const unknown = args.find((arg) => arg.startsWith("-") && arg !== "--json");
  if (unknown) {
    process.stderr.write(unknown === "--help" ? USAGE : `unknown option ${unknown}\n${USAGE}`);
    return unknown === "--help" ? 0 : 2;
  }
  try {
    const labelled = files.length > 0 ? files.map(readLabelled) : ownSplits();
    const reports = labelled.map(judge);
    process.stdout.write(
      args.includes("--json") ? `${JSON.stringify(reports, null, 1)}\n` : reports.map(printReport).join("\n"),
    );
    return 0;
  } catch (error) {
    if (!(error instanceof BadRow) && !isFileError(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

/** Without files: the parts of our own corpus that no weight was learnt from. */
function ownSplits(): Labelled[] {
  const splits = ["held", "blind"] as const;
  return splits.map((split) => ({
    file: `${CORPUS} (${split})`,
    rows: readCorpus(CORPUS, split),
    unread: split === "blind",
  }));
}

function readLabelled(file: string): Labelled {
  return { file, rows: parseRows(readFileSync(file, "utf8"), basename(file)) };
}

function judge({ file, rows, unread }: Labelled): Report {
  const script = createChineseScript();
  const read = (row: LabelledRow): Judged => ({ row, result: triage(script.toSimplified(row.text), FACTS) });
  const judged = rows.map(read);
  const millis = fastestMillis(() => rows.forEach(read), rows.length);
  const report = measure(file, judged, (millis * 1000) / Math.max(1, rows.length));
  return unread ? { ...report, wrong: report.wrong.map(withoutWords) } : report;
}

/** The mistake without anything of the message; the words that spoke loudest stand in brackets in the rule. */
function withoutWords(wrong: Wrong): Wrong {
  return { ...wrong, id: null, rule: wrong.rule.replace(/\(.*/s, ""), text: "(not shown)" };
}

/** The fastest of some runs: what the work costs when nobody else wants the processor. */
function fastestMillis(work: () => void, messages: number): number {
  const runs = Math.max(LEAST_RUNS, Math.ceil(ENOUGH_MESSAGES / Math.max(1, messages)));
  const begun = performance.now();
  const isEnough = (run: number) => run >= LEAST_RUNS && performance.now() - begun > ENOUGH_MILLIS;
  let fastest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs && !isEnough(run); run += 1) {
    const startedAt = performance.now();
    work();
    fastest = Math.min(fastest, performance.now() - startedAt);
  }
  return fastest;
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && "syscall" in error;
}

// A reader that has seen enough (head) closes the pipe: no error of ours.
process.stdout.on("error", () => process.exit());
process.exitCode = main(process.argv.slice(2));
