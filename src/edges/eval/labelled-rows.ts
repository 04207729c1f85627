import { z } from "zod";
import { COMPLAINT_CLASSES, MESSAGE_KINDS } from "../../rules/case-record.js";
import { DEPARTMENTS } from "../../rules/departments.js";

const rowSchema = z.object({
  id: z.string().optional(),
  text: z.string(),
  kind: z.enum(MESSAGE_KINDS),
  /** `?`: two labellers disagree; not scored. */
  severity: z.enum([...COMPLAINT_CLASSES, "?"]).nullable(),
  emergency: z.boolean(),
  department: z.enum([...DEPARTMENTS, "external", "?"]).nullable(),
  room: z.string().nullable(),
  phone: z.string().nullable(),
  split: z.enum(["train", "held"]).optional(),
});

/** One labelled message of a .jsonl file (eval/labels.md). */
export type LabelledRow = z.infer<typeof rowSchema> & { readonly line: number };

/** A line that is no labelled row; the message names file and line. */
export class BadRow extends Error {
  override readonly name = "BadRow";
}

/** Reads a .jsonl text. Throws `BadRow` at the first line that is not a labelled message. */
export function parseRows(content: string, file: string): LabelledRow[] {
  const rows: LabelledRow[] = [];
  content.split(/\r?\n/).forEach((line, at) => {
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
