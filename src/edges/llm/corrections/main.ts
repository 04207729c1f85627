import { writeFile } from "node:fs/promises";
import { readConfig, readEnvironment } from "../../../config.js";
import { exportCorrections } from "../../../desk/keep-corrections.js";
import { refuse, withDatabase } from "../../command-line.js";
import { createUnitOfWork } from "../../db/unit-of-work.js";

const USAGE = "usage: npm run corrections [-- FILE.jsonl]   (without FILE: standard output)\n";

/** Writes every corrected case as a labelled message, in the format `npm run eval` reads. */
async function main(args: readonly string[]): Promise<number> {
  const [file, ...more] = args;
  if (more.length > 0 || file?.startsWith("-")) {
    process.stderr.write(USAGE);
    return file === "--help" ? 0 : 2;
  }
  const outcome = readConfig(readEnvironment());
  if (outcome.kind === "problems") return refuse(outcome.problems, 1);
  await withDatabase(outcome.config.databaseUrl, async (database) => {
    const lines: string[] = [];
    for await (const row of exportCorrections(createUnitOfWork(database)))
      lines.push(`${JSON.stringify(row)}\n`);
    if (file) await writeFile(file, lines.join(""));
    else process.stdout.write(lines.join(""));
    process.stderr.write(`${lines.length} corrected messages${file ? ` written to ${file}` : ""}\n`);
  });
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
