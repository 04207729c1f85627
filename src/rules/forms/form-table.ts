import type { Estate } from "../estate.js";
import { wallClock } from "../estate-time.js";
import { maskPhonesIn } from "../privacy.js";
import { sheetText } from "./cell-text.js";

/** What a cell holds. A moment is the reading of the estate's wall, kept in the UTC fields of the Date. */
export type Cell = string | number | Date | null;

/** How a column is written: words (telephones and rooms too), a moment, a whole number or one with a decimal. */
export type ColumnKind = "text" | "moment" | "count" | "decimal";

/** Head of a column: its width is in characters. */
export interface ColumnHead {
  readonly title: string;
  readonly width: number;
  readonly kind: ColumnKind;
}

/** Whose form it is, and whether telephones are masked for whoever asked. */
export interface FormFacts {
  readonly estate: Estate;
  readonly masksPhones: boolean;
}

/** One column: how a row's cell is told. An instant is put on the estate's wall by `shapeRow`. */
export interface Column<Row> extends ColumnHead {
  readonly of: (row: Row, facts: FormFacts) => string | number | Date | null;
}

/** A column of words. */
export function words<Row>(
  title: string,
  width: number,
  of: (row: Row, facts: FormFacts) => string | null,
): Column<Row> {
  return { title, width, kind: "text", of };
}

/** A column of moments, shown to the minute. */
export function moment<Row>(title: string, of: (row: Row, facts: FormFacts) => Date | null): Column<Row> {
  return { title, width: 13.5, kind: "moment", of };
}

/** A column of whole numbers. */
export function count<Row>(title: string, width: number, of: (row: Row) => number | null): Column<Row> {
  return { title, width, kind: "count", of };
}

/** A column of numbers with one decimal. */
export function decimal<Row>(title: string, width: number, of: (row: Row) => number | null): Column<Row> {
  return { title, width, kind: "decimal", of };
}

/** The instant as the estate's wall shows it, to the minute, in the UTC fields of the result. */
export function onWall(at: Date, timezone: string): Date {
  const { year, month, day, hour, minute } = wallClock(at, timezone);
  return new Date(Date.UTC(year, month - 1, day, hour, minute));
}

/** The cells of a row: texts fit for a sheet and masked where they must be, moments on the estate's wall. */
export function shapeRow<Row>(columns: readonly Column<Row>[], row: Row, facts: FormFacts): Cell[] {
  return columns.map((column) => {
    const value = column.of(row, facts);
    if (value instanceof Date) return onWall(value, facts.estate.timezone);
    if (typeof value !== "string") return value;
    return sheetText(facts.masksPhones ? maskPhonesIn(value) : value) || null;
  });
}
