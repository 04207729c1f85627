import { setTimeout as pause } from "node:timers/promises";
import type { StandIn } from "../../src/simulator/wecom/stand-in.js";
import { type DeskProcess, type LogLine, spawnDesk } from "./desk-process.js";
import type { Dice } from "./dice.js";

/** What crosses the wire at the moments that matter most: between an effect and its mark. */
const TENDER_MOMENTS = [
  "kf/sync_msg",
  "kf/send_msg",
  "webhook/send",
  "message/send",
  "media/get",
  "kf:doorbell",
  "bot:text",
  "app:text",
];

/** Longest wait for something to cross the wire before the kill comes anyway. */
const WIRE_PATIENCE_MILLIS = 2_000;

/** Resolves when that crosses the wire, or when it has not for too long. */
export function crossing(
  standIn: StandIn,
  name: string,
  patienceMillis = WIRE_PATIENCE_MILLIS,
): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(finish, patienceMillis);
    const unsubscribe = standIn.subscribe((news) => {
      if (news.topic === "wire" && news.entry.name === name) finish();
    });
  });
}

/** Waits for the moment of the kill and says what it was: while starting, at leisure, or in mid-step. */
async function momentToDie(desk: DeskProcess, standIn: StandIn, dice: Dice): Promise<string> {
  const kind = dice.below(10);
  if (kind < 2) {
    const millis = dice.below(1_500);
    await pause(millis);
    return `${millis} ms after its start`;
  }
  await desk.listening;
  if (kind < 4) {
    const millis = dice.below(1_500);
    await pause(millis);
    return `${millis} ms after it listened`;
  }
  await pause(dice.below(600));
  const name = dice.pick(TENDER_MOMENTS);
  await crossing(standIn, name);
  const millis = dice.below(12);
  if (millis > 2) await pause(millis - 2);
  return `${Math.max(0, millis - 2)} ms after ${name}`;
}

/** A first start in peace: what was written before it belongs to nobody's desk (protocol §8.2). */
export async function installDesk(environment: Readonly<Record<string, string>>): Promise<void> {
  const desk = spawnDesk(environment);
  await desk.listening;
  await desk.stop();
}

export interface Fire {
  readonly standIn: StandIn;
  readonly environment: Readonly<Record<string, string>>;
  readonly dice: Dice;
  readonly kills: number;
}

/** What the fire left: the desk that lives, and what those before it had to say. */
export interface AfterTheFire {
  readonly survivor: DeskProcess;
  readonly moments: readonly string[];
  log(): readonly LogLine[];
}

/** Kills the desk again and again, each time starting it at once anew. */
export async function underFire({ standIn, environment, dice, kills }: Fire): Promise<AfterTheFire> {
  const desks = [spawnDesk(environment)];
  const moments: string[] = [];
  let desk = desks[0];
  for (let kill = 0; kill < kills && desk; kill += 1) {
    moments.push(await momentToDie(desk, standIn, dice));
    await desk.kill();
    desk = spawnDesk(environment);
    desks.push(desk);
  }
  if (!desk) throw new Error("no desk was started");
  await desk.listening;
  return { survivor: desk, moments, log: () => desks.flatMap((one) => one.log()) };
}
