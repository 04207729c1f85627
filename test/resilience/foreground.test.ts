import { expect, test } from "vitest";
import { createTurns } from "../../src/edges/db/turns.js";
import { createForeground } from "../../src/edges/foreground.js";

const WAIT_MILLIS = 5_000;

function stage(patienceMillis: number) {
  const foreground = createForeground(patienceMillis);
  const order: string[] = [];
  const inTurn = createTurns(WAIT_MILLIS, foreground.lull);
  const note = (name: string) => async () => void order.push(name);
  return { foreground, order, inTurn, note };
}

test("work that nobody waits for begins when those outside have been served", async () => {
  const { foreground, order, inTurn, note } = stage(60_000);
  const leave = foreground.enter();
  const background = inTurn(note("background"), "normal");
  await inTurn(note("webhook 1"), "urgent");
  await inTurn(note("webhook 2"), "urgent");
  expect(order).toEqual(["webhook 1", "webhook 2"]);
  leave();
  await background;
  expect(order.at(-1)).toBe("background");
});

test("work that nobody waits for gets on all the same when somebody is always there", async () => {
  const { foreground, order, inTurn, note } = stage(5);
  foreground.enter();
  await inTurn(note("background 1"), "normal");
  await inTurn(note("background 2"), "normal");
  expect(order).toEqual(["background 1", "background 2"]);
});

test("whoever leaves twice is counted once", async () => {
  const { foreground, order, inTurn, note } = stage(60_000);
  const leaveFirst = foreground.enter();
  const leaveSecond = foreground.enter();
  const background = inTurn(note("background"), "normal");
  leaveFirst();
  leaveFirst();
  await inTurn(note("webhook"), "urgent");
  expect(order).toEqual(["webhook"]);
  leaveSecond();
  await background;
  expect(foreground.lull()).toBeNull();
});
