import { expect, test } from "vitest";
import { providerOf } from "../../src/edges/db/database-url.js";
import { openDatabase } from "../../src/edges/db/open-database.js";
import { eachDatabase } from "./each-database.js";
import { openTestDatabase } from "./open-test-database.js";

test("a SQLite ledger is written through to the disk, with its references guarded", async () => {
  const { database, close } = await openTestDatabase("sqlite");
  const pragma = async (name: string) =>
    Object.values((await database.client.$queryRawUnsafe<object[]>(`PRAGMA ${name}`))[0] ?? {})[0];
  expect(await pragma("journal_mode")).toBe("wal");
  // 2 is FULL: a commit that was answered survives a power cut.
  expect(await pragma("synchronous")).toBe(2);
  expect(await pragma("foreign_keys")).toBe(1);
  await database.client.$transaction(async () => {});
  expect(await pragma("foreign_keys")).toBe(1);
  await close();
});

eachDatabase("an open ledger answers a ping, a closed one does not hang", async ({ openAnother }) => {
  const { database } = await openAnother();
  await database.ping();
  await database.close();
  await database.close();
});

test("a server that is not there is an error within seconds, without the password in it", async () => {
  const attempt = async () => {
    const database = await openDatabase("postgresql://desk:topsecret@127.0.0.1:9/ledger");
    await database.ping();
  };
  const error = await attempt().then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  expect(JSON.stringify(error) + String(error)).not.toContain("topsecret");
});

test("a file that is no database is refused when it is opened", async () => {
  await expect(openDatabase(`file:${import.meta.filename}`)).rejects.toThrow();
});

test("addresses of other kinds are refused without being quoted", () => {
  expect(providerOf("file:data/guanjia.db")).toBe("sqlite");
  expect(providerOf("postgres://127.0.0.1/ledger")).toBe("postgresql");
  for (const url of ["mysql://desk:topsecret@127.0.0.1/ledger", "guanjia.db", "file:a.db?key=topsecret"]) {
    expect(() => providerOf(url)).toThrow("DATABASE_URL");
    expect(() => providerOf(url)).not.toThrow("topsecret");
  }
});
