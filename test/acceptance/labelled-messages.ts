import { existsSync, readFileSync } from "node:fs";

/** Labelled messages lie beside the checkout, where whoever judges the desk keeps them; not in it. */
export const LABELLED_FILE = "../shared/eval/dev.jsonl";

/** One message as a resident would send it, with the kind a careful receptionist gives it. */
export interface LabelledMessage {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
  readonly emergency: boolean;
}

/** The messages, or null where the file is not. */
export function labelledMessages(): LabelledMessage[] | null {
  if (!existsSync(LABELLED_FILE)) return null;
  const lines = readFileSync(LABELLED_FILE, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}
