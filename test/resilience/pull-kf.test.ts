import { expect, test } from "vitest";
import type { DeskDeps } from "../../src/desk/desk-deps.js";
import type { KfPage, KfPullFailure, KfSource } from "../../src/desk/edge-ports.js";
import type { IncomingMessage } from "../../src/desk/inbound-message.js";
import { createDoorbell, createPullKfMessages, type PullResult } from "../../src/desk/pull-kf-messages.js";
import { estateDirectory } from "../../src/rules/estate-directory.js";
import { eachDatabase } from "../db/each-database.js";
import type { TestDatabase } from "../db/open-test-database.js";
import { estate, mirrorEstate, NOON, textMessage } from "../db/samples.js";

const ACCOUNT = "wkTEST0001";
const silent = () => {};

type Page = (request: Parameters<KfSource["fetchPage"]>[0]) => Promise<KfPage | KfPullFailure>;

function page(next: string, messages: readonly IncomingMessage[], more?: "more"): Page {
  return async () => ({ kind: "page", messages, nextCursor: next, hasMore: more !== undefined });
}

/** Pulls what the pages say, one after another; the cursors asked for are kept. */
async function pullerOn({ unitOfWork }: TestDatabase, pages: readonly Page[]) {
  await mirrorEstate(unitOfWork.stores);
  const asked: (string | null)[] = [];
  const left = [...pages];
  const source: KfSource = {
    async fetchPage(request) {
      asked.push(request.cursor);
      const next = left.shift();
      if (!next) throw new Error("one page too many was asked for");
      return next(request);
    },
  };
  const deps: DeskDeps = {
    unitOfWork,
    clock: { now: () => NOON },
    log: { info: silent, warn: silent, error: silent },
    script: { toSimplified: (text) => text, toTraditional: (text) => text },
    directory: estateDirectory([estate()]),
    triager: {
      triage: () => {
        throw new Error("nothing is read on arrival");
      },
    },
  };
  return { pull: createPullKfMessages({ ...deps, source, wake: silent }), asked };
}

async function storedIds({ database }: TestDatabase): Promise<string[]> {
  const rows = await database.client.inboundMessage.findMany({ orderBy: { id: "asc" } });
  return rows.map((row) => row.channelMessageId);
}

eachDatabase("pages are pulled until there are no more, an empty one in between or not", async (ledger) => {
  const { pull, asked } = await pullerOn(ledger, [
    page("c1", [textMessage("m1")], "more"),
    page("c2", [], "more"),
    page("c3", [textMessage("m2")]),
  ]);
  expect(await pull(ACCOUNT, "T")).toBe("done");
  expect(asked).toEqual([null, "c1", "c2"]);
  expect(await storedIds(ledger)).toEqual(["m1", "m2"]);
  expect(await ledger.unitOfWork.stores.cursors.get(ACCOUNT)).toBe("c3");
});

eachDatabase(
  "a page that cannot be stored leaves the cursor before it, and nothing of it",
  async (ledger) => {
    const broken = { ...textMessage("m2"), sentAt: new Date(Number.NaN) };
    const { pull, asked } = await pullerOn(ledger, [
      page("c1", [textMessage("m1"), broken]),
      page("c1", [textMessage("m1"), textMessage("m2")]),
    ]);
    await expect(pull(ACCOUNT, "T")).rejects.toThrow();
    expect(await storedIds(ledger)).toEqual([]);
    expect(await pull(ACCOUNT, "T")).toBe("done");
    expect(asked).toEqual([null, null]);
    expect(await storedIds(ledger)).toEqual(["m1", "m2"]);
  },
);

eachDatabase("a page that another puller has stored meanwhile is left to it", async (ledger) => {
  const { cursors } = ledger.unitOfWork.stores;
  const { pull } = await pullerOn(ledger, [
    async (request) => {
      await cursors.move(ACCOUNT, { from: null, to: "c9" }, NOON);
      return page("c1", [textMessage("m1")])(request);
    },
  ]);
  expect(await pull(ACCOUNT, "T")).toBe("busy");
  expect(await storedIds(ledger)).toEqual([]);
  expect(await cursors.get(ACCOUNT)).toBe("c9");
});

eachDatabase("what comes twice, in one page or in two, is stored once", async (ledger) => {
  const { pull } = await pullerOn(ledger, [
    page("c1", [textMessage("m1"), textMessage("m1")], "more"),
    page("c2", [textMessage("m1"), textMessage("m2")]),
  ]);
  expect(await pull(ACCOUNT, "T")).toBe("done");
  expect(await storedIds(ledger)).toEqual(["m1", "m2"]);
});

eachDatabase("an account is pulled by one at a time", async (ledger) => {
  let goOn = silent;
  const waiting = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const { pull, asked } = await pullerOn(ledger, [
    async (request) => {
      await waiting;
      return page("c1", [textMessage("m1")])(request);
    },
  ]);
  const first = pull(ACCOUNT, "T");
  await expect.poll(() => asked).toHaveLength(1);
  expect(await pull(ACCOUNT, "T")).toBe("busy");
  goOn();
  expect(await first).toBe("done");
});

test("any number of rings during a pull cause one more, with the newest token", async () => {
  const pulls: (string | null)[] = [];
  let end: (result: PullResult) => void = silent;
  const doorbell = createDoorbell({
    pull: (_account, token) => {
      pulls.push(token);
      return new Promise((resolve) => {
        end = resolve;
      });
    },
    onError: silent,
    later: silent,
  });
  for (const token of ["T1", "T2", "T3"]) doorbell.ring(ACCOUNT, token);
  expect(pulls).toEqual(["T1"]);
  end("done");
  await expect.poll(() => pulls).toEqual(["T1", "T3"]);
  end("done");
  await doorbell.settled();
  expect(pulls).toHaveLength(2);
});

test.each([
  ["done", 0],
  ["busy", 1],
  ["retry", 1],
  ["down", 0],
] as const)("a pull that ends %s is rung for again %i times by itself", async (result, times) => {
  const later: number[] = [];
  const doorbell = createDoorbell({
    pull: async () => result,
    onError: silent,
    later: (millis) => later.push(millis),
  });
  doorbell.ring(ACCOUNT, "T");
  await doorbell.settled();
  expect(later).toEqual(Array(times).fill(5_000));
});

test("a hundred rings while another process pulls plan one pull more, with a token", async () => {
  const later: (() => void)[] = [];
  const pulls: (string | null)[] = [];
  const doorbell = createDoorbell({
    pull: async (_account, token) => {
      pulls.push(token);
      return "busy";
    },
    onError: silent,
    later: (_millis, work) => later.push(work),
  });
  for (let ring = 0; ring < 100; ring += 1) {
    doorbell.ring(ACCOUNT, `T${ring}`);
    await doorbell.settled();
  }
  expect(later).toHaveLength(1);
  later[0]?.();
  await doorbell.settled();
  expect(pulls).toHaveLength(101);
  expect(pulls.at(-1)).toBe("T0");
});

test("faults in a row are answered by longer and longer pauses, until a pull succeeds", async () => {
  const results: PullResult[] = [...Array<PullResult>(6).fill("retry"), "done", "retry"];
  const pauses: number[] = [];
  const doorbell = createDoorbell({
    pull: async () => results.shift() ?? "done",
    onError: silent,
    later: (millis, work) => {
      pauses.push(millis);
      queueMicrotask(work);
    },
  });
  doorbell.ring(ACCOUNT, "T");
  await expect.poll(() => results).toHaveLength(1);
  doorbell.ring(ACCOUNT, "T");
  await expect.poll(() => results).toHaveLength(0);
  await doorbell.settled();
  expect(pauses).toEqual([5_000, 10_000, 20_000, 20_000, 20_000, 20_000, 5_000]);
});
