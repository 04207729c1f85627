import { rm } from "node:fs/promises";
import type { FormPress } from "../../desk/form-ports.js";
import { openCsvFiles } from "./csv-files.js";
import { openWorkbook } from "./workbook-file.js";

/** Writes forms as spreadsheets for printing, or as CSV for other programs. */
export function createFormPress(): FormPress {
  return {
    open: (plan) => (plan.format === "csv" ? openCsvFiles(plan) : openWorkbook(plan)),
    removeFolder: (folder) => rm(folder, { recursive: true, force: true }),
  };
}
