import { copyFile, rename, rm, truncate } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import type { Triager } from "../../src/desk/desk-deps.js";
import { createMigrationAdapter } from "../../src/edges/db/driver-adapter.js";
import { triage } from "../../src/rules/triage/triage.js";
import { testProviders } from "../db/open-test-database.js";
import { type LiveDesk, type LiveDeskSettings, startLiveDesk } from "./live-desk.js";

/** Sweeps tick every few seconds; nothing here takes longer. */
const PATIENCE_MILLIS = 12_000;

let desk: LiveDesk | null = null;
afterEach(async () => {
  await desk?.stop();
  desk = null;
});

async function start(settings: LiveDeskSettings): Promise<LiveDesk> {
  desk = await startLiveDesk(settings);
  return desk;
}

interface Ready {
  readonly status: number;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

async function readiness({ url }: LiveDesk): Promise<Ready> {
  const response = await fetch(`${url}/readyz`);
  const { problems, warnings }: Omit<Ready, "status"> = JSON.parse(await response.text());
  return { status: response.status, problems, warnings };
}

/** Asks until the answer is as wanted; the last answer either way. */
async function until(live: LiveDesk, isWanted: (ready: Ready) => boolean): Promise<Ready> {
  const end = performance.now() + PATIENCE_MILLIS;
  for (;;) {
    const ready = await readiness(live);
    if (isWanted(ready) || performance.now() > end) return ready;
    await pause(100);
  }
}

/** The doorbell is answered before the message is fetched. */
async function isStored(live: LiveDesk): Promise<void> {
  const end = performance.now() + PATIENCE_MILLIS;
  while ((await live.rows()).inbound === 0) {
    if (performance.now() > end) throw new Error("the message was not stored");
    await pause(50);
  }
}

const becomes = (live: LiveDesk, status: number) => until(live, (ready) => ready.status === status);

const READY = { status: 200, problems: [], warnings: [] };
const MATTER = "3栋2单元502厨房水管漏水，麻烦明天下午派人来，电话13800138000";

function later(live: LiveDesk, seconds: number): void {
  live.clock.moveTo(new Date(live.clock.now().getTime() + seconds * 1_000));
}

describe("a SQLite ledger", () => {
  const pathOf = (live: LiveDesk) => live.databaseUrl.replace(/^file:/, "");

  test("that was moved away is reported, and taken up again once it is back", async () => {
    const live = await start({ provider: "sqlite", ticking: true });
    expect(await becomes(live, 200)).toEqual(READY);
    await rename(pathOf(live), `${pathOf(live)}.away`);
    expect(await readiness(live)).toMatchObject({ status: 503, problems: [/LedgerFileGone/] });
    const said = await live.tenant.standIn.member("lina").writes("待办");
    expect(said).toMatchObject({ outcome: "refused", status: 500 });
    await rename(`${pathOf(live)}.away`, pathOf(live));
    expect(await becomes(live, 200)).toEqual(READY);
    await live.tenant.standIn.member("lina").writes("待办");
    await live.tenant.standIn.member("lina").receives(/没有/);
  });

  test("that was replaced or emptied is reported, however well the old one still works", async () => {
    const live = await start({ provider: "sqlite" });
    const path = pathOf(live);
    await rename(path, `${path}.old`);
    await copyFile(`${path}.old`, path);
    expect(await readiness(live)).toMatchObject({ status: 503, problems: [/LedgerFileGone/] });
    await rm(path);
    await rename(`${path}.old`, path);
    expect(await readiness(live)).toEqual(READY);
    await truncate(path, 0);
    expect(await readiness(live)).toMatchObject({ status: 503, problems: [/LedgerFileGone/] });
  });
});

describe.runIf(testProviders.includes("postgresql"))("a PostgreSQL ledger", () => {
  async function administer(live: LiveDesk, statements: readonly string[]): Promise<void> {
    const url = new URL(live.databaseUrl);
    url.pathname = "/postgres";
    const adapter = await createMigrationAdapter(url.href, 5_000).connect();
    for (const statement of statements) await adapter.executeScript(statement);
    await adapter.dispose();
  }

  test("that cuts all connections is reported, and taken up again once it lets the desk in", async () => {
    const live = await start({ provider: "postgresql", ticking: true });
    expect(await becomes(live, 200)).toEqual(READY);
    // A pull cut in the middle would keep its account for its lease.
    await live.settle();
    const name = new URL(live.databaseUrl).pathname.slice(1);
    await administer(live, [
      `ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
    ]);
    expect(await becomes(live, 503)).toMatchObject({ status: 503, problems: [/database unreachable/] });
    const cut = live.tenant.standIn.resident("wmCUT");
    await cut.sends(MATTER);
    await administer(live, [`ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`]);
    expect(await becomes(live, 200)).toEqual(READY);
    // What rang while the database was away is fetched by the pull that is tried again.
    await cut.receives(/#1/);
  });
});

describe("sweeps", () => {
  const reads: Triager = {
    triage: async (text, facts) => ({ ...triage(text, facts), classifiedBy: "rules" }),
  };

  test("that never end leave the inbox stuck, which is reported until they go on", async () => {
    let goOn = () => {};
    const hanging = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const live = await start({
      provider: "sqlite",
      ticking: true,
      triager: { triage: (text, facts) => hanging.then(() => reads.triage(text, facts)) },
    });
    const resident = live.tenant.standIn.resident("wmHANG");
    await resident.sends(MATTER);
    await isStored(live);
    expect(await readiness(live)).toEqual(READY);
    later(live, 150);
    const stuck = await until(live, ({ problems }) => problems.every((one) => !one.includes("silent")));
    expect(stuck).toEqual({ status: 503, problems: ["inbox stuck: 1 waiting"], warnings: [] });
    goOn();
    expect(await becomes(live, 200)).toEqual(READY);
    await resident.receives(/#1/);
    expect(resident.received()).toHaveLength(1);
  });

  test("that nobody starts any more are reported by name", async () => {
    const live = await start({ provider: "sqlite", ticking: true });
    const { client } = live.app.database;
    expect(await becomes(live, 200)).toEqual(READY);
    // A trigger keeps the sweeps from saying that they ran, as a full disk would.
    await client.$executeRawUnsafe(
      "CREATE TRIGGER full_disk BEFORE UPDATE ON SweepMark BEGIN SELECT RAISE(ABORT, 'full'); END",
    );
    later(live, 90);
    const stuck = await becomes(live, 503);
    expect(stuck.problems).toContainEqual(expect.stringMatching(/^sweep inbox silent for \d+ s$/));
    expect(stuck.problems).toContainEqual(expect.stringMatching(/^sweep outbox silent for \d+ s$/));
    await client.$executeRawUnsafe("DROP TRIGGER full_disk");
    expect(await becomes(live, 200)).toEqual(READY);
  });
});

test("a message that fails again and again is set aside and shown as a warning; those behind it go on", async () => {
  const live = await start({
    provider: "sqlite",
    ticking: false,
    triager: {
      async triage(text, facts) {
        if (text.includes("毒")) throw new Error("this message breaks the reader");
        return { ...triage(text, facts), classifiedBy: "rules" };
      },
    },
  });
  const resident = live.tenant.standIn.resident("wmPOISON");
  await resident.sends("有毒的话");
  for (let failure = 0; failure < 6; failure += 1) {
    await live.settle();
    later(live, 310);
  }
  await resident.sends(MATTER);
  await live.settle();
  expect(resident.received().map((line) => line.text)).toEqual([expect.stringMatching(/#1/)]);
  expect(await readiness(live)).toMatchObject({ status: 200, warnings: ["messages set aside: 1"] });
  const errors = live.newLog().filter(({ level }) => level === "error");
  expect(errors.map(({ msg }) => msg)).toEqual(["message_set_aside"]);
  expect(JSON.stringify(errors)).not.toContain("有毒");
});

test("the figures for Prometheus are those of now, not those of the last look", async () => {
  const live = await start({ provider: "sqlite" });
  const waiting = async () => {
    const text = await (await fetch(`${live.url}/metrics`)).text();
    return /^guanjia_inbox_waiting (\d+)$/m.exec(text)?.[1];
  };
  expect(await waiting()).toBe("0");
  await live.app.database.client.inboundMessage.create({
    data: {
      channel: "app",
      accountId: "1",
      channelMessageId: "m1",
      peerId: "lina",
      conversationKey: "app:1:lina",
      senderId: "lina",
      content: { type: "unknown", platformType: "x" },
      sentAt: new Date(),
      receivedAt: new Date(),
      nextAttemptAt: new Date(Date.now() + 3_600_000),
    },
  });
  expect(await waiting()).toBe("1");
});

test("how long the oldest message waits to be sent is among them", async () => {
  const live = await start({ provider: "sqlite" });
  const age = async () => {
    const text = await (await fetch(`${live.url}/metrics`)).text();
    return Number(/^guanjia_outbox_age_seconds (\S+)$/m.exec(text)?.[1]);
  };
  expect(await age()).toBe(0);
  const [estate] = await live.app.database.client.estate.findMany();
  const queuedAt = live.clock.now();
  await live.app.database.client.outboundMessage.create({
    data: {
      estateId: estate?.id ?? "",
      key: "note:1",
      channel: "app",
      target: { channel: "app", userid: "lina" },
      targetKey: "app:lina",
      content: { type: "text", text: "好", mentions: [] },
      priority: 2,
      notBefore: queuedAt,
      nextAttemptAt: queuedAt,
      createdAt: queuedAt,
    },
  });
  later(live, 90);
  const told = await age();
  expect(told).toBeGreaterThanOrEqual(90);
  expect(told).toBeLessThanOrEqual((live.clock.now().getTime() - queuedAt.getTime()) / 1_000);
});
