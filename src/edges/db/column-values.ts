import type { z } from "zod";
import type { Prisma } from "./generated/sqlite/client.js";

/**
 * A value as a JSON column takes it. PostgreSQL refuses NUL and halves of surrogate pairs, which people
 * can send: they become U+FFFD, so that nobody's message is refused for them.
 */
export function toJson(value: object): Prisma.InputJsonObject {
  return JSON.parse(
    JSON.stringify(value, (_key, part) => (typeof part === "string" ? storable(part) : part)),
  );
}

/** A text as both databases take it. */
export function storable(text: string): string {
  return text.replaceAll("\u0000", "\uFFFD").replace(/\p{Surrogate}/gu, "\uFFFD");
}

/** A JSON column as the value it should hold. Throws naming row and path, never the content. */
export function fromJson<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `${issue.path.join(".") || "value"} (${issue.code})`);
  throw new Error(`${place} does not hold what it should: ${faults.join(", ")}`);
}

/** A column as one of the words it may hold. Throws naming the row. */
export function fromWord<W extends string>(words: readonly W[], value: string, place: string): W {
  const word = words.find((known) => known === value);
  if (word === undefined) throw new Error(`${place} holds the unknown word ${JSON.stringify(value)}`);
  return word;
}

/** The same for a column that may be empty. */
export function fromWordOrNull<W extends string>(
  words: readonly W[],
  value: string | null,
  place: string,
): W | null {
  return value === null ? null : fromWord(words, value, place);
}
