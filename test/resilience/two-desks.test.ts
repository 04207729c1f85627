import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { testProviders } from "../db/open-test-database.js";
import { type Battlefield, prepareBattlefield } from "./battlefield.js";
import { type DeskProcess, freePort, spawnDesk } from "./desk-process.js";
import { createDice } from "./dice.js";
import { workAsStaff } from "./staff-at-work.js";
import { sendFromResidents } from "./traffic.js";
import { installDesk } from "./under-fire.js";

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const SIZE = { messages: 120, residents: 40, overMillis: 15_000 };
const SETTLING_MILLIS = 150_000;
/** The platform's callbacks change the desk they go to this often. */
const TURN_MILLIS = 40;

async function startTwo({ environment }: Battlefield): Promise<{ desks: DeskProcess[]; urls: string[] }> {
  const ports = [await freePort(), await freePort()];
  await installDesk({ ...environment, PORT: String(ports[0]) });
  const desks = ports.map((port) => spawnDesk({ ...environment, PORT: String(port) }));
  await Promise.all(desks.map((desk) => desk.listening));
  return { desks, urls: ports.map((port) => `http://127.0.0.1:${port}`) };
}

/** People write, now to this desk and now to that; after half the time the first desk may be shot. */
async function tellBoth(
  { tenant }: Battlefield,
  place: { desks: readonly DeskProcess[]; urls: readonly string[] },
  victim: DeskProcess | null,
) {
  const { standIn, estate } = tenant;
  let turn = 0;
  const turns = setInterval(() => {
    turn += 1;
    standIn.pointDeskAt(place.urls[turn % place.urls.length] ?? "");
  }, TURN_MILLIS);
  standIn.pointDeskAt(place.urls[0] ?? "");
  const closing = new AbortController();
  const staff = workAsStaff({ standIn, estate, dice: createDice(SEED + 1) }, closing.signal);
  const residents = sendFromResidents(standIn, createDice(SEED), SIZE);
  await pause(SIZE.overMillis / 2);
  // On a busy machine half of the time may pass before it has done anything worth losing.
  for (let waited = 0; victim && handledBy(victim) === 0 && waited < 60_000; waited += 250) await pause(250);
  await victim?.kill();
  const fromResidents = await residents;
  closing.abort();
  clearInterval(turns);
  return { fromResidents, fromStaff: await staff };
}

function handledBy(desk: DeskProcess): number {
  return desk.log().filter((line) => line.msg === "message_handled").length;
}

const troubles = (desk: DeskProcess) =>
  desk.log().filter(({ level, msg }) => level === "error" || msg === "message_failed");

describe.runIf(testProviders.includes("postgresql"))("two desks on one PostgreSQL ledger", () => {
  test.each([
    ["share the work and double nothing", false],
    ["lose nothing when one of them is killed for good", true],
  ])(
    "%s",
    async (_claim, oneDies) => {
      console.info(`SEED=${SEED}`);
      const field = await prepareBattlefield("postgresql");
      const { desks, urls } = await startTwo(field);
      try {
        const [first] = desks;
        const said = await tellBoth(field, { desks, urls }, oneDies && first ? first : null);
        const seconds = await field.settled(SIZE.messages, SETTLING_MILLIS);
        console.info(`handled ${desks.map(handledBy).join(" and ")}; settled after ${seconds} s`);
        expect(await field.problems(said)).toEqual([]);
        expect(Math.min(...desks.map(handledBy))).toBeGreaterThan(0);
        expect(desks.flatMap(troubles)).toEqual([]);
      } finally {
        for (const desk of desks) await desk.kill();
        await field.clear();
      }
    },
    SETTLING_MILLIS + 60_000,
  );
});
