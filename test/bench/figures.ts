/** One line of the table: what was measured, what came out, and what it may be at most. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: "ms" | "MB" | "/s" | "s" | "×";
  /** The bar of the design; absent where there is none. */
  readonly atMost?: number;
}

export type Benchmark = () => Promise<Figure[]>;

/** The value below which so many of 100 lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

/** The figures as a table of text, with a mark where a bar was missed. */
export function figureTable(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ what }) => what.length));
  return figures
    .map(({ what, value, unit, atMost }) => {
      const bar = atMost === undefined ? "" : `  bar ${atMost} ${unit}${value <= atMost ? "" : "  MISSED"}`;
      return `${what.padEnd(width)}  ${digits(value).padStart(8)} ${unit.padEnd(2)}${bar}`;
    })
    .join("\n");
}
