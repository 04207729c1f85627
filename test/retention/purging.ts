import { purgeExpired } from "../../src/desk/purge-expired.js";
import type { TestDatabase } from "../db/open-test-database.js";
import { ESTATE, PURGE_AT } from "./old-ledger.js";

/** Says nothing. */
export const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** A purge of the estate of these tests. */
export const ORDER = { estate: ESTATE, ownsStaffMessages: true, now: PURGE_AT, actor: "command line" };

/** Purges, and says which files were deleted. */
export async function purge({ unitOfWork }: Pick<TestDatabase, "unitOfWork">, files: string[] = []) {
  const deleteMedia = async (path: string) => {
    files.push(path);
  };
  return purgeExpired({ unitOfWork, log: SILENT, deleteMedia }, ORDER);
}
