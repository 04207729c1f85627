import type { FormFormat } from "../../../desk/form-ports.js";
import type { Estate } from "../../../rules/estate.js";
import { type FormId, readForm } from "../../../rules/forms/form-list.js";
import { monthNamed } from "../../../rules/forms/form-span.js";
import { chooseEstates, readOptions } from "../../command-line.js";

export const USAGE =
  "usage: npm run export -- --month YYYY-MM [--estate ID] [--form 接待|投诉|报修|回访] [--out DIR] [--csv]";

/** What the command line asks for. */
export interface ExportArguments {
  /** `2026-10`. */
  readonly month: string;
  readonly estates: readonly Estate[];
  /** Null = all of them. */
  readonly form: FormId | null;
  readonly out: string | null;
  readonly format: FormFormat;
}

export type ReadArguments =
  | { readonly kind: "arguments"; readonly arguments: ExportArguments }
  /** One line that says what would be right. */
  | { readonly kind: "problem"; readonly problem: string };

const OPTIONS = {
  month: { type: "string" },
  estate: { type: "string" },
  form: { type: "string" },
  out: { type: "string" },
  csv: { type: "boolean" },
} as const;

const problem = (words: string): ReadArguments => ({ kind: "problem", problem: words });

/** Reads the command line, or says in one line what would be right. */
export function readArguments(
  args: readonly string[],
  { estates, now }: { readonly estates: readonly Estate[]; readonly now: Date },
): ReadArguments {
  const given = readOptions(args, OPTIONS);
  if (given === null) return problem(USAGE);
  const { month } = given;
  if (month === undefined) return problem(`--month is missing, for example --month 2026-10. ${USAGE}`);
  const chosen = chooseEstates(estates, given.estate);
  if (chosen.kind === "problem") return chosen;
  const wanted = chosen.estates;
  for (const { timezone } of wanted) {
    const span = monthNamed(month, timezone);
    if (!span) return problem(`--month ${month} is no month; write it as YYYY-MM, for example 2026-10`);
    if (span.from > now) return problem(`${month} has not begun yet; there is nothing to export`);
  }
  const form = given.form === undefined ? null : readForm(given.form);
  if (form === undefined) return problem(`--form ${given.form} is none of 接待, 投诉, 报修, 回访`);
  const format = given.csv ? "csv" : "xlsx";
  return {
    kind: "arguments",
    arguments: { month, estates: wanted, form, out: given.out ?? null, format },
  };
}
