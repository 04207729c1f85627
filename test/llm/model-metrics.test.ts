import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { addModelMetrics } from "../../src/edges/llm/model-metrics.js";
import { openTestDatabase } from "../db/open-test-database.js";
import { estate, mirrorEstate, NOON, noonPlus } from "../db/samples.js";

test("what came of the questions of a day and how often triage was corrected can be scraped", async () => {
  const { unitOfWork, close } = await openTestDatabase();
  await mirrorEstate(unitOfWork.stores);
  const call = {
    estateId: "yunqi",
    question: "triage",
    inboundId: 1,
    promptHash: "0123456789ab",
    model: "stand-in",
    tries: 1,
    latencyMillis: 80,
    inputTokens: 700,
    outputTokens: 40,
    proposal: null,
  } as const;
  const { modelCalls } = unitOfWork.stores;
  await modelCalls.record({ ...call, outcome: "taken" }, NOON);
  await modelCalls.record({ ...call, outcome: "taken" }, noonPlus(60));
  await modelCalls.record({ ...call, outcome: "timeout" }, noonPlus(60));
  await modelCalls.record({ ...call, outcome: "timeout" }, noonPlus(-25 * 3_600));
  const clock = { now: () => noonPlus(120) };
  const text = await addModelMetrics(new Registry(), { unitOfWork, estates: [estate()], clock }).metrics();
  expect(text).toContain('guanjia_model_questions{question="triage",outcome="taken"} 2');
  expect(text).toContain('guanjia_model_questions{question="triage",outcome="timeout"} 1');
  expect(text).toContain('guanjia_triage_cases{estate="yunqi",what="corrected"} 0');
  await close();
});
