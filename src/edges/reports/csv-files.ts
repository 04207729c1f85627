import { once } from "node:events";
import type { FilePlan, FormFile, MadeFile, SheetPlan } from "../../desk/form-ports.js";
import { csvField } from "../../rules/forms/cell-text.js";
import type { Cell, ColumnHead } from "../../rules/forms/form-table.js";
import { type DraftFile, openDraft } from "./draft-file.js";

/** With it spreadsheet programs read UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";

function field(cell: Cell, kind: ColumnHead["kind"] | undefined): string {
  if (cell === null) return "";
  if (cell instanceof Date) return cell.toISOString().slice(0, 16).replace("T", " ");
  if (typeof cell === "number") return kind === "decimal" ? cell.toFixed(1) : String(cell);
  return csvField(cell);
}

/** One text file per sheet: a head line, then a line per row; the first sheet bears the name of the form alone. */
export async function openCsvFiles(plan: FilePlan): Promise<FormFile> {
  const drafts: DraftFile[] = [];
  const counts: number[] = [];
  let columns: readonly ColumnHead[] = [];

  async function write(lines: readonly string[]): Promise<void> {
    const draft = drafts.at(-1);
    if (!draft) throw new Error("a row came before its sheet");
    draft.check();
    if (lines.length > 0 && !draft.stream.write(lines.map((line) => `${line}\r\n`).join(""))) {
      await once(draft.stream, "drain").catch(() => undefined);
    }
    draft.check();
  }

  return {
    async begin(sheet: SheetPlan) {
      const [whose, period] = splitName(plan.name);
      const name = drafts.length === 0 ? plan.name : `${whose}_${sheet.title}_${period}`;
      drafts.push(await openDraft(plan.folder, `${name}.csv`));
      counts.push(0);
      columns = sheet.columns;
      await write([BYTE_ORDER_MARK + columns.map(({ title }) => csvField(title)).join(",")]);
    },
    async add(rows) {
      await write(rows.map((row) => row.map((cell, index) => field(cell, columns[index]?.kind)).join(",")));
      counts.push((counts.pop() ?? 0) + rows.length);
    },
    async end() {
      drafts.at(-1)?.stream.end();
    },
    async finish() {
      const made: MadeFile[] = [];
      for (const [index, draft] of drafts.entries()) {
        made.push({ ...(await draft.keep()), rows: counts[index] ?? 0 });
      }
      return made;
    },
    async abandon() {
      for (const draft of drafts) await draft.discard();
    },
  };
}

/** The name before its month, and the month. */
function splitName(name: string): readonly [whose: string, period: string] {
  const at = name.lastIndexOf("_");
  return [name.slice(0, at), name.slice(at + 1)];
}
