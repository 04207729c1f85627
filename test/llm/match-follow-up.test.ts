import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createFollowUpMatcher } from "../../src/desk/match-follow-up.js";
import type { FollowUpCandidate, LanguageModel, ModelAnswer } from "../../src/desk/model-ports.js";
import { createModelWaits } from "../../src/desk/model-wait.js";
import { createChineseScript } from "../../src/edges/chinese-script.js";
import { createLogger } from "../../src/edges/logger.js";
import type { CaseRecord } from "../../src/rules/case-record.js";
import type { HiddenText } from "../../src/rules/personal-data.js";
import { openTestDatabase, type TestDatabase } from "../db/open-test-database.js";
import { caseDraft, estate, mirrorEstate, NOON } from "../db/samples.js";

const trace = {
  promptHash: "0123456789ab",
  model: "m",
  tries: 1,
  latencyMillis: 5,
  inputTokens: null,
  outputTokens: null,
};
let database: TestDatabase;
let open: CaseRecord[];
let shown: { text: HiddenText; open: readonly FollowUpCandidate[] }[];
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.clear();
  await mirrorEstate(database.unitOfWork.stores);
  shown = [];
  open = [];
  for (const matter of ["3-2-502厨房漏水", "楼道灯不亮，电话13800138000"]) {
    open.push(await database.unitOfWork.stores.cases.open(caseDraft({ matter }), NOON));
  }
});

/** A matcher whose model answers this; null never answers. */
function matcher(answer: ModelAnswer<number | null> | null) {
  const never = new Promise<never>(() => undefined);
  const model = {
    readMessage: () => never,
    summarise: () => never,
    async matchFollowUp(text, candidates) {
      shown.push({ text, open: candidates });
      return answer ?? never;
    },
  } satisfies LanguageModel;
  const { match } = createFollowUpMatcher({
    unitOfWork: database.unitOfWork,
    clock: { now: () => NOON },
    log: createLogger({ level: "silent" }),
    script: createChineseScript(),
    model,
    beginWait: createModelWaits(() => ({
      over: answer ? never : Promise.resolve(),
      cancel: () => undefined,
    })),
  });
  return (records = open, text = "就是502那个，还没好") =>
    match({ estate: estate(), inboundId: 7, text, open: records });
}

const outcomes = async () =>
  (await database.database.client.modelCall.findMany()).map(
    ({ question, outcome }) => `${question}:${outcome}`,
  );

test("the record the model names is the match, and nothing personal was shown to it", async () => {
  const found = await matcher({ kind: "answer", answer: 2, trace })();
  expect(found?.number).toBe(2);
  expect(JSON.stringify(shown)).not.toMatch(/502|13800138000/);
  expect(await outcomes()).toEqual(["followUp:taken"]);
});

test("nor in traditional script, neither of the message nor of what was told before", async () => {
  const { cases } = database.unitOfWork.stores;
  const matter = "業主陳大文，張師傅弄壞了我家門鎖，車牌 粵B·D1234";
  const told = [...open, await cases.open(caseDraft({ matter }), NOON)];
  await matcher({ kind: "answer", answer: 2, trace })(told, "我係陳大文，張師傅幾時嚟");
  expect(JSON.stringify(shown)).not.toMatch(/陳|陈大|張|张|D1234/);
});

test("none, no answer, and a model that takes too long match nothing", async () => {
  expect(await matcher({ kind: "answer", answer: null, trace })()).toBe(null);
  expect(await matcher({ kind: "noAnswer", reason: "timeout", trace })()).toBe(null);
  expect(await matcher(null)()).toBe(null);
  expect(await outcomes()).toEqual(["followUp:none", "followUp:timeout"]);
});

test("with fewer than two records nobody is asked", async () => {
  expect(await matcher({ kind: "answer", answer: 1, trace })(open.slice(0, 1))).toBe(null);
  expect(shown).toEqual([]);
});

test("an answer that comes too late matches nothing and is waited for before the desk stops", async () => {
  let answer: (late: ModelAnswer<number | null>) => void = () => undefined;
  const late = new Promise<ModelAnswer<number | null>>((resolve) => {
    answer = resolve;
  });
  const never = new Promise<never>(() => undefined);
  const matchLate = createFollowUpMatcher({
    unitOfWork: database.unitOfWork,
    clock: { now: () => NOON },
    log: createLogger({ level: "silent" }),
    script: createChineseScript(),
    model: { readMessage: () => never, summarise: () => never, matchFollowUp: () => late },
    beginWait: createModelWaits(() => ({ over: Promise.resolve(), cancel: () => undefined })),
  });
  expect(await matchLate.match({ estate: estate(), inboundId: 7, text: "还没好", open })).toBe(null);
  let settled = false;
  const stop = matchLate.settled().then(() => {
    settled = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(settled).toBe(false);
  answer({ kind: "answer", answer: 2, trace });
  await stop;
  expect(await outcomes()).toEqual(["followUp:late:taken"]);
});
