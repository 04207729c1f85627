import { describe, expect, test, vi } from "vitest";
import type { NoAnswer } from "../../src/desk/model-ports.js";
import { createLanguageModel } from "../../src/edges/llm/language-model.js";
import type { TestDatabase } from "../db/open-test-database.js";
import { openModelBench, TEXT } from "./model-bench.js";
import { type Behaviour, label } from "./model-stand-in.js";

const bench = openModelBench();

test("an answer of the right shape comes back with what it cost", async () => {
  bench.server.behaves({ says: label() });
  const answer = await bench.model.readMessage(TEXT);
  expect(answer).toMatchObject({
    kind: "answer",
    answer: label(),
    trace: { model: "stand-in", tries: 1, inputTokens: 700, outputTokens: 40 },
  });
  expect(answer.trace.promptHash).toMatch(/^[0-9a-f]{12}$/);
});

test.each([
  ["between fences", `\`\`\`json\n${JSON.stringify(label())}\n\`\`\`\n`],
  ["between fences without a name", `\n\`\`\`\n${JSON.stringify(label())}\n\`\`\``],
  ["with a field nobody asked for", label({ reason: "x" })],
])("an answer %s is one, and holds what was asked for", async (_what, says) => {
  bench.server.behaves({ says });
  expect(await bench.model.readMessage(TEXT)).toMatchObject({ kind: "answer", answer: label() });
  expect(await bench.model.readMessage(TEXT)).not.toHaveProperty("answer.reason");
});

test("what an answer cost is told also when it is none", async () => {
  for (const behaviour of [
    { refuses: "no" },
    { says: label(), finish: "length" },
    { says: label({ kind: "x" }) },
  ]) {
    bench.server.behaves(behaviour);
    const { trace } = await bench.model.readMessage(TEXT);
    expect(trace).toMatchObject({ inputTokens: 700, outputTokens: 40 });
  }
});

test("a ledger that is away is a reason, too", async () => {
  const away = { stores: { modelCalls: { takeCall: () => Promise.reject(new Error("away")) } } };
  const settings = { apiKey: null, baseUrl: bench.server.baseUrl, model: "m", dailyCalls: 1 };
  const unitOfWork = away as unknown as TestDatabase["unitOfWork"];
  const broken = createLanguageModel(settings, { clock: { now: () => bench.now }, unitOfWork });
  expect(await broken.readMessage(TEXT)).toMatchObject({ kind: "noAnswer", reason: "failed" });
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
    ["a body without end", "broken", { babbles: " ".repeat(3_000_000) }],
    ["a list", "mismatch", { says: [] }],
  ])("%s", async (_what, reason, behaviour) => {
    if (reason === "timeout") bench.model = bench.connect({ timeoutMillis: 150 });
    expect(await bench.reasonFor(behaviour)).toBe(reason);
  });

  test("nobody at the address", async () => {
    bench.model = bench.connect({ baseUrl: "http://127.0.0.1:9/v1" });
    expect(await bench.reasonFor({ says: label() })).toBe("unreachable");
  });
});

describe("a try that failed for a passing reason is made once more:", () => {
  test.each<[string, Behaviour]>([
    ["a slow answer", { hangs: true }],
    ["500", { status: 503 }],
    ["429 with a short wait", { status: 429, headers: { "retry-after": "0.3" } }],
  ])("%s", async (_what, first) => {
    if ("hangs" in first) bench.model = bench.connect({ timeoutMillis: 3_000 });
    const before = bench.server.requests.length;
    bench.server.behaves(first, { says: label() });
    const answer = await bench.model.readMessage(TEXT);
    expect(answer).toMatchObject({ kind: "answer", trace: { tries: 2 } });
    expect(bench.server.requests.length - before).toBe(2);
  });

  test("but not after 429 with a long wait, and nothing is asked before it is over", async () => {
    const before = bench.server.requests.length;
    expect(await bench.reasonFor({ status: 429, headers: { "retry-after": "30" } })).toBe("rateLimited");
    bench.now = new Date(bench.now.getTime() + 29_000);
    expect(await bench.reasonFor({ says: label() })).toBe("breakerOpen");
    expect(bench.server.requests.length - before).toBe(1);
    bench.now = new Date(bench.now.getTime() + 2_000);
    expect(await bench.reasonFor({ says: label() })).toBe(null);
  });

  test("and not after a refusal", async () => {
    const before = bench.server.requests.length;
    await bench.reasonFor({ refuses: "no" });
    expect(bench.server.requests.length - before).toBe(1);
  });
});

test("a server that knows no schemas is asked in JSON mode, and the schema is in the instructions", async () => {
  const refusal = { status: 400, body: { error: { message: "response_format json_schema unsupported" } } };
  bench.server.behaves(refusal, { says: label() });
  expect((await bench.model.readMessage(TEXT)).kind).toBe("answer");
  expect((await bench.model.readMessage(TEXT)).kind).toBe("answer");
  const formats = bench.server.requests.slice(-3).map((request) => request.format);
  expect(formats).toEqual(["json_schema", "json_object", "json_object"]);
  expect(bench.server.requests.at(-1)?.system).toContain('"enum":["complaint","repair"');
});

test("a server that takes a schema and does not keep to it is told the shape in words from then on", async () => {
  const before = bench.server.requests.length;
  bench.server.behaves({ says: "这是一条报修" }, { says: label() });
  expect(await bench.model.readMessage(TEXT)).toMatchObject({ reason: "broken" });
  expect((await bench.model.readMessage(TEXT)).kind).toBe("answer");
  const asked = bench.server.requests.slice(before);
  expect(asked.map(({ format }) => format)).toEqual(["json_schema", "json_schema"]);
  expect(asked.map(({ system }) => system.includes('"enum":["complaint","repair"'))).toEqual([false, true]);
});

test("the key is sent when there is one, and no header when there is none", async () => {
  await bench.reasonFor({ says: label() });
  bench.model = bench.connect({ apiKey: null });
  await bench.reasonFor({ says: label() });
  expect(bench.server.requests.slice(-2).map((request) => request.authorization)).toEqual([
    "Bearer sk-stand-in",
    undefined,
  ]);
});

test("a stop ends a question under way at once", async () => {
  bench.model = bench.connect({ timeoutMillis: 60_000 });
  bench.server.behaves({ hangs: true });
  const before = bench.server.requests.length;
  const answer = bench.model.readMessage(TEXT);
  await vi.waitFor(() => expect(bench.server.requests.length).toBe(before + 1), 20_000);
  bench.model.stop();
  expect(await answer).toMatchObject({ kind: "noAnswer", reason: "stopped", trace: { tries: 1 } });
});

test("a record nobody offered is no match, and an unsure match is none", async () => {
  const open = [{ number: 7, matter: TEXT }];
  bench.server.behaves({ says: { number: 8, sure: true } });
  expect(await bench.model.matchFollowUp(TEXT, open)).toMatchObject({ reason: "mismatch" });
  bench.server.behaves({ says: { number: 7, sure: false } });
  expect(await bench.model.matchFollowUp(TEXT, open)).toMatchObject({ answer: null });
  bench.server.behaves({ says: { number: 7, sure: true } });
  expect(await bench.model.matchFollowUp(TEXT, open)).toMatchObject({ answer: 7 });
});
