import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { TriageReading } from "../../src/desk/desk-deps.js";
import { createModelWaits } from "../../src/desk/model-wait.js";
import { createTriageWithModel, type ModelTriager } from "../../src/desk/triage-with-model.js";
import { createLanguageModel, type RunningModel } from "../../src/edges/llm/language-model.js";
import { createLogger } from "../../src/edges/logger.js";
import { triage } from "../../src/rules/triage/triage.js";
import type { Triage } from "../../src/rules/triage/triage-result.js";
import { openTestDatabase, type TestDatabase } from "../db/open-test-database.js";
import { estate, mirrorEstate } from "../db/samples.js";
import { label, type ModelStandIn, startModelStandIn } from "./model-stand-in.js";

const NOW = new Date("2026-11-23T01:00:00Z");
const YUNQI = estate({ buildings: ["观澜阁"] });
const FACTS = { buildings: YUNQI.buildings };
/** The rules, unsure of one text whatever their weights are today. */
const readByRules: Triage = (text, facts) =>
  text.includes("那个东西")
    ? { ...triage(text, facts), kind: "enquiry", confidence: 0.4 }
    : triage(text, facts);

/** Words the rules cannot place, with everything in them that is personal. */
const UNSURE =
  "观澜阁1203那个东西，李娜说联系王女士13800138000，车京A12345，证11010119900307123X，就是那样吧";
const LONG = `3-2-502厨房水管漏水，电话13800138000，${"前天师傅来看过说要换角阀，后来一直没有人再来联系我，".repeat(5)}`;

let database: TestDatabase;
let server: ModelStandIn;
let model: RunningModel;
let triager: ModelTriager;
let runOut: () => void;
let waits: number[];

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
  await mirrorEstate(database.unitOfWork.stores);
  const deps = {
    unitOfWork: database.unitOfWork,
    clock: { now: () => NOW },
    log: createLogger({ level: "silent" }),
  };
  model = createLanguageModel(
    { apiKey: null, baseUrl: server.baseUrl, model: "stand-in", dailyCalls: 100, timeoutMillis: 60_000 },
    deps,
  );
  waits = [];
  // Patience ends when the test says so: never by itself.
  const patience = (millis: number) => ({
    over: new Promise<void>((resolve) => {
      runOut = resolve;
      waits.push(millis);
    }),
    cancel: () => undefined,
  });
  triager = createTriageWithModel({ ...deps, model, readByRules, beginWait: createModelWaits(patience) });
});
afterEach(async () => {
  model.stop();
  await triager.settled();
});

const read = (text: string): Promise<TriageReading> =>
  triager.triage(text, FACTS, { estate: YUNQI, inboundId: 7 });

async function calls() {
  await triager.settled();
  return database.database.client.modelCall.findMany({ orderBy: { id: "asc" } });
}

test("nothing personal is in the bytes that are sent, and the facts are on the reading all the same", async () => {
  server.behaves({ says: label({ kind: "request", department: "security" }) });
  const before = server.requests.length;
  const reading = await read(UNSURE);
  const [request] = server.requests.slice(before);
  for (const personal of ["1203", "李娜", "王女士", "13800138000", "A12345", "110101", "yunqi", "云栖"]) {
    expect(request?.raw).not.toContain(personal);
  }
  expect(request?.user).toContain("〔电话1〕");
  expect(reading).toMatchObject({ kind: "request", department: "security", classifiedBy: "model" });
  expect(reading).toMatchObject({ phone: "13800138000" });
});

test("a question is kept with prompt, model, time, tokens and outcome, and without a word of the text", async () => {
  server.behaves({ says: label() });
  await read(UNSURE);
  const [call, ...others] = await calls();
  expect(others).toEqual([]);
  expect(call).toMatchObject({
    estateId: "yunqi",
    question: "triage",
    inboundId: 7,
    model: "stand-in",
    outcome: "taken",
    tries: 1,
    inputTokens: 700,
    outputTokens: 40,
    proposalState: null,
  });
  expect(call?.promptHash).toMatch(/^[0-9a-f]{12}$/);
  expect(JSON.stringify(call)).not.toMatch(/\p{Script=Han}/u);
});

test.each([
  ["a broken answer", { says: "{" }, "broken"],
  ["a wrong enum", { says: label({ kind: "x" }) }, "mismatch"],
  ["a refusal", { refuses: "no" }, "refused"],
  [
    "a model that obeys the text",
    { says: label({ ordersReader: true, kind: "praise" }) },
    "overruled:orders",
  ],
  ["a model that waves a matter away", { says: label({ kind: "smalltalk" }) }, "overruled:matter_lost"],
] as const)("%s leaves the rules' answer, with the reason", async (_what, behaviour, outcome) => {
  server.behaves(behaviour);
  expect(await read(UNSURE)).toEqual({ ...readByRules(UNSURE, FACTS), classifiedBy: "rules", summary: null });
  expect((await calls()).map((call) => call.outcome)).toEqual([outcome]);
});

test("an emergency the rules see is answered without asking anybody", async () => {
  const before = server.requests.length;
  const text = "救命！3栋1单元电梯卡住了，里面有两个人还有小孩，门打不开";
  expect(await read(text)).toMatchObject({ emergency: true, danger: "lift", classifiedBy: "rules" });
  expect(server.requests.length).toBe(before);
});

test("a message nobody is to be asked about, or of no occasion, stays with the rules", async () => {
  const before = server.requests.length;
  await read("3栋2单元502厨房水管漏水，麻烦派人来看看");
  await triager.triage(UNSURE, FACTS);
  expect(server.requests.length).toBe(before);
});

test("when patience ends the rules answer, and what the model says later waits for a person", async () => {
  let release = () => undefined as unknown;
  const held = new Promise<void>((resolve) => {
    release = () => resolve();
  });
  server.behaves({ after: held, does: { says: label() } });
  const before = server.requests.length;
  const reading = read(UNSURE);
  await vi.waitFor(() => expect(server.requests.length).toBe(before + 1), 20_000);
  expect(waits).toEqual([3_000]);
  runOut();
  expect(await reading).toMatchObject({ classifiedBy: "rules", summary: null });
  release();
  expect(await calls()).toMatchObject([
    { outcome: "late:taken", proposalState: "waiting", proposal: { reading: { kind: "repair" } } },
  ]);
});

test("a long message gets its line with the data put back, a slow line costs no reading", async () => {
  server.behaves({ says: { line: "〔房号1〕厨房水管漏水，师傅看过后没人联系" } });
  expect((await read(LONG)).summary).toBe("3-2-502厨房水管漏水,师傅看过后没人联系");
  expect(server.requests.at(-1)?.raw).not.toMatch(/502|13800138000/);

  server.behaves({ hangs: true });
  const before = server.requests.length;
  const reading = read(LONG);
  await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(before), 20_000);
  runOut();
  expect(await reading).toMatchObject({ kind: triage(LONG, FACTS).kind, summary: null });
});

test("no line is asked for about what is taken apart into several matters", async () => {
  const before = server.requests.length;
  await triager.triage(LONG, FACTS, { estate: YUNQI, inboundId: 7, isSeveral: true });
  expect(server.requests.slice(before).map(({ question }) => question)).not.toContain("summary");
});

test("an emergency only the model sees is proposed to a person even when it came in time", async () => {
  server.behaves({ says: label({ emergency: true }) });
  expect(await read("那个东西又那样了，就是那样吧")).toMatchObject({ emergency: false });
  expect(await calls()).toMatchObject([
    { outcome: "taken", proposalState: "waiting", proposal: { reading: { emergency: true } } },
  ]);
});
