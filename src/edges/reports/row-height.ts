import type { Cell, ColumnHead } from "../../rules/forms/form-table.js";

const LINE_POINTS = 13;
const MARGIN_POINTS = 5;
/** Excel takes no higher row. */
const MOST_POINTS = 409;

/** Columns that a text takes: a Chinese character is two letters wide. */
function breadth(text: string): number {
  let total = 0;
  for (const character of text) total += (character.codePointAt(0) ?? 0) < 0x2e80 ? 1 : 2;
  return total;
}

function linesOf(text: string, width: number): number {
  // The border and half a character at the end of a line are lost.
  const room = Math.max(2, width - 1.5);
  return text.split("\n").reduce((lines, line) => lines + Math.max(1, Math.ceil(breadth(line) / room)), 0);
}

/**
 * Height of a row in points. Programs differ in whether they stretch a row to its wrapped text when they open or
 * print a file, so the row says it.
 */
export function rowHeight(cells: readonly Cell[], columns: readonly ColumnHead[]): number {
  const lines = cells.map((cell, index) =>
    typeof cell === "string" ? linesOf(cell, columns[index]?.width ?? 10) : 1,
  );
  return Math.min(MOST_POINTS, Math.max(...lines, 1) * LINE_POINTS + MARGIN_POINTS);
}
