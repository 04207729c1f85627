import { expect, test, vi } from "vitest";
import { createTurns } from "../../src/edges/db/turns.js";
import { openTestDatabase } from "./open-test-database.js";
import { NOON, textMessage, upTo } from "./samples.js";

/** Work that ends when it is told to. */
function held(): { work: () => Promise<void>; end: () => void } {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work: () => ended, end };
}

test("urgent work goes before normal work that asked earlier, otherwise the order is kept", async () => {
  // The clock stands: nobody has stood back for his fair time.
  vi.useFakeTimers({ toFake: ["performance"] });
  const inTurn = createTurns(5_000);
  const order: string[] = [];
  const first = held();
  const note = (name: string) => async () => {
    order.push(name);
  };
  const all = [
    inTurn(first.work, "normal"),
    inTurn(note("normal 1"), "normal"),
    inTurn(note("normal 2"), "normal"),
    inTurn(note("urgent 1"), "urgent"),
    inTurn(note("urgent 2"), "urgent"),
  ];
  first.end();
  await Promise.all(all);
  expect(order).toEqual(["urgent 1", "urgent 2", "normal 1", "normal 2"]);
  vi.useRealTimers();
});

test("normal work gets its turn under a flood of urgent work that never ends", async () => {
  const never = new Promise<void>(() => {});
  const inTurn = createTurns(5_000, () => never);
  let urgent = 0;
  let isFlooding = true;
  const count = async () => {
    urgent += 1;
  };
  const flood = async () => {
    while (isFlooding) await inTurn(count, "urgent");
  };
  // Two, so that one always waits when the other one ends.
  const floods = [flood(), flood()];
  const before: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) await inTurn(async () => void before.push(urgent), "normal");
  isFlooding = false;
  await Promise.all(floods);
  expect(before).toHaveLength(3);
  // And each of them stood back first.
  for (const [index, count] of before.entries()) expect(count).toBeGreaterThan(before[index - 1] ?? 0);
});

test("two pieces of work never run at the same time, whenever they ask", async () => {
  const inTurn = createTurns(5_000);
  let running = 0;
  let most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
  };
  const askAgain = () => inTurn(work, "normal").then(() => inTurn(work, "urgent"));
  await Promise.all(upTo(10).map(askAgain));
  expect(most).toBe(1);
});

test("work that fails gives its turn to the next", async () => {
  const inTurn = createTurns(5_000);
  const failing = inTurn(() => Promise.reject(new Error("broken")), "normal");
  const next = inTurn(async () => "done", "normal");
  await expect(failing).rejects.toThrow("broken");
  expect(await next).toBe("done");
});

test("work that waits inside its turn for another turn fails instead of hanging for ever", async () => {
  const inTurn = createTurns(20);
  const nested = inTurn(() => inTurn(async () => "never", "normal"), "normal");
  await expect(nested).rejects.toThrow("no turn within 20 ms");
  expect(await inTurn(async () => "free again", "normal")).toBe("free again");
});

test("a request gets in between many transactions that are waiting in a row", async () => {
  const ledger = await openTestDatabase("sqlite");
  const finishedBefore = { request: -1 };
  let finished = 0;
  const all = upTo(20).map(async (number) => {
    await ledger.unitOfWork.run((stores) => stores.inbound.add([textMessage(`m${number}`)], NOON, "waiting"));
    finished += 1;
  });
  setImmediate(() => {
    finishedBefore.request = finished;
  });
  await Promise.all(all);
  expect(finished).toBe(20);
  expect(finishedBefore.request).toBeLessThan(10);
  expect(finishedBefore.request).toBeGreaterThanOrEqual(0);
  await ledger.close();
});
