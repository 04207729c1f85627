import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { COMPLAINT_CLASSES, MESSAGE_KINDS } from "../../rules/case-record.js";
import { DEPARTMENTS } from "../../rules/departments.js";

/**
 * Parts of our own corpus: what weights are learnt from; what they are not learnt from, but was read; what
 * nobody who works on the triage reads.
 */
const SPLITS = ["train", "held", "blind"] as const;
export type Split = (typeof SPLITS)[number];

/** Two labellers disagree, or nobody said: not scored. The same as a field that is not there. */
export const UNLABELLED = "?";

const rowSchema = z.object({
  id: z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .transform((id) => id ?? null),
  text: z.string(),
  kind: z.enum([...MESSAGE_KINDS, UNLABELLED]).default(UNLABELLED),
  severity: z
    .enum([...COMPLAINT_CLASSES, UNLABELLED])
    .nullable()
    .default(UNLABELLED),
  emergency: z.union([z.boolean(), z.literal(UNLABELLED)]).default(UNLABELLED),
  department: z
    .enum([...DEPARTMENTS, "external", UNLABELLED])
    .nullable()
    .default(UNLABELLED),
  room: z.string().nullable().default(UNLABELLED),
  phone: z.string().nullable().default(UNLABELLED),
  /** Of our corpus one of `SPLITS`; other hands have their own. */
  split: z.string().optional(),
});

/** One labelled message of a .jsonl file (eval/labels.md). */
export type LabelledRow = z.infer<typeof rowSchema> & { readonly line: number };

/** A line that is no labelled row; the message names file and line. */
export class BadRow extends Error {
  override readonly name = "BadRow";
}

/** Reads one split of a corpus: all .jsonl files of a folder. Throws `BadRow` and errors of the file system. */
export function readCorpus(folder: string, split: Split): LabelledRow[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .sort();
  return files
    .flatMap((name) => parseRows(readFileSync(`${folder}/${name}`, "utf8"), name))
    .filter((row) => row.split === split);
}

/** Reads a .jsonl text, with or without a byte order mark. Throws `BadRow` at the first line that is not a labelled message. */
export function parseRows(content: string, file: string): LabelledRow[] {
  const rows: LabelledRow[] = [];
  content
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .forEach((line, at) => {
      if (line.trim() !== "") rows.push(parseRow(line, { file, line: at + 1 }));
    });
  return rows;
}

function parseRow(text: string, place: { file: string; line: number }): LabelledRow {
  const where = `${place.file}:${place.line}`;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new BadRow(`${where}: not JSON`, { cause });
  }
  const parsed = rowSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new BadRow(
      `${where}: ${issue?.path.join(".") || "row"}: ${issue?.message ?? "not a labelled row"}`,
    );
  }
  return { ...parsed.data, line: place.line };
}
