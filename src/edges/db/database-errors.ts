import { LostRace } from "../../desk/errors.js";

/**
 * P2034: write conflict or deadlock, the database chose this transaction to give way.
 * P1008: another process kept SQLite busy beyond the connection's own patience.
 */
const TRANSIENT_CODES: ReadonlySet<unknown> = new Set(["P2034", "P1008"]);
const UNIQUE_VIOLATION = "P2002";

/** True when the database undid everything and the same work may succeed if it is run again. */
export function isTransient(error: unknown): boolean {
  return TRANSIENT_CODES.has(codeOf(error));
}

/** True when a row with this identity is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === UNIQUE_VIOLATION;
}

/** A row that may be there by now: whoever wrote it was first, and the transaction has to be given up. */
export async function orLostRace<T>(writing: Promise<T>, what: string): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    throw isUniqueViolation(error) ? new LostRace(what) : error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
