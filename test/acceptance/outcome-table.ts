/** Counts as a table of text: one row per kind, one column per outcome. */
export function outcomeTable(counted: readonly { kind: string; outcome: string }[]): string {
  const kinds = [...new Set(counted.map(({ kind }) => kind))].sort();
  const outcomes = [...new Set(counted.map(({ outcome }) => outcome))].sort();
  const count = (kind: string, outcome: string) =>
    counted.filter((one) => one.kind === kind && one.outcome === outcome).length;
  const rows = [
    ["labelled", ...outcomes],
    ...kinds.map((kind) => [kind, ...outcomes.map((outcome) => String(count(kind, outcome)))]),
  ];
  const widths = ["labelled", ...outcomes].map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  "))
    .join("\n");
}
