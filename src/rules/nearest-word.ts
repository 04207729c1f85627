/** Steps (insert, delete, replace, swap neighbours) that turn one word into the other. */
function editDistance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = at(rows, row - 1, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
          ? at(rows, row - 2, column - 2) + 1
          : Number.POSITIVE_INFINITY;
      line.push(
        Math.min(replaced, swapped, at(rows, row - 1, column) + 1, (line[column - 1] ?? Infinity) + 1),
      );
    }
    rows.push(line);
  }
  return at(rows, from.length, to.length);
}

function at(rows: readonly number[][], row: number, column: number): number {
  return rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
}

/**
 * The known word somebody most likely meant: the nearest by edit distance, upper and lower case alike, the
 * first of several equally near. Null when nothing is near enough to be worth suggesting (more than a third
 * of the letters differ).
 */
export function nearestWord(written: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const word of known) {
    const distance = editDistance(written.toLowerCase(), word.toLowerCase());
    const allowed = Math.max(1, Math.floor(Math.max(word.length, written.length) / 3));
    if (distance <= allowed && distance < bestDistance) {
      best = word;
      bestDistance = distance;
    }
  }
  return best;
}
