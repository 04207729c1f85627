import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { compileProgram } from "../db/built-program.js";
import { openTestDatabase, type TestDatabase, testProviders } from "../db/open-test-database.js";
import { fillMonths } from "../digests/fill-months.js";
import { startClockedDesk } from "./clocked-desk.js";
import { createDice } from "./dice.js";
import { type StandInTenant, startTenant } from "./stand-in-tenant.js";
import { crossing } from "./under-fire.js";

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const INSTALLED = new Date("2026-10-30T09:00:00+08:00");
/** October's summary is due, and the evening before nobody was there to send the digest. */
const DUE = new Date("2026-11-01T09:11:00+08:00");
/** A picture is painted before anything is sent, and a busy machine paints slowly. */
const PATIENCE_MILLIS = 20_000;
/** Longer than any lease: who comes next finds free what the dead one held. */
const BETWEEN_LIVES_MILLIS = 2 * 60_000;

/** A platform and a ledger at one estate, with one clock. */
interface Scene {
  readonly ledger: TestDatabase;
  readonly tenant: StandInTenant;
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: { now: Date };
}

/** Where in its work a desk is killed. */
interface Moment {
  readonly name: string;
  readonly comes: (scene: Scene) => Promise<void>;
}

async function waitForRows(count: () => Promise<number>): Promise<void> {
  while ((await count()) === 0) await pause(3);
}

/** Each further into the work than the one before, so that every life still has something to do. */
function momentsToDie(dice: ReturnType<typeof createDice>): Moment[] {
  const crosses = (wire: string): Moment => ({
    name: wire,
    comes: ({ tenant }) => crossing(tenant.standIn, wire, PATIENCE_MILLIS),
  });
  return [
    { name: "begun", comes: () => pause(dice.below(100)) },
    {
      // The digest is queued, and October is being counted.
      name: "composing",
      comes: ({ ledger }) => waitForRows(() => ledger.database.client.reportRun.count()),
    },
    crosses("message/send"),
    crosses("webhook/send"),
    crosses("message/send"),
    crosses("media/upload"),
  ];
}

async function prepareScene(provider: (typeof testProviders)[number]) {
  const folder = await mkdtemp(join(tmpdir(), "guanjia-reports-"));
  const clock = { now: DUE };
  const tenant = await startTenant({ folder, clock: () => clock.now });
  const ledger = await openTestDatabase(provider);
  await ledger.unitOfWork.run((stores) => stores.estates.mirror([tenant.estate], INSTALLED));
  // So few that none is open: nothing but the reports is to be said of them.
  await fillMonths(ledger.database.client, provider, { records: 49, days: 20, until: "2026-10-31" });
  const environment = { ...tenant.environment, DATA_DIR: folder, DATABASE_URL: ledger.url, PORT: "0" };
  return {
    scene: { ledger, tenant, environment, clock } satisfies Scene,
    clear: async () => {
      await ledger.close();
      await tenant.standIn.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One life of the desk, ended at that moment; says how far it had come. */
async function killAt(scene: Scene, moment: Moment): Promise<string> {
  const desk = startClockedDesk(scene.environment, scene.clock.now);
  await desk.working;
  await Promise.race([moment.comes(scene), desk.ended]);
  desk.child.kill("SIGKILL");
  await desk.ended;
  scene.clock.now = new Date(scene.clock.now.getTime() + BETWEEN_LIVES_MILLIS);
  const { client } = scene.ledger.database;
  const runs = await client.reportRun.count();
  const unsent = await client.outboundMessage.count({ where: { ...OF_REPORTS, state: "waiting" } });
  return `${moment.name}: ${runs} reports, ${unsent} messages unsent`;
}

/** Titles of what the readers of both get; the month has three parts. */
const TITLES = ["【日报】", "【月报】", "【部门总结草稿】", "【投诉分析草稿】"];
const OF_REPORTS = { key: { startsWith: "report:" } };

/** What a person or group was shown of the reports. */
function shown({ tenant: { standIn } }: Scene, reader: string) {
  const lines = reader === "group" ? standIn.group("wrMGR").received() : standIn.member(reader).received();
  return lines.map(({ kind, text }) => `${kind} ${text}`);
}

/**
 * A member gets each piece once. A group gets it once as well, or again with 重发 before it: its robot has no key that
 * the platform would know a repetition by (protocol §6).
 */
function expectShownOnce(scene: Scene): void {
  for (const reader of ["wangfang", "chenming", "group"]) {
    const lines = shown(scene, reader);
    for (const title of TITLES) {
      const told = lines.filter((line) => line.includes(title));
      const plain = told.filter((line) => !line.includes("（重发）"));
      const isRight = reader === "group" ? told.length > 0 && plain.length <= 1 : told.length === 1;
      expect(isRight, `${reader} was shown ${title} ${told.length} times, ${plain.length} unmarked`).toBe(
        true,
      );
    }
    expect(lines.some((line) => line.startsWith("image"))).toBe(true);
  }
}

async function expectSentOnce(scene: Scene): Promise<void> {
  const { client } = scene.ledger.database;
  const runs = await client.reportRun.findMany();
  const made = runs.map(({ kind, period }) => `${kind} ${period}`).sort();
  expect(made).toEqual(["daily 2026-10-31", "monthly 2026-10"]);
  const rows = await client.outboundMessage.findMany({ where: OF_REPORTS });
  expect(rows.filter(({ state }) => state !== "sent")).toEqual([]);
  expectShownOnce(scene);
  expect(scene.tenant.standIn.violations()).toEqual([]);
  // A kill came while something was on its way, else this proves less than it says.
  expect(rows.some(({ attempts }) => attempts > 1)).toBe(true);
}

test.each(testProviders)(
  "a desk killed while it composes and sends its digest and its month's report sends each once on %s",
  async (provider) => {
    compileProgram();
    const { scene, clear } = await prepareScene(provider);
    try {
      const moments: string[] = [];
      for (const moment of momentsToDie(createDice(SEED))) moments.push(await killAt(scene, moment));
      console.info(`SEED=${SEED} on ${provider}: ${moments.join("; ")}`);
      expect(await startClockedDesk(scene.environment, scene.clock.now).ended).toBe("working\ndone\n");
      await expectSentOnce(scene);
    } finally {
      await clear();
    }
  },
  180_000,
);
