import { afterEach, beforeEach, expect, test } from "vitest";
import { label, type ModelStandIn, startModelStandIn } from "../llm/model-stand-in.js";
import { type EstateStory, startEstate } from "./estate-story.js";

let estate: EstateStory;
let model: ModelStandIn;
beforeEach(async () => {
  model = await startModelStandIn();
  estate = await startEstate({ environment: { OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: "stand-in" } });
});
afterEach(async () => {
  await estate.close();
  await model.close();
});

test.each([
  ["快点啊快点啊！！！没电！冰箱里的肉都要臭了", "smalltalk"],
  ["单元门关门声太大了 我住一楼 一天八百回", "praise"],
  ["3栋2单元那边一到晚上就那样，吵死了根本没法睡", "smalltalk"],
] as const)("a model that lies loses nothing of 「%s」", async (words, kind) => {
  model.behaves({ says: label({ kind, department: null }) });
  const wang = estate.resident("王女士");
  await wang.says(words);
  wang.expects(/#1/);
  const record = await estate.simulation.app().database.client.caseRecord.findFirst();
  expect(record?.kind).not.toBe("praise");
  estate.readStaff();
});

test("nobody waits for a line about what is taken apart into several matters", async () => {
  model.behaves((request) =>
    request.question === "summary" ? { hangs: true } : { says: label({ sure: false }) },
  );
  const wang = estate.resident("王女士");
  await wang.says(
    `3栋2单元502，电话13800138000，有两件事：1. 厨房水管漏水，${"用毛巾包着还是滴，".repeat(8)}麻烦派人来修；2. 楼道的灯不亮了，${"晚上回家看不见台阶，".repeat(6)}麻烦换一下`,
  );
  wang.expects(/#1[\s\S]*#2/);
  expect(model.requests.map(({ question }) => question)).not.toContain("summary");
  estate.readStaff();
});
