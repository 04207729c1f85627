import { stat } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { createBreaths } from "../../src/edges/db/breaths.js";
import { openDatabase } from "../../src/edges/db/open-database.js";
import { sqlitePath } from "../../src/edges/db/sqlite-connection.js";
import type { Lull } from "../../src/edges/db/turns.js";
import { createForeground } from "../../src/edges/foreground.js";
import { openTestDatabase } from "./open-test-database.js";
import { NOON, textMessage, upTo } from "./samples.js";

const MEGABYTE = 2 ** 20;

async function bytesOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}

test("the log begins anew now and then, however many commits follow each other", async () => {
  const ledger = await openTestDatabase("sqlite");
  const log = `${sqlitePath(ledger.url)}-wal`;
  for (const number of upTo(600)) {
    await ledger.unitOfWork.run((stores) => stores.inbound.add([textMessage(`m${number}`)], NOON, "waiting"));
  }
  // One that is never moved would have some 18 MB by now.
  expect(await bytesOf(log)).toBeLessThan(8 * MEGABYTE);
  expect(await ledger.database.client.inboundMessage.count()).toBe(600);
  await ledger.close();
});

test("a ledger that is closed in the middle of much writing is whole in its one file", async () => {
  const ledger = await openTestDatabase("sqlite");
  const { unitOfWork, database } = await ledger.openAnother();
  await Promise.all(
    upTo(150).map((number) =>
      unitOfWork.run((stores) => stores.inbound.add([textMessage(`m${number}`)], NOON, "waiting")),
    ),
  );
  await database.close();
  expect(await bytesOf(`${sqlitePath(ledger.url)}-wal`)).toBe(0);
  expect(await ledger.database.client.inboundMessage.count()).toBe(150);
  await ledger.close();
});

test("a commit lets the event loop turn while the disk is flushed", async () => {
  const ledger = await openTestDatabase("sqlite");
  let turns = 0;
  let isWriting = true;
  const turning = (async () => {
    for (; isWriting; turns += 1) await setImmediate();
  })();
  for (const number of upTo(20)) await ledger.database.client.sweepMark.create({ data: markNamed(number) });
  const writes = upTo(20).map((number) =>
    ledger.database.client.$transaction((tables) =>
      tables.sweepMark.create({ data: markNamed(number + 20) }),
    ),
  );
  const before = turns;
  await Promise.all(writes);
  isWriting = false;
  await turning;
  expect(turns - before).toBeGreaterThanOrEqual(20);
  await ledger.close();
});

const markNamed = (number: number) => ({ name: `sweep ${number}`, ranAt: NOON });

test("what is read outside a transaction stands back for whoever waits, but not for ever", async () => {
  const ledger = await openTestDatabase("sqlite");
  let leave = () => {};
  const gone = new Promise<void>((resolve) => {
    leave = resolve;
  });
  let lull: Lull = () => gone;
  const database = await openDatabase(ledger.url, { lull: (patienceMillis) => lull(patienceMillis) });
  let answered = false;
  const count = database.client.inboundMessage.count().then((rows) => {
    answered = true;
    return rows;
  });
  await database.client.$transaction((tables) => tables.sweepMark.create({ data: markNamed(1) }));
  expect(answered).toBe(false);
  leave();
  expect(await count).toBe(0);
  // Somebody who never goes.
  const foreground = createForeground(60_000);
  foreground.enter();
  lull = foreground.lull;
  expect(await database.client.inboundMessage.count()).toBe(0);
  await database.close();
  await ledger.close();
});

test("work in a row lets the event loop turn once its time is over, and not before", async () => {
  const breathe = createBreaths(60_000);
  expect(breathe()).toBeNull();
  const always = createBreaths(0);
  let turned = false;
  globalThis.setImmediate(() => {
    turned = true;
  });
  await always();
  expect(turned).toBe(true);
});
