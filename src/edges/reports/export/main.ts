import { join } from "node:path";
import { readCommandSetup } from "../../../command-setup.js";
import { createExportRecords } from "../../../desk/export-records.js";
import { FORM_TITLES } from "../../../rules/forms/form-list.js";
import { monthNamed } from "../../../rules/forms/form-span.js";
import { nothingToExport } from "../../../rules/wording/export-wording.js";
import { refuse, say, withDatabase } from "../../command-line.js";
import { createFormReader } from "../../db/form-reader.js";
import type { Database } from "../../db/open-database.js";
import { createUnitOfWork } from "../../db/unit-of-work.js";
import { createFormPress } from "../form-press.js";
import { type ExportArguments, readArguments } from "./arguments.js";

interface Place {
  readonly database: Database;
  /** Folder of the files; each estate has one of its own below. */
  readonly folder: string;
  readonly now: Date;
}

/** Writes the forms of every estate that is meant, and takes down that they left the house (ARC-16). */
async function exportAll(
  { month: period, estates, form, format }: ExportArguments,
  place: Place,
): Promise<void> {
  const { database, now } = place;
  const { stores } = createUnitOfWork(database);
  const reader = createFormReader(database.client);
  const exportRecords = createExportRecords({ reader, press: createFormPress() });
  for (const estate of estates) {
    const month = monthNamed(period, estate.timezone);
    if (!month) continue;
    const folder = join(place.folder, estate.id);
    const files = await exportRecords({ estate, month, form, department: null, format, folder, now });
    if (files.length === 0) {
      say(`${estate.name}：${nothingToExport(month, form)}`);
      continue;
    }
    for (const { path, rows, form: of } of files) say(`${path}  ${FORM_TITLES[of]} ${rows}`);
    const asked = { estateId: estate.id, period, askedBy: "command line", at: now, form, department: null };
    await stores.exports.record(asked, files);
  }
}

/** Writes the forms of a month into files (requirements §34). */
async function main(args: readonly string[]): Promise<number> {
  const setup = await readCommandSetup();
  if (setup.kind === "problems") return refuse(setup.problems, 1);
  const { config, estates } = setup;
  const now = new Date();
  const asked = readArguments(args, { estates, now });
  if (asked.kind === "problem") return refuse([asked.problem], 2);
  const folder = asked.arguments.out ?? join(config.dataDir, "exports");
  await withDatabase(config.databaseUrl, (database) => exportAll(asked.arguments, { database, folder, now }));
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
