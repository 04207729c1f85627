import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { NoAnswer } from "../../src/desk/model-ports.js";
import {
  createLanguageModel,
  type LanguageModelSettings,
  type RunningModel,
} from "../../src/edges/llm/language-model.js";
import { hidePersonalData } from "../../src/rules/personal-data.js";
import { openTestDatabase, type TestDatabase } from "../db/open-test-database.js";
import { type Behaviour, label, type ModelStandIn, startModelStandIn } from "./model-stand-in.js";

let database: TestDatabase;
let server: ModelStandIn;
let now: Date;
let model: RunningModel;

const TEXT = hidePersonalData("家里那个东西又不行了，能不能看看", { buildings: [], people: [] });

function connect(changes: Partial<LanguageModelSettings> = {}): RunningModel {
  const settings = {
    apiKey: "sk-stand-in",
    baseUrl: server.baseUrl,
    model: "stand-in",
    dailyCalls: 1_000,
    // Enough for a busy machine; those that wait for its end say less.
    timeoutMillis: 5_000,
    ...changes,
  };
  return createLanguageModel(settings, { clock: { now: () => now }, unitOfWork: database.unitOfWork });
}

async function reasonFor(...behaviours: Behaviour[]): Promise<NoAnswer | null> {
  server.behaves(...behaviours);
  const answer = await model.readMessage(TEXT);
  return answer.kind === "noAnswer" ? answer.reason : null;
}

beforeAll(async () => {
  database = await openTestDatabase();
  server = await startModelStandIn();
});
afterAll(async () => {
  await server.close();
  await database.close();
});
beforeEach(async () => {
  await database.clear();
  now = new Date("2026-11-23T01:00:00Z");
  model = connect();
});
afterEach(() => model.stop());

test("an answer of the right shape comes back with what it cost", async () => {
  server.behaves({ says: label() });
  const answer = await model.readMessage(TEXT);
  expect(answer).toMatchObject({
    kind: "answer",
    answer: label(),
    trace: { model: "stand-in", tries: 1, inputTokens: 700, outputTokens: 40 },
  });
  expect(answer.trace.promptHash).toMatch(/^[0-9a-f]{12}$/);
});

describe("what is no answer comes back as a reason, never as an error:", () => {
  test.each<[what: string, reason: NoAnswer, behaviour: Behaviour]>([
    ["a server that never answers", "timeout", { hangs: true }],
    ["a body that trickles without end", "timeout", { trickles: true }],
    ["500", "serverError", { status: 500 }],
    ["429", "rateLimited", { status: 429, headers: { "retry-after": "30" } }],
    ["a wrong key", "rejected", { status: 401 }],
    ["a refusal", "refused", { refuses: "I cannot help with that" }],
    ["a filtered answer", "refused", { says: label(), finish: "content_filter" }],
    ["broken JSON", "broken", { says: '{"kind":"repair"' }],
    ["an answer cut off", "broken", { says: label(), finish: "length" }],
    ["prose", "broken", { says: "这是一条报修" }],
    ["another protocol", "broken", { babbles: '{"ok":true}' }],
    ["no JSON at all", "broken", { babbles: "<html>proxy</html>" }],
    ["an unknown kind", "mismatch", { says: label({ kind: "warranty" }) }],
    ["an unknown department", "mismatch", { says: label({ department: "legal" }) }],
    ["a missing field", "mismatch", { says: { kind: "repair" } }],
    ["a surplus field", "mismatch", { says: label({ note: "x" }) }],
    ["a list", "mismatch", { says: [] }],
  ])("%s", async (_what, reason, behaviour) => {
    if (reason === "timeout") model = connect({ timeoutMillis: 150 });
    expect(await reasonFor(behaviour)).toBe(reason);
  });

  test("nobody at the address", async () => {
    model = connect({ baseUrl: "http://127.0.0.1:9/v1" });
    expect(await reasonFor({ says: label() })).toBe("unreachable");
  });
});

describe("a try that failed for a passing reason is made once more:", () => {
  test.each<[string, Behaviour]>([
    ["a slow answer", { hangs: true }],
    ["500", { status: 503 }],
    ["429 with a short wait", { status: 429, headers: { "retry-after": "0.3" } }],
  ])("%s", async (_what, first) => {
    if ("hangs" in first) model = connect({ timeoutMillis: 3_000 });
    const before = server.requests.length;
    server.behaves(first, { says: label() });
    const answer = await model.readMessage(TEXT);
    expect(answer).toMatchObject({ kind: "answer", trace: { tries: 2 } });
    expect(server.requests.length - before).toBe(2);
  });

  test("but not after 429 with a long wait, and nothing is asked before it is over", async () => {
    const before = server.requests.length;
    expect(await reasonFor({ status: 429, headers: { "retry-after": "30" } })).toBe("rateLimited");
    now = new Date(now.getTime() + 29_000);
    expect(await reasonFor({ says: label() })).toBe("breakerOpen");
    expect(server.requests.length - before).toBe(1);
    now = new Date(now.getTime() + 2_000);
    expect(await reasonFor({ says: label() })).toBe(null);
  });

  test("and not after a refusal", async () => {
    const before = server.requests.length;
    await reasonFor({ refuses: "no" });
    expect(server.requests.length - before).toBe(1);
  });
});

test("a server that knows no schemas is asked in JSON mode, and the schema is in the instructions", async () => {
  const refusal = { status: 400, body: { error: { message: "response_format json_schema unsupported" } } };
  server.behaves(refusal, { says: label() });
  expect((await model.readMessage(TEXT)).kind).toBe("answer");
  expect((await model.readMessage(TEXT)).kind).toBe("answer");
  const formats = server.requests.slice(-3).map((request) => request.format);
  expect(formats).toEqual(["json_schema", "json_object", "json_object"]);
  expect(server.requests.at(-1)?.system).toContain('"enum":["complaint","repair"');
});

test("the key is sent when there is one, and no header when there is none", async () => {
  await reasonFor({ says: label() });
  model = connect({ apiKey: null });
  await reasonFor({ says: label() });
  expect(server.requests.slice(-2).map((request) => request.authorization)).toEqual([
    "Bearer sk-stand-in",
    undefined,
  ]);
});

describe("the breaker", () => {
  async function failFiveTimes() {
    for (let failure = 0; failure < 5; failure += 1) await reasonFor({ says: "broken" });
  }

  test("opens after five failures in a row, and asks nothing for 60 s", async () => {
    await failFiveTimes();
    const before = server.requests.length;
    now = new Date(now.getTime() + 59_000);
    expect(await reasonFor({ says: label() })).toBe("breakerOpen");
    expect(server.requests.length).toBe(before);
  });

  test("lets one question through after 60 s, and closes when it is answered", async () => {
    await failFiveTimes();
    now = new Date(now.getTime() + 60_000);
    server.behaves({ says: label() });
    const both = await Promise.all([model.readMessage(TEXT), model.readMessage(TEXT)]);
    expect(both.map((answer) => answer.kind).sort()).toEqual(["answer", "noAnswer"]);
    expect(await reasonFor({ says: label() })).toBe(null);
  });

  test("opens again when that one fails", async () => {
    await failFiveTimes();
    now = new Date(now.getTime() + 60_000);
    expect(await reasonFor({ says: "broken" })).toBe("broken");
    expect(await reasonFor({ says: label() })).toBe("breakerOpen");
  });

  test("counts failures in a row only, and refusals not at all", async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let failure = 0; failure < 4; failure += 1) await reasonFor({ says: "broken" });
      expect(await reasonFor({ says: label() })).toBe(null);
    }
    for (let refusal = 0; refusal < 6; refusal += 1)
      expect(await reasonFor({ refuses: "no" })).toBe("refused");
  });
});

describe("the daily budget", () => {
  test("counts every request, is shared with another process, and comes back the next day", async () => {
    model = connect({ dailyCalls: 3 });
    const other = connect({ dailyCalls: 3 });
    const before = server.requests.length;
    server.behaves({ status: 500 }, { says: label() });
    expect(await model.readMessage(TEXT)).toMatchObject({ kind: "answer", trace: { tries: 2 } });
    expect((await other.readMessage(TEXT)).kind).toBe("answer");
    for (const asker of [model, other]) {
      expect(await asker.readMessage(TEXT)).toMatchObject({ reason: "budgetSpent", trace: { tries: 0 } });
    }
    expect(server.requests.length - before).toBe(3);
    now = new Date("2026-11-24T00:00:01Z");
    expect((await other.readMessage(TEXT)).kind).toBe("answer");
  });

  test("of nothing asks nothing", async () => {
    model = connect({ dailyCalls: 0 });
    expect(await reasonFor({ says: label() })).toBe("budgetSpent");
  });
});

test("a stop ends a question under way at once", async () => {
  model = connect({ timeoutMillis: 60_000 });
  server.behaves({ hangs: true });
  const before = server.requests.length;
  const answer = model.readMessage(TEXT);
  await vi.waitFor(() => expect(server.requests.length).toBe(before + 1), 20_000);
  model.stop();
  expect(await answer).toMatchObject({ kind: "noAnswer", reason: "stopped", trace: { tries: 1 } });
});

test("a record nobody offered is no match, and an unsure match is none", async () => {
  const open = [{ number: 7, matter: TEXT }];
  server.behaves({ says: { number: 8, sure: true } });
  expect(await model.matchFollowUp(TEXT, open)).toMatchObject({ reason: "mismatch" });
  server.behaves({ says: { number: 7, sure: false } });
  expect(await model.matchFollowUp(TEXT, open)).toMatchObject({ answer: null });
  server.behaves({ says: { number: 7, sure: true } });
  expect(await model.matchFollowUp(TEXT, open)).toMatchObject({ answer: 7 });
});
