import { expect, test } from "vitest";
import { createPump } from "../../src/edges/pump.js";

/** A promise and the way to end it. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("a task that hangs keeps nobody else waiting", async () => {
  const hanging = gate();
  const queue = [() => hanging.passed];
  const done: string[] = [];
  const pump = createPump({
    atOnce: 2,
    onError: () => {},
    async look(beside) {
      while (beside.room > 0) {
        const task = queue.shift();
        if (!task) return;
        beside.start(task);
      }
    },
  });
  pump.wake();
  await turn();
  for (const name of ["a", "b", "c"]) queue.push(async () => void done.push(name));
  pump.wake();
  await turn();
  expect(done).toEqual(["a", "b", "c"]);
  hanging.open();
  await pump.idle();
});

test("a look asked for during a look is not forgotten", async () => {
  let looks = 0;
  const first = gate();
  const pump = createPump({
    atOnce: 1,
    onError: () => {},
    async look() {
      looks += 1;
      if (looks === 1) await first.passed;
    },
  });
  pump.wake();
  await turn();
  pump.wake();
  pump.wake();
  first.open();
  await pump.idle();
  expect(looks).toBe(2);
});

test("errors of looks and tasks are told and end nothing", async () => {
  const errors: unknown[] = [];
  let looks = 0;
  const pump = createPump({
    atOnce: 1,
    onError: (error) => errors.push(error),
    async look(beside) {
      looks += 1;
      if (looks === 1) beside.start(() => Promise.reject("task"));
      if (looks === 2) throw "look";
    },
  });
  pump.wake();
  await pump.idle();
  expect(errors).toEqual(["task", "look"]);
  pump.wake();
  await pump.idle();
  expect(looks).toBe(3);
});

test("a pump that stops lets its tasks end and begins no more", async () => {
  const task = gate();
  let started = 0;
  const pump = createPump({
    atOnce: 5,
    onError: () => {},
    async look(beside) {
      if (beside.room === 0) return;
      started += 1;
      beside.start(() => task.passed);
    },
  });
  pump.wake();
  await turn();
  const stopped = pump.stop();
  pump.wake();
  task.open();
  await stopped;
  expect(started).toBe(1);
});

test("a pump that stops does not wait for ever for a task that hangs", async () => {
  const hanging = gate();
  const pump = createPump({
    atOnce: 1,
    onError: () => {},
    async look(beside) {
      if (beside.room > 0) beside.start(() => hanging.passed);
    },
  });
  pump.wake();
  await turn();
  await pump.stop(5);
  hanging.open();
});

test("a pump looks in a lull, and no more often than it can rest", async () => {
  let lulls = 0;
  let looks = 0;
  const pump = createPump({
    atOnce: 1,
    onError: () => {},
    async lull() {
      lulls += 1;
    },
    async look() {
      looks += 1;
      const end = performance.now() + 10;
      while (performance.now() < end);
      if (looks < 5) pump.wake();
    },
  });
  const begun = performance.now();
  pump.wake();
  await pump.idle();
  expect(looks).toBe(5);
  expect(lulls).toBe(5);
  // Five looks of 10 ms with four rests as long between them.
  expect(performance.now() - begun).toBeGreaterThan(85);
});
