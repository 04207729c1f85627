import { expect, test } from "vitest";
import { testProviders } from "../db/open-test-database.js";
import { type Battlefield, prepareBattlefield, type Said } from "./battlefield.js";
import { freePort } from "./desk-process.js";
import { createDice } from "./dice.js";
import { workAsStaff } from "./staff-at-work.js";
import { sendFromResidents } from "./traffic.js";
import { type AfterTheFire, installDesk, underFire } from "./under-fire.js";

const FULL = process.env.FULL === "1";
const SIZE = {
  kills: Number(process.env.KILLS ?? (FULL ? 20 : 4)),
  messages: FULL ? 300 : 80,
  residents: 40,
};
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

/** A start, its work and its end take about this long. */
const LIFE_MILLIS = 2_400;
/** The longest lease is 40 s, and a robot says 20 things a minute. */
const SETTLING_MILLIS = FULL ? 420_000 : 150_000;

/** Residents and staff keep writing while the desk is shot; returns everything that was said and what lives. */
async function tellUnderFire(
  { tenant }: Battlefield,
  environment: Readonly<Record<string, string>>,
): Promise<AfterTheFire & Said> {
  const { standIn, estate } = tenant;
  const closing = new AbortController();
  const staff = workAsStaff({ standIn, estate, dice: createDice(SEED + 1) }, closing.signal);
  const overMillis = SIZE.kills * LIFE_MILLIS;
  const fire = underFire({ standIn, environment, dice: createDice(SEED + 2), kills: SIZE.kills });
  const fromResidents = await sendFromResidents(standIn, createDice(SEED), { ...SIZE, overMillis });
  const after = await fire;
  closing.abort();
  return { ...after, fromResidents, fromStaff: await staff };
}

test.each(testProviders)(
  "a desk that is killed again and again loses nothing and doubles nothing on %s",
  async (provider) => {
    console.info(`SEED=${SEED}, ${SIZE.kills} kills, ${SIZE.messages} messages`);
    const field = await prepareBattlefield(provider);
    const port = await freePort();
    field.tenant.standIn.pointDeskAt(`http://127.0.0.1:${port}`);
    const environment = { ...field.environment, PORT: String(port) };
    await installDesk(environment);
    const { survivor, moments, log, ...said } = await tellUnderFire(field, environment);
    try {
      const seconds = await field.settled(SIZE.messages, SETTLING_MILLIS);
      console.info(`killed ${moments.join("; ")}; settled after ${seconds} s`);
      expect(await field.problems(said)).toEqual([]);
      expect(log().filter(({ level }) => level === "error" || level === "fatal")).toEqual([]);
      expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
      expect(await survivor.stop()).toBe(0);
    } finally {
      await survivor.kill();
      await field.clear();
    }
  },
  SETTLING_MILLIS + SIZE.kills * 10_000 + 60_000,
);
