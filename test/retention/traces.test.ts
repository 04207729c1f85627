import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { overwriteDeleted, settleOverwritten } from "../../src/edges/db/erase-traces.js";
import { openTestDatabase } from "../db/open-test-database.js";
import { SECRETS, storeOldCase } from "./old-ledger.js";
import { purge } from "./purging.js";

/** Every byte of the ledger's files, as text. */
async function bytesOf(url: string): Promise<string> {
  const folder = dirname(url.replace("file:", ""));
  const files = (await readdir(folder)).filter((name) => name.startsWith("ledger.db"));
  const contents = await Promise.all(files.map((name) => readFile(join(folder, name))));
  return contents.map((content) => content.toString("utf8")).join("");
}

test("after a purge the words are not even in the free space of the SQLite file or its journal", async () => {
  const ledger = await openTestDatabase("sqlite");
  try {
    for (let record = 0; record < 5; record += 1) await storeOldCase(ledger);
    for (const secret of SECRETS) expect(await bytesOf(ledger.url)).toContain(secret);
    await overwriteDeleted(ledger.database);
    await purge(ledger);
    await settleOverwritten(ledger.database);
    const left = await bytesOf(ledger.url);
    for (const secret of SECRETS) expect(left).not.toContain(secret);
  } finally {
    await ledger.close();
  }
});
