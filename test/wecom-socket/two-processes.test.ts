import { expect } from "vitest";
import { createBotSocketLease } from "../../src/edges/wecom/bot-socket-lease.js";
import { eachDatabase } from "../db/each-database.js";
import type { TestDatabase } from "../db/open-test-database.js";
import { startBotPlatform } from "./bot-platform.js";
import { openSocketStage, QUICK, question, type StageOptions, WatchedLog } from "./socket-stage.js";

const START = Date.parse("2026-03-02T01:00:00Z");
const NEVER = 60_000;

/** Two processes of one desk with a clock they share, and the platform between them. */
async function openPair(ledger: TestDatabase, options: { first?: StageOptions["tempo"] } = {}) {
  const platform = await startBotPlatform();
  // SQLite waits for a lock without letting anything else of this process run, its holder included.
  const another = ledger.database.provider === "sqlite" ? ledger : await ledger.openAnother();
  let at = START;
  const now = () => new Date(at);
  const cursors = [ledger.unitOfWork.stores.cursors, another.unitOfWork.stores.cursors] as const;
  const first = await openSocketStage({ platform, cursors: cursors[0], now, tempo: options.first ?? {} });
  await first.log.untilEvent("bot_socket_connected");
  const second = await openSocketStage({ platform, cursors: cursors[1], now });
  await second.log.untilEvent("bot_socket_standby");
  return {
    platform,
    first,
    second,
    advance: (millis: number) => {
      at += millis;
    },
    async close() {
      await first.close();
      await second.close();
      await platform.stop();
    },
  };
}

function leaseOf({ unitOfWork }: TestDatabase, { isAlone = false } = {}) {
  return createBotSocketLease({
    cursors: unitOfWork.stores.cursors,
    clock: { now: () => new Date(START) },
    log: new WatchedLog(),
    botId: "AIB-9",
    isAlone,
    tempo: QUICK,
  });
}

eachDatabase("of two processes one connects and answers", async (ledger) => {
  const { platform, first, second, close } = await openPair(ledger);
  first.desk.answer = { kind: "text", text: "好" };
  platform.say(question());
  await platform.frames("aibot_respond_msg", 1);
  expect(platform.connections).toBe(1);
  expect(second.desk.received).toEqual([]);
  expect(second.socket.warnings()).toEqual([]);
  await close();
});

eachDatabase("when the one that is connected stops, the other takes over at once", async (ledger) => {
  const { platform, first, second, close } = await openPair(ledger);
  await first.socket.stop();
  await second.log.untilEvent("bot_socket_connected");
  second.desk.answer = { kind: "text", text: "好" };
  platform.say(question());
  const [answer] = await platform.frames("aibot_respond_msg", 1);
  expect(answer?.connection).toBe(2);
  await close();
});

eachDatabase("when the one that is connected dies, the other takes over after the lease", async (ledger) => {
  // As good as dead: it neither renews its lease nor connects again.
  const lost = { first: NEVER, most: NEVER };
  const dying = { renewMillis: NEVER, backOff: { ...QUICK.backOff, lost } };
  const { platform, first, second, advance, close } = await openPair(ledger, { first: dying });
  platform.drop();
  await first.log.untilEvent("bot_socket_lost");
  expect(platform.connections).toBe(1);
  advance(QUICK.leaseMillis);
  await second.log.untilEvent("bot_socket_connected");
  await close();
});

eachDatabase("one that wakes after its lease was taken stands back without a fight", async (ledger) => {
  const { platform, first, second, advance, close } = await openPair(ledger, {
    first: { renewMillis: NEVER },
  });
  advance(QUICK.leaseMillis);
  // Connecting, the second makes the platform kick the first.
  await second.log.untilEvent("bot_socket_connected");
  await first.log.untilEvent("bot_socket_standby");
  expect(first.socket.warnings()).toEqual([]);
  expect(first.log.lines.filter(({ level }) => level !== "info")).toEqual([]);
  expect(platform.subscriptions).toBe(2);
  await close();
});

eachDatabase("a renewal that finds the lease taken ends the connection", async (ledger) => {
  const { platform, first, close } = await openPair(ledger);
  const { cursors } = ledger.unitOfWork.stores;
  const mine = await cursors.get("bot:AIB-1");
  await cursors.move("bot:AIB-1", { from: mine, to: `somebody-else ${START + NEVER}` }, new Date(START));
  await platform.until(() => platform.open === 0);
  await first.log.untilEvent("bot_socket_standby");
  await close();
});

eachDatabase("of many that reach for a free lease at once exactly one has it", async (ledger) => {
  const leases = Array.from({ length: 8 }, () => leaseOf(ledger));
  const held = await Promise.all(leases.map((lease) => lease.hold()));
  expect(held.filter(Boolean)).toHaveLength(1);
  // Nobody but the holder can free it.
  for (const [index, lease] of leases.entries()) if (!held[index]) await lease.release();
  expect(await leaseOf(ledger).hold()).toBe(false);
  await leases[held.indexOf(true)]?.release();
  expect(await leaseOf(ledger).hold()).toBe(true);
});

eachDatabase(
  "who is alone inherits the lease of a process that was killed, but only once",
  async (ledger) => {
    const killed = leaseOf(ledger);
    await killed.hold();
    const heir = leaseOf(ledger, { isAlone: true });
    expect(await heir.hold()).toBe(true);
    const intruder = leaseOf(ledger, { isAlone: true });
    expect(await intruder.hold()).toBe(true);
    expect(await heir.hold()).toBe(false);
  },
);
