import { expect, test } from "vitest";
import { createReplayGuard } from "../../src/edges/wecom/replay-guard.js";

const START = Date.parse("2025-10-09T09:00:00Z");
const after = (minutes: number) => new Date(START + minutes * 60_000);

test("a signature is known for longer than its timestamp can be accepted, then forgotten", () => {
  const guard = createReplayGuard();
  guard.remember("a", after(0));
  expect(guard.has("a", after(19))).toBe(true);
  expect(guard.has("a", after(20))).toBe(false);
  expect(guard.has("b", after(0))).toBe(false);
});

test("beyond its capacity the oldest go first", () => {
  const guard = createReplayGuard({ capacity: 2 });
  for (const signature of ["a", "b", "c"]) guard.remember(signature, after(0));
  expect(["a", "b", "c"].map((signature) => guard.has(signature, after(0)))).toEqual([false, true, true]);
});

test("remembering again does not make a signature younger", () => {
  const guard = createReplayGuard();
  guard.remember("a", after(0));
  guard.remember("a", after(15));
  expect(guard.has("a", after(25))).toBe(false);
});
