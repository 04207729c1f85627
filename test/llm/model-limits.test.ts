import { describe, expect, test } from "vitest";
import { createCircuitBreaker } from "../../src/edges/llm/circuit-breaker.js";
import { openModelBench, TEXT } from "./model-bench.js";
import { label } from "./model-stand-in.js";

const bench = openModelBench();

describe("the breaker", () => {
  async function failFiveTimes() {
    for (let failure = 0; failure < 5; failure += 1) await bench.reasonFor({ says: "broken" });
  }

  test("opens after five failures in a row, and asks nothing for 60 s", async () => {
    await failFiveTimes();
    const before = bench.server.requests.length;
    bench.now = new Date(bench.now.getTime() + 59_000);
    expect(await bench.reasonFor({ says: label() })).toBe("breakerOpen");
    expect(bench.server.requests.length).toBe(before);
  });

  test("lets one question through after 60 s, and closes when it is answered", async () => {
    await failFiveTimes();
    bench.now = new Date(bench.now.getTime() + 60_000);
    bench.server.behaves({ says: label() });
    const both = await Promise.all([bench.model.readMessage(TEXT), bench.model.readMessage(TEXT)]);
    expect(both.map((answer) => answer.kind).sort()).toEqual(["answer", "noAnswer"]);
    expect(await bench.reasonFor({ says: label() })).toBe(null);
  });

  test.each(["9999999999999", "86400000", "Wed, 01 Jan 2070 00:00:00 GMT"])(
    "rests ten minutes at most, also after retry-after: %s",
    async (wait) => {
      await bench.reasonFor({ status: 429, headers: { "retry-after": wait } });
      bench.now = new Date(bench.now.getTime() + 9 * 60_000);
      expect(await bench.reasonFor({ says: label() })).toBe("breakerOpen");
      bench.now = new Date(bench.now.getTime() + 2 * 60_000);
      expect(await bench.reasonFor({ says: label() })).toBe(null);
    },
  );

  test("takes the end of an earlier question for no end of the one that is let through", () => {
    const breaker = createCircuitBreaker();
    const straggler = breaker.takeTurn(bench.now);
    for (let failure = 0; failure < 5; failure += 1) breaker.takeTurn(bench.now)?.note("bad", bench.now);
    const later = new Date(bench.now.getTime() + 60_000);
    const tried = breaker.takeTurn(later);
    straggler?.note("neither", later);
    expect(breaker.takeTurn(later)).toBe(null);
    tried?.note("neither", later);
    expect(breaker.takeTurn(later)).not.toBe(null);
  });

  test("opens again when that one fails", async () => {
    await failFiveTimes();
    bench.now = new Date(bench.now.getTime() + 60_000);
    expect(await bench.reasonFor({ says: "broken" })).toBe("broken");
    expect(await bench.reasonFor({ says: label() })).toBe("breakerOpen");
  });

  test("counts failures in a row only, and refusals not at all", async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let failure = 0; failure < 4; failure += 1) await bench.reasonFor({ says: "broken" });
      expect(await bench.reasonFor({ says: label() })).toBe(null);
    }
    for (let refusal = 0; refusal < 6; refusal += 1)
      expect(await bench.reasonFor({ refuses: "no" })).toBe("refused");
  });
});

describe("the daily budget", () => {
  test("counts every request, is shared with another process, and comes back the next day", async () => {
    bench.model = bench.connect({ dailyCalls: 3 });
    const other = bench.connect({ dailyCalls: 3 });
    const before = bench.server.requests.length;
    bench.server.behaves({ status: 500 }, { says: label() });
    expect(await bench.model.readMessage(TEXT)).toMatchObject({ kind: "answer", trace: { tries: 2 } });
    expect((await other.readMessage(TEXT)).kind).toBe("answer");
    for (const asker of [bench.model, other]) {
      expect(await asker.readMessage(TEXT)).toMatchObject({ reason: "budgetSpent", trace: { tries: 0 } });
    }
    expect(bench.server.requests.length - before).toBe(3);
    bench.now = new Date("2026-11-24T00:00:01Z");
    expect((await other.readMessage(TEXT)).kind).toBe("answer");
  });

  test("of nothing asks nothing", async () => {
    bench.model = bench.connect({ dailyCalls: 0 });
    expect(await bench.reasonFor({ says: label() })).toBe("budgetSpent");
  });
});
